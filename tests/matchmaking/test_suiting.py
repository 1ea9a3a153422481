"""One party against all others: the same as all against all, and never older than it says."""

import numpy as np
import pytest

from matchmaking.arranging import profiles, suiting
from matchmaking.explaining import matches
from matchmaking.matching import scores
from matchmaking.models import Venture
from tests import factories

pytestmark = pytest.mark.django_db

STAGES = ("prototype", "demonstration", "commercial")


@pytest.fixture
def day():
    """Three ventures, two investors with two mandates each and one without, which suit each other in all ways."""
    day = factories.matchmaking_day()
    day.rates.create(currency="USD", value=7)
    for number, stage in enumerate(STAGES):
        venture = factories.venture(
            day=day,
            stage=stage,
            ask=10**number,
            currency="USD",
            languages=["zh", "en"][:number],
            summary_en=f"Cranes and network {'steel ' * number}",
            summary_zh_hans="智慧钢铁专网" if number else "",
        )
        venture.industries.add(factories.industry(f"1{number}"))
    for number in range(2):
        investor = factories.investor(day=day, languages=["en"])
        for other in range(2):
            industries = [factories.industry(f"1{number + other}")]
            texts = {"looks_for_en": f"steel network {other}", "looks_for_zh_hans": "钢铁" if other else ""}
            factories.mandate(industries, investor=investor, stages=[STAGES[other]], most=50, **texts)
    factories.investor(day=day)
    return day


def rows(day):
    ours, theirs = profiles.ventures(day.ventures.planned_for()), profiles.investors(day.investors.planned_for())
    found = scores.computed(*([profile for _row, profile in side] for side in (ours, theirs)), profiles.rates(day))
    return [row for row, _profile in ours], [row for row, _profile in theirs], found


def test_one_against_all_is_as_all_against_all(day):
    ventures, investors, found = rows(day)
    scale = suiting.scale_of(day)

    for place, venture in enumerate(ventures):
        own = suiting.suits(venture, investors, scale)
        np.testing.assert_allclose(own.of_own, found.of_venture[place], atol=1e-6)
        np.testing.assert_allclose(own.of_other, found.of_investor[place], atol=1e-6)
        np.testing.assert_allclose(own.text, found.text[place], atol=1e-6)
        assert own.mandates.tolist() == found.mandates[place].tolist()
    for place, investor in enumerate(investors):
        own = suiting.suits(investor, ventures, scale)
        np.testing.assert_allclose(own.of_own, found.of_investor[:, place], atol=1e-6)
        np.testing.assert_allclose(own.of_other, found.of_venture[:, place], atol=1e-6)
        assert own.mandates.tolist() == found.mandates[:, place].tolist()


def test_the_order_is_that_of_the_best_matches_of_the_back_office(day):
    for party in (*day.ventures.all(), *day.investors.all()):
        other = "investor" if party.side == "venture" else "venture"
        expected = [(getattr(match, other).pk, match.weight) for match in matches.matches(party)]

        order = suiting.order_of(party, suiting.scale_of(day))

        weights = dict(expected)
        assert [weights[key] for key in order if key in weights] == [weight for _key, weight in expected]


def test_what_the_party_says_itself_counts_at_once(day, settings):
    settings.PUBLICATION_REFRESH_SECONDS = 3600
    investor = day.investors.first()
    before = suiting.order_of(investor, suiting.scale_of(day))
    investor.mandates.all().delete()
    factories.mandate([factories.industry("12")], investor=investor)

    after = suiting.order_of(type(investor).objects.get(pk=investor.pk), suiting.scale_of(day))

    last = day.ventures.get(stage="commercial").pk
    assert (before[0] == last, after[0] == last) == (False, True)


def test_what_others_say_counts_when_it_is_read_again(day, settings):
    settings.PUBLICATION_REFRESH_SECONDS = 3600
    investor, last = day.investors.first(), day.ventures.order_by("pk").last()
    assert suiting.order_of(investor, suiting.scale_of(day))[0] != last.pk
    last.industries.set([factories.industry("10"), factories.industry("11")])
    last.stage, last.ask, last.languages, last.summary_en = "prototype", 1, ["en"], "steel network 0"
    last.save()
    assert suiting.order_of(investor, suiting.scale_of(day))[0] != last.pk

    settings.PUBLICATION_REFRESH_SECONDS = 0

    assert suiting.order_of(investor, suiting.scale_of(day))[0] == last.pk


def test_what_the_cache_lost_is_read_again(day, settings):
    settings.PUBLICATION_REFRESH_SECONDS = 3600
    state = suiting.revision(day)
    suiting.cache.delete(f"suiting:corpus:{state}")
    suiting.cache.delete(f"suiting:venture:{state}")

    order = suiting.order_of(day.investors.first(), suiting.scale_of(day))

    assert sorted(order) == sorted(Venture.objects.values_list("pk", flat=True))


def test_nothing_is_read_for_who_comes_again(day, django_assert_num_queries):
    venture = day.ventures.select_related("region").prefetch_related(*profiles.VENTURE_LISTS).first()
    suiting.order_of(venture, suiting.scale_of(day))

    with django_assert_num_queries(1):  # the rates
        suiting.order_of(venture, suiting.scale_of(day))


def test_a_day_without_anybody_has_no_order():
    venture = factories.venture(state="registered")

    assert suiting.order_of(venture, suiting.scale_of(venture.day)) == []
