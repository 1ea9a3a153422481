import django.core.validators
from django.db import migrations, models

SLUG = {
    "help_text": "Usually the year: 2023.",
    "max_length": 40,
    "validators": [
        django.core.validators.RegexValidator(
            "^[a-z0-9-]+\\Z",
            "The address on the site may have small letters a–z, digits and hyphens, nothing else.",
        )
    ],
    "verbose_name": "address on the site",
}


class Migration(migrations.Migration):
    dependencies = [("conference", "0003_hosts_have_no_reverse_names")]

    operations = [
        migrations.AlterField(model_name="conference", name="slug", field=models.SlugField(unique=True, **SLUG)),
        migrations.AlterField(model_name="historicalconference", name="slug", field=models.SlugField(**SLUG)),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[a-z0-9-]+\\Z")),
                name="conference_slug_fits_its_addresses",
                violation_error_code="conference_slug_fits_its_addresses",
                violation_error_message=(
                    "The address on the site may have small letters a–z, digits and hyphens, nothing else."
                ),
            ),
        ),
    ]
