"""How people head the columns of their tables, in English, Russian, Chinese and Arabic."""

# Concept: its names. A field of the portal says which concept it is; the longest name found in a header wins.
CONCEPTS = {
    "name": (
        *("name", "university", "institution", "organisation", "organization", "member", "school", "college"),
        *("университет", "вуз", "название", "наименование", "учреждение", "организация", "участник", "член"),
        *("名称", "学校", "大学", "高校", "院校", "单位", "成员", "机构", "校名", "会员"),
        *("اسم", "الاسم", "جامعة", "الجامعة", "المؤسسة", "مؤسسة", "العضو", "الجهة", "عضو"),
    ),
    "acronym": (
        *("acronym", "abbreviation", "short name", "abbr"),
        *("аббревиатура", "сокращение", "краткое название", "сокращенное название", "краткое наименование"),
        *("简称", "缩写", "الاختصار", "الاسم المختصر", "اختصار"),
    ),
    "kind": (
        *("kind", "type", "type of institution", "тип", "вид", "тип учреждения", "тип организации"),
        *("类型", "类别", "性质", "النوع", "نوع", "نوع المؤسسة"),
    ),
    "country": (
        *("country", "state", "nation", "country or region", "страна", "государство", "страна или регион"),
        *("国家", "国别", "国家或地区", "国家和地区", "الدولة", "البلد", "دولة", "بلد"),
    ),
    "city": ("city", "town", "location", "город", "населенный пункт", "城市", "所在地", "المدينة", "مدينة"),
    "latitude": ("latitude", "lat", "широта", "纬度", "خط العرض", "دائرة العرض"),
    "longitude": ("longitude", "lon", "lng", "long", "долгота", "经度", "خط الطول"),
    "website": (
        *("website", "web site", "site", "web", "url", "homepage", "web page", "link", "web address"),
        *("сайт", "веб сайт", "адрес сайта", "ссылка", "网站", "网址", "官网", "主页", "链接"),
        *("الموقع", "الموقع الالكتروني", "موقع", "الرابط"),
    ),
    "contact_email": (
        *("email", "e mail", "mail", "contact email", "почта", "эл почта", "электронная почта", "адрес почты"),
        *("邮箱", "电子邮件", "电子邮箱", "联系邮箱", "البريد", "البريد الالكتروني"),
    ),
    "established": (
        *("established", "founded", "year of establishment", "founding year", "year founded", "foundation"),
        *("год основания", "основан", "дата основания", "建校", "成立", "创办", "建立", "创建"),
        *("تاسست", "التاسيس", "سنة التاسيس", "تاريخ التاسيس"),
    ),
    "ror_id": ("ror", "ror id"),
    "wikidata_id": ("wikidata", "wikidata id", "qid", "викиданные", "维基数据", "ويكي بيانات"),
    "whed_id": ("whed", "whed id", "iau"),
    "slug": ("slug",),
    "role": (
        *("role", "status", "membership status", "member status", "membership type", "type of membership"),
        *(
            "member type",
            "category of membership",
            "роль",
            "статус",
            "статус участника",
            "вид членства",
            "тип членства",
        ),
        *("角色", "身份", "成员类型", "成员身份", "会员类型", "会员类别", "成员类别"),
        *("الدور", "الصفة", "نوع العضوية", "صفة العضوية", "حالة العضوية"),
    ),
    "since": (
        *("since", "member since", "joined", "joining", "date of joining", "joining date", "year of joining", "from"),
        *("accession", "entry", "start", "membership since", "join date", "date joined", "year joined"),
        *("вступление", "вступления", "дата вступления", "год вступления", "член с", "участник с", "с какого года"),
        *("加入", "加入时间", "加入日期", "加入年份", "入会", "入会时间", "成员加入"),
        *("الانضمام", "تاريخ الانضمام", "سنة الانضمام", "عضو منذ", "منذ"),
    ),
    "until": (
        *("until", "member until", "left", "end", "exit", "date of leaving", "to", "membership until"),
        *("выход", "выхода", "дата выхода", "год выхода", "член до", "до"),
        *("退出", "退出时间", "退会", "截止", "结束", "الانسحاب", "تاريخ الانسحاب", "حتى", "عضو حتى"),
    ),
    "attested_on": (
        *("attested on", "attested", "as of", "seen on", "по состоянию", "по состоянию на", "截至", "截至日期"),
        *("بتاريخ", "كما في"),
    ),
    "standing": ("standing", "подтверждение", "认定", "الثبوت"),
    "source": ("source", "reference", "источник", "来源", "出处", "依据", "المصدر", "مصدر"),
    "note": (
        *("note", "notes", "remark", "remarks", "comment", "comments", "примечание", "примечания", "комментарий"),
        *("备注", "说明", "附注", "ملاحظة", "ملاحظات"),
    ),
    "alliance": ("alliance", "network", "альянс", "сеть", "联盟", "التحالف", "الشبكة"),
    # Running numbers, which the portal does not keep.
    "nothing": ("no", "nr", "number", "#", "№", "п п", "номер", "序号", "编号", "م", "رقم", "الرقم", "id"),
}
# Names that stand in the headers of other concepts too ("website of the university", "city of the member").
WEAK = frozenset({"name", "nothing"})

LANGUAGE_WORDS = {
    "en": ("english", "eng", "en", "англ", "английский", "английском", "английское", "英文", "英语", "英"),
    "zh_hans": ("chinese", "chn", "zh", "hans", "кит", "китайский", "китайском", "китайское", "中文", "汉语", "中"),
    "ru": ("russian", "rus", "ru", "рус", "русский", "русском", "русское", "俄文", "俄语", "俄"),
    "ar": ("arabic", "ar", "араб", "арабский", "арабском", "арабское", "阿拉伯文", "阿拉伯语", "阿文"),
}
ARABIC_LANGUAGE_WORDS = {
    "en": ("انجليزي", "الانجليزية", "بالانجليزية"),
    "zh_hans": ("صيني", "الصينية", "بالصينية"),
    "ru": ("روسي", "الروسية", "بالروسية"),
    "ar": ("عربي", "العربية", "بالعربية"),
}
