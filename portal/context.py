from django.conf import settings


def reader(request):
    """What every page shows of the installation: base address and data licence."""
    return {
        "base_url": settings.BASE_URL,
        "data_licence": settings.DATA_LICENCE,
        "data_licence_url": settings.DATA_LICENCE_URL,
    }
