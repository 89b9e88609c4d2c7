"""What a browser says of itself, in words by which one knows one's own devices."""

from django.utils.translation import gettext as _

# By the mark that each leaves; most browsers also carry the marks of those that stand below them.
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("YaBrowser", "Yandex Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("QQBrowser", "QQ Browser"),
    ("OPR/", "Opera"),
    ("Edg", "Edge"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent):
    """The browser and its system; what is not known is called so, and never guessed."""
    browser, system = _first_of(BROWSERS, user_agent), _first_of(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Another browser")


def _first_of(marks, user_agent):
    return next((name for mark, name in marks if mark in user_agent), "")
