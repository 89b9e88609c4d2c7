"""Rows of several models read in one query."""


def union_of(parts):
    """The rows of all these querysets in one query, in no order. Each gives the same columns of the same types."""
    first, *others = parts
    rows = first.union(*others, all=True) if others else first
    # Said aloud: from Django 6.1 on a union takes the usual order of its first model, whose columns it may not have.
    return rows.order_by()
