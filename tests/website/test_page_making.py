"""A page that many ask for at once is made once; nobody waits for one that is not kept, or that failed."""

import threading
import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from website import page_cache

AGENDA = "/en/2023/agenda/"


def asked_at_once(middleware, path, number):
    """What so many threads get that ask for a path together."""
    start, answers = threading.Barrier(number), []

    def ask():
        request = RequestFactory().get(path)
        start.wait()
        answers.append(middleware(request))

    threads = [threading.Thread(target=ask) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def slow_page(made, *, is_kept=True):
    def view(request):
        made.append(request.path)
        time.sleep(0.05)
        response = HttpResponse("A page")
        response.is_published_page = is_kept
        return response

    return view


@pytest.mark.usefixtures("one_publication")
def test_page_that_many_ask_for_at_once_is_made_once():
    made = []

    answers = asked_at_once(page_cache.page_cache(slow_page(made)), AGENDA, 20)

    assert made == [AGENDA]
    assert [answer.content for answer in answers] == [b"A page"] * 20
    assert len({answer.headers["ETag"] for answer in answers}) == 1


@pytest.mark.usefixtures("one_publication")
def test_page_that_is_not_kept_is_made_for_everybody():
    made = []

    answers = asked_at_once(page_cache.page_cache(slow_page(made, is_kept=False)), AGENDA, 5)

    assert len(made) == len(answers) == 5


@pytest.mark.usefixtures("one_publication")
def test_nobody_waits_for_a_page_whose_making_failed():
    made = []

    def fails_once(request):
        if not made:
            made.append("failed")
            raise ValueError
        return slow_page(made)(request)

    middleware = page_cache.page_cache(fails_once)
    with pytest.raises(ValueError):  # noqa: PT011  (as raised above)
        middleware(RequestFactory().get(AGENDA))

    assert middleware(RequestFactory().get(AGENDA)).content == b"A page"


@pytest.fixture
def one_publication(monkeypatch):
    """The same for every thread, without a database."""
    monkeypatch.setattr(page_cache.publication, "digest", lambda: "the publication")
