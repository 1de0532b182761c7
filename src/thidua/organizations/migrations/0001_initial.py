import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import thidua.core.codes
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Authority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True, verbose_name='mã')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('place', models.CharField(max_length=100, verbose_name='địa danh ghi trên văn bản')),
            ],
            options={
                'verbose_name': 'cơ quan',
                'verbose_name_plural': 'cơ quan',
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('code', models.CharField(default=thidua.core.codes.new_code, max_length=12, unique=True, verbose_name='mã')),
                ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                ('birth_on', models.DateField(blank=True, null=True, verbose_name='ngày sinh')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm sinh')),
                ('sex', models.CharField(blank=True, choices=[('female', 'Nữ'), ('male', 'Nam')], max_length=6, verbose_name='giới tính')),
                ('search_key', models.CharField(editable=False, max_length=120)),
                ('sort_key', models.CharField(editable=False, max_length=400)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absorbed', to='organizations.person')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'người',
                'verbose_name_plural': 'người',
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('search_key', config='simple'), name='organizations_person_search'), models.Index(fields=['authority', 'sort_key'], name='organizatio_authori_2b400f_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('birth_on__isnull', True), ('birth_year', models.F('birth_on__year')), _connector='OR'), name='organizations_person_birth', violation_error_message='Năm sinh phải khớp với ngày sinh.'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='organizations_person_merge', violation_error_message='Không gộp một người vào chính người đó.')],
            },
        ),
        migrations.CreateModel(
            name='PersonMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.person')),
                ('absorbed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.person')),
                ('moved', models.JSONField(default=dict)),
                ('merged_at', models.DateTimeField(auto_now_add=True)),
                ('merged_by_name', models.CharField(max_length=200)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'lần gộp người',
                'verbose_name_plural': 'lần gộp người',
                'constraints': [models.CheckConstraint(condition=models.Q(('undone_at__isnull', True), models.Q(('merged_at__isnull', False), ('undone_at__gte', models.F('merged_at'))), _connector='OR'), name='organizations_merge_undone', violation_error_message='Không hoàn tác trước khi gộp.')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('code', models.CharField(default=thidua.core.codes.new_code, max_length=12, unique=True, verbose_name='mã')),
                ('began_on', models.DateField(blank=True, null=True, verbose_name='có từ ngày')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='hết từ ngày')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'đơn vị',
                'verbose_name_plural': 'đơn vị',
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('began_on__isnull', True), ('ended_on__gt', models.F('began_on')), _connector='OR'), name='organizations_unit_dates', violation_error_message='Ngày kết thúc của đơn vị phải sau ngày bắt đầu.')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='organizations.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organizations.unit')),
                ('title', models.CharField(blank=True, max_length=150, verbose_name='chức vụ')),
                ('group', models.CharField(blank=True, choices=[('leader', 'Lãnh đạo, quản lý'), ('direct', 'Trực tiếp công tác, lao động'), ('other', 'Khác')], max_length=10, verbose_name='nhóm')),
                ('since', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('until', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'công tác',
                'verbose_name_plural': 'công tác',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('since__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='organizations_post_dates', violation_error_message='Ngày thôi chức vụ phải sau ngày bắt đầu.')],
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('code', models.CharField(default=thidua.core.codes.new_code, max_length=12, unique=True, verbose_name='mã')),
                ('name', models.CharField(max_length=200, verbose_name='hộ gia đình')),
                ('head_name', models.CharField(max_length=120, verbose_name='chủ hộ')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm sinh chủ hộ')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='địa chỉ')),
                ('members', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='số khẩu')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='organizations.unit')),
                ('search_key', models.CharField(editable=False, max_length=200)),
                ('sort_key', models.CharField(editable=False, max_length=600)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'hộ gia đình',
                'verbose_name_plural': 'hộ gia đình',
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('search_key', config='simple'), name='organizations_household_search')],
            },
        ),
        migrations.CreateModel(
            name='UnitSuccession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='organizations.unit')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='organizations.unit')),
                ('on', models.DateField(verbose_name='từ ngày')),
                ('kind', models.CharField(choices=[('whole', 'Nhập toàn bộ'), ('part', 'Nhập một phần'), ('renamed', 'Đổi tên, đổi cấp')], max_length=10, verbose_name='cách')),
                ('instrument', models.CharField(blank=True, max_length=200, verbose_name='căn cứ')),
                ('confidence', models.CharField(default='verified', max_length=20, verbose_name='độ tin cậy')),
            ],
            options={
                'verbose_name': 'sự kế tiếp đơn vị',
                'verbose_name_plural': 'sự kế tiếp đơn vị',
                'constraints': [models.UniqueConstraint(fields=('authority', 'predecessor', 'successor', 'on'), name='organizations_succession_once', violation_error_message='Sự kế tiếp này đã được ghi.'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='organizations_succession_two', violation_error_message='Đơn vị không thể kế tiếp chính nó.')],
            },
        ),
        migrations.CreateModel(
            name='UnitVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='organizations.unit')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField(verbose_name='hiệu lực')),
                ('kind', models.CharField(choices=[('province', 'Tỉnh, thành phố'), ('district', 'Huyện, quận'), ('commune', 'Xã'), ('township', 'Thị trấn'), ('ward', 'Phường'), ('office', 'Phòng, ban'), ('school', 'Trường học'), ('station', 'Trung tâm, trạm'), ('association', 'Hội, đoàn thể'), ('military', 'Đơn vị quân sự'), ('hamlet', 'Thôn, tổ dân phố'), ('enterprise', 'Doanh nghiệp'), ('collective', 'Tập thể khác')], max_length=20, verbose_name='loại')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('short_name', models.CharField(blank=True, max_length=100, verbose_name='tên ngắn')),
                ('aliases', models.JSONField(blank=True, default=list, verbose_name='tên gọi khác')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ('search_key', models.CharField(editable=False, max_length=300)),
                ('sort_key', models.CharField(editable=False, max_length=600)),
            ],
            options={
                'verbose_name': 'tên và cấp của đơn vị',
                'verbose_name_plural': 'tên và cấp của đơn vị',
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('search_key', config='simple'), name='organizations_version_search')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=((models.Func(models.F('unit'), models.F('unit'), models.Value('[]'), function='int8range'), '&&'), (models.F('valid'), '&&')), name='organizations_version_no_overlap', violation_error_message='Một đơn vị không có hai tên trong cùng một ngày.')],
            },
        ),
    ]
