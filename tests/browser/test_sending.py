"""A form is sent once, and what a script cannot have is said: for who takes part, and in the back office."""

import datetime as dt
import time

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from matchmaking.models import Investor, Representative, Venture
from matchmaking.views import desk, registering
from tests import factories
from tests.matchmaking import parties
from tests.matchmaking.days import day_of
from tests.matchmaking.parties import page_of

# What becomes of presses, of one button and of another, of a form that a script sends, and after the page came back:
# whether each was ignored.
PRESSED = """() => {
  const form = document.createElement("form"), [one, other] = ["one", "other"].map((name) => {
    const button = document.createElement("button");
    button.name = name;
    return form.appendChild(button);
  });
  form.setAttribute("method", "post");
  document.body.append(form);
  const options = { bubbles: true, cancelable: true };
  const press = (submitter) => !form.dispatchEvent(new SubmitEvent("submit", { ...options, submitter }));
  const found = [press(one), press(one), press(other), press(other)];
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  found.push(press(other));
  form.setAttribute("method", "get");
  return [...found, press(other), press(other)];
}"""


@pytest.fixture(autouse=True)
def _fresh(transactional_db, settings):
    settings.PUBLICATION_REFRESH_SECONDS = 0


@pytest.fixture
def pair():
    """Two who may meet tomorrow, and somebody who comes for the first and signs in by password."""
    venture, investor = parties.pair(day_of(hours=-24))
    user = factories.user()
    parties.coming_for(venture, user)
    return venture, investor, user


@pytest.mark.parametrize("path", ["/en/meetings/", "/admin/"])
def test_a_second_press_of_the_same_button_is_ignored(signed_in, organiser, path):
    page = signed_in(organiser)
    page.goto(path, wait_until="load")

    assert page.evaluate(PRESSED) == [False, True, False, True, False, False, False]


def test_who_presses_again_while_it_takes_long_registers_once(signed_in, monkeypatch):
    day = factories.matchmaking_day(registration_closes_at=timezone.now() + dt.timedelta(hours=1))
    page, posted, registered = signed_in(factories.user()), [], registering.registered
    monkeypatch.setattr(registering, "registered", lambda *asked: time.sleep(1) or registered(*asked))
    page.goto(reverse("matchmaking:party_register", args=[day.pk, Venture]), wait_until="load")
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    page.fill("[name=name_en]", "Cranes")
    page.fill("[name=organisation_name_en]", "Harbour")

    page.get_by_role("button", name="Register").evaluate("one => { one.click(); setTimeout(() => one.click(), 300); }")

    expect(page.get_by_text("“Cranes” is registered.")).to_be_visible()
    assert len(posted) == 1
    assert Venture.objects.count() == 1


def test_a_wish_to_who_is_gone_is_said_on_the_list(signed_in, pair):
    venture, _investor, user = pair
    page = signed_in(user, service_workers="block")
    page.goto(page_of(venture, "partner_list"), wait_until="load")
    Investor.objects.update(state="withdrawn")

    page.get_by_role("button", name="We want to meet").click()

    expect(page.get_by_text("There is nobody at this address whom you could meet.")).to_be_visible()
    expect(page.get_by_text("No investor is admitted to this day yet.")).to_be_visible()


def test_a_wish_for_a_party_that_is_not_one_s_own_any_more_says_so(signed_in, pair):
    venture, _investor, user = pair
    page = signed_in(user, service_workers="block")
    page.goto(page_of(venture, "partner_list"), wait_until="load")
    Representative.objects.filter(user=user).delete()
    page.excuse("404")

    page.get_by_role("button", name="We want to meet").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing at this address")


def test_a_personal_page_is_computed_once(signed_in, pair, monkeypatch):
    venture, _investor, user = pair
    asked = []
    monkeypatch.setattr(desk, "lacking", lambda party: asked.append(party) or [])
    page = signed_in(user)

    page.goto(page_of(venture), wait_until="load")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(2_000)

    assert asked == [venture]
