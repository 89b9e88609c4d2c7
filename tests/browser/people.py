"""People who sit at browsers of their own: the steps that several journeys share."""

import base64
import io

from django.conf import settings
from PIL import Image

from tests.admin.conftest import signed_in

# A hand that drops files somewhere: the files are made in the page, the events are those of a browser.
DROP = """(target, files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, content] of files) {
        const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name, { type: "image/png" }));
    }
    for (const type of ["dragenter", "dragover", "drop"])
        target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
}"""
MOST_STOPS = 120
# What has the focus: how it can be called, whether it can be seen, and whether the focus shows; parts of a frame and
# of a date show it themselves.
FOCUSED = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return {
        name: element.tagName + " " + (element.id || element.textContent.trim().slice(0, 30)),
        isPage: element === document.body || element === document.documentElement,
        isSeen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth,
        isMarked: element.matches("iframe, [type=datetime-local], [type=time]")
            || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    };
}"""


def cookie_of(user, address):
    """The session of somebody who has signed in."""
    value = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}


def picture(colour):
    """A small picture as a browser sends it."""
    content = io.BytesIO()
    Image.new("RGB", (120, 80), colour).save(content, "PNG")
    return {"name": f"{colour}.png", "mimeType": "image/png", "buffer": content.getvalue()}


def drop(zone, *colours):
    """Drop a picture of each colour there at once."""
    files = [(given["name"], base64.b64encode(given["buffer"]).decode()) for given in map(picture, colours)]
    zone.evaluate(DROP, files)


def write_text(page, column, text):
    """Type into the editor of a formatted text."""
    editor = page.locator(f".field:has(#id_{column}) .ProseMirror[contenteditable]")
    editor.click()
    editor.press_sequentially(text)


def write_body(page, suffix, text):
    write_text(page, f"body_{suffix}", text)


def choose_language(page, name):
    page.get_by_role("tablist", name="Language of the texts").get_by_role("tab", name=name).click()


def walk(page):
    """Everything that has the focus, from the first Tab until the page has been gone through."""
    stops = []
    for _step in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["isPage"]:
            break
        stops.append(stop)
    return stops
