"""Pictures of public pages, to look at: each page at 390, 768 and 1440 px, light and dark, in both languages, and on
paper. `.venv/bin/python scripts/screenshots.py http://127.0.0.1:8000 FOLDER [path …]`, with the site running there.
"""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = ["", "agenda/", "activities/main-forum/", "people/", "organisations/", "exhibition/", "news/", "releases/"]
PAGES += ["changes/", "search/?q=5G", "my-agenda/", "nowhere/"]
WIDTHS = [390, 768, 1440]


def name_of(path):
    return re.sub(r"[^a-zA-Z0-9]+", "-", path).strip("-") or "home"


def main(site, folder, *paths):
    """Takes the pictures. A path is below a conference: agenda/."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for language in ("en", "zh-hans"):
            for scheme in ("light", "dark"):
                context = browser.new_context(color_scheme=scheme, service_workers="block")
                page = context.new_page()
                for path in paths or PAGES:
                    page.goto(f"{site}/{language}/2023/{path}", wait_until="networkidle")
                    for width in WIDTHS:
                        page.set_viewport_size({"width": width, "height": 900})
                        target = folder / f"{name_of(path)}-{width}-{scheme}-{language}.png"
                        page.screenshot(path=target, full_page=True)
                    if scheme == "light":
                        page.pdf(path=folder / f"{name_of(path)}-{language}.pdf", format="A4")
                context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
