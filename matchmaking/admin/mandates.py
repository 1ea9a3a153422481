"""The mandates of an investor, on its page."""

from directory.bilingual import columns
from directory.forms import MergingForm
from matchmaking.admin.base import MatchmakingStackedInline
from matchmaking.models import Mandate


class MandateForm(MergingForm):
    """A mandate that says nothing is open to everybody: it is kept, too, once it was added."""

    def has_changed(self):
        return super().has_changed() or not self.instance.pk


class MandateInline(MatchmakingStackedInline):
    model = Mandate
    form = MandateForm
    fields = (
        ("industries", "technologies"),
        ("stages", "regions"),
        ("least", "most", "currency"),
        tuple(columns("looks_for")),
    )
    autocomplete_fields = ("industries", "technologies", "regions")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("industries", "technologies", "regions")
