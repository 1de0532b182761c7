import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import thidua.core.codes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('documents', '0001_initial'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('year', models.PositiveSmallIntegerField(verbose_name='năm')),
                ('state', models.CharField(choices=[('draft', 'Đang soạn'), ('proposed', 'Chờ duyệt'), ('approved', 'Đã duyệt')], default='draft', max_length=10, verbose_name='bước')),
                ('basis', models.CharField(blank=True, max_length=500, verbose_name='căn cứ')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='lý do trả lại, thay đổi')),
                ('draft_at', models.DateTimeField(blank=True, null=True)),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'chương trình công tác năm',
                'verbose_name_plural': 'chương trình công tác năm',
                'ordering': ['-year'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'year'), name='planning_plan_once', violation_error_message='Năm này đã có chương trình công tác.'), models.CheckConstraint(condition=models.Q(('year__range', (2004, 2100))), name='planning_plan_year', violation_error_message='Năm của chương trình công tác phải từ 2004 đến 2100.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('approved',)), _negated=True), ('approved_at__isnull', False), _connector='OR'), name='planning_plan_approved', violation_error_message='Chương trình công tác đã duyệt phải có thời điểm duyệt.')],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='planning.workplan')),
                ('number', models.PositiveSmallIntegerField(verbose_name='lần')),
                ('approved_on', models.DateField(verbose_name='ngày duyệt')),
                ('approved_by_name', models.CharField(max_length=200, verbose_name='người duyệt')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='lý do thay đổi')),
                ('items', models.JSONField(default=list, verbose_name='nội dung')),
                ('docx', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('pdf', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
            ],
            options={
                'verbose_name': 'bản đã duyệt của chương trình công tác',
                'verbose_name_plural': 'bản đã duyệt của chương trình công tác',
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'plan', 'number'), name='planning_version_once', violation_error_message='Bản này đã được duyệt.')],
            },
        ),
        migrations.CreateModel(
            name='PlanItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('code', models.CharField(default=thidua.core.codes.new_code, max_length=12, unique=True, verbose_name='mã')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='planning.workplan')),
                ('kind', models.CharField(choices=[('work', 'Công việc'), ('session', 'Phiên họp Hội đồng')], default='work', max_length=10, verbose_name='loại việc')),
                ('purpose', models.CharField(blank=True, choices=[('awards', 'Xét khen thưởng'), ('titles', 'Bình xét danh hiệu thi đua'), ('review', 'Sơ kết, tổng kết phong trào'), ('programme', 'Bàn kế hoạch, quy chế'), ('other', 'Việc khác')], max_length=10, verbose_name='nội dung họp')),
                ('title', models.CharField(max_length=300, verbose_name='nội dung')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='planned_items', to='organizations.unit')),
                ('owner_name', models.CharField(blank=True, max_length=200, verbose_name='chủ trì')),
                ('helpers', models.CharField(blank=True, max_length=300, verbose_name='phối hợp')),
                ('begins_on', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('rhythm', models.CharField(choices=[('once', 'Một lần, khi đến hạn'), ('week', 'Hằng tuần'), ('month', 'Hằng tháng'), ('quarter', 'Hằng quý'), ('half', 'Sáu tháng'), ('year', 'Hằng năm')], default='once', max_length=10, verbose_name='nhịp')),
                ('place', models.CharField(blank=True, max_length=40, verbose_name='việc tương ứng trong hệ thống')),
                ('mark', models.CharField(blank=True, choices=[('going', 'Đang làm'), ('done', 'Đã xong'), ('off', 'Không thực hiện')], max_length=10, verbose_name='ghi tay')),
                ('mark_note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('marked_at', models.DateTimeField(blank=True, null=True)),
                ('carried_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='planning.planitem')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'việc trong chương trình công tác',
                'verbose_name_plural': 'việc trong chương trình công tác',
                'ordering': [models.OrderBy(models.F('due_on'), nulls_last=True), 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('begins_on__isnull', True), ('due_on__gte', models.F('begins_on')), _connector='OR'), name='planning_item_dates', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'work'), ('purpose', '')), models.Q(('kind', 'session'), models.Q(('purpose', ''), _negated=True)), _connector='OR'), name='planning_item_purpose', violation_error_message='Phiên họp phải ghi nội dung họp; công việc thì không.'), models.CheckConstraint(condition=models.Q(('mark', ''), ('marked_at__isnull', False), _connector='OR'), name='planning_item_mark', violation_error_message='Tình trạng ghi tay phải có thời điểm.')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL)),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='mã băm của địa chỉ')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='tạo lúc')),
                ('stopped_at', models.DateTimeField(blank=True, null=True, verbose_name='ngừng lúc')),
            ],
            options={
                'verbose_name': 'địa chỉ lịch cá nhân',
                'verbose_name_plural': 'địa chỉ lịch cá nhân',
                'constraints': [models.UniqueConstraint(condition=models.Q(('stopped_at__isnull', True)), fields=('authority', 'user'), name='planning_feed_once', violation_error_message='Anh, chị đã có một địa chỉ lịch đang dùng.')],
            },
        ),
        migrations.CreateModel(
            name='Showing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('kind', models.CharField(choices=[('target', 'Chỉ tiêu'), ('movement', 'Phong trào')], max_length=10, verbose_name='loại')),
                ('code', models.CharField(max_length=12, verbose_name='mã')),
                ('shown_at', models.DateTimeField(auto_now_add=True, verbose_name='công khai lúc')),
                ('shown_by_name', models.CharField(max_length=200, verbose_name='người công khai')),
                ('hidden_at', models.DateTimeField(blank=True, null=True, verbose_name='thôi công khai lúc')),
            ],
            options={
                'verbose_name': 'nội dung công khai',
                'verbose_name_plural': 'nội dung công khai',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('hidden_at__isnull', True)), fields=('authority', 'kind', 'code'), name='planning_showing_once', violation_error_message='Mục này đang công khai.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planversion',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='665059cb429a9e6f731e8cb7718149e55a5638c8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_462fc', table='planning_planversion', when='BEFORE')),
        ),
    ]
