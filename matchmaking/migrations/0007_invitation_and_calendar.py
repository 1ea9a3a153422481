from django.db import migrations, models

FIELDS = {
    "invited_at": models.DateTimeField(
        blank=True,
        editable=False,
        help_text="When this address was sent an invitation.",
        null=True,
        verbose_name="invited at",
    ),
    "calendar_number": models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="With each, the address of their calendar until then ends.",
        verbose_name="renewals of the calendar",
    ),
}


class Migration(migrations.Migration):
    dependencies = [("matchmaking", "0006_roadshow")]

    operations = [
        migrations.AddField(model_name=model, name=name, field=field.clone())
        for model in ("representative", "historicalrepresentative")
        for name, field in FIELDS.items()
    ]
