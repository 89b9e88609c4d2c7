"""The parameters of an address: which of them a page takes, and which only tell how its reader came."""

import re

from django.core.exceptions import BadRequest
from django.shortcuts import render

# What networks, advertisers and programs that send letters hang on links.
TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|hsa)_\w+|fbclid|mibextid|gclid|gclsrc|gad_source|gad_campaignid|srsltid|dclid|wbraid|gbraid"
    r"|_gl|_ga|msclkid|ttclid|twclid|ref_src|ref_url|li_fat_id|igshid|igsh|yclid|ymclid|ysclid|yadclid|yadordid"
    r"|_openstat|rb_clickid|bd_vid|qz_gdt|gdt_vid|isappinstalled|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|spm|scm|vero_id"
    r"|oly_\w+_id|_kx",
    re.IGNORECASE,
)
# A name that means something elsewhere, with what WeChat says in it.
TRACKING_VALUES = {"from": frozenset({"singlemessage", "groupmessage", "timeline"})}
LONGEST_SHOWN = 60
MOST_SHOWN = 5


def is_tracking(name, value):
    return bool(TRACKING.fullmatch(name)) or value in TRACKING_VALUES.get(name, ())


def without_marks(query):
    """A copy of the parameters without those that only tell how the reader came."""
    kept = query.copy()
    for name, values in query.lists():
        if all(is_tracking(name, value) for value in values):
            del kept[name]
    return kept


class RefusedParameters(BadRequest):
    """An address asks by parameters that the page does not take, or by one of them twice.

    `address` is that of the page without the unknown ones, and with the last value of those given twice.
    """

    def __init__(self, path, query, unknown, repeated):
        super().__init__("Unknown or repeated parameters")
        left = query.copy()
        for name in unknown:
            del left[name]
        for name in repeated:
            left[name] = query[name]
        self.address = f"{path}?{left.urlencode()}" if left else path
        self.unknown, self.repeated = shown(unknown), shown(repeated)


def shown(names):
    """The first of the names, as they may stand on a page."""
    return ["".join(filter(str.isprintable, name))[:LONGEST_SHOWN] for name in names[:MOST_SHOWN]]


def refuse_others(request, known):
    """A list answers what it is asked, or says that it cannot: every parameter is one of these, and given once."""
    query = without_marks(request.GET)
    unknown = [name for name in query if name not in known]
    repeated = [name for name in query if name in known and len(query.getlist(name)) > 1]
    if unknown or repeated:
        raise RefusedParameters(request.path, query, unknown, repeated)


def refusal(request, refused=None):
    """What the reader of an address that cannot be answered sees: why, and the way to the list, where it is one."""
    return render(request, "400.html", {"refused": refused}, status=400)


class ReadsParameters:
    """A view that says which parameters it reads from its address."""

    parameters: tuple[str, ...] = ()

    @classmethod
    def get_parameters(cls):
        return cls.parameters


class NamedParameters(ReadsParameters):
    """A view that takes these alone, each once; empty ones mean "any", since forms send them."""

    def dispatch(self, request, *args, **kwargs):
        try:
            refuse_others(request, self.get_parameters())
        except RefusedParameters as refused:
            # Django would write a trace of each into the log.
            return refusal(request, refused)
        return super().dispatch(request, *args, **kwargs)
