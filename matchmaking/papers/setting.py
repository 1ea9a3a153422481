"""Pages are set in a process of their own: typst keeps in memory what it has set, 2 MB a page, until its process ends.

It reads what is to be printed, as JSON, and writes the PDF.
"""

import json
import subprocess
import sys
from pathlib import Path

from competition.certificate.rendering import FAMILIES, Press, named

GETA = "〓"  # what Chinese and Japanese printers set for a type that they have not


def elsewhere(page, fonts, said):
    """The PDF of a page of typst, `said` being what it prints; `fonts` is a folder of more fonts, or empty.

    Errors: CalledProcessError where it could not be set; why, the process has written to the log.
    """
    command = [sys.executable, "-c", f"from {__name__} import write_pdf; write_pdf()", str(page), fonts]
    words = json.dumps(said, ensure_ascii=False).encode()
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(  # noqa: S603
        command, input=words, stdout=subprocess.PIPE, check=True, cwd=root
    ).stdout


def pdf(page, fonts, words):
    press = Press(fonts or None)
    missing = press.missing_characters([words])
    inputs = {
        "said": words.translate({ord(character): GETA for character in missing}),
        "families": json.dumps([*FAMILIES, *press.more]),
        "missing": f"{GETA} = {named(missing).translate({ord(c): GETA for c in missing})}" if missing else "",
    }
    return press.compiler(page).compile(sys_inputs=inputs)


def write_pdf():
    sys.stdout.buffer.write(pdf(Path(sys.argv[1]), sys.argv[2], sys.stdin.buffer.read().decode()))
