import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='FrozenSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tenant', models.CharField(db_index=True, max_length=16)),
                ('checksum', models.CharField(max_length=64)),
                ('frozen_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='FrozenRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(db_index=True, default=uuid.uuid4)),
                ('kind', models.CharField(max_length=40)),
                ('parent_key', models.UUIDField(null=True)),
                ('order', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('body', models.TextField(blank=True)),
                ('data', models.JSONField(default=dict)),
                ('hash', models.CharField(max_length=64)),
                ('frozen_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='freezing.frozenset')),
            ],
            options={
                'ordering': ['frozen_set', 'order'],
                'constraints': [models.UniqueConstraint(fields=('frozen_set', 'key'), name='one_row_a_key'), models.UniqueConstraint(fields=('frozen_set', 'order'), name='one_row_a_place')],
            },
        ),
    ]
