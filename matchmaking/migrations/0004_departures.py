from django.db import migrations, models

DEPARTURE = {
    "default": False,
    "help_text": "Told in the hall that they do not come any more; it ends once they are here again.",
    "verbose_name": "left on the day",
}


class Migration(migrations.Migration):
    dependencies = [("matchmaking", "0003_proposal")]

    operations = [
        migrations.AddField(model_name=name, name="is_departure", field=models.BooleanField(**DEPARTURE))
        for name in ("absence", "historicalabsence")
    ]
