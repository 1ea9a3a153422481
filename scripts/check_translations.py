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
        compiled, committed = Path(folder) / "compiled.mo", ROOT / FOLDER / "django.mo"
        try:
            run("msgfmt", "--check", "-o", str(compiled), str(ROOT / FOLDER / "django.po"))
        except subprocess.CalledProcessError as error:
            yield "not well formed", error.stderr
            return
        if not committed.exists() or texts(compiled) != texts(committed):
            yield "not compiled", "django.mo is not made from django.po: make messages\n"


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
