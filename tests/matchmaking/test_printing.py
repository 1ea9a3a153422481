"""Paper for the hall: what stands on the signs of the tables and on the list of parties, whatever there is to say."""

import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from matchmaking import papers, printing
from matchmaking.papers import setting
from tests import factories
from tests.competition.certificates import scanned, text_of
from tests.factories import at
from tests.matchmaking.days import MORNING, at_the_time, hall_day
from tests.matchmaking.desks import page_of

pytestmark = pytest.mark.django_db
HEADING = papers.Heading({"en": "Matchmaking", "zh-hans": "投融资对接会"}, "2023-10-21 09:12")
ADDRESS = "https://bloom.example.org/en/meetings/1/screen/"
LONG = {"en": "A very long name of somebody who does everything " * 4, "zh-hans": "智慧矿山无人驾驶解决方案" * 16}


@pytest.fixture(autouse=True)
def _here(request, monkeypatch):
    """A process for each of these files would take a minute; some tests have theirs."""
    if "in_a_process" not in request.fixturenames:
        here = lambda page, fonts, said: setting.pdf(page, fonts, json.dumps(said, ensure_ascii=False))  # noqa: E731
        monkeypatch.setattr(papers, "elsewhere", here)


@pytest.fixture
def in_a_process():
    """Pages are set as on the site."""


@pytest.fixture
def admin(client, organiser):
    client.force_login(organiser)
    return client


def pages(pdf):
    return len(re.findall(rb"/Type/Page\b(?!s)", pdf))


def signs(*tables, **values):
    return papers.signs("", HEADING, list(tables), address=ADDRESS, **values)


def only(parts):
    [(_numbers, pdf)] = parts
    return pdf


def squeezed(words):
    return "".join(words.split())


def test_each_table_has_a_page_with_its_meetings_in_both_languages():
    day = hall_day()
    table = day.tables.first()
    table.place = "Hall B, by the windows"
    table.save()
    venture = day.ventures.first()
    venture.name_zh_hans = "项目一"
    venture.save()
    factories.meeting(venture=day.ventures.last(), timeslot=day.timeslots.first(), state="cancelled", table=table)

    said = text_of(pdf := only(printing.signs(day, at=MORNING)))

    assert pages(pdf) == 2
    first, second = said[: said.index("Fund2")], said[said.index("Fund2") :]
    for words in (
        "洽谈桌Table",
        "Hall B, by the windows",
        "10:00–10:30",
        "项目一",
        "Venture 1",
        "as of 2023-10-21 10:10",
    ):
        assert squeezed(words) in first
    assert "Venture1" not in second
    assert said.count("10:00–10:30") == 2


def test_phone_reads_the_address_of_the_countdown():
    pdf = signs(papers.Sign(1, "", []))

    assert scanned(pdf) == ADDRESS
    assert "暂无洽谈安排" in text_of(pdf)


def test_signs_of_a_day_lead_to_its_screen():
    day = hall_day(1)

    assert scanned(only(printing.signs(day))) == f"{settings.SITE_URL}/en/meetings/{day.pk}/screen/"


@pytest.mark.parametrize("paper", papers.PAPERS)
@pytest.mark.parametrize("number", [1, 24, 40])
def test_however_many_and_long_meetings_are_a_table_is_one_page(paper, number):
    lines = [papers.Line(f"{hour:02}:00–{hour:02}:25", LONG, LONG) for hour in range(number)]

    pdf = signs(papers.Sign(400, "Hall B, " * 7, lines), papers.Sign(401, "", []), paper=paper)

    assert pages(pdf) == 2
    assert text_of(pdf).count("智慧矿山无人驾驶解决方案智慧矿山") >= 2 * number


@pytest.mark.parametrize(("number", "points"), [(4, 17), (24, 8), (40, 4.5)])
@pytest.mark.parametrize("languages", [("en", "zh-hans"), ("zh-hans", "en")])
def test_meetings_are_as_large_as_their_sign_has_room_for(monkeypatch, number, points, languages):
    name = {"en": "A mine in which nobody needs to be, and a harbour too", "zh-hans": "智慧矿山"}
    said = {language: name[language] for language in languages}
    printed = []
    monkeypatch.setattr(papers, "elsewhere", lambda _page, _fonts, words: printed.append(words["pages"]))

    signs(papers.Sign(1, "", [papers.Line("10:00–10:25", said, said)] * number))

    assert [sheet["size"] for [sheet] in printed] == [points]


@pytest.mark.usefixtures("in_a_process")
@pytest.mark.parametrize("words", ["㐂䶮繁體", "#panic(1) *bold* $x$ @ref <label> \\ // `", "Ünïcödé Привет"])
def test_what_is_rare_or_looks_like_markup_is_printed_as_it_is(words):
    said = text_of(signs(papers.Sign(1, "", [papers.Line("10:00–10:25", {"en": words}, {"zh-hans": words})])))

    assert said.count(squeezed(words)) == 2
    assert "〓" not in said


