"""Search in the lists of entries: every word must be somewhere in an entry, in either language."""

from django.db.models import Q

from competition import indexing
from competition.among import Keys
from competition.models import Entry
from directory.bilingual import columns
from directory.models import Organisation

IN_ENTRY = ("number", *columns("title"))
IN_LEAD = tuple(columns("name"))


class SearchesEntries:
    """For the admin page of entries, or of what belongs to one: `entry_path` names its entry."""

    entry_path = "pk"

    def get_search_results(self, request, queryset, search_term):
        text = search_term.strip()
        if not text:
            return queryset, False
        return queryset.filter(has_words(text, self.entry_path)), False


def has_words(text, entry_path="pk"):
    """The condition that an entry has all the words: from the index or, before there is one, from the rows."""
    text = text.replace("\0", "")
    is_indexed = indexing.opened().note
    pks, have_them = indexing.matching_or_others(text) if is_indexed else (matching_rows(text.split()), True)
    condition = Q(**{f"{entry_path}__among": Keys(pks)})
    return condition if have_them else ~condition


def matching_rows(words):
    entries = Entry.objects.order_by()
    for word in words:
        entries = entries.filter(anywhere(word, IN_ENTRY) | Q(lead__in=leads(word)))
    return entries.values_list("pk", flat=True)


def leads(word):
    return Organisation.objects.order_by().filter(anywhere(word, IN_LEAD)).values("pk")


def anywhere(word, names):
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__icontains": word})
    return found
