from django.db import migrations
from django.db.models.functions import Lower


def lower(apps, schema_editor):
    """Addresses differ in more than their case already (`user_email_once`), so that none meets another."""
    apps.get_model("directory", "User").objects.update(email=Lower("email"))


class Migration(migrations.Migration):
    dependencies = [("directory", "0006_history_of_regions_and_industries")]

    operations = [migrations.RunPython(lower, migrations.RunPython.noop)]