def test_a_character_that_no_font_has_is_marked_and_told():
    said = text_of(signs(papers.Sign(1, "", [papers.Line("10:00–10:25", {"en": "Rocket 🚀"}, {"zh-hans": "𰻝面馆"})])))

    assert "Rocket〓" in said
    assert "〓面馆" in said
    assert "U+1F680" in said
    assert "U+30EDD" in said


def test_list_names_all_who_are_admitted_in_the_order_of_the_alphabet_and_where_they_sit():
    day = hall_day()
    factories.venture(day=day, name_en="Anchor", name_zh_hans="")
    factories.venture(day=day, name_en="Withdrawn", state="withdrawn")

    said = text_of(printing.party_list(day, at=MORNING))

    places = [said.index(name) for name in ("Fund1", "GuestofFund1", "Fund2", "Anchor", "Venture1", "Venture2")]
    assert places == sorted(places)
    assert "GuestofVenture210:002" in said
    assert "Withdrawn" not in said
    assert "Planasof2023-10-2110:10" in said


def test_a_long_list_goes_on_on_further_pages_with_its_headings():
    entries = [papers.Entry(LONG, ["Li Wei, Founder"] * 3, [("10:00", 7)] * 24) for _party in range(60)]

    pdf = papers.party_list("", HEADING, entries, [])

    assert pages(pdf) > 5
    assert text_of(pdf).count("参会代表Whocomes") == pages(pdf)


def test_nobody_to_list_is_no_error():
    assert "融资项目Ventures" in text_of(papers.party_list("", HEADING, [], []))


@pytest.mark.parametrize(("page", "name"), [("signs", "table-signs"), ("party_list", "parties")])
def test_organisers_get_the_files_by_name_and_time_and_nobody_keeps_them(admin, page, name):
    day = hall_day(1)

    with at_the_time(at(9, 12, day=21)):
        response = admin.get(page_of(day, page))

    assert response.content.startswith(b"%PDF")
    assert response.headers["Content-Type"] == "application/pdf"
    called = f"{day.activity.slug}-{name}-{timezone.localtime(at(9, 12, day=21)):%Y-%m-%d-%H%M}.pdf"
    assert response.headers["Content-Disposition"] == f'inline; filename="{called}"'
    assert set(response.headers["Cache-Control"].split(", ")) >= {"private", "no-store"}


@pytest.mark.parametrize("paper", ["a5", "nonsense"])
def test_signs_come_on_smaller_paper_too(admin, paper):
    pdf = admin.get(page_of(hall_day(1), "signs") + f"?paper={paper}").content

    width = {b"419": "a5", b"595": "nonsense"}[re.search(rb"/MediaBox\[0 0 (\d+)", pdf)[1]]
    assert width == paper


def test_very_many_signs_come_in_files_of_a_hundred_called_by_the_numbers(admin, monkeypatch):
    monkeypatch.setattr(papers, "MOST_SIGNS", 2)
    day = hall_day(3)

    response = admin.get(page_of(day, "signs"))

    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        found = {name: pages(archive.read(name)) for name in archive.namelist()}
    assert found == {"001-002.pdf": 2, "003-003.pdf": 1}


def test_a_day_without_tables_has_no_signs(admin):
    response = admin.get(page_of(factories.matchmaking_day(), "signs"))

    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")


@pytest.mark.usefixtures("in_a_process")
def test_what_is_set_does_not_stay_in_the_memory_of_the_server():
    """Setting these in this process keeps 100 MB."""
    lines = [papers.Line(f"{hour:02}:00–{hour:02}:25", {"en": "Venture"}, {"en": "Fund"}) for hour in range(24)]
    before = resident()

    pdf = signs(*(papers.Sign(number, "", lines) for number in range(1, 41)))

    assert pages(pdf) == 40
    assert resident() - before < 20


def resident():
    """The memory of this process in MB."""
    words = Path("/proc/self/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", words)[1]) / 1024


def test_what_typst_cannot_set_is_an_error_and_no_file(tmp_path):
    page = tmp_path / "page.typ"
    page.write_text("#panic(sys.inputs.said)")

    with pytest.raises(subprocess.CalledProcessError):
        setting.elsewhere(page, "", {})


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("signs", 9), ("party_list", 9)])
def test_files_ask_as_much_for_one_table_as_for_three(admin, page, queries, number, django_assert_num_queries):
    day = hall_day(number)

    with django_assert_num_queries(queries):
        admin.get(page_of(day, page))
