"""Who may do what: the expected answers, role by role. A model, admin, page or endpoint without a row fails the test.

Letters stand for roles: N anonymous, U account without institution, X Y Z representatives, F former representative of
X, A and B secretariats, M secretariat of B who also represents X, T staff without secretariat, S superuser, and the
disabled: a (secretariat of A), x (representative of X), s (superuser).
"""

ROLE_OF = {
    "N": "anonymous",
    "U": "account without institution",
    "X": "representative of X",
    "Y": "representative of Y",
    "Z": "representative of Z",
    "F": "former representative of X",
    "A": "secretariat of A",
    "B": "secretariat of B",
    "M": "secretariat of B, representative of X",
    "T": "staff without secretariat",
    "S": "superuser",
    "a": "disabled secretariat of A",
    "x": "disabled representative of X",
    "s": "disabled superuser",
}
ALL = "".join(ROLE_OF)
STATES_WITH_AUTHOR = ("draft", "returned")
OTHER_HIDDEN_STATES = ("submitted", "archived", "scheduled", "expired")


def posted(subject="A X"):
    """What is posted for alliance A and institution X: record, and who sees, manages and edits it."""
    return {
        f"{subject} published": (ALL, "AS", "AS"),
        **{f"{subject} {state}": ("AXMS", "AS", "AXMS") for state in STATES_WITH_AUTHOR},
        **{f"{subject} {state}": ("AXMS", "AS", "AS") for state in OTHER_HIDDEN_STATES},
    }


OF_A = {"A": (ALL, "AS", "AS")}
FACT = {
    **OF_A,
    "A, claimed": (ALL, "AS", "AS"),
    "A, of a draft": ("AS", "AS", "AS"),
    "A, struck": ("AS", "AS", "AS"),
}
SHARED = {
    "unrelated published": (ALL, "ABMTS", "S"),
    "unrelated draft": ("S", "S", "S"),
    "made by A draft": ("AS", "AS", "AS"),
}
MEETING = {"A published": (ALL, "AS", "AS"), "A draft": ("AS", "AS", "AS")}
CLOSED = {"any": ("S", "S", "S")}

# Model: its records, each with who views, manages (sees in the admin) and edits it.
MODELS = {
    "core.area": {"published": (ALL, "ABMTS", "S"), "draft": ("S", "S", "S")},
    "core.auditentry": {"A": ("S", "AS", "S")},
    "core.importbatch": {"of A": ("S", "AS", "AS"), "made by A": ("S", "AS", "AS")},
    "core.importrow": {"of A": ("AS", "AS", "AS"), "made by A": ("AS", "AS", "AS")},
    "core.change": CLOSED,
    "core.picture": {"A X published": (ALL, "AS", "AS"), "A X draft": ("AXMS", "AXMS", "AXMS")},
    "core.slugredirect": CLOSED,
    "core.source": SHARED,
    "core.withdrawnid": CLOSED,
    "members.user": CLOSED,
    "members.institution": {**SHARED, "X": (ALL, "ABMTS", "AXMS"), "Y": (ALL, "ABMTS", "AYS")},
    "members.institutionalias": SHARED,
    "members.person": {
        **SHARED,
        "at X published": (ALL, "ABMTS", "AXMS"),
        "at X draft": ("AXMS", "AMS", "AXMS"),
    },
    "members.personalias": SHARED,
    "members.office": {"at X": (ALL, "AS", "AS")},
    "members.appointment": {"at X published": (ALL, "AS", "AS"), "at X draft": ("AS", "AS", "AS")},
    "members.representative": {"X": ("S", "AS", "AS")},
    "alliances.alliance": {
        "A": (ALL, "AS", "AS"),
        "unrelated published": (ALL, "S", "S"),
        "unrelated draft": ("S", "S", "S"),
    },
    "alliances.alliancealias": OF_A,
    "alliances.milestone": OF_A,
    "alliances.membership": FACT,
    "alliances.statement": {**OF_A, "of an institution of A": (ALL, "AS", "AS"), "of a draft, A": ("S", "S", "S")},
    "alliances.contradiction": {**OF_A, "A, of a draft": ("AS", "AS", "AS")},
    "alliances.contradictionside": {**OF_A, "A, of a draft": ("AS", "AS", "AS")},
    "alliances.document": {
        **posted("A X public"),
        "A members published": ("XYAMS", "AS", "AS"),
        "A council published": ("XAMS", "AS", "AS"),
    },
    "alliances.event": posted(),
    "alliances.eventhost": {**posted(), "A X published, hidden": ("AS", "AS", "AS")},
    "alliances.secretariat": {"A": ("S", "AS", "S")},
    "governance.body": OF_A,
    "governance.bodyalias": OF_A,
    "governance.seat": OF_A,
    "governance.tenure": FACT,
    "governance.meeting": MEETING,
    "governance.agendaitem": MEETING,
    "governance.attendance": {**MEETING, "A published, of a draft": ("AS", "AS", "AS")},
    "governance.proposal": posted(),
    "governance.proposalpart": posted(),
    "governance.proposalparty": posted(),
    "research.group": posted(),
    "research.project": posted(),
    "research.projectpartner": posted(),
    "research.opportunity": posted(),
    "news.newsitem": posted(),
    "news.newsmention": {**posted(), "A X published, hidden": ("AS", "AS", "AS")},
    "news.boilerplate": OF_A,
    "news.boilerplateversion": OF_A,
    "portal.homeblock": CLOSED,
    "portal.homepin": CLOSED,
}

# Page of one record: answers 200 to those who view the record, else 404.
PAGES = {
    "core:source": "core.source",
    "members:institution": "members.institution",
    "members:networks": "members.institution",
    "members:person": "members.person",
    "alliances:detail": "alliances.alliance",
    "alliances:members": "alliances.alliance",
    "alliances:event": "alliances.event",
    "governance:alliance": "alliances.alliance",
    "governance:meeting": "governance.meeting",
    "governance:proposal": "governance.proposal",
    "research:area": "core.area",
    "research:group": "research.group",
    "research:project": "research.project",
    "research:opportunity": "research.opportunity",
    "news:detail": "news.newsitem",
}
# Open to everybody.
OPEN_PAGES = {
    *("portal:home", "portal:search", "portal:about", "portal:contact", "portal:accessibility", "portal:privacy"),
    *("members:institution_list", "alliances:list", "alliances:event_list", "alliances:document_list"),
    *("research:area_list", "research:group_list", "research:project_list", "research:opportunity_list", "news:list"),
}
# Endpoint: the model whose records it gives.
ENDPOINTS = {
    "alliances": "alliances.alliance",
    "institutions": "members.institution",
    "people": "members.person",
    "memberships": "alliances.membership",
    "bodies": "governance.body",
    "seats": "governance.tenure",
    "meetings": "governance.meeting",
    "proposals": "governance.proposal",
    "events": "alliances.event",
    "statements": "alliances.statement",
    "documents": "alliances.document",
    "areas": "core.area",
    "groups": "research.group",
    "projects": "research.project",
    "opportunities": "research.opportunity",
    "news": "news.newsitem",
    "sources": "core.source",
}
# Guarded by tests of their own: they lead on, or give files and lists of what these tables open.
ELSEWHERE = {
    *(
        "root",
        "permanent",
        "media",
        "robots",
        "security",
        "sitemap",
        "sitemap_section",
        "healthz",
        "readyz",
        "styleguide",
    ),
    *("api:root", "api:schema", "api:docs", "api:nothing", "alliances:document_file"),
}
