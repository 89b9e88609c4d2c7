"""Nobody signs up; who comes to that address learns how accounts are given, and finds the way to sign in."""

import pytest
from django.urls import reverse


@pytest.mark.django_db
def test_closed_sign_up_says_how_accounts_are_given_and_leads_to_signing_in(client):
    page = client.get(reverse("account_signup"))

    assert page.status_code == 200
    assert "Accounts are given by invitation" in page.text
    assert f'<a class="button" href="{reverse("account_login")}">' in page.text
