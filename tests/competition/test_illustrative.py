"""Invented organisations, entries and winners: from a seed, in the numbers of the official figures, nobody's name."""

import csv
import datetime as dt
import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from competition.illustrative import FULL, Prize, Session, generated, sessions
from competition.illustrative.organisations import REGIONS
from competition.illustrative.vocabulary import vocabulary
from conference.loading import FOLDER as CONFERENCE

ENTRIES = 900
REAL = """中国移动 中国电信 中国联通 中国广电 中国铁塔 华为 中兴 诺基亚 爱立信 海尔 美的 三一 宝钢 鞍钢 国家电网 \
南方电网 阿里 腾讯 百度 京东 小米 比亚迪 金桥 Huawei ZTE Nokia Ericsson Jinqiao Haier Midea Alibaba Tencent Baidu \
Xiaomi BYD Unicom"""


def six_sessions():
    """Sessions of a few prizes: two of the first in the fourth are named by a source, and one place is a tie's."""
    found = []
    for number in FULL:
        prizes = [Prize(1, 5, tied=number == 4), Prize(2, 8)]
        prizes += [Prize(3, 1, track="health", is_beside_others=True)] if number == 6 else []
        opens_on = dt.date(2017 + number, 5, 1)
        named = {1: 2} if number == 4 else {}
        found.append(Session(number, opens_on, opens_on + dt.timedelta(days=60), tuple(prizes), named))
    return found


def rows(entries=ENTRIES, **seed):
    return list(generated(six_sessions(), entries, **seed))


def every_entry(found):
    return [entry for session in found for entry in session.entries]


def every_organisation(found):
    return [organisation for session in found for organisation in session.organisations]


def test_the_same_seed_gives_the_same_on_every_machine():
    written = hashlib.sha256(repr(rows(300)).encode()).hexdigest()

    assert written == hashlib.sha256(repr(rows(300)).encode()).hexdigest()
    assert written == "c7ce9395b673b2a5ca3757784e6e5c6c144d704a421db7962247ec6215d706a7"


def test_another_seed_gives_something_else():
    titles = [{entry.title.en for entry in every_entry(rows(300, seed=seed))} for seed in (1, 2)]

    assert len(titles[0] & titles[1]) < 30


def test_full_size_has_the_numbers_that_are_in_print():
    entries = {number: full[0] for number, full in FULL.items()}

    assert sessions.sizes(six_sessions(), 94_000) == entries
    assert (entries[1], entries[6], sum(entries.values())) == (334, 45_000, 94_000)
    assert entries[4] > 12_000
    assert sessions.participants(1, 334) == 189
    assert 15_900 < sessions.participants(6, 45_000) < 16_000


@pytest.mark.parametrize("entries", [90, 91, 300, 1000, 9_999, 94_000, 100_000])
def test_sizes_add_up_and_leave_every_prize_a_winner(entries):
    found = sessions.sizes(six_sessions(), entries)

    assert sum(found.values()) == entries
    assert [number for number, session in enumerate(six_sessions(), 1) if found[number] < session.least] == []


def test_too_few_entries_are_refused_with_the_least_number():
    with pytest.raises(ValueError, match=r"At least 90 entries are needed"):
        list(generated(six_sessions(), 89))


def test_larger_sessions_have_more():
    found = sessions.sizes(six_sessions(), 1000)

    assert list(found.values()) == sorted(found.values())


def test_shares_go_to_the_largest_remainders():
    assert sessions.shares([1, 1, 1], 5) == [2, 2, 1]
    assert sessions.shares([10, 1], 5) == [5, 0]


def test_entries_that_a_source_names_count_among_all():
    found = rows()

    assert len(every_entry(found)) == ENTRIES - 2


def test_each_session_has_its_participants():
    for session in rows():
        leads = {entry.lead for entry in session.entries}
        joined = {partner for entry in session.entries for partner in entry.partners}

        assert len(leads) == sessions.participants(session.session.number, len(session.entries))
        assert joined <= leads


def test_organisations_come_back_in_later_sessions():
    by_session = [{entry.lead.slug for entry in session.entries} for session in rows()]

    assert all(by_session[place] & by_session[place + 1] for place in range(5))


def test_exactly_67_industries_are_covered_and_more_by_and_by():
    covered, seen = set(), []
    for session in rows(8000):
        covered |= {industry for entry in session.entries for industry in entry.industries}
        seen.append(len(covered))

    assert seen == [12, 25, 37, 50, 60, 67]


def test_an_industry_joins_when_its_time_has_come():
    since = vocabulary().since
    early = [
        (entry.session, industry)
        for entry in every_entry(rows())
        for industry in entry.industries
        if since[industry] > entry.session
    ]

    assert early == []


def test_every_region_takes_part_about_as_often_as_its_weight():
    counts = Counter(organisation.region for organisation in every_organisation(rows(3000)))

    assert set(counts) == set(REGIONS)
    assert len(REGIONS) == 34
    assert counts["440000"] > counts["310000"] > counts["540000"]


def test_every_track_technology_and_stage_is_in_use():
    entries = every_entry(rows())

    assert len({entry.track for entry in entries}) == 11
    assert len({technology for entry in entries for technology in entry.technologies}) == 13
    assert {entry.stage for entry in entries} == {"prototype", "demonstration", "commercial"}


