"""Rows by what a sheet calls them: an address or a code, or a name in one of the languages."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from competition.columns.values import in_one_line, language, several

SEVERAL = object()
FEW = 20  # sessions that are all told


def folded(words):
    return in_one_line(words).casefold()


class Names:
    """Finds the row that words call, and gives words that call a row.

    `rows` are (primary key, key, English name, Chinese name); what has no key of its own is called "id:12" where its
    name is also another one's.
    """

    def __init__(self, rows):
        self.rows, self.by_key, self.by_name, self.told_words = {}, {}, {}, {}
        for pk, key, *names in rows:
            self.add(pk, key, *names)

    def add(self, pk, key, name_en, name_zh_hans):
        key = key or f"id:{pk}"
        self.rows[pk] = (key, name_en, name_zh_hans)
        self.by_key[folded(key)] = pk
        for name in {folded(name) for name in (name_en, name_zh_hans) if name}:
            if self.by_name.setdefault(name, pk) != pk:
                self.by_name[name] = SEVERAL

    def get(self, words):
        """The row that is called so: its primary key, None where there is none, SEVERAL where there are more."""
        word = folded(words)
        if word in self.by_key:
            return self.by_key[word]
        if word.isdigit() and word.zfill(2) in self.by_key:
            return self.by_key[word.zfill(2)]  # Excel makes 1 of 01
        return self.by_name.get(word)

    def find(self, words):
        """Errors: ValidationError where none or several are called so."""
        found = self.get(words)
        if found is None:
            raise self.unknown(words[:200])
        if found is SEVERAL:
            raise ValidationError(
                _("Several are called “%(name)s”. Give the address or code instead."),
                code="name_of_several",
                params={"name": words[:200]},
            )
        return found

    def unknown(self, words):
        """The refusal of words that call no row."""
        return ValidationError(_("“%(name)s” is not known."), code="name_unknown", params={"name": words})

    def told(self, pk):
        """The name in the reader's language if it finds this row and no other one, else the key."""
        if pk is None:
            return ""
        word = (pk, language())
        if word not in self.told_words:
            key, name_en, name_zh_hans = self.rows[pk]
            name = (name_zh_hans or name_en) if word[1] == "zh-hans" else (name_en or name_zh_hans)
            is_sure = bool(name) and self.get(name) == pk and several(name) == [name]
            self.told_words[word] = name if is_sure else key
        return self.told_words[word]


class SessionNames(Names):
    """The sessions of a competition, by their numbers; where there is no such one, those that there are are told."""

    def unknown(self, words):
        if not 0 < len(self.rows) <= FEW:
            return ValidationError(_("There is no session %(name)s."), code="name_unknown", params={"name": words})
        known = pgettext("list", ", ").join(number for number, *_names in self.rows.values())
        return ValidationError(
            _("There is no session %(name)s, only: %(known)s."),
            code="name_unknown",
            params={"name": words, "known": known},
        )
