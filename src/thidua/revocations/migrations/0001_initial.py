import django.db.models.deletion
import thidua.core.codes
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('decisions', '0001_initial'),
        ('documents', '0001_initial'),
        ('organizations', '0001_initial'),
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='UndoCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('code', models.CharField(default=thidua.core.codes.new_code, max_length=12, unique=True, verbose_name='mã')),
                ('kind', models.CharField(choices=[('revoke', 'Hủy bỏ quyết định, thu hồi hiện vật và tiền thưởng'), ('strip', 'Tước danh hiệu vinh dự nhà nước'), ('restore', 'Phục hồi, trao lại'), ('reissue', 'Cấp đổi, cấp lại giấy, hiện vật')], max_length=10, verbose_name='việc')),
                ('state', models.CharField(choices=[('proposed', 'Đơn vị đề xuất'), ('open', 'Đang xem xét'), ('settled', 'Đã đủ căn cứ'), ('drafted', 'Đã dự thảo quyết định'), ('forwarded', 'Đã trình cấp trên'), ('done', 'Đã có quyết định'), ('refused', 'Không có căn cứ'), ('withdrawn', 'Đã rút')], default='open', max_length=10, verbose_name='bước')),
                ('reason', models.CharField(blank=True, choices=[('lost', 'Bị mất'), ('damaged', 'Bị hỏng'), ('wrong', 'Ghi sai tên')], max_length=10, verbose_name='lý do cấp lại')),
                ('summary', models.TextField(max_length=2000, verbose_name='nội dung vụ việc')),
                ('law_on', models.DateField(verbose_name='xét theo luật ngày')),
                ('deciding_basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ về thẩm quyền')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ('unit_name', models.CharField(blank=True, max_length=200, verbose_name='đơn vị đề xuất')),
                ('finding', models.JSONField(default=list, verbose_name='kết luận theo luật')),
                ('decision', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undo_case', to='decisions.decision')),
                ('forward_paper', models.CharField(blank=True, max_length=200, verbose_name='văn bản trình')),
                ('forward_to', models.CharField(blank=True, max_length=200, verbose_name='trình ai')),
                ('forwarded_on', models.DateField(blank=True, null=True, verbose_name='ngày trình')),
                ('outcome_paper', models.CharField(blank=True, max_length=200, verbose_name='quyết định của cấp trên')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='ngày quyết định của cấp trên')),
                ('outcome_reason', models.CharField(blank=True, max_length=500, verbose_name='lý do kết thúc')),
                ('rejudged', models.JSONField(default=list, verbose_name='hồ sơ xét lại')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by_name', models.CharField(max_length=200, verbose_name='người lập')),
                ('proposed_at', models.DateTimeField(blank=True, null=True)),
                ('open_at', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('drafted_at', models.DateTimeField(blank=True, null=True)),
                ('forwarded_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'hồ sơ thu hồi, phục hồi, cấp lại',
                'verbose_name_plural': 'hồ sơ thu hồi, phục hồi, cấp lại',
                'indexes': [models.Index(fields=['authority', 'state'], name='revocations_authori_777a41_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'reissue'), ('reason', ''), _connector='XOR'), name='revocations_case_reason', violation_error_message='Cấp đổi, cấp lại phải ghi lý do: mất, hỏng, ghi sai tên.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('drafted',)), _negated=True), ('decision__isnull', False), _connector='OR'), name='revocations_case_drafted', violation_error_message='Hồ sơ đã dự thảo phải có dự thảo quyết định.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('forwarded',)), _negated=True), ('forwarded_on__isnull', False), _connector='OR'), name='revocations_case_forwarded', violation_error_message='Hồ sơ đã trình phải có ngày trình.'), models.CheckConstraint(condition=models.Q(('outcome_on__isnull', True), models.Q(('forwarded_on__isnull', False), ('outcome_on__gte', models.F('forwarded_on'))), _connector='OR'), name='revocations_case_outcome', violation_error_message='Quyết định của cấp trên không thể trước ngày trình.')],
            },
        ),
        migrations.CreateModel(
            name='GroundAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='revocations.undocase')),
                ('ground', models.CharField(max_length=40, verbose_name='căn cứ')),
                ('value', models.BooleanField(blank=True, null=True, verbose_name='trả lời')),
                ('paper', models.CharField(blank=True, max_length=300, verbose_name='văn bản')),
                ('answered_by_name', models.CharField(max_length=200)),
                ('answered_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'trả lời về căn cứ thu hồi',
                'verbose_name_plural': 'trả lời về căn cứ thu hồi',
                'constraints': [models.UniqueConstraint(fields=('authority', 'case', 'ground'), name='revocations_ground_once'), models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value', False), models.Q(('paper', ''), _negated=True), _connector='OR'), name='revocations_ground_paper', violation_error_message='Trả lời “Có” phải ghi văn bản làm căn cứ.')],
            },
        ),
        migrations.CreateModel(
            name='CasePaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='revocations.undocase')),
                ('kind', models.CharField(choices=[('evidence', 'Kết luận, bản án, tài liệu chứng minh'), ('explanation', 'Giải trình của người, tập thể liên quan'), ('proposal', 'Văn bản đề nghị của đơn vị, cơ quan'), ('request', 'Đơn hoặc công văn đề nghị cấp đổi, cấp lại'), ('certification', 'Giấy xác nhận, danh sách kèm theo'), ('outcome', 'Quyết định, trả lời của cấp trên')], max_length=15, verbose_name='loại')),
                ('words', models.CharField(max_length=300, verbose_name='số, ngày, cơ quan, nội dung')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by_name', models.CharField(max_length=200)),
                ('by_unit', models.BooleanField(default=False, verbose_name='do đơn vị nộp')),
            ],
            options={
                'verbose_name': 'giấy tờ của hồ sơ thu hồi',
                'verbose_name_plural': 'giấy tờ của hồ sơ thu hồi',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CaseAward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='awards', to='revocations.undocase')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undo_cases', to='registry.award')),
                ('order', models.PositiveIntegerField(verbose_name='thứ tự')),
                ('name', models.CharField(max_length=400, verbose_name='họ tên, tên tập thể, hộ')),
                ('unit_name', models.CharField(blank=True, max_length=400, verbose_name='đơn vị')),
                ('right_name', models.CharField(blank=True, max_length=400, verbose_name='tên đúng')),
                ('name_basis', models.CharField(blank=True, max_length=300, verbose_name='giấy tờ ghi tên đúng')),
                ('certificate', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.certificate')),
                ('live', models.BooleanField(default=True, verbose_name='đang giải quyết')),
            ],
            options={
                'verbose_name': 'khen thưởng trong hồ sơ thu hồi',
                'verbose_name_plural': 'khen thưởng trong hồ sơ thu hồi',
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'case', 'award'), name='revocations_award_once'), models.UniqueConstraint(condition=models.Q(('live', True)), fields=('authority', 'award'), name='revocations_award_one_live', violation_error_message='Khen thưởng này đang có một hồ sơ khác chưa xong. Mở hồ sơ đó ở mục Thu hồi, cấp lại.')],
            },
        ),
        migrations.CreateModel(
            name='AwardEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undo_events', to='registry.award')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='revocations.undocase')),
                ('kind', models.CharField(choices=[('revoke', 'Hủy bỏ quyết định, thu hồi hiện vật và tiền thưởng'), ('strip', 'Tước danh hiệu vinh dự nhà nước'), ('restore', 'Phục hồi, trao lại'), ('reissue', 'Cấp đổi, cấp lại giấy, hiện vật')], max_length=10, verbose_name='việc')),
                ('on', models.DateField(verbose_name='từ ngày')),
                ('words', models.CharField(max_length=200, verbose_name='theo quyết định')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='decisions.decision')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'việc thu hồi, phục hồi, cấp lại đã làm',
                'verbose_name_plural': 'việc thu hồi, phục hồi, cấp lại đã làm',
                'ordering': ['on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'award', 'case'), name='revocations_event_once')],
            },
        ),
        migrations.CreateModel(
            name='ReturnedObject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objects_back', to='revocations.caseaward')),
                ('kind', models.CharField(choices=[('certificate', 'Bằng, giấy chứng nhận, giấy khen'), ('badge', 'Huân chương, huy chương, huy hiệu'), ('frame', 'Khung'), ('other', 'Hiện vật khác')], max_length=15, verbose_name='hiện vật')),
                ('state', models.CharField(choices=[('awaited', 'Chưa nộp lại'), ('returned', 'Đã nộp lại'), ('not_returned', 'Không thu hồi được')], default='awaited', max_length=15, verbose_name='trạng thái')),
                ('on', models.DateField(blank=True, null=True, verbose_name='ngày nộp lại')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
            ],
            options={
                'verbose_name': 'hiện vật phải nộp lại',
                'verbose_name_plural': 'hiện vật phải nộp lại',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'line', 'kind'), name='revocations_object_once'), models.CheckConstraint(condition=models.Q(models.Q(('on__isnull', False), ('state', 'returned')), models.Q(models.Q(('state', 'returned'), _negated=True), ('on__isnull', True)), _connector='OR'), name='revocations_object_day', violation_error_message='Hiện vật đã nộp lại phải có ngày nộp.')],
            },
        ),
    ]
