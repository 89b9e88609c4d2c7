"""Circulars: who gets them (a wrong receiver stands beside every right one), in two languages, and sent once."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from core.dates import PartialDate
from core.models import AuditEntry, OutboxMessage
from core.services import mailing
from governance.errors import AlreadySent, NoContact, NoReceivers
from governance.models import Circular
from governance.recipients import receivers_of
from governance.services.circulars import send
from tests import factories
from tests.admin.conftest import admin_url, signed_in

CONTACT = "office@alliance.example"


@pytest.fixture
def alliance(db):
    return factories.AllianceFactory(contact_email=CONTACT)


@pytest.fixture
def secretary(alliance):
    return factories.SecretariatUserFactory(alliance=alliance)


@pytest.fixture
def people(alliance):
    """Representatives by what their institution is to the alliance."""

    def make(role="member", country="KZ", of=alliance, **fields):
        institution = factories.InstitutionFactory(country=country)
        factories.MembershipFactory(alliance=of, institution=institution, role=role, **fields)
        return factories.RepresentativeUserFactory(institution=institution)

    people = {
        "member": make(),
        "in China": make(country="CN"),
        "observer": make(role="observer"),
        "former": make(until=PartialDate.year(2018)),
        "claimed": make(standing="claimed"),
        "of another alliance": make(of=factories.AllianceFactory()),
        "on a committee": make(role="associate"),
        "suspended": make(),
    }
    member = people["member"].representations.get().institution
    factories.RepresentativeFactory(institution=member, role="contributor")
    factories.RepresentativeFactory(institution=member, user=factories.DisabledUserFactory())
    factories.SuperuserFactory()
    seated = people["in China"].representations.get().institution
    suspended = people["suspended"].representations.get().institution
    factories.MembershipFactory(alliance=alliance, institution=suspended, role="suspended")
    council = factories.BodyFactory(alliance=alliance)
    for institution in (seated, suspended):
        factories.TenureFactory(body=council, institution=institution)
    committee = factories.BodyFactory(alliance=alliance, kind="committee")
    factories.TenureFactory(body=committee, institution=people["on a committee"].representations.get().institution)
    elsewhere = people["of another alliance"].representations.get().institution
    factories.TenureFactory(institution=elsewhere)
    return people


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"circle": "members"}, {"member", "in China"}),
        ({"circle": "council"}, {"in China"}),
        ({"circle": "country", "country": "KZ"}, {"member"}),
        ({"circle": "role", "role": "observer"}, {"observer"}),
    ],
)
def test_circular_goes_to_its_circle_alone(alliance, people, fields, names):
    circular = factories.CircularFactory(alliance=alliance, **fields)

    assert set(receivers_of(circular)) == {people[name] for name in names}


def test_both_languages_stand_in_one_message_and_answers_go_to_the_secretariat(alliance, people, secretary):
    circular = factories.CircularFactory(
        alliance=alliance,
        circle="council",
        subject="Assembly",
        text="It meets in May.\n\nhttps://alliance.example/",
        second_language="ar",
        second_subject="الجمعية",
        second_text="تجتمع في مايو.",
    )

    send(circular, by=secretary)
    mailing.send_due()

    [sent] = mail.outbox
    assert (sent.subject, sent.reply_to) == ("Assembly / الجمعية", [CONTACT])
    assert sent.body.index("It meets in May.") < sent.body.index("تجتمع في مايو.")
    html = sent.alternatives[0][0]
    assert '<div lang="ar" dir="rtl">' in html
    assert '<a href="https://alliance.example/"' in html


def test_second_send_sends_nothing_twice(alliance, people, secretary):
    circular = factories.CircularFactory(alliance=alliance)
    send(circular, by=secretary)

    with pytest.raises(AlreadySent):
        send(circular, by=secretary)

    assert OutboxMessage.objects.count() == 2
    assert AuditEntry.objects.get().action == "send"


def test_circular_needs_a_contact_and_somebody_who_gets_it(alliance, secretary):
    alone = factories.CircularFactory(alliance=alliance)
    without = factories.CircularFactory()

    with pytest.raises(NoReceivers):
        send(alone, by=secretary)
    with pytest.raises(NoContact):
        send(without, by=secretary)

    assert not Circular.objects.exclude(sent_at=None).exists()


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"circle": "country"}, {"country"}),
        ({"circle": "role"}, {"role"}),
        ({"second_language": "ru"}, {"second_subject", "second_text"}),
        ({"second_text": "Ещё"}, {"second_language"}),
        ({"second_language": "en", "second_subject": "a", "second_text": "b"}, {"second_language"}),
    ],
)
def test_what_is_chosen_must_be_complete(alliance, fields, missing):
    circular = factories.CircularFactory.build(alliance=alliance, **fields)

    with pytest.raises(ValidationError) as raised:
        circular.full_clean()

    assert set(raised.value.message_dict) == missing


def test_secretariat_previews_sends_and_sees_who_received_it(alliance, people, secretary):
    client = signed_in(secretary)
    circular = factories.CircularFactory(alliance=alliance)

    preview = client.get(admin_url(circular, "letter")).text
    client.post(admin_url(circular, "send"))
    client.post(admin_url(circular, "send"))
    after = client.get(admin_url(circular, "letter")).text

    assert "2 people get it" in preview
    assert people["member"].email in preview
    assert people["observer"].email not in preview
    assert "Sent to 2 people" in after
    assert OutboxMessage.objects.count() == 2
    assert client.post(admin_url(circular, "change"), {"subject": "Changed"}).status_code == 403
    assert client.get(admin_url(circular, "letter_html"))["Content-Security-Policy"].endswith("sandbox")


def test_preview_leads_to_the_field_of_an_address_that_is_missing(alliance, secretary):
    form = f'<a href="{admin_url(alliance, "change")}#id_contact_email">'
    address = admin_url(factories.CircularFactory(alliance=alliance), "letter")

    complete = signed_in(secretary).get(address).text
    type(alliance).objects.update(contact_email="")
    lacking = signed_in(secretary).get(address).text

    assert (form in complete, form in lacking) == (False, True)


@pytest.mark.parametrize("page", ["letter", "letter_html", "send"])
def test_circular_of_another_alliance_is_not_there(secretary, people, page):
    other = factories.CircularFactory(alliance__contact_email=CONTACT)
    client = signed_in(secretary)

    answer = client.post(admin_url(other, page)) if page == "send" else client.get(admin_url(other, page))

    assert answer.status_code == 404
    assert not OutboxMessage.objects.exists()


def test_reading_the_address_of_sending_sends_nothing(alliance, people, secretary):
    circular = factories.CircularFactory(alliance=alliance)

    assert signed_in(secretary).get(admin_url(circular, "send")).status_code == 405
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_query_count(alliance, secretary, rows, django_assert_num_queries):
    circular = factories.CircularFactory(alliance=alliance)
    for _number in range(rows):
        institution = factories.MembershipFactory(alliance=alliance).institution
        factories.RepresentativeUserFactory(institution=institution)
    client = signed_in(secretary)

    with django_assert_num_queries(6):
        client.get(admin_url(circular, "letter"))


@pytest.mark.parametrize("has_another", [False, True])
def test_alliance_is_chosen_already_where_a_person_works_for_one_alone(alliance, secretary, has_another):
    if has_another:
        factories.SecretariatFactory(user=secretary)

    form = signed_in(secretary).get("/admin/governance/circular/add/").context["adminform"].form

    assert form.initial.get("alliance") == (None if has_another else alliance.pk)


def test_what_is_saved_leads_to_its_preview_and_is_not_sent(alliance, people, secretary):
    client = signed_in(secretary)
    form = {"alliance": alliance.pk, "circle": "members", "language": "ru", "subject": "Совет", "text": "В марте."}

    page = client.post("/admin/governance/circular/add/", form, follow=True)

    circular = Circular.objects.get()
    assert page.redirect_chain[-1][0] == admin_url(circular, "letter")
    assert "Nothing is sent yet." in page.text
    assert not OutboxMessage.objects.exists()


def test_circular_is_written_in_the_language_of_the_person_first(alliance, secretary):
    secretary.language = "zh-hans"
    secretary.save()

    form = signed_in(secretary).get("/admin/governance/circular/add/").context["adminform"].form

    assert form.initial["language"] == "zh-hans"
