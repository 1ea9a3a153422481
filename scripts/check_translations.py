"""Fails where a text of the site is not translated into 简体中文, where a translation is in doubt or left over, and
where the compiled file is not made from the written one. Collects the texts anew, in a copy of the repository.
"""

import gettext
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path("locale/zh_Hans/LC_MESSAGES")
BY_HAND = Path("locale/unfold/zh_Hans/LC_MESSAGES")  # the words of django-unfold, which collects its texts nowhere
QUESTIONS = {
    "not translated": ["--untranslated"],
    "translated only by a guess (fuzzy)": ["--only-fuzzy", "--no-obsolete"],
    "translated but no longer said": ["--only-obsolete"],
}


def run(*command, folder=ROOT):
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def collected(folder):
    """The written translations of a copy of the repository, after its texts were collected anew."""
    for path in run("git", "ls-files", "--cached", "--others", "--exclude-standard").splitlines():
        if (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, folder / path)
    run(sys.executable, "manage.py", "makemessages", "--locale", "zh_Hans", "--ignore", "tests", folder=folder)
    return folder / FOLDER / "django.po"


def problems():
    """What is wrong, each with the texts that it is wrong with."""
    with tempfile.TemporaryDirectory() as folder:
        file = collected(Path(folder))
        for problem, question in QUESTIONS.items():
            if found := run("msgattrib", *question, "--no-location", "--no-wrap", str(file)):
                yield problem, found.split("\n\n", 1)[-1]
        for place in (FOLDER, BY_HAND):
            yield from problems_compiling(place, Path(folder) / "compiled.mo")


def problems_compiling(place, compiled):
    written, committed = ROOT / place / "django.po", ROOT / place / "django.mo"
    try:
        run("msgfmt", "--check", "-o", str(compiled), str(written))
    except subprocess.CalledProcessError as error:
        yield "not well formed", error.stderr
        return
    if not committed.exists() or texts(compiled) != texts(committed):
        yield "not compiled", f"{place}/django.mo is not made from django.po: make messages\n"


def texts(path):
    with path.open("rb") as stream:
        return gettext.GNUTranslations(stream)._catalog


def main():
    if not shutil.which("msgattrib"):
        sys.exit("GNU gettext is missing: install it, for instance with apt install gettext.")
    if not (ROOT / FOLDER / "django.po").exists():
        sys.exit(f"There are no translations yet in {FOLDER}: make messages.")
    found = list(problems())
    for problem, said in found:
        print(f"--- {problem}:\n{said}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
