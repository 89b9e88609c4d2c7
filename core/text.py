"""Texts as readers type them: one spelling for search, the tokens of the index, and keys to sort by.

Four scripts are the point here. Both databases store what these functions return, so that search and order are the
same on each of them, whatever its collation.
"""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock

import pyuca
import snowballstemmer

MAX_TERMS = 8
MAX_WORD = 40
MIN_STEM = 3
KEY_LENGTH = 255
# A collation weight in hex; letters, marks and case have weights at levels of their own, each ended by none.
DIGITS, LEVELS, NO_WEIGHT = 4, 3, "0000"

BREVE = "\u0306"
KANA_VOICING = "\u3099\u309a"
APOSTROPHES = "'\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u02be\u02bf\u02c8\u055a\u05f3\u07f4\uff07`\u00b4"
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u058a\u05be\ufe58\ufe63\uff0d"

# Letters that Unicode does not take apart, with what a reader without that key types instead.
# Ta marbuta becomes ha: many writers leave its dots off at the end of a word.
LETTERS = str.maketrans(
    {
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ہ": "ه", "ۀ": "ه", "ە": "ه", "ة": "ه", "ۃ": "ه",
        "ـ": None, "\u0674": None,
    }
)  # fmt: skip
SIGNS = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-"))

# Han, kana and Hangul, whose words are not (or not only) parted by spaces.
CJK = (
    "\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
TOKEN = re.compile(rf"(?P<run>[{CJK}]+)|(?P<word>[^\W_{CJK}]+(?:'[^\W_{CJK}]+)*)")
COMPOUND = re.compile(rf"[^\W_{CJK}]+(?:[-'][^\W_{CJK}]+)+")
HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# Left out of a query that says more than these; every text has them.
ENGLISH_STOP_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to"})
STOP_WORDS = ENGLISH_STOP_WORDS | {"в", "и", "из", "на", "о", "по", "с", "у", "في", "من", "علي", "و"}

# A stemmer keeps the word it works on in itself.
STEMMER_LOCK = Lock()


def normalise(text):
    """One spelling for all that readers may type for the same text; doing it twice changes nothing.

    Folds case, width, composed and decomposed letters, diacritics, ё into е, the forms of alef, ya and ta marbuta,
    tatweel, apostrophes, hyphens and the digits of other scripts. Й and voiced kana stay: they are letters.
    """
    return " ".join(filter(None, map(_normalised, text.split())))


def _normalised(word):
    """Word by word, since names share most of theirs; no mark and no letter joins with a space."""
    return _remembered_spelling(word) if len(word) <= MAX_WORD else _spelling(word)


def _spelling(word):
    if word.isascii():
        return word.lower().replace("`", "'")
    folded = _without_marks(unicodedata.normalize("NFKD", word.translate(SIGNS)))
    folded = _without_marks(unicodedata.normalize("NFKD", folded.casefold()))
    folded = unicodedata.normalize("NFC", folded.translate(LETTERS).translate(SIGNS))
    return " ".join(folded.split())


_remembered_spelling = lru_cache(maxsize=50_000)(_spelling)


def index_tokens(*texts):
    """The unique tokens of the texts, parted by spaces and with one at either end, so that " term" is a prefix test.

    A word stands there as it is and as its stem; one with an apostrophe or hyphen also joined and in its parts;
    Han, kana and Hangul as pairs of neighbours and as single characters.
    """
    tokens = dict.fromkeys(token for text in texts if text for token in _tokens(normalise(text).split(" ")))
    return f" {' '.join(tokens)} " if tokens else ""


def query_terms(text):
    """At most eight terms, each of which must begin a token of what is found.

    A word becomes its stem, since the index has both; a run of Han, kana or Hangul its pairs, or itself when single.
    """
    terms = list(dict.fromkeys(_terms(normalise(text))))
    telling = [term for term in terms if term not in STOP_WORDS]
    return (telling or terms)[:MAX_TERMS]


def sort_key(text, language):
    """A key whose plain byte order is the reading order of the language: pinyin for Chinese, else Unicode's own.

    Case, marks, width, punctuation and the forms of alef part names only when all else is equal. Cutting a key leaves
    its beginning, so that two keys never change places, at most they become equal.
    """
    words = _sortable(unicodedata.normalize("NFC", text)[:KEY_LENGTH])
    if language.startswith("zh"):
        spoken = f"{normalise(_pinyin(words))}\0{words}"
        return spoken.encode(errors="replace").hex()[: KEY_LENGTH - 1]
    letters, *_rest = _weights(normalise(words))
    return NO_WEIGHT.join([letters, *_weights(words), ""])[: KEY_LENGTH // DIGITS * DIGITS]


def spoken(text):
    """Chinese as it is spoken, without tones; other scripts stay."""
    if not HAN.search(text):
        return text
    from pypinyin import lazy_pinyin  # see `_pinyin`

    return " ".join(lazy_pinyin(text))


def _without_marks(decomposed):
    kept = []
    for character in decomposed:
        category = unicodedata.category(character)
        if category == "Cf" or (category[0] == "M" and not _makes_a_letter(character, kept)):
            continue
        if category == "Nd":
            character = str(unicodedata.decimal(character))
        kept.append(character)
    return "".join(kept)


def _makes_a_letter(mark, before):
    return mark in KANA_VOICING or (mark == BREVE and bool(before) and before[-1] in "иИ")


def _tokens(words):
    for word in words:
        yield from _tokens_of(word) if len(word) <= MAX_WORD else _tokens_of.__wrapped__(word)
    for word in words:
        if "-" in word or "'" in word:
            for match in COMPOUND.finditer(word):
                yield from _word_and_stem(re.sub("[-']", "", match[0]))


@lru_cache(maxsize=50_000)
def _tokens_of(normalised):
    found = []
    for match in TOKEN.finditer(normalised):
        if run := match["run"]:
            found += (run[start : start + 2] for start in range(len(run) - 1))
            found += run
        else:
            for word in {match["word"].replace("'", ""): None, **dict.fromkeys(match["word"].split("'"))}:
                found += _word_and_stem(word)
    return tuple(found)


def _terms(normalised):
    for match in TOKEN.finditer(normalised):
        if run := match["run"]:
            yield from (run[start : start + 2] for start in range(max(len(run) - 1, 1)))
        else:
            yield _stem(match["word"].replace("'", "")[:MAX_WORD])


def _word_and_stem(word):
    word = word[:MAX_WORD]
    yield word
    yield _stem(word)


@lru_cache(maxsize=50_000)
def _stem(word):
    """The Snowball stem by script; the word itself where the stem would be too short to tell anything."""
    first = word[0]
    if "a" <= first <= "z":
        stem = _snowball("english", word)
    elif "\u0400" <= first <= "\u052f":
        stem = _snowball("russian", word)
    elif "\u0620" <= first <= "\u06ff":
        stem = _arabic_stem(word)
    else:
        return word
    return stem if len(stem) >= MIN_STEM else word


def _arabic_stem(word):
    """The stemmer knows the singular in ta marbuta best, which the normaliser wrote as ha: give it that one back."""
    if word.endswith("ه"):
        word = f"{word[:-1]}ة"
    elif word.endswith("ات") and len(word) > 5:
        word = f"{word[:-2]}ة"
    return normalise(_snowball("arabic", word))


def _snowball(language, word):
    with STEMMER_LOCK:
        return _stemmer(language).stemWord(word)


@cache
def _stemmer(language):
    return snowballstemmer.stemmer(language)


@cache
def _collator():
    return pyuca.Collator()


def _weights(text):
    """The weights at each level, word by word, as `normalise` goes: nothing is contracted across a space."""
    words = [_weights_of(word) if len(word) <= MAX_WORD else _weights_of.__wrapped__(word) for word in text.split(" ")]
    return map(str.join, _weights_of(" "), zip(*words, strict=True))


@lru_cache(maxsize=50_000)
def _weights_of(word):
    """The weights of a word at each level, written as they stand in a key."""
    elements = _collator().collation_elements(unicodedata.normalize("NFD", word))
    return ["".join(f"{element[level]:04x}" for element in elements if element[level]) for level in range(LEVELS)]


def _sortable(text):
    """The words of a text, without quotation marks, apostrophes and other signs; the text itself when it has none."""
    return " ".join(filter(None, map(_sortable_word, text.split()))) or text.strip()


@lru_cache(maxsize=50_000)
def _sortable_word(word):
    if word.isalnum() and word.isascii():
        return word
    plain = word.translate(SIGNS).replace("'", "").replace("ـ", "")
    words = "".join(
        character if character.isalnum() or unicodedata.category(character)[0] == "M" else " "
        for character in plain
        if unicodedata.category(character) != "Cf"
    ).split()
    return " ".join(words)


def _pinyin(text):
    if not HAN.search(text):
        return text
    # Imported on first use: its dictionaries take 50 MB and a fifth of a second, and only saving a record needs them.
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=False))
