import csv
from pathlib import Path

from django.contrib.postgres.operations import BtreeGistExtension
import directory.constraints
import directory.pictures
import directory.tables
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


DATA = Path(__file__).resolve().parent.parent / 'data'
FILES = {'Region': 'regions.csv', 'Industry': 'industries.csv'}
ROLES = ['organiser', 'programme editor', 'sub-forum editor', 'read-only', 'competition editor']


def make_groups(apps, schema_editor):
    """The groups that `directory.models.Role` names."""
    for name in ROLES:
        apps.get_model('auth', 'Group').objects.get_or_create(name=name)


def remove_groups(apps, schema_editor):
    apps.get_model('auth', 'Group').objects.filter(name__in=ROLES).delete()


def fill(apps, schema_editor):
    """The 34 province-level divisions and the 97 divisions of the economy: part of every site, not only of the demo."""
    for name, file in FILES.items():
        model = apps.get_model('directory', name)
        with (DATA / file).open(encoding='utf-8', newline='') as stream:
            model.objects.bulk_create([model(**row) for row in csv.DictReader(stream)])


class Migration(migrations.Migration):
    """What 0001 to 0007 make, in one step: a new database takes this one, one that has them keeps them."""

    replaces = [
        ('directory', '0001_initial'),
        ('directory', '0002_roles'),
        ('directory', '0003_regions_and_industries'),
        ('directory', '0004_user_roles_in_history'),
        ('directory', '0005_competition_editor'),
        ('directory', '0006_history_of_regions_and_industries'),
        ('directory', '0007_addresses_in_lower_case'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        BtreeGistExtension(),  # for office_one_at_a_time and activity_room_is_free; nothing on SQLite
        directory.tables.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Industry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=2, unique=True, verbose_name='code')),
                        ('section', models.CharField(max_length=1, verbose_name='section')),
                        ('name_en', models.CharField(max_length=160, verbose_name='name (English)')),
                        ('name_zh_hans', models.CharField(max_length=160, verbose_name='name (Chinese)')),
                    ],
                    options={
                        'verbose_name': 'industry',
                        'verbose_name_plural': 'industries',
                        'ordering': ['code'],
                    },
                ),
                migrations.CreateModel(
                    name='Region',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=6, unique=True, verbose_name='code')),
                        ('name_en', models.CharField(max_length=60, verbose_name='name (English)')),
                        ('name_zh_hans', models.CharField(max_length=60, verbose_name='name (Chinese)')),
                    ],
                    options={
                        'verbose_name': 'region',
                        'verbose_name_plural': 'regions',
                        'ordering': ['code'],
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('name', models.CharField(max_length=100, verbose_name='name')),
                        ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'verbose_name': 'user',
                        'verbose_name_plural': 'users',
                        'ordering': ['name', 'email'],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once', violation_error_code='user_email_once', violation_error_message='There is already a user with this e-mail address.')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalPerson',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=80, verbose_name='address on the site')),
                        ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name (English)')),
                        ('name_zh_hans', models.CharField(blank=True, max_length=120, verbose_name='name (Chinese)')),
                        ('about_en', models.TextField(blank=True, max_length=4000, verbose_name='about (English)')),
                        ('about_zh_hans', models.TextField(blank=True, max_length=4000, verbose_name='about (Chinese)')),
                        ('portrait', models.TextField(blank=True, max_length=100, verbose_name='portrait')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical person',
                        'verbose_name_plural': 'historical people',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalUser',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('name', models.CharField(max_length=100, verbose_name='name')),
                        ('email', models.EmailField(db_index=True, max_length=254, verbose_name='e-mail address')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical user',
                        'verbose_name_plural': 'historical users',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address on the site')),
                        ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name (English)')),
                        ('name_zh_hans', models.CharField(blank=True, max_length=200, verbose_name='name (Chinese)')),
                        ('kind', models.CharField(choices=[('government', 'Government'), ('association', 'Association'), ('institute', 'Research institute'), ('university', 'University'), ('operator', 'Carrier'), ('vendor', 'Equipment vendor'), ('enterprise', 'Enterprise'), ('fund', 'Fund')], max_length=20, verbose_name='kind')),
                        ('website', models.URLField(blank=True, verbose_name='website')),
                        ('about_en', models.TextField(blank=True, max_length=4000, verbose_name='about (English)')),
                        ('about_zh_hans', models.TextField(blank=True, max_length=4000, verbose_name='about (Chinese)')),
                        ('logo', directory.pictures.PictureField(blank=True, upload_to='logos', verbose_name='logo')),
                        ('parent', models.ForeignKey(blank=True, help_text="The organisation it belongs to, such as the group of a carrier's provincial company.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='directory.organisation', verbose_name='group')),
                        ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.region', verbose_name='region')),
                    ],
                    options={
                        'verbose_name': 'organisation',
                        'verbose_name_plural': 'organisations',
                        'ordering': ['name_en', 'name_zh_hans'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('name_en', ''), ('name_zh_hans', ''), _negated=True), name='organisation_has_name', violation_error_code='organisation_has_name', violation_error_message='Give the organisation a name in at least one language.'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='organisation_not_its_own_group', violation_error_code='organisation_not_its_own_group', violation_error_message='An organisation cannot be its own group.')],
                    },
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address on the site')),
                        ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name (English)')),
                        ('name_zh_hans', models.CharField(blank=True, max_length=120, verbose_name='name (Chinese)')),
                        ('about_en', models.TextField(blank=True, max_length=4000, verbose_name='about (English)')),
                        ('about_zh_hans', models.TextField(blank=True, max_length=4000, verbose_name='about (Chinese)')),
                        ('portrait', directory.pictures.PictureField(blank=True, upload_to='portraits', verbose_name='portrait')),
                    ],
                    options={
                        'verbose_name': 'person',
                        'verbose_name_plural': 'people',
                        'ordering': ['name_en', 'name_zh_hans'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('name_en', ''), ('name_zh_hans', ''), _negated=True), name='person_has_name', violation_error_code='person_has_name', violation_error_message='Give the person a name in at least one language.')],
                    },
                ),
                migrations.CreateModel(
                    name='Office',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title (English)')),
                        ('title_zh_hans', models.CharField(blank=True, max_length=200, verbose_name='title (Chinese)')),
                        ('valid_from', models.DateField(blank=True, help_text='Empty: since always.', null=True, verbose_name='from')),
                        ('valid_to', models.DateField(blank=True, help_text='The last day. Empty: to this day.', null=True, verbose_name='to')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='directory.organisation', verbose_name='organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offices', to='directory.person', verbose_name='person')),
                    ],
                    options={
                        'verbose_name': 'office',
                        'verbose_name_plural': 'offices',
                        'ordering': ['person', '-valid_from'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('title_en', ''), ('title_zh_hans', ''), _negated=True), name='office_has_title', violation_error_code='office_has_title', violation_error_message='Give the office a title in at least one language.'), models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='office_ends_after_start', violation_error_code='office_ends_after_start', violation_error_message='The last day of an office cannot lie before its first.'), directory.constraints.NoOverlap(ends='valid_to', name='office_one_at_a_time', same=('person', 'organisation'), starts='valid_from', unless=None, violation_error_code='office_one_at_a_time', violation_error_message='This person already holds an office at this organisation at that time: %(other)s.')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalOffice',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title (English)')),
                        ('title_zh_hans', models.CharField(blank=True, max_length=200, verbose_name='title (Chinese)')),
                        ('valid_from', models.DateField(blank=True, help_text='Empty: since always.', null=True, verbose_name='from')),
                        ('valid_to', models.DateField(blank=True, help_text='The last day. Empty: to this day.', null=True, verbose_name='to')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.organisation', verbose_name='organisation')),
                        ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.person', verbose_name='person')),
                    ],
                    options={
                        'verbose_name': 'historical office',
                        'verbose_name_plural': 'historical offices',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalOrganisation',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=80, verbose_name='address on the site')),
                        ('name_en', models.CharField(blank=True, max_length=200, verbose_name='name (English)')),
                        ('name_zh_hans', models.CharField(blank=True, max_length=200, verbose_name='name (Chinese)')),
                        ('kind', models.CharField(choices=[('government', 'Government'), ('association', 'Association'), ('institute', 'Research institute'), ('university', 'University'), ('operator', 'Carrier'), ('vendor', 'Equipment vendor'), ('enterprise', 'Enterprise'), ('fund', 'Fund')], max_length=20, verbose_name='kind')),
                        ('website', models.URLField(blank=True, verbose_name='website')),
                        ('about_en', models.TextField(blank=True, max_length=4000, verbose_name='about (English)')),
                        ('about_zh_hans', models.TextField(blank=True, max_length=4000, verbose_name='about (Chinese)')),
                        ('logo', models.TextField(blank=True, max_length=100, verbose_name='logo')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, help_text="The organisation it belongs to, such as the group of a carrier's provincial company.", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.organisation', verbose_name='group')),
                        ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='directory.region', verbose_name='region')),
                    ],
                    options={
                        'verbose_name': 'historical organisation',
                        'verbose_name_plural': 'historical organisations',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalUser_groups',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('group', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='auth.group')),
                        ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='directory.historicaluser')),
                        ('user', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'HistoricalUser_groups',
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalIndustry',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('code', models.CharField(db_index=True, max_length=2, verbose_name='code')),
                        ('section', models.CharField(max_length=1, verbose_name='section')),
                        ('name_en', models.CharField(max_length=160, verbose_name='name (English)')),
                        ('name_zh_hans', models.CharField(max_length=160, verbose_name='name (Chinese)')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical industry',
                        'verbose_name_plural': 'historical industries',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalRegion',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('code', models.CharField(db_index=True, max_length=6, verbose_name='code')),
                        ('name_en', models.CharField(max_length=60, verbose_name='name (English)')),
                        ('name_zh_hans', models.CharField(max_length=60, verbose_name='name (Chinese)')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical region',
                        'verbose_name_plural': 'historical regions',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
        migrations.RunPython(make_groups, remove_groups),
        migrations.RunPython(fill, migrations.RunPython.noop),  # on the way back the tables go
    ]
