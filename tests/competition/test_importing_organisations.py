"""Importing organisations: found by address or by name, groups before members."""

import pytest
from django.db import IntegrityError

from competition.importing import Choices
from competition.importing.organisations import OrganisationImport
from directory.models import Organisation
from tests import factories
from tests.competition.sheet_files import GOOD, LOOK, counts, reasons, take

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_all_that_a_row_says_is_in_the_organisation(kind, organiser):
    row = {
        "slug": "china-telecom",
        "name_en": "China Telecom",
        "name_zh_hans": "中国电信",
        "kind": "Carrier",
        "region": "110000",
        "website": "https://example.org/",
        "about_en": "About\nit",
        "about_zh_hans": "关于",
    }

    outcome = take("organisations", [row], kind=kind, by=organiser)

    found = Organisation.objects.get()
    assert counts(outcome) == (1, 0, 0, 0)
    assert {name: str(getattr(found, name)) for name in row} == row | {"kind": "operator", "region": "Beijing"}
    assert (found.history.get().history_user, found.history.get().history_change_reason) == (
        organiser,
        f"Import: sheet.{kind}",
    )


@pytest.mark.parametrize("finding", [{"slug": "telecom"}, {"name_en": "telecom  INC."}, {"name_zh_hans": "电信"}])
def test_an_organisation_is_found_by_its_address_or_by_its_exact_name(finding):
    factories.organisation(slug="telecom", name_en="Telecom Inc.", name_zh_hans="电信", kind="operator")

    outcome = take("organisations", [finding | {"website": "https://example.org/"}], choices=GOOD)

    found = Organisation.objects.get()
    assert counts(outcome) == (0, 1, 0, 0)
    assert (found.slug, found.kind, found.website) == ("telecom", "operator", "https://example.org/")


def test_an_address_is_made_from_the_name():
    factories.organisation(slug="new-company", name_en="Other")

    take("organisations", [{"name_en": "New Company"}, {"name_zh_hans": "新公司"}])

    slugs = dict(Organisation.objects.values_list("name_en", "slug"))
    assert slugs["New Company"] == "new-company-2"
    assert slugs[""].startswith("organisation-")


def test_groups_are_written_before_their_members_though_both_are_new():
    rows = [
        {"name_en": "Group"},
        {"name_en": "Company", "parent": "Group"},
        {"name_en": "Branch", "parent": "company"},
        {"name_en": "Other", "parent": "group"},
    ]

    looked = take("organisations", rows, choices=LOOK)
    outcome = take("organisations", rows)

    found = {row.name_en: row.parent and row.parent.name_en for row in Organisation.objects.all()}
    assert counts(looked) == counts(outcome) == (4, 0, 0, 0)
    assert found == {"Group": None, "Company": "Group", "Branch": "Company", "Other": "Group"}
    assert Organisation.history.get(name_en="Branch").parent.name_en == "Company"


def test_a_group_stands_further_up():
    outcome = take("organisations", [{"name_en": "Company", "parent": "Group"}, {"name_en": "Group"}], choices=GOOD)

    assert reasons(outcome) == [(2, "group", "“Group” is not known.")]
    assert counts(outcome) == (1, 0, 0, 1)


def test_a_group_that_is_known_gets_a_new_member_and_a_new_group():
    group = factories.organisation(name_en="Group")
    rows = [{"name_en": "Head"}, {"name_en": "Company", "parent": "Group"}, {"name_en": "Group", "parent": "Head"}]

    outcome = take("organisations", rows, choices=Choices())

    group.refresh_from_db()
    assert counts(outcome) == (2, 1, 0, 0)
    assert group.parent.name_en == "Head"
    assert Organisation.objects.get(name_en="Company").parent == group


def test_what_belongs_to_a_refused_group_is_refused_with_it(monkeypatch):
    """The database refuses the group, as if somebody had written in between."""
    write = OrganisationImport.write_rows

    def refusing(self, lines):
        if any(line.instance.name_en == "Group" for line in lines):
            raise IntegrityError("somebody else has it")
        write(self, lines)

    monkeypatch.setattr(OrganisationImport, "write_rows", refusing)
    rows = [{"name_en": "Group"}, {"name_en": "Company", "parent": "Group"}, {"name_en": "Other"}]

    outcome = take("organisations", rows, choices=GOOD)

    reason = "The database does not take this row; somebody may have changed something at the same moment."
    assert [(problem.number, problem.reason, problem.more) for problem in outcome.problems] == [(2, reason, 1)]
    assert [row.name_en for row in Organisation.objects.all()] == ["Other"]
