"""`manage.py demo`: what it loads, and what it leaves alone."""

import datetime
import json
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from alliances.models import Alliance, Membership, Milestone, Secretariat
from core import clock
from core.services.recording import correct_fact
from core.services.variants import make_missing_variants
from members.models import InstitutionAlias, Person, Representative, User
from portal.checks import find_the_table_of_the_cache, refuse_demo_accounts
from portal.demo.accounts import EMAILS, PASSWORD
from portal.demo.content import FOLDER, PARTS, read
from research.models import Opportunity


def run_demo(*options):
    output = StringIO()
    call_command("demo", "--json", *options, stdout=output)
    return json.loads(output.getvalue())


def dump():
    """Every row of every table, as the database holds it."""
    with connection.cursor() as cursor:
        rows = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = sorted(map(str, cursor.fetchall()))
    return rows


def test_second_run_changes_nothing():
    before = dump()

    report = run_demo()

    assert dump() == before
    assert report["loaded"] == {}
    assert (report["deadlines"], report["accounts"], report["revisions"], report["pictures"]) == (0, [], 0, 0)


def test_ids_are_those_of_the_fixtures():
    for part in PARTS:
        ids = {row["pk"]: row["model"] for row in read(f"{part}.json") if "pk" in row}
        for model in set(ids.values()):
            wanted = {pk for pk, of_model in ids.items() if of_model == model}
            assert set(apps.get_model(model)._base_manager.values_list("pk", flat=True)) >= wanted


def test_second_run_keeps_what_was_edited():
    uasr = Alliance.objects.get(slug="uasr")
    uasr.geography_en = "The whole world"
    uasr.save()

    run_demo()

    assert Alliance.objects.get(slug="uasr").geography_en == "The whole world"


def test_overwrite_loads_the_texts_anew():
    Alliance.objects.filter(slug="uasr").update(geography_en="The whole world")

    run_demo("--overwrite")

    assert Alliance.objects.get(slug="uasr").geography_en == "Asia, Europe, America and Australia"


def test_deleted_records_and_names_do_not_come_back():
    Milestone.objects.filter(alliance__slug="uasr").first().delete()
    InstitutionAlias.objects.get(text="Technic University of Berlin").delete()
    milestones = Milestone.objects.count()

    run_demo()

    assert Milestone.objects.count() == milestones
    assert not InstitutionAlias.objects.filter(text="Technic University of Berlin").exists()


@pytest.mark.parametrize("options", [[], ["--overwrite"]])
def test_corrected_memberships_stay_corrected(options):
    membership = Membership.objects.current().get(institution__slug="spbpu", role="observer")
    corrected = correct_fact(membership, by=None)

    run_demo(*options)

    assert Membership.objects.current().get(institution__slug="spbpu", role="observer") == corrected


def test_example_calls_end_so_many_days_after_the_loading():
    deadlines = read("example_deadlines.json")
    examples = Opportunity.objects.published().filter(is_example=True)

    assert len(examples) == len(deadlines) == 6
    for call in examples:
        zone = ZoneInfo(deadlines[call.pk]["zone"])
        end = call.deadline.astimezone(zone)
        left = end.date() - clock.now().astimezone(zone).date()
        assert end.time() == datetime.time(23, 59)
        assert left.days in {deadlines[call.pk]["days"], deadlines[call.pk]["days"] - 1}  # midnight during the tests
        assert call.deadline_zone == deadlines[call.pk]["zone"]
        assert call.title_en.startswith("Example: ")


def test_passed_deadlines_are_set_anew_and_running_ones_kept():
    passed, running = Opportunity.objects.filter(is_example=True)[:2]
    Opportunity.objects.filter(pk=passed.pk).update(deadline=clock.now() - datetime.timedelta(days=1))
    soon = clock.now() + datetime.timedelta(days=1)
    Opportunity.objects.filter(pk=running.pk).update(deadline=soon)

    report = run_demo()

    assert report["deadlines"] == 1
    assert Opportunity.objects.get(pk=passed.pk).deadline > clock.now()
    assert Opportunity.objects.get(pk=running.pk).deadline == soon


def test_dry_run_says_what_it_would_do_and_does_nothing():
    User.objects.all().delete()
    before = dump()

    report = run_demo("--dry-run")

    assert dump() == before
    assert report["dry_run"] is True
    assert set(report["accounts"]) == EMAILS


def test_accounts_have_their_offices():
    assert set(User.objects.values_list("email", flat=True)) == EMAILS
    assert set(Secretariat.objects.values_list("user__email", "alliance__slug")) == {
        ("secretariat@uasr.example", "uasr"),
        ("secretariat@aua.example", "aua"),
    }
    assert set(Representative.objects.in_office().values_list("user__email", "institution__slug")) == {
        ("office@spbpu.example", "spbpu"),
        ("office@polyu.example", "hong-kong-polytechnic-university"),
        ("office@lanzhou.example", "lanzhou-university"),
    }
    assert set(User.objects.filter(is_superuser=True).values_list("email", flat=True)) == {"admin@portal.example"}


def test_accounts_are_not_made_where_the_settings_do_not_allow_them(settings):
    settings.DEMO_ACCOUNTS_ALLOWED = False
    User.objects.all().delete()

    with pytest.raises(CommandError, match="--without-accounts"):
        run_demo()

    run_demo("--without-accounts")
    assert not User.objects.exists()


def test_accounts_sign_in_only_where_the_settings_allow_it(settings):
    credentials = {"email": "office@spbpu.example", "password": PASSWORD}
    assert authenticate(None, **credentials).email == "office@spbpu.example"

    settings.DEMO_ACCOUNTS_ALLOWED = False

    assert authenticate(None, **credentials) is None
    assert authenticate(None, username="ADMIN@portal.example", password=PASSWORD) is None


def test_deploy_check_refuses_accounts_of_the_demo(settings):
    assert refuse_demo_accounts(None) == []

    settings.DEMO_ACCOUNTS_ALLOWED = False

    (error,) = refuse_demo_accounts(None)
    assert error.id == "portal.E001"
    User.objects.all().delete()
    assert refuse_demo_accounts(None) == []


def test_deploy_check_misses_the_table_of_the_cache(settings):
    assert find_the_table_of_the_cache(None) == []

    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "not_there"}}

    (error,) = find_the_table_of_the_cache(None)
    assert error.id == "portal.E002"
    settings.CACHES["default"]["LOCATION"] = User._meta.db_table
    assert find_the_table_of_the_cache(None) == []


def test_smaller_copies_are_left_to_the_worker_and_made_once():
    first = make_missing_variants()
    cover = Alliance.objects.get(slug="uasr").cover

    assert first[0] > 0
    assert first[1] == {}
    assert cover.candidates("avif")[0][1] == 400
    assert run_demo()["variants"] == 0


def test_pictures_are_where_the_records_look_for_them():
    files = list((FOLDER / "media").rglob("*.webp"))

    assert files
    assert sum(file.stat().st_size for file in files) < 4_000_000
    for alliance in Alliance.objects.all():
        assert default_storage.exists(alliance.logo.name)
        assert default_storage.exists(alliance.cover.name)
    for person in Person.objects.all():
        assert default_storage.exists(person.portrait.name)
