import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('sequence', models.PositiveBigIntegerField(verbose_name='số thứ tự')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('actor_name', models.CharField(max_length=200, verbose_name='người thực hiện')),
                ('role', models.CharField(max_length=200, verbose_name='vai trò')),
                ('verb', models.CharField(max_length=80, verbose_name='việc')),
                ('object_type', models.CharField(max_length=60)),
                ('object_code', models.CharField(max_length=60)),
                ('sentence', models.CharField(max_length=500, verbose_name='nội dung')),
                ('data', models.JSONField(default=dict)),
                ('request_id', models.CharField(blank=True, max_length=40)),
                ('previous_hash', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'mục nhật ký',
                'verbose_name_plural': 'nhật ký',
                'ordering': ('sequence',),
                'indexes': [models.Index(fields=['object_type', 'object_code', 'sequence'], name='journal_aud_object__e938b8_idx')],
                'constraints': [models.UniqueConstraint(fields=('authority', 'sequence'), name='journal_event_sequence')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='034f938f56d7aedd2d110ad529edbdc0d4325f31', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_93fd8', table='journal_auditevent', when='BEFORE')),
        ),
    ]
