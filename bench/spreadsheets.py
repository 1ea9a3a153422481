"""`python -m bench.spreadsheets [--postgresql] [xlsx csv]`: importing and exporting entries, 10,000 and 45,000 rows.

Units:  seconds of the clock and of the processor; memory is the peak of the whole process, Django and all (VmHWM).
        Each step is a process of its own. The sheet has 23 columns, both languages, 2,000 organisations, two
        industries, two technologies and two partners a row. "change" imports a sheet in which every title differs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import site

SIZES = (10_000, 45_000)
MOST_MEGABYTES = 200
STEPS = ("template", "import", "again", "change", "export", "dry run of the export")
ORGANISATIONS = 2_000


def competition():
    """The competition, its session, tracks, technologies and organisations."""
    from competition.models import Competition, Edition, Technology, Track
    from directory.models import Organisation

    cup = Competition.objects.create(slug="cup", name_en="Cup", name_zh_hans="杯赛")
    Edition.objects.create(competition=cup, number=6, year=2023, is_public=True)
    for number in range(10):
        Track.objects.create(competition=cup, slug=f"track-{number}", name_en=f"Track {number}")
        Technology.objects.create(slug=f"technology-{number}", name_en=f"Technology {number}")
    Organisation.objects.bulk_create(
        Organisation(slug=f"o-{n}", name_en=f"Company {n}", name_zh_hans=f"第{n}公司", kind="enterprise")
        for n in range(ORGANISATIONS)
    )


def cells(number, title):
    """A row as an organiser's sheet has it, under the headings of the template."""
    text = f"第{number}个项目把5G专网、边缘计算和人工智能带到现场，让设备、人员和数据连成一体。" * 3
    words = f"Project {number} brings a private 5G network, edge computing and vision to the site. " * 3
    partners = f"第{(number + 1) % ORGANISATIONS}公司; Company {(number + 7) % ORGANISATIONS}"
    return {
        "session": "6",
        "number": f"B6-{number:05d}",
        "title_en": f"{title} {number}",
        "title_zh_hans": f"项目{number}",
        "summary_en": words,
        "summary_zh_hans": text,
        "lead": f"Company {number % ORGANISATIONS}",
        "partners": partners,
        "region": f"{['北京市', '上海市', '广东省', '浙江省'][number % 4]}",
        "track": f"Track {number % 10}",
        "industries": f"{1 + number % 5:02d}; {13 + number % 20}",
        "technologies": f"Technology {number % 10}; technology-{(number + 3) % 10}",
        "stage": "commercial",
        "state": "submitted",
        "submitted_at": "2023-06-01 12:00",
        "deployed_on": "2023/5/1",
        "sites": str(number % 50),
        "base_stations": str(number % 500),
        "devices": str(number),
        "outcome_en": "Costs fell by a fifth.",
        "outcome_zh_hans": "成本下降两成。",
        "is_illustrative": "yes",
        "source": "",
    }


def write(path, size, title):
    from competition import sheets

    with path.open("wb") as file, sheets.writer(path.suffix[1:], file) as sheet:
        sheet.headings(list(cells(0, title)))
        for number in range(size):
            sheet.write(list(cells(number, title).values()))
    return size


def imported(path, **choices):
    from competition.importing import Choices, import_sheet
    from competition.models import Competition

    with path.open("rb") as file:
        cup = Competition.objects.get()
        outcome = import_sheet("entries", file, competition=cup, choices=Choices(**choices), name=path.name)
    return [outcome.added, outcome.changed, outcome.unchanged, outcome.refused]


def exported(path):
    from competition import exporting
    from competition.columns import EntrySheet
    from competition.models import Competition

    with path.open("wb") as file:
        return exporting.export_sheet(EntrySheet(Competition.objects.get()), file, path.suffix[1:])


def step(name, folder, size, kind):
    """What one step gives; called in a process of its own."""
    first, second, out = (folder / f"{word}.{kind}" for word in ("first", "second", "out"))
    steps = {
        "template": lambda: [write(first, size, "Project"), write(second, size, "Plan")],
        "import": lambda: imported(first),
        "again": lambda: imported(first),
        "change": lambda: imported(second),
        "export": lambda: exported(out),
        "dry run of the export": lambda: imported(out, is_written=False),
    }
    return steps[name]()


def alone(name, folder, size, kind):
    """A step, measured: {"what", "seconds", "cpu", "megabytes"}."""
    command = [sys.executable, "-m", "bench.spreadsheets", name, str(folder), str(size), kind]
    found = subprocess.run(command, cwd=site.ROOT, check=True, capture_output=True, text=True)
    return json.loads(found.stdout.splitlines()[-1])


def child(name, folder, size, kind):
    import django

    django.setup()
    started, cpu = time.perf_counter(), time.process_time()
    what = step(name, Path(folder), int(size), kind)
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    figures = {"what": what, "seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu}
    print(json.dumps(figures | {"megabytes": int(status["VmHWM"].split()[0]) / 1024}))


def measure(folder, size, kind, is_postgresql):
    """{step: its figures} on a site of its own."""
    os.environ |= {"BLOOM_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    if is_postgresql:
        os.environ["DATABASE_URL"] = site.on_postgresql(f"bench_{kind}_{size}")
    run = "import django; django.setup(); from bench import spreadsheets; spreadsheets.competition()"
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=site.ROOT, check=True)
    subprocess.run([sys.executable, "-c", run], cwd=site.ROOT, check=True)
    return {name: alone(name, folder, size, kind) for name in STEPS}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kinds", nargs="*", default=["xlsx", "csv"])
    parser.add_argument("--postgresql", action="store_true")
    asked = parser.parse_args()
    for name in ("DATABASE_URL", "BLOOM_PRODUCTION", "BLOOM_DEBUG", "BLOOM_REDIS_URL"):
        os.environ.pop(name, None)
    print("| file | step | rows | seconds | CPU s | rows/s | peak MB | added, changed, unchanged, refused |")
    print("|---|---|--:|--:|--:|--:|--:|---|")
    peak = 0
    for kind in asked.kinds:
        for size in SIZES:
            with tempfile.TemporaryDirectory(prefix="bloom-bench-") as folder:
                for name, found in measure(Path(folder), size, kind, asked.postgresql).items():
                    if name == "template":
                        continue
                    peak = max(peak, found["megabytes"])
                    figures = f"{found['seconds']:.1f} | {found['cpu']:.1f} | {size / found['seconds']:,.0f}"
                    what = found["what"] if isinstance(found["what"], list) else ""
                    print(f"| {kind} | {name} | {size:,} | {figures} | {found['megabytes']:.0f} | {what} |", flush=True)
    reached = "" if peak <= MOST_MEGABYTES else " **Not reached.**"
    print(f"\n- The peak is at most {MOST_MEGABYTES} MB: {peak:.0f} MB.{reached}")


if __name__ == "__main__":
    child(*sys.argv[1:]) if sys.argv[1:2] and sys.argv[1] in STEPS else main()
