"""The menu of the admin, in the order of a secretariat's work. A model of ours that is missing here fails a test."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.admin_menu import Group

GROUPS = [
    Group(
        "members",
        _("Members"),
        (
            "alliances.membership",
            "members.institution",
            "members.person",
            "members.appointment",
            "members.representative",
            "alliances.trust",
            "members.invitation",
            "core.importbatch",
        ),
    ),
    Group(
        "governance",
        _("Governance"),
        (
            "alliances.alliance",
            "governance.body",
            "governance.tenure",
            "governance.meeting",
            "governance.proposal",
            "governance.circular",
        ),
    ),
    Group(
        "content",
        pgettext_lazy("menu", "Content"),
        (
            "core.proposedchange",
            "news.newsitem",
            "alliances.event",
            "research.opportunity",
            "research.project",
            "research.group",
            "alliances.document",
            "news.boilerplate",
            "portal.homeblock",
            "portal.menuentry",
        ),
    ),
    Group(
        "records",
        pgettext_lazy("menu", "Evidence"),
        ("alliances.statement", "core.source", "alliances.contradiction", "core.area"),
    ),
    Group(
        "system",
        pgettext_lazy("menu", "System"),
        (
            "core.outboxmessage",
            "core.auditentry",
            "alliances.secretariat",
            "members.user",
            "mfa.authenticator",
            "core.slugredirect",
            "core.withdrawnid",
            "core.change",
            "core.autosave",
        ),
    ),
]
PARTS = [
    "alliances.alliancealias",
    "alliances.contradictionside",
    "alliances.eventhost",
    "alliances.milestone",
    "core.importrow",
    "core.picture",
    "core.previewlink",
    "core.reviewassignment",
    "core.reviewcomment",
    "core.readcount",
    "core.unreaditem",
    "governance.agendaitem",
    "governance.attendance",
    "governance.bodyalias",
    "governance.proposalpart",
    "governance.proposalparty",
    "governance.seat",
    "members.institutionalias",
    "members.office",
    "members.personalias",
    "news.boilerplateversion",
    "news.newsmention",
    "portal.homepin",
    "portal.homepin",
    "research.opportunitypartner",
    "research.projectpartner",
]