def test_every_organisation_says_that_it_is_an_example():
    named = every_organisation(rows(3000))

    assert [one.name for one in named if " Example " not in one.name.en or not one.name.zh.startswith("示例·")] == []
    assert [one.slug for one in named if not re.fullmatch(r"[a-z0-9-]{1,80}", one.slug)] == []


def test_no_real_name_is_in_an_invented_one():
    with (CONFERENCE / "organisations.csv").open(encoding="utf-8", newline="") as stream:
        real = {name for row in csv.DictReader(stream) for name in (row["name_en"], row["name_zh_hans"])}
    real |= set(REAL.split())
    found = rows(3000)
    invented = {name for one in every_organisation(found) for name in (*one.name, *one.word)}
    told = {title for entry in every_entry(found) for title in entry.title}

    assert [(name, text) for name in real for text in invented | told if name.lower() in text.lower()] == []


def test_no_two_organisations_have_a_name_or_an_address_in_common():
    named = every_organisation(rows(3000))

    assert len({one.name.en for one in named}) == len({one.name.zh for one in named}) == len(named)
    assert len({one.slug for one in named}) == len(named)


def test_no_two_entries_have_a_title_in_common():
    entries = every_entry(rows(3000))

    assert len({entry.title.en for entry in entries}) == len({entry.title.zh for entry in entries}) == len(entries)


def test_every_text_stands_in_both_languages():
    texts = [text for entry in every_entry(rows()) for text in (entry.title, entry.summary, entry.outcome)]

    assert [text for text in texts if not re.search("[a-z]{3}", text.en) or re.search("[一-鿿]", text.en)] == []
    assert [text for text in texts if not re.search("[一-鿿]{3}", text.zh)] == []
    assert [text for text in texts if re.search("[{}]", text.en + text.zh)] == []
    assert max(len(title) for entry in every_entry(rows()) for title in entry.title) <= 200


def test_entries_are_numbered_by_day_in_the_order_of_submission():
    for session in rows():
        numbers = [entry.number for entry in session.entries]
        moments = [entry.submitted_at for entry in session.entries]

        assert len(set(numbers)) == len(numbers)
        assert numbers == sorted(numbers)
        assert moments == sorted(moments)
        assert session.session.opens_on <= moments[0].date() <= moments[-1].date() <= session.session.closes_on
        assert [entry.number[:8] for entry in session.entries] == [f"{moment:%Y%m%d}" for moment in moments]


def test_only_what_is_in_use_has_a_day_since_when():
    for entry in every_entry(rows()):
        assert (entry.deployed_on is None) == (entry.stage == "prototype")
        assert entry.deployed_on is None or entry.deployed_on < entry.submitted_at.date()


def test_every_prize_is_given_as_often_as_there_are_places():
    for session in rows():
        given = Counter(award.prize for award in session.awards)

        assert given == {
            prize.order: prize.places - session.session.named.get(prize.order, 0) for prize in session.session.prizes
        }


def test_nobody_has_two_prizes_but_where_one_stands_beside_others():
    for session in rows():
        beside = {prize.order for prize in session.session.prizes if prize.is_beside_others}
        winners = [award.entry for award in session.awards if award.prize not in beside]

        assert len(set(winners)) == len(winners)


def test_prizes_follow_the_standing():
    for session in rows():
        ranks = {standing.entry: standing.rank for standing in session.standings}
        totals = [standing.total for standing in session.standings]

        assert [award.rank for award in session.awards] == [ranks[award.entry] for award in session.awards]
        assert totals == sorted(totals, reverse=True)
        assert max(award.rank for award in session.awards if award.prize == 1) < min(
            award.rank for award in session.awards if award.prize == 2
        )


def test_a_tie_for_the_last_place_shares_its_rank():
    fourth = rows()[3]
    firsts = [award for award in fourth.awards if award.prize == 1]
    totals = {standing.entry: standing.total for standing in fourth.standings}

    assert [award.rank for award in firsts[-2:]] == [4, 4]
    assert len({totals[award.entry] for award in firsts[-2:]}) == 1


def test_nobody_has_the_ranks_of_those_whom_a_source_names():
    fourth = rows()[3]

    ranks = [award.rank for award in fourth.awards if award.prize == 1]
    assert len(ranks) == 3
    assert [award.order for award in fourth.awards if award.prize == 1] == [3, 4, 5]
    assert [award.rank for award in fourth.awards if award.prize == 2] == list(range(6, 14))


def test_a_prize_of_a_track_goes_to_its_best_entry():
    sixth = rows()[5]
    (award,) = [award for award in sixth.awards if award.prize == 3]
    best = next(one.entry for one in sixth.standings if sixth.entries[one.entry].track == "health")

    assert award.entry == best


def test_finalists_are_twice_the_winners():
    fourth = rows(3000)[3]

    assert len(fourth.standings) + 2 == 2 * fourth.session.winners


def test_vocabulary_covers_what_it_names():
    words = vocabulary()

    assert len(words.since) == 67
    assert set(words.scenes) == set(words.since) == set(words.businesses)
    assert {scene.kind for found in words.scenes.values() for scene in found} <= set(words.kinds)
    assert {name for found in words.scenes.values() for scene in found for name in scene.industries} <= set(words.since)
    assert [word for word in words.words if word.zh in ("金桥", "红杉", "春兰")] == []


def test_the_package_knows_no_clock_and_no_django():
    folder = Path(sessions.__file__).parent
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))

    assert re.findall(r"django|time\.time|\.now\(|\.today\(", sources) == []
