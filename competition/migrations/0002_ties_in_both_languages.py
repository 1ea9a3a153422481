from django.db import migrations, models


def reason(language, **more):
    return models.CharField(blank=True, max_length=300, verbose_name=f'the tie ({language})', **more)


def renamed(model):
    return [
        migrations.RenameField(model, 'tie_reason', 'tie_reason_en'),
        migrations.AlterField(model, 'tie_reason_en', reason('English', help_text='Such as: ranks 16 and 17 tied.')),
        migrations.AddField(model, 'tie_reason_zh_hans', reason('Chinese', default=''), preserve_default=False),
    ]


def in_one_language(apps, schema_editor):
    """On the way back: what was said in Chinese only takes the place of the English one."""
    apps.get_model('competition', 'Prize').objects.filter(tie_reason_en='').update(
        tie_reason_en=models.F('tie_reason_zh_hans')
    )


class Migration(migrations.Migration):
    """Why a tie enlarged a prize is said in each language; what was said before is kept as the English one."""

    dependencies = [
        ('competition', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint('prize', 'prize_tie_has_reason'),
        *renamed('historicalprize'),
        *renamed('prize'),
        migrations.RunPython(migrations.RunPython.noop, in_one_language),
        migrations.AddConstraint(
            'prize',
            models.CheckConstraint(
                condition=models.Q(
                    ('tie_places', 0),
                    models.Q(('tie_reason_en', ''), ('tie_reason_zh_hans', ''), _negated=True),
                    _connector='OR',
                ),
                name='prize_tie_has_reason',
                violation_error_code='prize_tie_has_reason',
                violation_error_message='Say which tie enlarges the prize.',
            ),
        ),
    ]
