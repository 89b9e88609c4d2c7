"""Cells as values: dates in many shapes, decimal commas, names of countries and of choices in four languages."""

import datetime
import re
from decimal import Decimal, InvalidOperation
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email, validate_slug
from django.utils import translation
from django_countries import countries
from django_countries.data import COUNTRIES

from core.dates import PartialDate
from core.imports.messages import Wrong
from core.text import normalise

MONTHS = [
    ("january", "jan", "январь", "января", "янв", "يناير", "كانون الثاني"),
    ("february", "feb", "февраль", "февраля", "фев", "فبراير", "شباط"),
    ("march", "mar", "март", "марта", "мар", "مارس", "اذار"),
    ("april", "apr", "апрель", "апреля", "апр", "ابريل", "نيسان"),
    ("may", "май", "мая", "مايو", "ايار"),
    ("june", "jun", "июнь", "июня", "июн", "يونيو", "حزيران"),
    ("july", "jul", "июль", "июля", "июл", "يوليو", "تموز"),
    ("august", "aug", "август", "августа", "авг", "اغسطس", "اب"),
    ("september", "sep", "sept", "сентябрь", "сентября", "сен", "سبتمبر", "ايلول"),
    ("october", "oct", "октябрь", "октября", "окт", "اكتوبر", "تشرين الاول"),
    ("november", "nov", "ноябрь", "ноября", "ноя", "نوفمبر", "تشرين الثاني"),
    ("december", "dec", "декабрь", "декабря", "дек", "ديسمبر", "كانون الاول"),
]
MONTH_OF = {normalise(name): number for number, names in enumerate(MONTHS, 1) for name in names}
UNKNOWN = {normalise(word) for word in ("unknown", "?", "неизвестно", "不详", "未知", "غير معروف", "غير معروفة")}
YEAR_SIGNS = re.compile(r"\s*(г\.?|года?|year|年|م)$")
CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?")
NUMBERS = re.compile(r"(\d{1,4})[./\-\s](\d{1,2}|\d{4})(?:[./\-\s](\d{1,4}))?")
WITH_MONTH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([^\W\d_][^\d,.]*?)\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})"
)
MIDNIGHT = re.compile(r"[t\s]00:00(:00(\.0+)?)?z?$")
validate_web_address = URLValidator(schemes=["http", "https"])
# What the validator accepts without doubt, and nearly every address is; it takes five times as long.
PLAIN_ADDRESS = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?:/[!-~]*)?")
MOST_OF_A_HOST = 250
# What spreadsheets call day 1; days of the past hundred years have numbers of five digits.
EXCEL_EPOCH = datetime.date(1899, 12, 30)
EXCEL_DAYS = range(18_000, 60_000)

OTHER_COUNTRY_NAMES = {
    "RU": ("russia", "рф", "россия", "российская федерация", "俄国", "俄罗斯联邦"),
    "CN": ("prc", "china", "mainland china", "кнр", "中华人民共和国", "中国大陆", "الصين الشعبيه"),
    "HK": ("hong kong", "hong kong sar", "гонконг", "香港", "هونغ كونغ"),
    "MO": ("macao", "macau", "макао", "澳门", "ماكاو"),
    "GB": ("uk", "great britain", "england", "scotland", "великобритания", "англия", "英国", "بريطانيا"),
    "US": ("usa", "united states", "сша", "америка", "美国", "امريكا"),
    "KR": ("korea", "south korea", "republic of korea", "южная корея", "корея", "韩国", "南韩", "كوريا"),
    "KP": ("north korea", "dprk", "кндр", "朝鲜"),
    "IR": ("iran", "иран", "伊朗", "ايران"),
    "SY": ("syria", "сирия", "叙利亚", "سوريا"),
    "TR": ("turkey", "turkiye", "турция", "土耳其", "تركيا"),
    "CZ": ("czech republic", "чехия", "чешская республика", "捷克"),
    "MD": ("moldova", "молдавия", "молдова", "摩尔多瓦"),
    "KG": ("kyrgyz republic", "kirghizia", "киргизия", "кыргызстан", "吉尔吉斯", "吉尔吉斯斯坦"),
    "TM": ("туркмения", "土库曼斯坦"),
    "BY": ("белоруссия", "беларусь"),
    "TJ": ("таджикистан", "塔吉克斯坦"),
    "VN": ("vietnam", "вьетнам", "越南"),
    "LA": ("laos", "лаос", "老挝"),
    "AE": ("uae", "emirates", "оаэ", "阿联酋", "الامارات"),
    "SA": ("saudi arabia", "ksa", "саудовская аравия", "沙特", "السعوديه"),
    "TZ": ("tanzania",),
    "BO": ("bolivia",),
    "VE": ("venezuela",),
    "MK": ("macedonia",),
    "BN": ("brunei",),
    "PS": ("palestine", "палестина", "巴勒斯坦", "فلسطين"),
    "CI": ("ivory coast",),
    "NL": ("holland", "голландия", "荷兰"),
}


def languages():
    return [code for code, _name in settings.LANGUAGES]


