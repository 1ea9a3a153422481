from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("matchmaking", "0007_invitation_and_calendar")]

    operations = [
        *(
            migrations.AddField(
                model_name=model,
                name="by_organisers",
                field=models.BooleanField(
                    default=False,
                    editable=False,
                    help_text="A block that only organisers undo.",
                    verbose_name="kept by the organisers",
                ),
            )
            for model in ("interest", "historicalinterest")
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=Q(by_organisers=False) | Q(state="blocked"),
                name="interest_of_organisers_blocks",
                violation_error_message="Only a block is kept by the organisers.",
                violation_error_code="interest_of_organisers_blocks",
            ),
        ),
    ]
