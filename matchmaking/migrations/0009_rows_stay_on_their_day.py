import directory.constraints
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('competition', '0001_squashed_0004_presentations_keep_their_prize'),
        ('directory', '0001_squashed_0007_addresses_in_lower_case'),
        ('matchmaking', '0008_blocks_of_organisers'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='investor',
            constraint=directory.constraints.Forbids(condition='EXISTS (SELECT 1 FROM matchmaking_investor o WHERE o.id = NEW.id AND o.day_id <> NEW.day_id)', fields=('day',), locked=(), locked_rows='', name='investor_stays_on_its_day', violation_error_code='investor_stays_on_its_day', violation_error_message='It stays on its day, with all that refers to it. Enter it anew on the other one.'),
        ),
        migrations.AddConstraint(
            model_name='table',
            constraint=directory.constraints.Forbids(condition='EXISTS (SELECT 1 FROM matchmaking_table o WHERE o.id = NEW.id AND o.day_id <> NEW.day_id)', fields=('day',), locked=(), locked_rows='', name='table_stays_on_its_day', violation_error_code='table_stays_on_its_day', violation_error_message='It stays on its day, with all that refers to it. Enter it anew on the other one.'),
        ),
        migrations.AddConstraint(
            model_name='timeslot',
            constraint=directory.constraints.Forbids(condition='EXISTS (SELECT 1 FROM matchmaking_timeslot o WHERE o.id = NEW.id AND o.day_id <> NEW.day_id)', fields=('day',), locked=(), locked_rows='', name='timeslot_stays_on_its_day', violation_error_code='timeslot_stays_on_its_day', violation_error_message='It stays on its day, with all that refers to it. Enter it anew on the other one.'),
        ),
        migrations.AddConstraint(
            model_name='venture',
            constraint=directory.constraints.Forbids(condition='EXISTS (SELECT 1 FROM matchmaking_venture o WHERE o.id = NEW.id AND o.day_id <> NEW.day_id)', fields=('day',), locked=(), locked_rows='', name='venture_stays_on_its_day', violation_error_code='venture_stays_on_its_day', violation_error_message='It stays on its day, with all that refers to it. Enter it anew on the other one.'),
        ),
    ]
