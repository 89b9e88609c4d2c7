"""Where one is signed in, told so that one knows one's own devices."""

import pytest

from members.devices import device_of

LIKE_GECKO = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {LIKE_GECKO} Chrome/150.0 Safari/537.36 Edg/150.0",
            "Edge on Windows",
        ),
        (f"Mozilla/5.0 (Linux; Android 15) {LIKE_GECKO} Chrome/150.0 Mobile MicroMessenger/8.0", "WeChat on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {LIKE_GECKO} Chrome/150.0 YaBrowser/26.0", "Yandex Browser on Linux"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox on Linux"),
        ("curl/8.0", "Another browser"),
        ("", "Another browser"),
    ],
)
def test_device_is_named_by_browser_and_system(user_agent, words):
    assert device_of(user_agent) == words
