import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import thidua.core.codes
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directives', '0001_initial'),
        ('documents', '0001_initial'),
        ('organizations', '0001_initial'),
        ('targets', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Obstacle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('code', models.CharField(default=thidua.core.codes.new_code, max_length=12, unique=True, verbose_name='mã')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to='organizations.unit', verbose_name='đơn vị nêu')),
                ('unit_name', models.CharField(max_length=200, verbose_name='tên đơn vị nêu')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to='directives.task', verbose_name='nhiệm vụ')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obstacles', to='targets.target', verbose_name='chỉ tiêu')),
                ('subject_name', models.CharField(max_length=300, verbose_name='về việc')),
                ('name', models.CharField(max_length=200, verbose_name='vướng mắc')),
                ('words', models.TextField(verbose_name='diễn giải')),
                ('asked', models.TextField(verbose_name='đề nghị')),
                ('wanted_by', models.DateField(blank=True, null=True, verbose_name='cần trước ngày')),
                ('raised_by_name', models.CharField(max_length=200, verbose_name='người nêu')),
                ('routed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='obstacles_to_answer', to='organizations.unit', verbose_name='nơi xử lý')),
                ('routed_name', models.CharField(blank=True, max_length=200, verbose_name='tên nơi xử lý')),
                ('route_words', models.CharField(blank=True, max_length=500, verbose_name='ý kiến chuyển')),
                ('answer_due_on', models.DateField(blank=True, null=True, verbose_name='hạn trả lời')),
                ('answer', models.TextField(blank=True, verbose_name='trả lời')),
                ('answered_by_name', models.CharField(blank=True, max_length=200, verbose_name='người trả lời')),
                ('answered_late', models.BooleanField(default=False, verbose_name='trả lời muộn')),
                ('outcome', models.CharField(blank=True, choices=[('solved', 'Đã tháo gỡ'), ('partly', 'Tháo gỡ một phần'), ('unsolved', 'Chưa tháo gỡ được')], max_length=8, verbose_name='kết quả')),
                ('outcome_words', models.CharField(blank=True, max_length=500, verbose_name='lời kết luận')),
                ('reopened', models.PositiveSmallIntegerField(default=0, verbose_name='số lần mở lại')),
                ('search_key', models.CharField(editable=False, max_length=700)),
                ('state', models.CharField(choices=[('raised', 'Chờ chuyển xử lý'), ('routed', 'Đang xử lý'), ('answered', 'Đã trả lời'), ('closed', 'Đã kết thúc'), ('withdrawn', 'Đã rút')], default='raised', max_length=9)),
                ('raised_at', models.DateTimeField(auto_now_add=True)),
                ('routed_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'vướng mắc',
                'verbose_name_plural': 'vướng mắc',
                'indexes': [models.Index(fields=['authority', 'state', 'answer_due_on'], name='obstacles_o_authori_15a264_idx'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('search_key', config='simple'), name='obstacles_obstacle_search')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('target__isnull', True), ('task__isnull', False)), models.Q(('target__isnull', False), ('task__isnull', True)), _connector='OR'), name='obstacles_obstacle_subject', violation_error_message='Vướng mắc phải về đúng một nhiệm vụ hoặc một chỉ tiêu.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'routed'), _negated=True), models.Q(('answer_due_on__isnull', False), ('routed_to__isnull', False)), _connector='OR'), name='obstacles_obstacle_routed_to', violation_error_message='Chuyển xử lý phải có nơi xử lý và hạn trả lời.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('outcome_words', ''), _negated=True)), _connector='OR'), name='obstacles_obstacle_outcome', violation_error_message='Kết thúc vướng mắc phải ghi kết quả và lời kết luận.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('routed',)), _negated=True), ('routed_at__isnull', False), _connector='OR'), name='obstacles_obstacle_routed', violation_error_message='Vướng mắc ở bước “Đang xử lý” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('answered',)), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='obstacles_obstacle_answered', violation_error_message='Vướng mắc ở bước “Đã trả lời” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('closed',)), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='obstacles_obstacle_closed', violation_error_message='Vướng mắc ở bước “Đã kết thúc” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('withdrawn',)), _negated=True), ('withdrawn_at__isnull', False), _connector='OR'), name='obstacles_obstacle_withdrawn', violation_error_message='Vướng mắc ở bước “Đã rút” phải có thời điểm vào bước đó.')],
            },
        ),
        migrations.CreateModel(
            name='ObstacleFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('obstacle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='obstacles.obstacle')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('added_by_name', models.CharField(max_length=200)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'tệp của vướng mắc',
                'verbose_name_plural': 'tệp của vướng mắc',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='HotSpotSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('late_days', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='nhiệm vụ quá hạn từ, ngày')),
                ('silent_periods', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1)], verbose_name='không báo cáo từ, kỳ')),
                ('below_points', models.DecimalField(decimal_places=2, default=Decimal('20'), max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='thấp hơn tiến độ quá, điểm %')),
                ('basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ')),
            ],
            options={
                'verbose_name': 'quy ước điểm nóng',
                'verbose_name_plural': 'quy ước điểm nóng',
                'constraints': [models.UniqueConstraint(fields=('authority',), name='obstacles_settings_once', violation_error_message='Mỗi cơ quan có một bộ quy ước điểm nóng.')],
            },
        ),
    ]
