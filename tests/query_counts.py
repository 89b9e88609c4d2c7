"""How many queries each list takes, whatever the number of its rows; read by the tests of lists and of the house."""

OUR_APPS = {"core", "members", "alliances", "governance", "research", "news", "portal"}

# Pages: the rows and their number, what is to-many of them, and what the filters offer to choose from.
PAGE_LISTS = {
    "members:institution_list": 5,
    "alliances:list": 4,  # with the number of members of each
    "alliances:members": 4,
    "alliances:event_list": 3,
    "alliances:document_list": 3,
    "research:area_list": 1,
    "research:group_list": 3,
    "research:project_list": 4,
    "research:opportunity_list": 3,
    "news:list": 3,
}
# For a person who is signed in: session, account, what he or she represents and where that is a member, the number of
# unread messages; then count and rows.
WORKSPACE_LISTS = {
    "workspace:documents": 9,
    "workspace:contacts": 10,  # with the institutions that have people, and the secretariats
}
# Endpoints: the count, the rows, and one for each relation to many.
API_LISTS = {
    "alliances": 3,
    "institutions": 3,
    "people": 3,
    "memberships": 2,
    "bodies": 2,
    "seats": 2,
    "meetings": 3,
    "proposals": 4,
    "events": 4,
    "statements": 2,
    "documents": 2,
    "areas": 2,
    "groups": 3,
    "projects": 4,
    "opportunities": 3,
    "news": 3,
    "sources": 2,
}
# For the superuser: session, account, count and rows make four; filters by relations, a date hierarchy and the trail of
# records with a publication state add one each. A secretariat is asked for its alliances first, and what it represents
# where that decides what it manages.
ADMIN_LISTS = {
    "alliances.Alliance": (5, 6),
    "alliances.AllianceAlias": (5, 6),
    "alliances.Contradiction": (5, 6),
    "alliances.ContradictionSide": (4, 5),
    "alliances.Document": (7, 8),
    "alliances.Event": (7, 8),
    "alliances.EventHost": (4, 5),
    "alliances.Membership": (6, 7),
    "alliances.Milestone": (6, 7),
    "alliances.Secretariat": (5, 6),
    "alliances.Statement": (6, 7),
    "alliances.Trust": (5, 6),
    "core.Area": (6, 7),
    "core.AuditEntry": (7, 7),
    "core.Autosave": (4, None),
    "core.Change": (5, None),
    "core.ImportBatch": (4, 5),
    "core.ImportRow": (4, 5),
    "core.OutboxMessage": (4, 5),
    "core.Picture": (5, 7),
    "core.PreviewLink": (5, 6),
    "core.ReviewAssignment": (5, 6),
    "core.ReviewComment": (5, 6),
    "core.ReadCount": (5, 6),
    "core.UnreadItem": (5, 6),
    "core.ProposedChange": (4, 5),
    "core.SlugRedirect": (5, None),
    "core.Source": (5, 6),
    "core.WithdrawnId": (5, None),
    "governance.AgendaItem": (4, 5),
    "governance.Attendance": (4, 5),
    "governance.Body": (5, 6),
    "governance.Circular": (5, 6),
    "governance.BodyAlias": (4, 5),
    "governance.Meeting": (6, 8),
    "governance.Proposal": (7, 8),
    "governance.ProposalPart": (4, 5),
    "governance.ProposalParty": (4, 5),
    "governance.Seat": (5, 6),
    "governance.Tenure": (6, 8),
    "members.Appointment": (5, 7),
    "members.Institution": (6, 8),  # with the countries that there are
    "members.InstitutionAlias": (4, 6),
    "members.Invitation": (5, 6),
    "members.Office": (4, 5),
    "members.Person": (5, 7),
    "members.PersonAlias": (4, 6),
    "members.Representative": (5, 6),
    "members.User": (5, None),
    "news.Boilerplate": (5, 6),
    "news.BoilerplateVersion": (5, 6),
    "news.NewsItem": (7, 8),
    "news.NewsMention": (4, 5),
    "portal.HomeBlock": (4, None),
    "portal.HomePin": (5, None),
    "portal.MenuEntry": (4, None),
    "research.Group": (7, 8),
    "research.Opportunity": (7, 8),
    "research.OpportunityPartner": (4, 5),
    "research.Project": (7, 8),
    "research.ProjectPartner": (4, 5),
}
