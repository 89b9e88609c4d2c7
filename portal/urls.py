from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from members.contact_views import ContactsChoice
from members.invitation_views import InvitationPage
from members.second_factor_views import SecondFactorPage
from members.settings_views import SettingsPage
from portal.addresses import permanent, root
from portal.demo.mail import mail_html, mail_list, mail_page
from portal.health import healthz, readyz
from portal.media import media
from portal.previews import preview, preview_links, preview_media
from portal.sitemaps import sitemap_index, sitemap_section
from portal.styleguide import StyleGuide
from portal.well_known import robots, security

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"

urlpatterns = [
    path("", root, name="root"),
    path("id/<str:ulid>", permanent, name="permanent"),
    path("media/<path:path>", media, name="media"),
    path("preview/links/<str:label>/<str:item_id>/", preview_links, name="preview_links"),
    path("preview/<str:token>/", preview, name="preview"),
    path("preview/<str:token>/media/<path:path>", preview_media, name="preview_media"),
    path("preview/<str:token>/<str:language>/", preview, name="preview"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap_section"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/v1/", include("portal.api_router")),
    path("accounts/settings/contacts/", ContactsChoice.as_view(), name="account_contacts"),
    path("accounts/settings/", SettingsPage.as_view(), name="account_settings"),
    path("accounts/invitation/<str:token>/", InvitationPage.as_view(), name="invitation"),
    path("accounts/second-factor/", SecondFactorPage.as_view(), name="account_second_factor"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("workspace/", include("workspace.urls")),
    *i18n_patterns(
        path("", include("portal.page_urls")),
        path("", include("core.urls")),
        path("", include("alliances.institution_urls")),
        path("", include("alliances.urls")),
        path("", include("governance.urls")),
        path("", include("research.urls")),
        path("", include("news.urls")),
    ),
]

if settings.DEMO_MAIL_DIR:
    urlpatterns += [
        path("demo-mail/", mail_list, name="demo_mail_list"),
        path("demo-mail/<str:name>/", mail_page, name="demo_mail"),
        path("demo-mail/<str:name>/html/", mail_html, name="demo_mail_html"),
    ]
if settings.STYLE_GUIDE:
    urlpatterns.append(path("styleguide/", StyleGuide.as_view(), name="styleguide"))
