import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from directory.constraints import Forbids
from directory.tables import CreateModels
from tests.refusals import refused_by_the_database

OURS = ("directory", "conference", "competition", "matchmaking")


@pytest.fixture
def loader():
    """Knows each migration, those that stand for others and those others."""
    return MigrationLoader(None, replace_migrations=False)


def at_once(loader):
    """The one migration of each of our apps that stands for its others, in the order of the apps."""
    return sorted((key for key in loader.replacements if key[0] in OURS), key=lambda key: OURS.index(key[0]))


def step_by_step(loader):
    """Every migration on the way that a database has gone that is older than those that stand for others."""
    ends = [tuple(loader.disk_migrations[key].replaces[-1]) for key in at_once(loader)]
    return list(dict.fromkeys(step for end in ends for step in loader.graph.forwards_plan(end)))


def models_after(keys, loader):
    state = ProjectState()
    for key in keys:
        state = loader.disk_migrations[key].mutate_state(state, preserve=False)
    return {key: model for key, model in state.models.items() if key[0] in OURS}


def test_one_migration_makes_of_an_app_what_the_others_make(loader):
    others = step_by_step(loader)

    made = models_after([key for key in others if key[0] not in OURS] + at_once(loader), loader)

    assert [app for app, _name in at_once(loader)] == list(OURS)
    assert made == models_after(others, loader)


def test_a_database_that_has_stopped_anywhere_on_the_old_way_goes_on(loader, db):
    way = step_by_step(loader)
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.all().delete()

    for applied, key in enumerate(way, start=1):
        recorder.record_applied(*key)
        executor = MigrationExecutor(connection)
        executor.loader.check_consistent_history(connection)
        plan = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
        planned = [step for migration in plan for step in migration.replaces or [(migration.app_label, migration.name)]]

        assert [step for step in way if step in planned] == way[applied:]


def pair():
    """Two models that name each other, the first with a rule about rows of the second."""
    pk = ("id", models.BigAutoField(primary_key=True))
    rule = Forbids(
        condition="EXISTS (SELECT 1 FROM directory_right r WHERE r.left_id = NEW.id AND r.id <> NEW.right_id)",
        fields=("right",),
        name="left_is_mutual",
    )
    right = models.ForeignKey("directory.Right", models.CASCADE, null=True, related_name="+")
    left = models.ForeignKey("directory.Left", models.CASCADE, related_name="+")
    return CreateModels(
        [
            migrations.CreateModel("Left", [pk, ("right", right)], {"constraints": [rule]}),
            migrations.CreateModel("Right", [pk, ("left", left)]),
        ]
    )


def test_models_that_name_each_other_are_made_with_their_rules_and_removed_again(transactional_db):
    operation, before = pair(), ProjectState()
    after = before.clone()
    operation.state_forwards("directory", after)

    with connection.schema_editor() as editor:
        operation.database_forwards("directory", editor, before, after)
    try:
        lefts, rights = (after.apps.get_model("directory", name).objects for name in ("Left", "Right"))
        one, other = lefts.create(), lefts.create()
        one.right = rights.create(left=other)
        rights.create(left=one)
        refusal = refused_by_the_database(one.save)
    finally:
        with connection.schema_editor() as editor:
            operation.database_backwards("directory", editor, after, before)

    assert "left_is_mutual" in refusal
    assert {"directory_left", "directory_right"}.isdisjoint(connection.introspection.table_names())
