"""Lists of very many rows: counted as far as it is cheap, and read by their keys first."""

from itertools import count as numbers

from django.core.paginator import EmptyPage, Page, Paginator
from django.db import connections
from django.utils.functional import cached_property
from unfold.views import ChangeList

from competition.among import Among

CAP = 10_000


class CappedPaginator(Paginator):
    """Counts exactly up to 10,000 rows. Beyond that, all rows of a table are estimated, and a choice is “more than”.

    A page is read in two steps, first its keys, from an index: what is skipped is never joined.
    """

    template_name = "admin/competition/_pagination.html"

    @cached_property
    def counted(self):
        """How many rows there are, and how that is meant: exactly, about, more than."""
        rows = self.object_list.order_by()
        if (found := found_by_search(rows)) is not None:
            return found, "exactly"
        capped = rows.values("pk")[: CAP + 1].count()
        if capped <= CAP:
            return capped, "exactly"
        if rows.query.where or rows.query.distinct:
            return CAP, "more than"
        return estimated(rows)

    @cached_property
    def count(self):
        number, meant = self.counted
        return number + 1 if meant == "more than" else number

    @property
    def meant(self):
        return self.counted[1]

    @property
    def number(self):
        return self.counted[0]

    def validate_number(self, number):
        """A page past those counted may be there; whether it is shows when it is read."""
        number = super().validate_number(min(int(number), self.num_pages)) if self.meant == "exactly" else int(number)
        if number < 1:
            raise EmptyPage(self.error_messages["min_page"])
        return number

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(self.object_list.values_list("pk", flat=True)[start : start + self.per_page])
        if not keys and number > 1:
            raise EmptyPage(self.error_messages["no_results"])
        rows = self.object_list._chain()
        rows.query.clear_where()  # the keys say it all
        return self._get_page(rows.filter(pk__in=keys), number, self)

    def get_elided_page_range(self, number=1, **kwargs):
        """Of pages that are not counted, the next one is always offered."""
        number = max(int(number), 1)
        if self.meant != "exactly" and number >= self.num_pages:
            self.num_pages = number + 1
        return super().get_elided_page_range(min(number, self.num_pages), **kwargs)


def found_by_search(rows):
    """How many rows there are where nothing but a search chose them, else None."""
    conditions = rows.query.where.children
    is_search = len(conditions) == 1 and isinstance(conditions[0], Among) and conditions[0].lhs.target.primary_key
    return len(conditions[0].rhs) if is_search else None


def estimated(rows):
    """How many rows a table has: PostgreSQL keeps an estimate; SQLite counts its smallest index in no time."""
    connection = connections[rows.db]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            table = rows.model._meta.db_table
            cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass", [table])
            number = cursor.fetchone()[0]
        if number > CAP:  # -1 before the first ANALYZE
            return number, "about"
    return rows.count(), "exactly"


class NextPage(Page):
    has_more = False

    def has_next(self):
        return self.has_more


class UncountedPaginator(Paginator):
    """Counts nothing: one row more than a page holds says whether there is another page."""

    def page(self, number):
        number = max(int(number), 1)
        start = (number - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        page = NextPage(rows[: self.per_page], number, self)
        page.has_more = len(rows) > self.per_page
        return page

    @property
    def page_range(self):
        return numbers(1)


class LongChangeList(ChangeList):
    """A list whose filters never give a row twice, so that nothing has to be made distinct; what is counted is said
    once, below it.
    """

    def get_results(self, request):
        super().get_results(request)
        self.full_result_count = self.result_count

    def get_filters(self, request):
        specs, has_filters, lookups, _may_have_duplicates, has_active_filters = super().get_filters(request)
        return specs, has_filters, lookups, False, has_active_filters
