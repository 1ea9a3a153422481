"""The commands, and the checks of the keys at start-up."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from competition import apps
from competition.certificate import signing
from competition.models import Certificate
from tests import factories
from tests.competition.certificates import KEY, PUBLIC, attachments


@pytest.fixture
def edition(db):
    edition = factories.edition(competition=factories.competition(slug="blooming-cup"))
    announcement, prize = factories.announcement(edition=edition), factories.prize(edition=edition)
    for _award in range(2):
        factories.award(prize=prize, announcement=announcement)
    return edition


def issue(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("issue_certificates", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_command_issues_and_writes(edition, tmp_path):
    folder = tmp_path / "new" / "folder"

    out, err = issue("blooming-cup", 6, "--folder", folder)

    assert sorted(path.name for path in folder.iterdir()) == ["BC6-0001.pdf", "BC6-0002.pdf"]
    assert out.startswith("2 issued, 0 already were, 0 issued anew, 0 no longer say what their awards say, 0 refused.")
    assert "Writing" in err
    assert attachments((folder / "BC6-0001.pdf").read_bytes())[0].decode() == Certificate.objects.first().content


def test_command_run_again_leaves_the_same_files(edition, tmp_path):
    issue("blooming-cup", 6, "--folder", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.pdf")}

    out, _err = issue("blooming-cup", 6, "--folder", tmp_path)

    assert out.startswith("0 issued, 2 already were")
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.pdf")} == before


def test_command_issues_corrections_anew_when_asked(edition):
    issue("blooming-cup", 6)
    edition.competition.name_en = "Renamed"
    edition.competition.save()

    assert "0 issued anew, 2 no longer say" in issue("blooming-cup", 6)[0]
    assert "2 issued anew, 0 no longer say" in issue("blooming-cup", 6, "--reissue")[0]
    assert "0 issued anew, 0 no longer say" in issue("blooming-cup", 6, "--reissue")[0]


def test_command_names_what_is_refused(edition):
    entry = edition.entries.first()
    entry.title_en = "🚀"
    entry.save()

    out, err = issue("blooming-cup", 6)

    assert "1 issued" in out
    assert "1 refused." in out
    assert err == f"{entry.number}: no font has 🚀 (U+1F680).\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("blooming-cup", 9), "There is no session 9 of blooming-cup."),
        (("nothing", 6), "There is no session 6 of nothing."),
        (("blooming-cup", 6, "--folder", "/dev/null/folder"), "/dev/null/folder cannot be written: Not a directory."),
    ],
)
def test_command_refuses_with_a_sentence(edition, arguments, sentence):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        issue(*arguments)


def test_command_refuses_without_a_key(edition, settings):
    settings.CERTIFICATE_KEY_FILE = None

    with pytest.raises(CommandError, match="BLOOM_CERTIFICATE_KEY"):
        issue("blooming-cup", 6)


def test_key_that_is_made_is_a_key():
    out = io.StringIO()

    call_command("make_certificate_key", stdout=out)

    key, public = re.fullmatch(r"BLOOM_CERTIFICATE_KEY=(.*)\n# .*: (.*)\n", out.getvalue()).groups()
    assert signing.x_of(signing.private_key(key).public_key()) == public


def found():
    return [message.id for check in (apps.certificate_keys, apps.production_has_a_key) for message in check()]


def test_production_without_a_key_is_warned(settings):
    assert found() == []
    settings.CERTIFICATE_KEY_FILE = None
    assert found() == ["competition.W001"]
    settings.CERTIFICATE_KEY = KEY
    assert found() == []


@pytest.mark.parametrize("key", ["short", "A" * 44, "密" * 43])
def test_key_that_is_none_is_an_error_that_does_not_repeat_it(settings, key):
    settings.CERTIFICATE_KEY = key
    settings.CERTIFICATE_OLD_KEYS = [signing.x_of(PUBLIC), key]

    messages = list(apps.certificate_keys())

    assert [message.id for message in messages] == ["competition.E001"] * 2
    assert [key in str(message) for message in messages] == [False, False]
