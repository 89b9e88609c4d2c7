from email.utils import parseaddr

from django.conf import settings


def reader(request):
    """What pages show of the installation: base address, data licence, and where the editors are reached."""
    return {
        "base_url": settings.BASE_URL,
        "data_licence": settings.DATA_LICENCE,
        "data_licence_url": settings.DATA_LICENCE_URL,
        "editors_email": editors_email(),
        # Whoever brings a session gets no page that is kept for others; asking for the account would cost a query.
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }


def editors_email():
    """The bare address of the sender of the portal's mail."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
