"""Partial dates are typed as one line in the admin."""

import pytest

from tests.admin.conftest import admin_url, form_data
from tests.factories import DraftEventFactory


@pytest.mark.parametrize("text", ["2015-13", "last year", "2015-02-30", "15.01.2015"])
def test_date_that_cannot_be_read_is_explained(secretariat, ours, text):
    event = DraftEventFactory(alliance=ours)
    page = secretariat.get(admin_url(event, "change"))

    response = secretariat.post(admin_url(event, "change"), form_data(page, starts=text))

    [message] = response.context["adminform"].form.errors["starts"]
    assert f"“{text}” is not a date" in message
    assert "2016-spring" in message


@pytest.mark.parametrize(
    "text", ["2015", "2015-01", "2015-01-31", "2016-spring", "2016-spring-festival", "unknown", "2015~"]
)
def test_dates_are_kept_as_far_as_known(secretariat, ours, text):
    event = DraftEventFactory(alliance=ours)
    page = secretariat.get(admin_url(event, "change"))

    secretariat.post(admin_url(event, "change"), form_data(page, starts=text))

    event.refresh_from_db()
    assert event.starts.text == text
    assert form_data(secretariat.get(admin_url(event, "change")))["starts"] == text


def test_end_before_the_beginning_is_told_and_not_a_failure(secretariat, ours):
    event = DraftEventFactory(alliance=ours)
    page = secretariat.get(admin_url(event, "change"))

    response = secretariat.post(admin_url(event, "change"), form_data(page, starts="2020", ends="2019"))

    assert "The event ends before it begins." in response.content.decode()
