import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conference", "0002_relations_and_rules"), ("directory", "0004_user_roles_in_history")]

    operations = [
        migrations.AlterField(
            model_name=name,
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.organisation",
                verbose_name="organisation",
            ),
        )
        for name in ("activityhost", "conferencehost")
    ]
