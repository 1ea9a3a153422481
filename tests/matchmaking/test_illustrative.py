"""Invented asks, houses, people and wishes: from a seed, in both languages, nobody's name."""

import hashlib
import re
from pathlib import Path

import pytest

from competition.illustrative.vocabulary import Both
from matchmaking import illustrative
from matchmaking.illustrative import PAST, REHEARSAL, Known, generated, outcomes
from matchmaking.illustrative.days import VENTURES
from matchmaking.illustrative.vocabulary import vocabulary
from matchmaking.illustrative.wishes import alike
from tests.competition.test_illustrative import REAL

HOUSES = """红杉 高瓴 深创投 国投 中金 君联 真格 启明 经纬 达晨 毅达 同创 元禾 松禾 \
鼎晖 弘毅 顺为 纪源 金沙江 晨兴 软银 淡马锡 \
Sequoia Hillhouse Qiming Matrix Legend GGV Softbank Temasek Walden"""
STAGES = ("prototype", "demonstration", "commercial")
INDUSTRIES = ("34", "84", "55", "06", "83", "92", "01", "77", "87", "65")


def known(number=VENTURES):
    """Ventures of every stage and theme."""
    return [
        Known(
            STAGES[place % 3], ("310000", "440000", "")[place % 3], (INDUSTRIES[place % 10],), ("ai", "vr")[: place % 2]
        )
        for place in range(number)
    ]


SAID = generated(known())


def texts():
    """Every text in both languages."""
    found = [venture.use_of_funds for venture in SAID.ventures]
    for house in SAID.investors:
        found += [house.name, house.about, *(mandate.looks_for for mandate in house.mandates)]
    return found


def test_the_same_seed_gives_the_same_on_every_machine():
    assert digest() == digest() == "dd0e272ba5f5b47940bdae16a33254df2a331daaa33359d0668b869ecee62934"


def digest():
    """Of everything; sets, which have no order of their own, in order."""
    told = generated(known())
    days = [day._replace(waiting=sorted(day.waiting), staying_away=sorted(day.staying_away)) for day in told.days]
    return hashlib.sha256(repr(told._replace(days=days)).encode()).hexdigest()


def test_another_seed_gives_something_else():
    one, other = (generated(known(), seed=seed) for seed in (1, 2))

    assert one.days[0].wishes != other.days[0].wishes
    assert one.ventures != other.ventures


def test_a_day_has_those_it_has_places_for_and_the_first_ones_come_to_both():
    past, rehearsal = SAID.days

    assert (len(past.ventures), len(past.investors)) == (30, 18)
    assert (len(rehearsal.ventures), len(rehearsal.investors)) == (40, 24)
    assert [day.ventures[0] for day in SAID.days] == [day.investors[0] for day in SAID.days] == [0, 0]


@pytest.mark.parametrize("number", [0, 1, 2, 16, 31])
def test_of_few_ventures_fewer_come(number):
    past, rehearsal = generated(known(number)).days

    assert past.ventures == tuple(range(min(number, 30)))
    assert rehearsal.ventures == tuple(dict.fromkeys([*range(min(number, 1)), *range(15, number)]))
    assert {wish.venture for day in (past, rehearsal) for wish in day.wishes} <= set(range(number))


def test_the_first_two_are_there_all_day_and_want_each_other_above_all():
    for day in SAID.days:
        own = [wish for wish in day.wishes if (wish.venture, wish.investor) == (0, 0)]

        assert [(wish.side, wish.state, wish.weight) for wish in own] == [
            ("venture", "wish", 5),
            ("investor", "wish", 5),
        ]
        assert [one for one in day.absences if one[1] == 0] == []
        assert {("venture", 0), ("investor", 0)}.isdisjoint(day.staying_away | day.waiting)


def test_wishes_are_mutual_one_sided_or_refused_and_those_who_suit_have_more():
    wishes = SAID.days[1].wishes
    sides = {}
    for wish in wishes:
        sides.setdefault((wish.venture, wish.investor), {})[wish.side] = wish.state
    suiting = [alike(known()[wish.venture], SAID.investors[wish.investor]) for wish in wishes]
    pairs = [alike(known()[venture], SAID.investors[house]) for venture in range(40) for house in range(24)]

    assert len(sides) > sum(len(states) == 2 for states in sides.values()) > 20
    assert {"wish", "declined", "blocked"} == {wish.state for day in SAID.days for wish in day.wishes}
    assert {wish.weight for wish in wishes} == {1, 2, 3, 4, 5}
    assert sum(suiting) / len(suiting) > 1.5 * sum(pairs) / len(pairs)
    assert len({wish[:3] for wish in wishes}) == len(wishes)


def test_who_waits_to_be_admitted_has_wished_for_nobody_and_nobody_for_them():
    day = SAID.days[1]

    assert sorted(day.waiting) == [("investor", 23), ("venture", 52), ("venture", 53)]
    assert {("venture", wish.venture) for wish in day.wishes}.isdisjoint(day.waiting)
    assert {("investor", wish.investor) for wish in day.wishes}.isdisjoint(day.waiting)