@cache
def country_names():
    """Every name of a country or region that is read, normalised, with its code."""
    found = {}
    for code in languages():
        with translation.override(code):
            found |= {normalise(str(name)): country for country, name in countries}
    for country, official in COUNTRIES.items():
        plain = re.sub(r"\s*\(.*?\)", "", str(official))
        for name in (country, countries.alpha3(country), plain):
            found.setdefault(normalise(name), country)
    found |= {normalise(name): country for country, names in OTHER_COUNTRY_NAMES.items() for name in names}
    return found


def parse_country(text):
    code = country_names().get(normalise(text))
    if code is None:
        raise Wrong("country", text=text)
    return code


def choice_names(choices, others=()):
    """Keys and labels of the choices in every language, normalised, each with its key."""
    found = {}
    for code in languages():
        with translation.override(code):
            found |= {normalise(str(label)): key for key, label in choices.choices}
    found |= {normalise(key): key for key in choices.values}
    return {**{normalise(name): key for key, names in dict(others).items() for name in names}, **found}


def choice_parser(choices, others=()):
    """A parser for the choices, which knows their names in four languages once it is first asked."""

    @cache
    def names():
        return choice_names(choices, others)

    def parse(text):
        key = names().get(normalise(text))
        if key is None:
            raise Wrong("choice", text=text, known=", ".join(str(label) for _key, label in choices.choices))
        return key

    return parse


def parse_date(text):
    """A partial date from whatever people write; the text of a PartialDate is read as it is."""
    plain = MIDNIGHT.sub("", normalise(text))
    if plain in UNKNOWN:
        return PartialDate.unknown()
    try:
        return PartialDate.parse(plain)
    except ValueError:
        pass
    plain = YEAR_SIGNS.sub("", plain)
    for read in (_excel_day, _chinese_date, _date_of_numbers, _date_with_month):
        try:
            found = read(plain)
        except (ValueError, OverflowError):
            break
        if found is not None:
            return found
    raise Wrong("date", text=text)


def _date(year, month=None, day=None):
    if month is None:
        return PartialDate.year(int(year))
    if day is None:
        if not 1 <= int(month) <= 12:
            raise ValueError(month)
        return PartialDate.month(int(year), int(month))
    return PartialDate.day(datetime.date(int(year), int(month), int(day)))


def _excel_day(text):
    if text.isdecimal() and len(text) == 4:
        return _date(text)
    if text.isdecimal() and int(text) in EXCEL_DAYS:
        return PartialDate.day(EXCEL_EPOCH + datetime.timedelta(days=int(text)))
    return None


def _chinese_date(text):
    match = CHINESE.fullmatch(text.replace(" ", "")) or CHINESE.fullmatch(f"{text.replace(' ', '')}年")
    return _date(*match.groups()) if match else None


def _date_of_numbers(text):
    """Day first, as most of the world writes; with slashes only where the day tells itself."""
    match = NUMBERS.fullmatch(text.strip(". "))
    if match is None:
        return None
    first, second, third = match.groups()
    if len(first) == 4:
        return _date(first, second, third)
    if third is None:
        return _date(second, first) if len(second) == 4 else None
    if len(third) != 4:
        return None
    if "/" in text and int(second) > 12:
        first, second = second, first
    elif "/" in text and int(first) <= 12 and first != second:
        raise Wrong("date_ambiguous", text=text)
    return _date(third, second, first)


def _date_with_month(text):
    match = WITH_MONTH.fullmatch(text)
    if match is None:
        return None
    day, name, other_day, year = match.groups()
    month = MONTH_OF.get(name.strip(" ."))
    return _date(year, month, day or other_day) if month else None


def coordinate_parser(most):
    """Degrees with a decimal point or comma; a letter of the compass may stand behind."""

    def parse(text):
        plain = normalise(text).upper().replace("°", "").replace(" ", "").replace(",", ".")
        sign = -1 if plain[-1:] in {"S", "W"} else 1
        try:
            value = sign * Decimal(plain.rstrip("NSEW")).quantize(Decimal("0.00001"))
        except InvalidOperation:
            raise Wrong("number", text=text) from None
        if not -most <= value <= most:
            raise Wrong("out_of_range", text=text, least=-most, most=most)
        return value

    return parse


def parse_year(text):
    plain = YEAR_SIGNS.sub("", normalise(text)).strip()
    if not re.fullmatch(r"[12]\d{3}", plain):
        raise Wrong("year", text=text)
    return int(plain)


def text_parser(limit):
    def parse(text):
        if len(text) > limit:
            raise Wrong("too_long", length=len(text), limit=limit)
        return text

    return parse


def pattern_parser(pattern, code, form):
    """An id by its telling part, in whatever address it stands."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def parse(text):
        match = compiled.fullmatch(text)
        if match is None:
            raise Wrong(code, text=text)
        return form(match[1])

    return parse


def parse_web_address(text):
    address = text if "://" in text else f"https://{text}"
    if len(address) < MOST_OF_A_HOST and PLAIN_ADDRESS.fullmatch(address):
        return address
    try:
        validate_web_address(address)
    except ValidationError:
        raise Wrong("web", text=text) from None
    return text_parser(300)(address)


def parse_mail_address(text):
    try:
        validate_email(text)
    except ValidationError:
        raise Wrong("mail", text=text) from None
    return text_parser(254)(text)


def parse_slug(text):
    try:
        validate_slug(text)
    except ValidationError:
        raise Wrong("slug", text=text) from None
    return text_parser(100)(text)
