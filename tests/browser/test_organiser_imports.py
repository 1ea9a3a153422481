"""An organiser watches an import; what comes of one is in `test_from_sheet_to_certificate`."""

from playwright.sync_api import expect

from competition import running
from competition.models import Run
from competition.running import progress
from tests import factories
from tests.competition.sheet_files import entry
from tests.competition.sheet_pages import upload


def test_a_bar_shows_how_far_an_import_is_and_gives_way_to_its_end(signed_in, organiser):
    cup = factories.edition().competition
    factories.organisation(name_en="Lead")
    run = running.start_import("entries", upload([entry("A1")]), competition=cup, by=organiser)
    over = Run.objects.get(pk=run.pk)
    Run.objects.update(state="running", finished_at=None)
    progress.tell(run.pk, "writing", 100, 1000)

    desk = signed_in(organiser)
    desk.goto(f"/admin/competition/run/{run.pk}/")
    expect(desk.locator("progress")).to_have_attribute("value", "10")
    progress.tell(run.pk, "writing", 600, 1000)
    expect(desk.locator("progress")).to_have_attribute("value", "60")
    over.save()

    expect(desk.get_by_role("heading", name="What importing “entries.csv” would change")).to_be_visible()
