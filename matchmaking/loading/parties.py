"""Ventures and investors of a day with all that belongs to them, as rows."""

import datetime as dt

from competition.models import Technology
from directory.models import Industry, Organisation, Region
from matchmaking import furnishing
from matchmaking.enrolling import venture_of
from matchmaking.loading.decks import deck_of
from matchmaking.models import (
    Absence,
    Consent,
    ExchangeRate,
    Interest,
    Investor,
    Mandate,
    PartyState,
    Representative,
    Venture,
)

RATES = {"USD": "7.2", "EUR": "7.8", "HKD": "0.92"}  # rounded


class Cast:
    """All who take part, on whatever day: `entries` that ventures come from, what is `said` of everybody, and the
    `accounts` by side.
    """

    def __init__(self, entries, said, accounts, writer):
        self.entries, self.said, self.accounts, self.writer = entries, said, accounts, writer
        self.regions = {region.code: region for region in Region.objects.all()}
        self.industries = dict(Industry.objects.values_list("code", "pk"))
        self.technologies = dict(Technology.objects.values_list("slug", "pk"))
        self.organisations = self.houses()

    def houses(self):
        """The organisations of the investors, in their order; those that are there already are used as they are."""
        slugs = [house.slug for house in self.said.investors]
        there = {row.slug: row for row in Organisation.objects.filter(slug__in=slugs)}
        new = [
            Organisation(
                slug=house.slug,
                name_en=house.name.en,
                name_zh_hans=house.name.zh,
                kind=house.kind,
                region=self.regions[house.region],
            )
            for house in self.said.investors
            if house.slug not in there
        ]
        there |= {row.slug: row for row in self.writer.add(Organisation, new)}
        return [there[slug] for slug in slugs]

    def come(self, day, coming, *, agreed_at, arrived_at=None):
        """Writes those who come on a day: {(side, place): row}. Who stays away has not `arrived_at` any time."""
        ventures = self.ventures(day, coming)
        investors = self.investors(day, coming)
        parties = {("venture", place): row for place, row in zip(coming.ventures, ventures, strict=True)}
        parties |= {("investor", place): row for place, row in zip(coming.investors, investors, strict=True)}
        self.representatives(parties, coming.staying_away, agreed_at, arrived_at)
        self.wish(parties, coming.wishes)
        self.stay_away(parties, coming.absences, day)
        return parties

    def ventures(self, day, coming):
        rows = []
        for place in coming.ventures:
            said = self.said.ventures[place]
            row = venture_of(self.entries[place], day)
            row.state = state(coming, "venture", place)
            row.ask, row.currency = said.ask, said.currency
            row.use_of_funds_en, row.use_of_funds_zh_hans = said.use_of_funds
            row.languages, row.most_meetings = list(said.languages), said.most_meetings
            if not place:
                row.deck = deck_of(row, self.said.people["venture", place][0])
            rows.append(row)
        entries = [self.entries[place] for place in coming.ventures]
        near = [self.said.ventures[place].investor_regions for place in coming.ventures]
        return self.writer.add(
            Venture,
            rows,
            industries=[[one.pk for one in entry.industries.all()] for entry in entries],
            technologies=[[one.pk for one in entry.technologies.all()] for entry in entries],
            investor_regions=[[self.regions[code].pk for code in codes] for codes in near],
        )

    def investors(self, day, coming):
        houses = [self.said.investors[place] for place in coming.investors]
        rows = [
            Investor(
                day=day,
                organisation=self.organisations[place],
                state=state(coming, "investor", place),
                languages=list(house.languages),
                most_meetings=house.most_meetings,
                about_en=house.about.en,
                about_zh_hans=house.about.zh,
                is_illustrative=True,
            )
            for place, house in zip(coming.investors, houses, strict=True)
        ]
        made = self.writer.add(Investor, rows)
        self.mandates([(row, said) for row, house in zip(made, houses, strict=True) for said in house.mandates])
        return made

    def mandates(self, pairs):
        rows = [
            Mandate(
                investor=investor,
                stages=list(said.stages),
                least=said.least,
                most=said.most,
                currency=said.currency,
                looks_for_en=said.looks_for.en,
                looks_for_zh_hans=said.looks_for.zh,
            )
            for investor, said in pairs
        ]
        self.writer.add(
            Mandate,
            rows,
            industries=[[self.industries[code] for code in said.industries] for _row, said in pairs],
            technologies=[self.known_technologies(said.technologies) for _row, said in pairs],
            regions=[[self.regions[code].pk for code in said.regions] for _row, said in pairs],
        )

    def known_technologies(self, slugs):
        """Those that are there: organisers may have removed one."""
        return [self.technologies[slug] for slug in slugs if slug in self.technologies]

    def representatives(self, parties, staying_away, agreed_at, arrived_at):
        """Those who come for the parties, the account's own first, each with what they agree to."""
        rows, consents = [], []
        for key, party in parties.items():
            for number, person in enumerate(self.said.people[key]):
                user = None if number or key[1] else self.accounts[key[0]]
                row = Representative(
                    name=person.name,
                    office=person.office,
                    email=user.email if user else person.email,
                    phone=person.phone,
                    user=user,
                    arrived_at=None if key in staying_away else arrived_at,
                    **{key[0]: party},
                )
                rows.append(row)
                consents += [Consent(representative=row, purpose=one, given_at=agreed_at) for one in person.agrees_to]
        self.writer.add(Representative, rows)
        self.writer.add(Consent, consents)

    def wish(self, parties, wishes):
        rows = [
            Interest(
                venture=parties["venture", one.venture],
                investor=parties["investor", one.investor],
                side=one.side,
                state=one.state,
                weight=one.weight,
            )
            for one in wishes
        ]
        self.writer.add(Interest, rows)

    def stay_away(self, parties, absences, day):
        timeslots = list(day.timeslots.order_by("starts_at"))
        rows = [Absence(timeslot=timeslots[slot], **{side: parties[side, place]}) for side, place, slot in absences]
        self.writer.add(Absence, rows)


def state(coming, side, place):
    return PartyState.REGISTERED if (side, place) in coming.waiting else PartyState.ADMITTED


def furnish(day, tables, writer, *, lasting, pause):
    """The timeslots of a day, while its activity lasts, its tables, and what money is worth on it."""
    activity = day.activity
    furnishing.make(
        day,
        furnishing.timeslots,
        by=None,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        lasting=dt.timedelta(minutes=lasting),
        pause=dt.timedelta(minutes=pause),
    )
    furnishing.make(day, furnishing.tables, by=None, first=1, last=tables)
    rates = [ExchangeRate(day=day, currency=currency, value=value) for currency, value in RATES.items()]
    writer.add(ExchangeRate, rates)
