from members.models.institution import Institution, InstitutionAlias
from members.models.invitation import Invitation
from members.models.person import Appointment, Office, Person, PersonAlias
from members.models.representative import Representative
from members.models.user import User

__all__ = [
    "Appointment",
    "Institution",
    "InstitutionAlias",
    "Invitation",
    "Office",
    "Person",
    "PersonAlias",
    "Representative",
    "User",
]
