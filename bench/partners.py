"""`.venv/bin/python -m bench.partners`: what a page of the list of partners costs, at 1,000 and at 2,000 others.

Units:  milliseconds of processor time of this process (SQLite is in it, PostgreSQL not), over parties that each look at
        their first pages, ask and filter: median, the 95th of a hundred, and the slowest. *First*: a party that comes
        for the first time, of whom no order is kept. *After a change*: nothing of the day is kept, so that all its
        parties are read anew; one visitor in PUBLICATION_REFRESH_SECONDS pays that, while profiles change.
"""

import random
import statistics
import tempfile
import time
from pathlib import Path

from bench import site
from bench.pages import machine

VENTURES, INVESTORS = 2_000, 1_000
VISITORS, TECHNOLOGIES = 40, 12
SIDES = ("venture", "investor")
QUESTIONS = ("", "?page=2", "?q=steel", "?stage=commercial", "?industry=31&least=1000000", "?interest=theirs")
WORDS = (
    *("steel", "port", "mine", "farm", "hospital", "grid", "camera", "crane", "network", "slice", "edge", "robot"),
    *("钢铁", "港口", "矿山", "农场", "医院", "电网", "视觉", "机械臂", "专网", "切片", "边缘", "机器人"),
)
draw = random.Random(4)


def text(number):
    return " ".join(draw.choices(WORDS, k=number)) + f" word{draw.randrange(4000)}"


def filled():
    """A day with its ventures, its investors, their people and what they wish, all drawn by one seed: its visitors."""
    from matchmaking.models import Interest
    from tests import factories

    day = factories.matchmaking_day()
    organisations = organisations_with_regions()
    ventures, investors = ventures_of(day, organisations[:VENTURES]), investors_of(day, organisations[VENTURES:])
    pairs = {(draw.choice(ventures), draw.choice(investors), draw.choice(SIDES)) for _interest in range(20_000)}
    Interest.objects.bulk_create(
        Interest(venture=venture, investor=investor, side=side, weight=draw.randint(1, 5))
        for venture, investor, side in pairs
    )
    visitors = {side: draw.sample(rows, VISITORS) for side, rows in (("ventures", ventures), ("investors", investors))}
    return {side: [(row.pk, visitor(row)) for row in rows] for side, rows in visitors.items()}


def organisations_with_regions():
    from directory.models import Organisation, Region

    regions = list(Region.objects.all())
    return Organisation.objects.bulk_create(
        Organisation(slug=f"o-{number}", name_en=f"Organisation {number}", kind="fund", region=draw.choice(regions))
        for number in range(VENTURES + INVESTORS)
    )


def ventures_of(day, organisations):
    from competition.models import EntryStage
    from directory.models import Region
    from matchmaking.models import Venture

    regions = list(Region.objects.all())
    rows = Venture.objects.bulk_create(
        Venture(
            day=day,
            organisation=organisation,
            name_en=f"Venture {organisation.pk}",
            summary_en=text(60),
            summary_zh_hans=text(60),
            stage=draw.choice(EntryStage.values),
            ask=draw.randrange(1, 100) * 1_000_000,
            region=draw.choice(regions),
            languages=["zh", "en"][: draw.randrange(3)],
            state="admitted",
        )
        for organisation in organisations
    )
    add_lists(Venture, rows, "industries", "technologies")
    return rows


def investors_of(day, organisations):
    """Each with two mandates."""
    from competition.models import EntryStage
    from matchmaking.models import Investor, Mandate

    investors = Investor.objects.bulk_create(
        Investor(day=day, organisation=organisation, about_en=text(40), languages=["zh"], state="admitted")
        for organisation in organisations
    )
    mandates = Mandate.objects.bulk_create(
        Mandate(
            investor=investor,
            stages=draw.sample(EntryStage.values, 2),
            least=draw.randrange(1, 20) * 1_000_000,
            most=draw.randrange(20, 200) * 1_000_000,
            looks_for_en=text(30),
            looks_for_zh_hans=text(30),
        )
        for investor in investors
        for _mandate in range(2)
    )
    add_lists(Mandate, mandates, "industries", "technologies", "regions")
    return investors


def add_lists(model, rows, *names):
    """Three of each list for every row; of technologies there are twelve."""
    from competition.models import Technology
    from tests import factories

    while Technology.objects.count() < TECHNOLOGIES:
        factories.technology()
    for name in names:
        field = model._meta.get_field(name)
        offered = list(field.related_model.objects.values_list("pk", flat=True))
        through, own, other = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
        through.objects.bulk_create(
            through(**{f"{own}_id": row.pk, f"{other}_id": key}) for row in rows for key in draw.sample(offered, 3)
        )


def visitor(party):
    """A client that has signed in as somebody of a party."""
    from django.test import Client

    from tests import factories

    user = factories.user(is_staff=False)
    factories.representative(**{party.side: party}, user=user)
    client = Client()
    client.force_login(user)
    client.handler.load_middleware()  # a server does that once, not for each visitor
    return client


def cost(client, path):
    started = time.process_time()
    response = client.get(path)
    spent = (time.process_time() - started) * 1000
    assert response.status_code == 200, response.status_code
    return spent


def line(costs):
    costs = sorted(costs)
    return [statistics.median(costs), costs[int(len(costs) * 0.95)], costs[-1]]


def measured(side, visitors):
    """The costs of one side: of first visits, of all others, and after a change."""
    from django.core.cache import cache

    def path(pk, question=""):
        return f"/en/meetings/{side}/{pk}/partners/{question}"

    cost(visitors[0][1], path(visitors[0][0]))  # loads templates, and reads the day
    first = [cost(client, path(pk)) for pk, client in visitors[1:]]
    later = [cost(client, path(pk, question)) for pk, client in visitors for question in QUESTIONS]
    changed = []
    for pk, client in visitors[:5]:
        cache.clear()
        changed.append(cost(client, path(pk)))
    return {"first": line(first), "later": line(later), "after a change": line(changed)}


def main():
    with tempfile.TemporaryDirectory() as folder:
        site.set_up(Path(folder))
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        visitors = filled()
        site.analyse()
        print(machine())
        print("| who asks | others | what | median | p95 | slowest |\n|---|--:|---|--:|--:|--:|")
        for side, others in (("ventures", INVESTORS), ("investors", VENTURES)):
            for what, costs in measured(side, visitors[side]).items():
                print(f"| {side} | {others:,} | {what} | " + " | ".join(f"{cost:.0f}" for cost in costs) + " |")


if __name__ == "__main__":
    main()
