"""Each bad row of `bad_sheets` is refused for its own reason, and keeps nothing else out."""

import pytest

from competition.models import Award, Entry
from directory.models import Organisation
from tests import factories
from tests.competition import bad_sheets
from tests.competition.sheet_files import GOOD, LOOK, counts, entry, reasons, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup(db):
    """A cup with the sixth session; A1 is admitted, A2 has the full prize, A3 is not admitted, A4 lost an award."""
    cup = factories.competition(slug="cup")
    six = factories.edition(competition=cup)
    lead = factories.organisation(slug="lead", name_en="Lead")
    factories.organisation(slug="partner", name_en="Partner", name_zh_hans="伙伴")
    for number in (1, 2):
        factories.organisation(slug=f"twin-{number}", name_en="Twins")
    factories.track(slug="elsewhere")
    other = factories.edition(competition=cup, number=5)
    factories.prize(edition=other, name_en="Elsewhere", name_zh_hans="")
    states = {"A1": "admitted", "A2": "admitted", "A3": "not_admitted", "A4": "admitted"}
    entries = {
        number: factories.entry(edition=six, number=number, state=states[number], lead=lead) for number in states
    }
    winners = factories.announcement(edition=six, title_en="Winners")
    factories.announcement(edition=six, title_en="More winners")
    prizes = {name: factories.prize(edition=six, name_en=name, name_zh_hans="") for name in ("First prize", "Full")}
    for _time in range(2):
        factories.prize(edition=six, name_en="Double", name_zh_hans="")
    prizes["Full"].quota = 1
    prizes["Full"].save()
    factories.award(announcement=winners, prize=prizes["Full"], entry=entries["A2"])
    lost = factories.award(announcement=winners, prize=prizes["First prize"], entry=entries["A4"], rank=4)
    lost.state, lost.withdrawn_at, lost.notice_en = "withdrawn", factories.at(12), "By request."
    lost.save()
    return cup


GOOD_ROWS = {
    "entries": (Entry, entry("N1"), entry("N2")),
    "organisations": (Organisation, {"name_en": "New company"}, {"name_en": "Other company"}),
    "awards": (
        Award,
        {"session": "6", "announcement": "Winners", "prize": "First prize", "entry": "A1"},
        {"session": "6", "announcement": "More winners", "prize": "First prize", "entry": "A2"},
    ),
}
TABLES = {
    "entries": bad_sheets.ENTRIES,
    "organisations": bad_sheets.ORGANISATIONS,
    "awards": bad_sheets.AWARDS,
}
KNOWN_BY = {"entries": "number", "organisations": "name (English)", "awards": "entry number"}
CASES = [(subject, what) for subject, table in TABLES.items() for what in table]


def test_there_are_at_least_sixty():
    assert len(CASES) >= 60


@pytest.mark.parametrize(("subject", "what"), CASES)
def test_a_bad_row_is_refused_for_its_reason(cup, subject, what):
    cells, column, reason = TABLES[subject][what]
    model, good, other = GOOD_ROWS[subject]
    before = model.objects.count()

    looked = take(subject, [good | cells, other], cup, choices=LOOK)
    outcome = take(subject, [good | cells, other], cup, choices=GOOD)

    assert reasons(looked) == reasons(outcome) == [(2, column, reason)]
    assert counts(looked) == counts(outcome) == (1, 0, 0, 1)
    assert model.objects.count() == before + 1


@pytest.mark.parametrize("subject", TABLES)
def test_good_rows_are_good(cup, subject):
    _model, *rows = GOOD_ROWS[subject]

    assert counts(take(subject, rows, cup)) == (2, 0, 0, 0)


@pytest.mark.parametrize("subject", TABLES)
def test_a_row_that_is_there_twice_is_refused_the_second_time(cup, subject):
    _model, row, other = GOOD_ROWS[subject]

    outcome = take(subject, [row, other, row], cup, choices=GOOD)

    assert reasons(outcome) == [(4, KNOWN_BY[subject], "This is already in row 2.")]
    assert outcome.problems[0].value in row.values()
    assert counts(outcome) == (2, 0, 0, 1)
