"""Forms of the back office: merging what two people edit at once, and the fields that organisers type into."""

from directory.forms.merging import MergingForm
from directory.forms.rows import MergingFormSet

__all__ = ["MergingForm", "MergingFormSet"]
