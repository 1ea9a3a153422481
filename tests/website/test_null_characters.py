"""A null character, which PostgreSQL takes in no text, wherever a visitor can write one: never an error."""

import pytest

from tests.competition import walking
from tests.competition.test_nothing_before_its_moment import world

PARAMETERS = ["q", "session", "prize", "track", "region", "industry", "technology", "stage", "organisation"]
PARAMETERS += ["after", "before", "view", "number", "items"]


@pytest.fixture
def paths(db):
    """A path of every page, without a question: {name: path}."""
    return {name: address.partition("?")[0] for name, address in reversed(walking.addresses(world()))}


@pytest.mark.parametrize("written", ["%00", "cup%00"])
def test_null_character_is_no_error_in_any_parameter_of_any_page(client, paths, written):
    question = "&".join(f"{name}={written}" for name in PARAMETERS)

    statuses = {name: walking.read(client, f"{path}?{question}")[0] for name, path in paths.items()}

    assert statuses["competition:entry_list"] == statuses["competition:winner_list"] == 200
    assert statuses["competition:certificate_search"] == 400
    assert {name: status for name, status in statuses.items() if status >= 500} == {}


def test_null_character_is_no_error_in_any_part_of_any_path(client, paths):
    parts = {part for path in paths.values() for part in path.strip("/").split("/")}
    changed = {path.replace(part, f"{part}%00", 1) for path in paths.values() for part in parts if f"/{part}" in path}

    statuses = {path: walking.read(client, path)[0] for path in changed}

    assert len(statuses) > len(paths)
    assert {path: status for path, status in statuses.items() if status not in (301, 404)} == {}
