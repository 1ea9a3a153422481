"""A session that is announced, with a prize of two winners, and one of whom the award was withdrawn since."""

from types import SimpleNamespace

from competition import certifying, published
from tests import factories
from tests.factories import at

LONG = "Verkehrsinfrastruktur" * 9
# Every page of the competition that a visitor can open, below a language.
PATHS = [
    "awards/",
    "awards/cup/",
    "awards/cup/6/",
    "awards/cup/6/winners/",
    "awards/cup/6/winners/?view=list&track=port",
    "awards/cup/6/winners/?prize=gold",
    "awards/cup/6/entries/P1/",
    "awards/cup/6/entries/M1/",
    "awards/cup/6/entries/S1/",
    "awards/cup/6/entries/nothing/",
    "awards/cup/organisations/port-group/",
    "awards/cup/entries/",
    "awards/cup/entries/?q=port&prize=first",
    "awards/cup/figures/",
    "certificates/",
    "certificates/C6-0001/",
    "certificates/C6-9999/",
]
PATHS_OF_EMPTY = [path for path in PATHS if "/6/entries/" not in path and "organisations" not in path]


def session(**values):
    """The sixth session of the cup: a first prize, given to a port and a mine, and a second one, withdrawn."""
    cup = factories.competition(slug="cup", name_en="Cup", name_zh_hans="杯赛", summary_en="About networks.")
    said = {"theme_zh_hans": "融惠百业", "city_en": "Shanghai", "city_zh_hans": "上海"}
    edition = factories.edition(competition=cup, final_on=at(9).date(), **said | values)
    track = factories.track(competition=cup, slug="port", name_en="Ports", name_zh_hans="港口")
    lead = factories.organisation(slug="port-group", name_en="Port Group", name_zh_hans="港口集团")
    partner = factories.organisation(slug="carrier", name_en="Carrier", name_zh_hans="运营商")
    port = factories.entry(
        edition=edition, number="P1", title_en="A port", title_zh_hans="港", lead=lead, track=track,
        region=factories.region(), industries=[factories.industry("55")],
    )  # fmt: skip
    factories.entry_member(entry=port, organisation=partner)
    mine = factories.entry(edition=edition, number="M1", title_en="A mine", title_zh_hans="", is_illustrative=True)
    mill = factories.entry(edition=edition, number="S1", title_en="A mill", title_zh_hans="厂")
    first = factories.prize(edition=edition, name_en="First prize", name_zh_hans="一等奖", order=1)
    second = factories.prize(edition=edition, name_en="Second prize", name_zh_hans="二等奖", tier="second", order=2)
    announcement = factories.announcement(edition=edition)
    given = {"announcement": announcement}
    return SimpleNamespace(
        cup=cup, edition=edition, lead=lead, partner=partner, port=port, mine=mine, mill=mill, first=first,
        second=second, announcement=announcement,
        awards=[
            factories.award(prize=first, entry=port, citation_en="For its cranes.", rank=1, order=1, **given),
            factories.award(prize=first, entry=mine, rank=2, order=2, **given),
            factories.award(
                prize=second, entry=mill, rank=3, order=3, state="withdrawn", withdrawn_at=at(11),
                notice_en="It was not so.", notice_zh_hans="情况不实。", **given,
            ),
        ],
    )  # fmt: skip


def more(found, number):
    """So many more winners of the first prize, each by two organisations, in an industry, with a picture missing."""
    for _number in range(number):
        entry = factories.entry(edition=found.edition, industries=[factories.industry("55")], track=found.port.track)
        factories.entry_member(entry=entry)
        factories.award(prize=found.first, entry=entry, announcement=found.announcement)


def everything():
    """The session with all that its pages can show, its certificates issued; long names among the words."""
    found = session()
    for total in ({"edition": found.edition, "competition": found.cup}, {"competition": found.cup}):
        factories.official_total(qualifier_en="over", **total)
    found.mine.title_en = LONG
    found.mine.lead.name_en = LONG
    found.mine.lead.save()
    found.mine.save()
    for name, value in {"stage": "commercial", "sites": 3, "devices": 94_000, "summary_en": "Cranes."}.items():
        setattr(found.port, name, value)
    found.port.save()
    found.port.technologies.add(factories.technology())
    factories.attachment(entry=found.port, is_public=True)
    factories.entry(edition=found.edition, lead=found.lead)
    certifying.issue(found.edition)
    published.refresh()
    return found
