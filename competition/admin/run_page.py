"""What the page of a run says."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from competition import running
from competition.columns import SHEETS
from competition.models import Award, Entry, RunKind, RunState
from competition.running.progress import Progress
from directory.models import Organisation

PHASES = {
    "reading": gettext_lazy("Reading the file"),
    "checking": gettext_lazy("Comparing with what is there"),
    "writing": gettext_lazy("Importing"),
    "exporting": gettext_lazy("Writing the file"),
}
MODELS = {"entries": Entry, "organisations": Organisation, "awards": Award}


def run_context(run):
    outcome = run.parameters.get("outcome")
    told = running.progress_of(run) or Progress("", 0, 0, 0)
    is_import = run.kind == RunKind.IMPORT
    is_looked_at = is_import and run.state == RunState.DONE and not run.parameters["is_written"]
    return {
        "run": run,
        "title": title(run),
        "name": run.parameters.get("name", ""),
        "told": told,
        "phase": PHASES.get(told.phase, ""),
        "percent": round(100 * told.done / told.total) if told.total else None,
        "outcome": outcome,
        "counts": counts(outcome, is_done=not is_looked_at) if outcome else [],
        "is_import": is_import,
        "is_looked_at": is_looked_at,
        "is_failed": run.state in (RunState.REFUSED, RunState.FAILED),
        "messages_of_run": run.message.splitlines(),
        "good": outcome["added"] + outcome["changed"] if outcome else 0,
        "problems": outcome["problems"] if outcome else [],
        "list_url": list_url(run.subject),
    }


def list_url(subject):
    """The list of the rows in the back office, if it has one."""
    model = MODELS.get(subject)
    if model is None:
        return ""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def title(run):
    what = SHEETS[run.subject].title if run.subject in SHEETS else run.subject
    return _("%(name)s: %(value)s") % {"name": run.get_kind_display(), "value": what}


def counts(outcome, *, is_done):
    """[(number, words)] of an outcome: what was done, or what would be."""
    words = (
        {"added": _("added"), "changed": _("changed"), "unchanged": _("left as they are"), "refused": _("refused")}
        if is_done
        else {
            "added": _("would be added"),
            "changed": _("would be changed"),
            "unchanged": _("are there already, just so"),
            "refused": _("cannot be imported"),
        }
    )
    found = [(outcome[name], word, name) for name, word in words.items()]
    if number := outcome["organisations"]:
        found.append((number, ngettext("new organisation", "new organisations", number), "organisations"))
    return found
