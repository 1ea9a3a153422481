from django.db import migrations

ROLE = "competition editor"


def make_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get_or_create(name=ROLE)


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=ROLE).delete()


class Migration(migrations.Migration):
    """The group of those who edit the competition, as `directory.models.Role` names it."""

    dependencies = [("directory", "0004_user_roles_in_history")]

    operations = [migrations.RunPython(make_group, remove_group)]
