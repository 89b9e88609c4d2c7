import pytest

from members.models import Representative
from tests import factories


@pytest.fixture
def alliance():
    return factories.AllianceFactory()


@pytest.fixture
def secretary(alliance):
    return factories.SecretariatUserFactory(alliance=alliance)


@pytest.fixture
def institution():
    return factories.InstitutionFactory()


@pytest.fixture
def representative(institution):
    return factories.RepresentativeUserFactory(institution=institution)


@pytest.fixture
def contributor(institution):
    return factories.RepresentativeFactory(institution=institution, role=Representative.Role.CONTRIBUTOR).user


@pytest.fixture
def elsewhere(institution):
    """Represents the institution, and works in the secretariat of an alliance that has nothing to do with it."""
    user = factories.SecretariatUserFactory()
    factories.RepresentativeFactory(user=user, institution=institution)
    return user
