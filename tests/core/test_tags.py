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
