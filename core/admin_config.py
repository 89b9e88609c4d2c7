from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """The stock admin with the portal's own site, on which other packages register too."""

    default_site = "core.admin_site.PortalAdminSite"
