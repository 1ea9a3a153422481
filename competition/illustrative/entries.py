"""Invented entries of a session: who leads, where 5G is used for what, and how it is told in both languages."""

import datetime as dt
import random
from collections import Counter, defaultdict
from typing import NamedTuple

from competition.illustrative.organisations import industries
from competition.illustrative.vocabulary import Both, vocabulary

CHINA = dt.timezone(dt.timedelta(hours=8))
# The industry that a partner who works for all of them adds now and then, by its kind: that of its network or software.
OF_PARTNERS, ADDED = {"operator": "63", "enterprise": "65"}, 0.3
STAGES = ("prototype", "demonstration", "commercial")
# The share of the first two stages, by session: what was tried out in the first is in use in the sixth.
STAGE_SHARES = {1: (0.5, 0.9), 2: (0.4, 0.8), 3: (0.3, 0.7), 4: (0.2, 0.6), 5: (0.15, 0.5), 6: (0.1, 0.4)}


class Entry(NamedTuple):
    """Shapes: `lead` is an Organisation, `partners` several; `industries` and `technologies` codes and slugs."""

    session: int
    number: str
    title: Both
    summary: Both
    outcome: Both
    lead: object
    partners: tuple
    track: str
    industries: tuple
    technologies: tuple
    stage: str
    submitted_at: dt.datetime
    deployed_on: dt.date | None
    sites: int
    base_stations: int
    devices: int

    @property
    def region(self):
        return self.lead.region


class Author:
    """Writes entries, no two of one title in either language."""

    def __init__(self, rng: random.Random):
        self.rng = rng
        self.titles = set()

    def entries(self, session, participants, number):
        """That many entries of a session in the order of their submission; each participant leads at least one."""
        field = Field(session.number, participants, self.rng)
        days = Counter()
        for lead, at in zip(field.leads(number), self.moments(session, number), strict=True):
            days[at.date()] += 1
            yield self.entry(session.number, field, lead, at, f"{at:%Y%m%d}{days[at.date()]:04}")

    def moments(self, session, number):
        """When they were submitted: by day, most towards the end."""
        days = (session.closes_on - session.opens_on).days
        opens_at = dt.datetime.combine(session.opens_on, dt.time(8), CHINA)
        draw = self.rng.random
        minutes = sorted((int(days * draw() ** 0.6), int(draw() * 840)) for _entry in range(number))
        return [opens_at + dt.timedelta(days=day, minutes=minute) for day, minute in minutes]

    def entry(self, session, field, lead, at, number):
        rng = self.rng
        scene = rng.choice(vocabulary().scenes[lead.industry or field.deck.deal()])
        kind = vocabulary().kinds[scene.kind]
        technologies = rng.sample(kind.technologies, rng.choice((1, 2, 2)))
        partners = field.partners(lead, scene)
        first, second = STAGE_SHARES[session]
        drawn = rng.random()
        stage = STAGES[(drawn > first) + (drawn > second)]
        sites = rng.choice((1, 1, 1, 2, 2, 3, 4, 6, 9, 14))
        stations = sites * rng.randrange(2, 10)
        size = {"where": where(sites), "stations": stations, "devices": stations * rng.randrange(5, 60)}
        return Entry(
            session=session,
            number=number,
            title=self.title(session, scene, technologies, lead.word),
            summary=self.summary(scene, kind, technologies, size),
            outcome=filled(rng.choice(kind.outcomes), {"a": rng.randrange(3, 49), "b": rng.randrange(8, 46)}),
            lead=lead,
            partners=partners,
            track=scene.track,
            industries=self.industries(session, scene, partners),
            technologies=tuple(dict.fromkeys(one.slug for one in technologies)),
            stage=stage,
            submitted_at=at,
            deployed_on=None if stage == "prototype" else at.date() - dt.timedelta(days=rng.randrange(20, 500)),
            sites=sites,
            base_stations=stations,
            devices=size["devices"],
        )

    def industries(self, session, scene, partners):
        """Those of the scene, and now and then that of a partner who works for every industry; none before its time."""
        adding = [one for one in partners if not one.industry and one.kind in OF_PARTNERS and self.rng.random() < ADDED]
        codes = dict.fromkeys((*scene.industries, *(OF_PARTNERS[one.kind] for one in adding)))
        return tuple(code for code in codes if vocabulary().since[code] <= session)

    def title(self, session, scene, technologies, word):
        """A title that no entry had before; where chance finds none, a further phase of one that there is."""
        patterns = [pattern for since, pattern in vocabulary().titles if since <= session]
        for _attempt in range(12):
            title = filled(self.rng.choice(patterns), told(scene, technologies) | {"name": word})
            if self.is_new(title):
                return title
        phase = 2
        while not self.is_new(further := Both(f"{title.en}, phase {phase}", f"{title.zh}（{phase}期）")):
            phase += 1
        return further

    def is_new(self, title):
        if title.en in self.titles or title.zh in self.titles:
            return False
        self.titles.update(title)
        return True

    def summary(self, scene, kind, technologies, size):
        problem = self.rng.choice(kind.problems)
        network = filled(self.rng.choice(vocabulary().networks), size)
        names = told(scene, technologies)
        how = Both(", and ".join(one.how.en for one in technologies), "；".join(one.how.zh for one in technologies))
        return Both(
            f"{problem.en} The project takes {scene.name.en} onto 5G with {names['techs'].en}: {how.en}. {network.en}",
            f"{problem.zh}项目以5G承载{scene.name.zh}，融合{names['techs'].zh}：{how.zh}。{network.zh}",
        )


def told(scene, technologies):
    """What is filled into a text, each in both languages."""
    return {
        "scene": scene.name,
        "Scene": Both(scene.name.en[0].upper() + scene.name.en[1:], scene.name.zh),
        "techs": Both(
            " and ".join(one.name.en for one in technologies), "与".join(one.name.zh for one in technologies)
        ),
    }


def where(sites):
    return Both("on one site" if sites == 1 else f"on {sites} sites", f"{sites}个现场")


def filled(text, values):
    """A text in both languages with values, themselves in both languages or numbers."""
    english = {name: value.en if isinstance(value, Both) else value for name, value in values.items()}
    chinese = {name: value.zh if isinstance(value, Both) else value for name, value in values.items()}
    return Both(text.en.format_map(english), text.zh.format_map(chinese))


class Field:
    """Who takes part in a session: who leads how often, and who joins whom."""

    def __init__(self, session, participants, rng):
        self.rng = rng
        self.participants = participants[:]
        self.deck = industries(session, rng)
        self.shared = [one for one in participants if not one.industry]
        self.by_industry = defaultdict(list)
        for one in participants:
            self.by_industry[one.industry].append(one)

    def leads(self, number):
        """Each once, and the rest more often the earlier they stand; those that work for every industry stand first."""
        standing = self.participants[:]
        self.rng.shuffle(standing)
        standing.sort(key=lambda one: one.industry != "")
        draw, many = self.rng.random, len(standing)
        leads = standing + [standing[int(many * draw() ** 1.6)] for _entry in range(number - many)]
        self.rng.shuffle(leads)
        return leads

    def partners(self, lead, scene):
        """For a carrier one from the industry, for the others a carrier or two, or nobody."""
        others = self.shared if lead.industry else self.by_industry[scene.industries[0]]
        wanted = self.rng.choice((0, 1, 1, 2)) if lead.industry else self.rng.choice((0, 1, 1))
        found = [self.rng.choice(others) for _partner in range(wanted if others else 0)]
        return tuple(dict.fromkeys(one for one in found if one != lead))
