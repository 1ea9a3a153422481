from django.db import migrations

from directory.constraints import Forbids

MODELS = ('prize', 'announcement', 'entry', 'award')


def made_again(apps, schema_editor):
    """On SQLite, where a rule that is asked too often makes nobody wait, the next rebuilding of a table does this."""
    if schema_editor.connection.vendor != 'postgresql':
        return
    for name in MODELS:
        model = apps.get_model('competition', name)
        for rule in model._meta.constraints:
            if isinstance(rule, Forbids):
                schema_editor.remove_constraint(model, rule)
                schema_editor.add_constraint(model, rule)


class Migration(migrations.Migration):
    """A rule between rows is asked, and locks, where one of the fields that it names changes: not at every update."""

    dependencies = [
        ('competition', '0002_ties_in_both_languages'),
    ]

    operations = [
        migrations.RunPython(made_again, migrations.RunPython.noop),
    ]
