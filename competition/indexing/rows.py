"""From rows to documents: what the index holds of each entry, read in stretches so that memory stays small."""

from itertools import batched, groupby

from django.db.models import Case, Value, When

from competition.explorer.documents import Document
from competition.models import Award, AwardState, Entry, EntryMember

STRETCH = 2_000
COLUMNS = (
    "pk",
    "edition__number",
    "number",
    "edition_id",
    "state",
    "track_id",
    "region_id",
    "stage",
    "title_en",
    "title_zh_hans",
    "summary_en",
    "summary_zh_hans",
    "lead_id",
    "lead__name_en",
    "lead__name_zh_hans",
    "is_illustrative",
)
TEXTS = COLUMNS[8:12]


def documents(pks=None):
    """The documents of entries, all of them if none are named; of one that is gone there is none."""
    for stretch in stretches() if pks is None else chosen(pks):
        yield from documents_of(stretch)


def stretches():
    """All entries by key, each stretch a query of its own, so that no connection is held open meanwhile."""
    rows, last = Entry.objects.order_by("pk").values(*COLUMNS), 0
    while stretch := list(rows.filter(pk__gt=last)[:STRETCH]):
        yield stretch
        last = stretch[-1]["pk"]


def chosen(pks):
    for some in batched(sorted(pks), STRETCH, strict=False):
        yield list(Entry.objects.filter(pk__in=some).order_by("pk").values(*COLUMNS))


def documents_of(entries):
    pks = [row["pk"] for row in entries]
    members = grouped(
        EntryMember.objects.filter(entry__in=pks).order_by("entry", "order", "pk"),
        "organisation_id",
        "organisation__name_en",
        "organisation__name_zh_hans",
    )
    industries = grouped(through("industries", pks), "industry_id")
    technologies = grouped(through("technologies", pks), "technology_id")
    awards = grouped(announced(pks).order_by("entry", "announcement", "tier"), "announcement_id", "tier")
    for row in entries:
        pk = row["pk"]
        partners = members.get(pk, ())
        yield document(
            row,
            partners,
            industries=tuple(key for (key,) in industries.get(pk, ())),
            technologies=tuple(key for (key,) in technologies.get(pk, ())),
            awards=tuple(awards.get(pk, ())),
        )


def announced(pks):
    """The awards of entries but those withdrawn before their announcement, which are never public; see `Document`."""
    told = Award.objects.not_withdrawn_before_its_moment().filter(entry__in=pks)
    return told.annotate(tier=Case(When(state=AwardState.GIVEN, then="prize__tier"), default=Value("")))


def through(name, pks):
    table = getattr(Entry, name).through
    return table.objects.filter(entry__in=pks).order_by("entry", Entry._meta.get_field(name).m2m_reverse_field_name())


def grouped(rows, *columns):
    """Rows that belong to entries, in their order: {entry: [values]}."""
    values = rows.values_list("entry_id", *columns)
    return {entry: [rest for _entry, *rest in found] for entry, found in groupby(values, key=lambda row: row[0])}


def document(row, partners, **facets):
    organisations = [(row["lead_id"], row["lead__name_en"], row["lead__name_zh_hans"]), *partners]
    names = [name for _pk, *both in organisations for name in both]
    return Document(
        pk=row["pk"],
        session=row["edition__number"],
        number=row["number"],
        texts=tuple(text for text in [*(row[column] for column in TEXTS), *names] if text),
        edition=row["edition_id"],
        state=row["state"],
        track=row["track_id"],
        region=row["region_id"],
        stage=row["stage"],
        organisations=tuple(pk for pk, *_names in organisations),
        is_illustrative=row["is_illustrative"],
        **facets,
    )
