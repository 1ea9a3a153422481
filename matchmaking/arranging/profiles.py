"""From rows to what the score knows of ventures and investors."""

from directory.bilingual import text_of
from matchmaking.matching.profiles import Investor, Mandate, Money, Venture
from matchmaking.models import Currency

# What a profile reads besides the row itself: to be joined, and to be fetched beforehand.
VENTURE_LISTS = ("industries", "technologies", "investor_regions")
INVESTOR_LISTS = ("mandates", *(f"mandates__{name}" for name in ("industries", "technologies", "regions")))


def ventures(rows):
    """Some ventures, a query set, in order: [(row, profile)]."""
    found = rows.select_related("region").prefetch_related(*VENTURE_LISTS)
    return [(row, venture(row)) for row in found.order_by("pk")]


def venture(row):
    return Venture(
        industries=divisions(row.industries.all()),
        technologies=tuple(one.slug for one in row.technologies.all()),
        stage=row.stage,
        ask=money(row.ask, row.currency),
        region=row.region.code if row.region else "",
        regions=tuple(one.code for one in row.investor_regions.all()),
        languages=tuple(row.languages),
        text=text_of(row, "summary") or text_of(row, "name"),
    )


def investors(rows):
    """Some investors, a query set, in order: [(row, profile)]."""
    found = rows.select_related("organisation__region").prefetch_related(*INVESTOR_LISTS)
    return [(row, investor(row)) for row in found.order_by("pk")]


def investor(row):
    """Where it sits is where its organisation does."""
    region = row.organisation.region
    return Investor(
        mandates=tuple(mandate(one) for one in row.mandates.all()),
        region=region.code if region else "",
        languages=tuple(row.languages),
    )


def mandate(row):
    return Mandate(
        industries=divisions(row.industries.all()),
        technologies=tuple(one.slug for one in row.technologies.all()),
        stages=tuple(row.stages),
        ticket=(money(row.least, row.currency), money(row.most, row.currency)),
        regions=tuple(one.code for one in row.regions.all()),
        text=text_of(row, "looks_for"),
    )


def divisions(industries):
    """With their section before them, so that neighbours are known."""
    return tuple(f"{one.section}{one.code}" for one in industries)


def money(amount, currency):
    return Money(amount, currency) if amount else None


def rates(day):
    """What one unit of each currency is worth, as far as the day says: {currency: renminbi}."""
    return {Currency.CNY.value: 1.0} | {row.currency: float(row.value) for row in day.rates.all()}
