"""Requests that make no sense: each is answered with a sentence in the reader's language, and nothing changes."""

import pytest
from django.test import Client

from conference import published
from conference.models import Activity, ProgrammeVersion
from tests import programmes, samples
from tests.reading import Page

LONG = "x" * 10_000


@pytest.fixture
def site(db):
    programmes.publish(samples.small())
    return Client(raise_request_exception=False)


def state():
    return published.publication().digest, ProgrammeVersion.objects.count(), Activity.objects.count()


CASES = [
    ("/fr/2023/agenda/", 404, "The page was moved, or never was."),
    ("/EN/2023/agenda/", 404, "The page was moved, or never was."),
    ("/zh/2023/agenda/", 404, "页面已移走，或从未存在。"),
    ("/en/2022/", 404, "No conference is published at this address."),
    ("/zh-hans/2022/", 404, "此网址没有已发布的大会。"),
    ("/en/2023/nothing/", 404, "The page was moved, or never was."),
    ("/en/2023@draft/agenda/", 302, "/admin/login/?next=/en/2023%40"),
    ("/en/2023@99/agenda/", 302, "/admin/login/?next=/en/2023%40"),
    ("/en/2023@0/agenda/", 404, "The page was moved, or never was."),
    ("/en/2023@-1/agenda/", 404, "The page was moved, or never was."),
    ("/en/2023@latest/agenda/", 404, "The page was moved, or never was."),
    ("/en/2023%00/agenda/", 404, "The page was moved, or never was."),
    ("/en/2023%0d%0aSet-Cookie:x=1/", 404, "The page was moved, or never was."),
    ("/en/2023/activities/nothing/", 404, "There is no such activity in this programme."),
    ("/zh-hans/2023/activities/nothing/", 404, "日程中没有该活动。"),
    ("/en/2023/activities/" + LONG + "/", 404, "There is no such activity in this programme."),
    ("/en/2023/activities/论坛/", 404, "The page was moved, or never was."),
    ("/en/2023/activities/%3Cscript%3E/", 404, "The page was moved, or never was."),
    ("/en/2023/people/nobody/", 404, "There is no such person in this programme."),
    ("/en/2023/organisations/nobody/", 404, "There is no such organisation in this programme."),
    ("/en/2023/news/nothing/", 404, "There is no such news in this programme."),
    ("/en/2023/days/2023-13-45.ics", 404, "Nothing takes place on this day."),
    ("/en/2023/days/yesterday.ics", 404, "Nothing takes place on this day."),
    ("/en/2023/days/2023-10-25.ics", 404, "Nothing takes place on this day."),
    ("/en/2023/activities/nothing.ics", 404, "There is no such activity in this programme."),
    (
        "/en/2023/my-agenda/?items=a999999,zz,%F0%9F%A6%84",
        200,
        "One line of this agenda is no longer in the programme: a999999.",
    ),
    ("/en/2023/my-agenda/?items=<script>alert(1)</script>", 200, "Nothing is starred yet."),
    (
        "/en/2023/my-agenda/?items=" + ",".join(f"i{n}" for n in range(900000, 901500)),
        200,
        "500 lines of this agenda are no longer in the programme",
    ),
    ("/en/2023/my-agenda.ics?items=zz", 200, "BEGIN:VCALENDAR"),
    ("/en/2023/my-agenda.ics", 200, "BEGIN:VCALENDAR"),
    ("/en/2023/agenda/?hall=999", 200, "This programme has no hall “999”."),
    ("/en/2023/agenda/?kind=party", 200, "Nothing in the programme matches this filter."),
    ("/en/2023/agenda/?organisation=../../etc/passwd", 200, "Nothing in the programme matches this filter."),
    ("/zh-hans/2023/agenda/?hall=999", 200, "日程中没有符合筛选条件的内容。"),
    ("/en/2023/agenda/?hall=" + LONG, 200, "This programme has no hall “"),
    ("/en/2023/search/?q=" + LONG, 200, "Please search for at most 100 characters."),
    ("/en/2023/search/?q=%00", 200, "Null characters are not allowed."),
    ("/en/2023/search/?q=%E2%80%AE%F0%9F%A6%84", 200, "Nothing on this site has “"),
    (
        "/en/2023/search/?q=<script>alert(1)</script>",
        200,
        "Nothing on this site has “&lt;script&gt;alert(1)&lt;/script&gt;”.",
    ),
    ("/en/2023/search/?q=%ff%fe", 200, "Nothing on this site has “"),
]


@pytest.mark.parametrize(("path", "status", "sentence"), CASES)
def test_bad_path(site, path, status, sentence):
    before = state()

    response = site.get(path)

    assert response.status_code == status
    assert sentence in response.headers.get("Location", "") + response.text
    assert "<script>alert" not in response.text
    assert state() == before


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_published_pages_are_only_read(site, method):
    before = state()

    response = getattr(site, method)("/en/2023/agenda/")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert state() == before


@pytest.mark.parametrize(
    "headers",
    [
        {"if-none-match": '"' + LONG},
        {"if-none-match": "*"},
        {"accept-encoding": ";;q=,," + LONG},
        {"accept-language": "\x00, ;q=x, 🦄"},
        {"cookie": "sessionid=" + LONG},
        {"range": "bytes=5-1"},
        {"x-forwarded-host": "evil.example"},
        {"host": "evil.example"},
    ],
)
def test_strange_headers_do_not_change_a_page(site, headers):
    page = site.get("/en/2023/agenda/")

    response = site.get("/en/2023/agenda/", headers=headers)

    assert (response.status_code, response.content) == (200, page.content)
    assert "evil.example" not in response.text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("xx-nothing", "en"), ("*", "en"), (";;;", "en"), ("zh", "zh-hans"), ("zh-TW", "zh-hans"), (LONG, "en")],
)
def test_front_door_finds_a_language(site, accepted, language):
    response = site.get("/", headers={"accept-language": accepted})

    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/")
    assert not response.cookies


@pytest.mark.parametrize(
    ("path", "title", "lead"),
    [
        ("/en/accounts/login/", "Nothing was saved", "The page from which this came is out of date"),
        ("/zh-hans/meetings/", "", ""),
        ("/admin/login/", "Nothing was saved", "The page from which this came is out of date"),
    ],
)
def test_a_form_of_a_page_that_is_out_of_date(db, path, title, lead):
    page = Page(Client(enforce_csrf_checks=True).post(path, {"csrfmiddlewaretoken": "a" * 64}), 403)

    assert page.text("//main//h1").startswith(title)
    assert page.text("//main//p[@class='lead']").startswith(lead)
    assert page.values("//html/@lang") == ["zh-Hans" if path.startswith("/zh") else "en"]


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("host", ["evil.example", "testserver"])
def test_what_cannot_be_understood_is_said_on_a_page_of_the_site(db, settings, language, host):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    sent = {"login": "", "password": ""}

    page = Page(Client().post(f"/{language.lower()}/accounts/login/", sent, headers={"host": host}), 400)

    assert page.values("//html/@lang") == [language]
    assert page.values("//main//a/@href") == [f"/{language.lower()}/"]
