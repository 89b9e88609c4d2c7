import datetime

import pytest
from django.template import Context, Template
from django.utils import translation


@pytest.mark.parametrize(
    ("language", "line"), [("en", "2015, Xi'an"), ("zh-hans", "2015、Xi'an"), ("ar", "2015، Xi'an")]
)
def test_comma_is_that_of_the_reader(language, line):
    template = Template("{% load portal %}{{ year }}{% if place %}{% comma %}{{ place|safe }}{% endif %}")

    with translation.override(language):
        assert template.render(Context({"year": "2015", "place": "Xi'an"})) == line


@pytest.mark.parametrize(
    ("language", "line"), [("en", "UASR (150 &lt;)"), ("zh-hans", "UASR（150 &lt;）"), ("ar", "UASR (150 &lt;)")]
)
def test_brackets_are_those_of_the_reader(language, line):
    template = Template("{% load portal %}{{ name }}{% brackets %}{{ figure }}{% endbrackets %}")

    with translation.override(language):
        assert template.render(Context({"name": "UASR", "figure": "150 <"})) == line


@pytest.mark.parametrize(("language", "line"), [("en", "Draft → Public"), ("ar", "Draft ← Public")])
def test_arrow_points_where_the_reader_goes(language, line):
    template = Template("{% load portal %}{{ states|in_steps }}")

    with translation.override(language):
        assert template.render(Context({"states": ["Draft", "Public"]})) == line


@pytest.mark.parametrize(
    ("hours", "offset"), [(8, "UTC+8"), (5.5, "UTC+5:30"), (-3, "UTC−3"), (-3.5, "UTC−3:30"), (0, "UTC")]
)
def test_offset_of_a_zone_is_written_as_people_do(hours, offset):
    zone = datetime.timezone(datetime.timedelta(hours=hours))
    template = Template("{% load portal %}{{ moment|utc_offset }}")

    assert template.render(Context({"moment": datetime.datetime(2026, 5, 1, tzinfo=zone)})) == offset