def test_absences_are_at_either_end_of_the_day():
    for day, size in zip(SAID.days, (PAST, REHEARSAL), strict=True):
        assert day.absences
        assert {slot for _side, _place, slot in day.absences} <= {0, 1, size.slots - 2, size.slots - 1}


def test_every_house_says_that_it_is_an_example_and_no_two_have_a_name_in_common():
    names = [house.name for house in SAID.investors]

    assert [name for name in names if " Example " not in name.en or not name.zh.startswith("示例·")] == []
    assert len({name.en for name in names}) == len({name.zh for name in names}) == len(names) == 24
    assert [house.slug for house in SAID.investors if not re.fullmatch("[a-z0-9-]+", house.slug)] == []


def test_everybody_who_comes_says_that_they_are_an_example_and_can_be_reached_nowhere():
    people = [person for found in SAID.people.values() for person in found]

    assert [one.name for one in people if not re.fullmatch(r"\S+ Example [一-鿿]示例", one.name)] == []
    assert [one.email for one in people if not one.email.endswith("@example.org")] == []
    assert [one.phone for one in people if not one.phone.startswith("+86 000 ")] == []
    assert len({one.name for one in people}) == len({one.email for one in people}) == len(people)


def test_no_real_name_is_in_an_invented_one():
    assert [
        (name, text) for name in REAL.split() for text in texts() for one in text if name.lower() in one.lower()
    ] == []


def test_only_ventures_have_a_deck_to_agree_to():
    assert {
        purpose
        for (side, _place), found in SAID.people.items()
        if side == "investor"
        for one in found
        for purpose in one.agrees_to
    } == {"contact", "statistics"}
    assert SAID.people["venture", 0][0].agrees_to == ("contact", "deck", "statistics")
    assert SAID.people["investor", 0][0].agrees_to == ("contact", "statistics")


def test_every_text_stands_in_both_languages():
    assert [text for text in texts() if not re.search("[a-z]{3}", text.en) or re.search("[一-鿿]", text.en)] == []
    assert [text for text in texts() if not re.search("[一-鿿]{3}", text.zh)] == []
    assert [text for text in texts() if re.search("[{}]", text.en + text.zh)] == []


def test_themes_are_listed_as_one_says_them():
    about = SAID.investors[0].about

    assert about == Both(
        "Invests early, in smart manufacturing, private networks and health care. Is often the first investor from "
        "outside, and helps to find the first three customers.",
        "专注智能制造、网络软件和医疗健康领域的早期投资，常作为首个外部投资方，协助企业找到最初的三家客户。",
    )


def test_an_ask_suits_the_stage():
    for one, venture in zip(known(), SAID.ventures, strict=True):
        assert venture.ask in vocabulary().asks[one.stage].amounts[venture.currency]
        assert sum(map(int, re.findall(r"(\d+)%", venture.use_of_funds.en))) == 100


def test_a_guidance_fund_looks_in_its_own_region():
    local = [house for house in SAID.investors if house.name.en.endswith("Example Guidance Fund")]

    assert [mandate.regions for house in local for mandate in house.mandates] == [
        (house.region,) for house in local for _mandate in house.mandates
    ]
    assert len(local) == 5


def test_tickets_are_in_order():
    assert [one for house in SAID.investors for one in house.mandates if not 0 < one.least < one.most] == []


def test_the_first_venture_is_one_that_suits_the_first_house():
    one = Known("commercial", "310000", ("01",), ("vr",))

    assert illustrative.first_place([one, one, one._replace(industries=("34",), technologies=("ai",)), one]) == 2
    assert illustrative.first_place([one, one]) == illustrative.first_place([]) == 0


def test_meetings_of_who_stays_away_are_missed_and_nearly_all_others_are_held():
    away = frozenset({("venture", 3), ("investor", 2)})
    pairs = [(venture, investor) for venture in range(20) for investor in range(10)]

    found = dict(zip(pairs, outcomes(pairs, away, seed=1), strict=True))

    assert found[3, 2] == ("missed", "both")
    assert {found[3, investor] for investor in range(10) if investor != 2} == {("missed", "venture")}
    assert {found[venture, 2] for venture in range(20) if venture != 3} == {("missed", "investor")}
    assert found[0, 0] == ("held", "")
    others = [found[pair] for pair in pairs if pair[0] != 3 and pair[1] != 2]
    assert 0.9 < others.count(("held", "")) / len(others) < 1
    assert outcomes(pairs, away, seed=1) == outcomes(pairs, away, seed=1)


def test_the_package_knows_no_clock_and_no_django():
    folder = Path(illustrative.__file__).parent
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))

    assert re.findall(r"django|time\.time|\.now\(|\.today\(", sources) == []
