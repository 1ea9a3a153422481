"""`.venv/bin/python -m bench.certificates`: certificates per second of one core, the bytes of each, and the memory.

Units:  seconds of processor time, which hold on a machine that has other work to do.

Each has a title, organisations and a number of its own, so that nothing of one page can be taken from another.
Issuing is measured in a database of its own: SQLite, in a folder that is gone afterwards.
"""

import datetime as dt
import resource
import tempfile
import time
from pathlib import Path

from bench import site
from competition.certificate import content, signing
from competition.certificate.rendering import MOST_BOUND, Press, Signed

NUMBER = 500
PARTS = ["智慧工厂", "远程医疗", "无人港口", "数字矿山", "绿色电网", "车路协同", "平安社区", "云上课堂"]


def certificates(number):
    """Signed certificates of invented entries."""
    key = signing.private_key(signing.new_key())
    return [signed(place, key) for place in range(1, number + 1)]


def signed(place, key):
    words = PARTS[place % len(PARTS)] + chr(0x4E00 + 7 * place % 3000)
    text = content.encode(
        content.content(
            key=signing.key_id(key.public_key()),
            number=f"BC6-{place:04}",
            competition={
                "en": "“Blooming Cup” 5G Application Solicitation Competition",
                "zh-hans": "“绽放杯”5G应用征集大赛",
            },
            session=6,
            year=2023,
            entry=f"E{place:06}",
            title={
                "en": f"5G for {place} of the works of Somewhere, run as one",
                "zh-hans": f"基于5G专网的{words}建设",
            },
            organisations=[
                {"en": f"Company {place} of Somewhere Co., Ltd.", "zh-hans": f"某地{words}科技有限公司"},
                {"en": f"University {place % 97} of Elsewhere", "zh-hans": "别处大学"},
            ],
            prize={"en": "First Prize", "zh-hans": "一等奖"},
            rank=place,
            announced_on=dt.date(2023, 10, 20),
        )
    )
    return Signed(text, signing.sign(text, key), f"https://bloom.example.org/certificates/BC6-{place:04}/")


def measured(make):
    """Seconds of processor time that something takes, on all cores together, and what it returns."""
    started = time.process_time()
    found = make()
    return time.process_time() - started, found


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def issuing():
    """Seconds to issue, and to issue again where nothing is left to do."""
    with tempfile.TemporaryDirectory() as folder:
        site.set_up(Path(folder))
        from competition import certifying
        from competition.models import Award
        from tests import factories

        edition = factories.edition(competition=factories.competition(slug="blooming-cup"))
        prize = factories.prize(edition=edition, quota=NUMBER)
        announcement = factories.announcement(edition=edition)
        entries = [factories.entry(edition=edition) for _entry in range(NUMBER)]
        Award.objects.bulk_create(
            Award(prize=prize, announcement=announcement, entry=entry, rank=rank)
            for rank, entry in enumerate(entries, start=1)
        )
        certifying.printing.press()
        return measured(lambda: certifying.issue(edition))[0], measured(lambda: certifying.issue(edition))[0]


def main():
    several = certificates(NUMBER)
    start, press = measured(Press)
    first, _pdf = measured(lambda: press.pdf(several[0]))
    single, files = measured(lambda: [press.pdf(one) for one in several])
    memory = peak_megabytes()
    bound, book = measured(lambda: press.bound(several[:MOST_BOUND]))
    _again, same = measured(lambda: [press.pdf(one) for one in several[:50]])
    print(f"the fonts {start * 1000:.0f} ms, the first certificate {first * 1000:.0f} ms")
    print(f"single PDFs: {NUMBER / single:.0f} a second, {sum(map(len, files)) / NUMBER:,.0f} bytes each")
    print(f"  peak memory {memory:.0f} MB; the same bytes again: {same == files[:50]}")
    print(f"bound, {MOST_BOUND} pages: {MOST_BOUND / bound:.0f} a second, {len(book) / MOST_BOUND:,.0f} bytes a page")
    print(f"  peak memory {peak_megabytes():.0f} MB")
    seconds, nothing = issuing()
    print(f"issuing {NUMBER} (SQLite): {seconds:.2f} s, {NUMBER / seconds:.0f} a second; again {nothing:.2f} s")
    print(
        f"- At least 50 certificates a second: {NUMBER / single:.0f}."
        + ("" if NUMBER / single >= 50 else " NOT REACHED")
    )


if __name__ == "__main__":
    main()
