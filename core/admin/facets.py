"""Counts beside the choices of filters: one query for all filters that are not in use, one for each that is."""

from functools import partial


def share_counts(changelist):
    """Let the filters that stand open on the same rows ask their counts together; Django asks once a filter.

    What a filter counts leaves its own choice aside, so one that is in use looks at other rows and asks alone.
    """
    idle = [spec for spec in changelist.filter_specs if not _is_used(spec, changelist)]
    known: dict[int, dict[str, int]] = {}

    def counts(spec, _changelist):
        if not known:
            known.update(_ask(changelist, idle))
        return known[id(spec)]

    for spec in idle:
        spec.get_facet_queryset = partial(counts, spec)


def _is_used(spec, changelist):
    return any(name in changelist.params for name in spec.expected_parameters())


def _ask(changelist, specs):
    rows = changelist.queryset.order_by()
    asked = {}
    for number, spec in enumerate(specs):
        for name, count in spec.get_facet_counts(changelist.pk_attname, rows).items():
            asked[f"facet{number}_{name}"] = count
    answers = rows.aggregate(**asked)
    found = {id(spec): {} for spec in specs}
    for number, spec in enumerate(specs):
        prefix = f"facet{number}_"
        found[id(spec)] = {
            name.removeprefix(prefix): value for name, value in answers.items() if name.startswith(prefix)
        }
    return found
