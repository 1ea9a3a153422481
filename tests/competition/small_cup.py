"""A competition for the tests of the explorer's page."""

from tests import factories


def small_cup():
    """Two sessions of a competition: the sixth with three entries, the fifth with one."""
    competition = factories.competition(slug="cup", name_en="Cup", name_zh_hans="杯赛")
    sixth = factories.edition(competition=competition)
    fifth = factories.edition(competition=competition, number=5, year=2022)
    port = factories.track(competition=competition, slug="port", name_en="Ports", name_zh_hans="港口")
    guangdong = factories.region(code="440000")
    lead = factories.organisation(slug="tidewater", name_en="Tidewater", name_zh_hans="潮水集团")
    known = {"edition": sixth, "lead": lead}
    return [
        factories.entry(
            number="BC6-00001",
            title_en="Smart harbour",
            title_zh_hans="智慧港口",
            track=port,
            region=guangdong,
            stage="commercial",
            **known,
        ),
        factories.entry(number="BC6-00002", title_en="Smart mine", title_zh_hans="智慧矿山", **known),
        factories.entry(number="BC6-00003", title_en="Remote surgery", title_zh_hans="远程手术", track=port, **known),
        factories.entry(edition=fifth, number="BC5-00001", title_en="Old harbour", title_zh_hans="旧港"),
    ]
