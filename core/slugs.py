"""Addresses in Latin letters for names in any script."""

import unicodedata

from django.utils.text import slugify

from core.text import spoken

SLUG_LENGTH = 100
ROOM_FOR_A_NUMBER = 6
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяқғңөұүһәіўҳї",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "_",
            "y",
            "_",
            "e",
            "yu",
            "ya",
            "q",
            "g",
            "n",
            "o",
            "u",
            "u",
            "h",
            "a",
            "i",
            "u",
            "h",
            "i",
        ],
        strict=True,
    )
)
ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ",
        [
            "a",
            "b",
            "t",
            "th",
            "j",
            "h",
            "kh",
            "d",
            "dh",
            "r",
            "z",
            "s",
            "sh",
            "s",
            "d",
            "t",
            "z",
            "a",
            "gh",
            "f",
            "q",
            "k",
            "l",
            "m",
            "n",
            "h",
            "w",
            "y",
            "a",
            "a",
            "_",
            "a",
            "i",
            "a",
            "u",
            "i",
        ],
        strict=True,
    )
)
LETTERS = str.maketrans({letter: sound.replace("_", "") for letter, sound in (CYRILLIC | ARABIC).items()})


def latin(text):
    """The text as its letters sound, for an address; nothing that anybody reads as a name."""
    composed = unicodedata.normalize("NFC", text).casefold().translate(LETTERS)
    return spoken(composed)


def slug_of(*texts, taken=frozenset(), otherwise):
    """A free address from the first text that makes one; a number parts it from those that are taken."""
    base = next(filter(None, (slugify(latin(text)) for text in texts if text)), otherwise)
    base = base[: SLUG_LENGTH - ROOM_FOR_A_NUMBER].strip("-")
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
