from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tenant', models.CharField(db_index=True, max_length=16)),
                ('at', models.DateTimeField()),
                ('actor_key', models.CharField(max_length=40)),
                ('deed', models.CharField(max_length=60)),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_id', models.CharField(max_length=40)),
                ('fields', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['subject_kind', 'subject_id', 'at'], name='audit_by_subject'), models.Index(fields=['tenant', 'at'], name='audit_by_tenant')],
            },
        ),
    ]
