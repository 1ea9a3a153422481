"""The deck of the venture that has an account: an investor who wants to meet it may read it."""

import json
import re
from pathlib import Path

from django.core.files.base import ContentFile

from directory.bilingual import text_of
from matchmaking.papers import setting

PAGE = Path(__file__).with_name("deck.typ")
FACTS = (
    ("sites", {"zh-hans": "个现场", "en": "sites"}),
    ("base_stations", {"zh-hans": "座5G基站", "en": "5G base stations"}),
    ("devices", {"zh-hans": "台接入终端", "en": "devices"}),
)


def deck_of(venture, who):
    """The deck of a venture that comes from an entry, as a file that is saved with its row; `who` comes for it."""
    entry = venture.entry
    said = {
        "title": text_of(venture, "name"),
        "lead": text_of(entry.lead, "name"),
        "summary": text_of(venture, "summary"),
        "outcome": text_of(entry, "outcome"),
        "use": text_of(venture, "use_of_funds"),
        "amount": f"{venture.currency} {venture.ask:,}",
        "shares": [int(share) for share in re.findall(r"(\d+)%", venture.use_of_funds_en)],
        "facts": [(f"{getattr(entry, name):,}", words) for name, words in FACTS if getattr(entry, name)],
        "who": f"{who.name}, {who.office}",
    }
    return ContentFile(setting.pdf(PAGE, "", json.dumps(said, ensure_ascii=False)), name="deck.pdf")
