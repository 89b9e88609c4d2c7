"""Who may do what: the expected answers, role by role. A model, admin, page or endpoint without a row fails the test.

Letters stand for roles: N anonymous, U account without institution, X Y Z representatives, F former representative of
X, C contributor of X, A and B secretariats, M secretariat of B who also represents X, T staff without secretariat,
S superuser, and the disabled: a (secretariat of A), x (representative of X), s (superuser).
"""

ROLE_OF = {
    "N": "anonymous",
    "U": "account without institution",
    "X": "representative of X",
    "Y": "representative of Y",
    "Z": "representative of Z",
    "F": "former representative of X",
    "C": "contributor of X",
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
STAFF = "ABMTS"
SIGNED_IN = "UXYZFCABMTS"
STRANGERS = "Naxs"
STATES_WITH_AUTHOR = ("draft", "returned")
OTHER_HIDDEN_STATES = ("submitted", "archived", "scheduled", "expired")


def posted(subject="A X"):
    """What is posted for alliance A and institution X: record, and who sees, manages and edits it."""
    return {
        f"{subject} published": (ALL, "AS", "AS"),
        **{f"{subject} {state}": ("AXCMS", "AS", "AXCMS") for state in STATES_WITH_AUTHOR},
        **{f"{subject} {state}": ("AXCMS", "AS", "AS") for state in OTHER_HIDDEN_STATES},
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
# Whoever made an institution or a person edits it until it is published.
SHARED_ONCE_PUBLIC = {"made by A published": (ALL, "ABMTS", "S")}
STRUCK_AT_X = {"at X published, struck": ("AS", "AS", "AS")}
# A relation to A that is over, only claimed, or struck from the record gives its secretariat nothing to edit.
WITHOUT_EFFECT = dict.fromkeys(["former of A", "claimed of A", "struck of A"], (ALL, "ABMTS", "S"))
MEETING = {"A published": (ALL, "AS", "AS"), "A draft": ("AS", "AS", "AS")}
CLOSED = {"any": ("S", "S", "S")}

# Model: its records, each with who views, manages (sees in the admin) and edits it.
MODELS = {
    "core.area": {"published": (ALL, "ABMTS", "S"), "draft": ("S", "S", "S")},
    "core.auditentry": {"A": ("S", "AS", "S"), "shared, by A": ("S", "AS", "S"), "B, by A": ("S", "BMS", "S")},
    "core.importbatch": {"of A": ("S", "AS", "AS"), "made by A": ("S", "AS", "AS")},
    "core.importrow": {"of A": ("AS", "AS", "AS"), "made by A": ("AS", "AS", "AS")},
    "core.autosave": {"of X": ("XS", "S", "S")},
    "core.proposedchange": {"A X published": ("AXCMS", "AS", "AS")},
    "core.change": CLOSED,
    "core.outboxmessage": {"about A": ("XS", "AS", "AS"), "to an address": ("S", "S", "S")},
    "core.picture": {
        "A X published": (ALL, "AS", "AS"),
        "A X draft": ("AXCMS", "AXCMS", "AXCMS"),
        "without owner": ("S", "S", "S"),
    },
    "core.previewlink": {"A X submitted": ("AXCMS", "AS", "S"), "B published": ("BMS", "BMS", "S")},
    "core.reviewassignment": {"A X submitted": ("AS", "AS", "S"), "B published": ("BMS", "BMS", "S")},
    "core.reviewcomment": {"A X submitted": ("AXCMS", "AS", "S"), "B published": ("BMS", "BMS", "S")},
    "core.readcount": {"A X submitted": ("AXCMS", "AS", "S"), "B published": ("BMS", "BMS", "S")},
    "core.unreaditem": {"A X submitted": ("AS", "AS", "S"), "B published": ("BMS", "BMS", "S")},
    "core.slugredirect": CLOSED,
    "core.source": SHARED,
    "core.withdrawnid": CLOSED,
    "members.user": CLOSED,
    "members.institution": {
        **SHARED,
        **SHARED_ONCE_PUBLIC,
        **WITHOUT_EFFECT,
        "X": (ALL, "ABMTS", "AS"),
        "Y": (ALL, "ABMTS", "AS"),
    },
    "members.institutionalias": {**SHARED, **SHARED_ONCE_PUBLIC},
    "members.person": {
        **SHARED,
        **SHARED_ONCE_PUBLIC,
        "at X published": (ALL, "ABMTS", "AXMS"),
        "at X draft": ("AXMS", "AMS", "AXMS"),
        "former at X": (ALL, "ABMTS", "S"),
        "struck at X": (ALL, "ABMTS", "S"),
    },
    "members.personalias": {**SHARED, **SHARED_ONCE_PUBLIC},
    "members.office": {"at X": (ALL, "AS", "AS")},
    "members.appointment": {"at X published": (ALL, "AS", "AS"), "at X draft": ("AS", "AS", "AS"), **STRUCK_AT_X},
    "members.representative": {"X": ("S", "AS", "AS")},
    "members.invitation": {"X": ("S", "AS", "AS")},
    "alliances.alliance": {
        "A": (ALL, "AS", "AS"),
        "C": ("BS", "BS", "BS"),
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
        "A members published": ("XYCAMS", "AS", "AS"),
        "A council published": ("XCAMS", "AS", "AS"),
    },
    "alliances.event": posted(),
    "alliances.eventhost": {**posted(), "A X published, hidden": ("AS", "AS", "AS")},
    "alliances.secretariat": {"A": ("S", "AS", "S")},
    "alliances.trust": {"A": ("S", "AS", "AS")},
    "governance.body": OF_A,
    "governance.bodyalias": OF_A,
    "governance.circular": {"A": ("S", "AS", "AS")},
    "governance.seat": OF_A,
    "governance.tenure": FACT,
    "governance.meeting": {
        **MEETING,
        "A, at an event of B draft": ("ABMS", "AS", "AS"),
        "C published": ("BS", "BS", "BS"),
    },
    "governance.agendaitem": MEETING,
    "governance.attendance": {**MEETING, "A published, of a draft": ("AS", "AS", "AS")},
    "governance.proposal": posted(),
    "governance.proposalpart": posted(),
    "governance.proposalparty": posted(),
    "research.group": posted(),
    "research.project": posted(),
    "research.projectpartner": posted(),
    "research.opportunity": posted(),
    "research.opportunitypartner": {**posted(), "A X published, hidden": ("AS", "AS", "AS")},
    "news.newsitem": posted(),
    "news.newsmention": {**posted(), "A X published, hidden": ("AS", "AS", "AS")},
    "news.boilerplate": OF_A,
    "news.boilerplateversion": OF_A,
    "portal.homeblock": CLOSED,
    "portal.homepin": CLOSED,
    "portal.menuentry": CLOSED,
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
# The admin: who opens the list of a model, and its export.
LISTERS = {
    **dict.fromkeys(MODELS, "ABMS"),
    **dict.fromkeys(["core.autosave", "core.change", "core.slugredirect", "core.withdrawnid", "members.user"], "S"),
    **dict.fromkeys(["portal.homeblock", "portal.homepin", "portal.menuentry"], "S"),
    **dict.fromkeys(["core.area", "core.source", "members.institution", "members.institutionalias"], STAFF),
    **dict.fromkeys(["members.person", "members.personalias", "core.previewlink"], STAFF),
    **dict.fromkeys(["core.reviewassignment", "core.reviewcomment", "core.readcount", "core.unreaditem"], STAFF),
}
# Who may add a record, by the form and by import.
ADDERS = {
    **dict.fromkeys(MODELS, "ABMS"),
    **dict.fromkeys(["core.area", "core.slugredirect", "members.user", "alliances.alliance"], "S"),
    **dict.fromkeys(["alliances.secretariat", "portal.homeblock", "portal.menuentry"], "S"),
    **dict.fromkeys(
        [
            "core.autosave",
            "core.change",
            "core.proposedchange",
            "core.importbatch",
            "core.importrow",
            "core.outboxmessage",
            "portal.homepin",
            "core.auditentry",
            "core.picture",
            "core.previewlink",
            "core.readcount",
            "core.unreaditem",
            "core.reviewassignment",
            "core.reviewcomment",
            "core.withdrawnid",
        ],
        "",
    ),
}
NEVER_CHANGED = {
    "core.auditentry",
    "core.autosave",
    "core.change",
    "core.importrow",
    "core.outboxmessage",
    "core.withdrawnid",
    "members.invitation",
    *("core.previewlink", "core.reviewassignment", "core.reviewcomment", "core.readcount", "core.unreaditem"),
}
NEVER_DELETED = {"core.importbatch", "core.proposedchange"}
PUBLISHABLE = {
    *("core.area", "core.source", "members.institution", "members.person", "alliances.alliance"),
    *("alliances.document", "alliances.event", "governance.proposal", "news.newsitem"),
    *("research.group", "research.project", "research.opportunity"),
}
NEVER_PUBLIC = ("draft", "submitted", "returned")


def opens_in_admin(label, name):
    """Staff who manage the record."""
    return set(MODELS[label][name][1]) & set(STAFF)


def reads_history(label, name):
    """Staff who manage and edit it."""
    return opens_in_admin(label, name) & set(MODELS[label][name][2])


def changes_in_admin(label, name):
    """The same, unless nobody may write there: in the trail, in rows that were struck."""
    return set() if label in NEVER_CHANGED or name.endswith("struck") else reads_history(label, name)


def deletes_in_admin(label, name):
    """What was public once is the superuser's to delete."""
    if label in NEVER_DELETED:
        return set()
    was_public = label in PUBLISHABLE and not name.endswith(NEVER_PUBLIC)
    return changes_in_admin(label, name) & (set("S") if was_public else set(STAFF))


# Page of one record in the admin: who may read it, and who may post to it.
ADMIN_PAGES = {
    "change": (opens_in_admin, changes_in_admin),
    "delete": (deletes_in_admin, deletes_in_admin),
    "history": (reads_history, reads_history),
}
# Page of a model in the admin: who opens it.
ADMIN_LISTS = {"changelist": LISTERS, "export": LISTERS, "add": ADDERS, "import": ADDERS}
# What other packages keep there is the superuser's; the accounts pages are of the person who is signed in.
OTHER_ADMINS = {
    "account.emailaddress",
    "mfa.authenticator",
    "usersessions.usersession",
    "django_tasks_database.dbtaskresult",
}
# Pages of the admin as a whole: who opens them; the others lead on, and nobody opens them.
ADMIN_SITE = {
    "index": STAFF,
    "jsi18n": STAFF,
    "app_list": STAFF,
    "search": STAFF,
    "review": STAFF,
    "translations": STAFF,
    **dict.fromkeys(["login", "logout", "password_change", "password_change_done", "set_language"], ""),
    **dict.fromkeys(["autocomplete", "view_on_site", "auth_user_password_change", "None"], ""),
}

# Pages of the account: who opens them by reading.
ACCOUNT_PAGES = {
    **dict.fromkeys(["account_login", "account_signup"], STRANGERS),
    **dict.fromkeys(
        ["account_change_password", "account_email", "account_logout", "account_reauthenticate"], SIGNED_IN
    ),
    **dict.fromkeys(["mfa_index", "mfa_list_webauthn"], SIGNED_IN),
    **dict.fromkeys(["account_reset_password", "account_reset_password_done"], ALL),
    **dict.fromkeys(["account_reset_password_from_key_done", "account_inactive"], ALL),
    "account_settings": SIGNED_IN,
    "account_contacts": SIGNED_IN,
    "account_second_factor": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
    "account_email_verification_sent": ALL,
    # They follow a step that nobody in these tests has taken: entering a password, setting up a second factor.
    **dict.fromkeys(["account_confirm_login_code", "account_set_password", "mfa_authenticate"], ""),
    "mfa_login_webauthn": "",  # read by a script alone
    **dict.fromkeys(["mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_reauthenticate"], ""),
    **dict.fromkeys(["mfa_reauthenticate_webauthn", "mfa_view_recovery_codes"], ""),
    **dict.fromkeys(["mfa_generate_recovery_codes", "mfa_download_recovery_codes"], ""),
}
# With a key from a letter, or the number of somebody's passkey: tested by asking for one that is not one's own.
ACCOUNT_KEYS = {
    "account_confirm_email": ["no-such-key"],
    "account_reset_password_from_key": ["1", "no-such-key"],
    "mfa_edit_webauthn": [1],
    "mfa_remove_webauthn": [1],
}
# Pages of the workspace: who opens them; strangers are asked to sign in, others find nothing there.
WORKSPACE_PAGES = {
    "workspace:index": SIGNED_IN,
    "workspace:items": "XYZCM",
    "workspace:translations": "XYZCM",
    "workspace:parts": "XYZCM",
    "workspace:documents": "XYZCM",
    "workspace:contacts": "XYZCM",
    "workspace:messages": SIGNED_IN,
    "workspace:read_all": "",
    "workspace:language": "",
}
# Pages of an institution in the workspace, asked for X.
INSTITUTION_PAGES = {
    "workspace:people": "XCM",
    "workspace:hand_over": "",
}
# Pages of one own item: who opens them while the item is a draft; the others take only what is sent.
WORKSPACE_ITEM_PAGES = {
    **dict.fromkeys(["workspace:item", "workspace:edit", "workspace:delete"], "XCM"),
    **dict.fromkeys(["workspace:move", "workspace:copy", "workspace:keep", "workspace:picture", "workspace:check"], ""),
    "workspace:comment": "",
}
# Pages of one own item that is public: who opens them.
WORKSPACE_PUBLIC_PAGES = {"workspace:change": "XCM", "workspace:withdraw_change": ""}
# Pages of the profile of X, by its id: who opens them.
WORKSPACE_PROFILE_PAGES = {"workspace:profile": "XCM", "workspace:profile_edit": "XM"}
# Pages of a kind: who opens them.
WORKSPACE_KIND_PAGES = {
    "workspace:new": "XYZCM",
    **dict.fromkeys(["workspace:new_keep", "workspace:new_picture", "workspace:new_check", "workspace:paste"], ""),
}
