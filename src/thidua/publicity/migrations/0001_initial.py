import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import thidua.core.codes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('commendation', '0001_initial'),
        ('documents', '0001_initial'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CandidateList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('code', models.CharField(default=thidua.core.codes.new_code, max_length=12, unique=True, verbose_name='mã')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidate_lists', to='commendation.round')),
                ('name', models.CharField(max_length=200, verbose_name='tên danh sách')),
                ('working_days', models.PositiveSmallIntegerField(verbose_name='số ngày làm việc lấy ý kiến')),
                ('basis', models.CharField(max_length=300, verbose_name='căn cứ của thời hạn')),
                ('is_compulsory', models.BooleanField(default=False, verbose_name='pháp luật buộc công khai')),
                ('how_else', models.CharField(blank=True, max_length=300, verbose_name='nơi nhận ý kiến ngoài cổng này')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='ngày đăng')),
                ('said_last_day', models.DateField(blank=True, null=True, verbose_name='ngày cuối do cơ quan ấn định')),
                ('said_basis', models.CharField(blank=True, max_length=300, verbose_name='căn cứ của ngày cuối')),
                ('state', models.CharField(choices=[('draft', 'Đang lập'), ('open', 'Đang lấy ý kiến'), ('paused', 'Tạm dừng'), ('closed', 'Đã hết hạn'), ('withdrawn', 'Đã rút')], default='draft', max_length=10)),
                ('draft_at', models.DateTimeField(auto_now_add=True)),
                ('open_at', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='lý do tạm dừng, rút')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='nhắc kết thúc lúc')),
            ],
            options={
                'verbose_name': 'danh sách lấy ý kiến Nhân dân',
                'verbose_name_plural': 'danh sách lấy ý kiến Nhân dân',
                'indexes': [models.Index(fields=['authority', 'state', '-opened_on'], name='publicity_c_authori_35b8db_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('working_days__range', (1, 60)), models.Q(('basis', ''), _negated=True)), name='publicity_list_days', violation_error_message='Thời gian lấy ý kiến từ 1 đến 60 ngày làm việc và phải ghi căn cứ.'), models.CheckConstraint(condition=models.Q(models.Q(('said_basis', ''), ('said_last_day__isnull', True)), models.Q(('said_last_day__isnull', False), models.Q(('said_basis', ''), _negated=True), ('opened_on__isnull', False), ('said_last_day__gt', models.F('opened_on'))), _connector='OR'), name='publicity_list_said_day', violation_error_message='Ngày cuối phải sau ngày đăng và phải ghi căn cứ tính ngày đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('open',)), _negated=True), ('open_at__isnull', False), _connector='OR'), name='publicity_list_open', violation_error_message='Danh sách ở bước “Đang lấy ý kiến” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('paused',)), _negated=True), ('paused_at__isnull', False), _connector='OR'), name='publicity_list_paused', violation_error_message='Danh sách ở bước “Tạm dừng” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('closed',)), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='publicity_list_closed', violation_error_message='Danh sách ở bước “Đã hết hạn” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('withdrawn',)), _negated=True), ('withdrawn_at__isnull', False), _connector='OR'), name='publicity_list_withdrawn', violation_error_message='Danh sách ở bước “Đã rút” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('open', 'paused', 'closed')), _negated=True), ('opened_on__isnull', False), _connector='OR'), name='publicity_list_opened', violation_error_message='Danh sách đã đăng phải có ngày đăng.'), models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('authority', 'round', 'name'), name='publicity_list_name', violation_error_message='Đợt xét này đã có danh sách cùng tên.')],
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('code', models.CharField(default=thidua.core.codes.new_code, max_length=12, unique=True, verbose_name='mã')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='publicity.candidatelist')),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidacies', to='commendation.nomination')),
                ('name', models.CharField(max_length=200, verbose_name='họ tên, tên tập thể, hộ')),
                ('detail', models.CharField(blank=True, max_length=400, verbose_name='chức vụ, đơn vị')),
                ('title_code', models.CharField(max_length=20, verbose_name='danh hiệu, hình thức')),
                ('achievement', models.CharField(blank=True, max_length=300, verbose_name='tóm tắt thành tích')),
                ('corrected_at', models.DateTimeField(blank=True, null=True, verbose_name='đính chính lúc')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='nội dung đính chính')),
                ('search_key', models.CharField(editable=False, max_length=400)),
                ('sort_key', models.CharField(editable=False, max_length=600)),
            ],
            options={
                'verbose_name': 'trường hợp trong danh sách lấy ý kiến',
                'verbose_name_plural': 'trường hợp trong danh sách lấy ý kiến',
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('search_key', config='simple'), name='publicity_candidate_search')],
                'constraints': [models.UniqueConstraint(fields=('authority', 'list', 'nomination'), name='publicity_candidate_once', violation_error_message='Hồ sơ này đã có trong danh sách.'), models.CheckConstraint(condition=models.Q(models.Q(('corrected_at__isnull', True), ('note', '')), models.Q(('corrected_at__isnull', False), models.Q(('note', ''), _negated=True)), _connector='OR'), name='publicity_candidate_note', violation_error_message='Đính chính phải ghi rõ đã sửa gì.')],
            },
        ),
        migrations.CreateModel(
            name='ClockStop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stops', to='publicity.candidatelist')),
                ('candidate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='stops', to='publicity.candidate')),
                ('since', models.DateField(verbose_name='từ ngày')),
                ('until', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('words', models.CharField(max_length=300, verbose_name='lý do')),
            ],
            options={
                'verbose_name': 'thời gian dừng tính thời hạn lấy ý kiến',
                'verbose_name_plural': 'thời gian dừng tính thời hạn lấy ý kiến',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), models.Q(('since__isnull', False), ('until__gte', models.F('since'))), _connector='OR'), name='publicity_stop_dates', violation_error_message='Không tính tiếp thời hạn trước khi dừng.')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('code', models.CharField(default=thidua.core.codes.new_code, max_length=12, unique=True, verbose_name='mã')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='publicity.candidatelist')),
                ('candidate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='publicity.candidate')),
                ('naming', models.CharField(choices=[('named', 'Ghi tên'), ('confidential', 'Giữ kín danh tính')], max_length=12, verbose_name='danh tính')),
                ('channel', models.CharField(choices=[('portal', 'Cổng thông tin'), ('paper', 'Văn bản, thư'), ('phone', 'Điện thoại'), ('person', 'Trực tiếp tại cơ quan'), ('email', 'Thư điện tử')], default='portal', max_length=8, verbose_name='cách nhận')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='ngày nhận')),
                ('text', models.TextField(verbose_name='nội dung')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('receipt_hash', models.CharField(max_length=64, unique=True)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('handler', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answer', models.TextField(blank=True, verbose_name='trả lời')),
                ('passed_to', models.CharField(blank=True, max_length=200, verbose_name='cơ quan được chuyển')),
                ('substance', models.CharField(blank=True, max_length=1000, verbose_name='nội dung chính')),
                ('forwarded_at', models.DateTimeField(blank=True, null=True, verbose_name='chuyển đơn vị lúc')),
                ('hold', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commendation.hold')),
                ('stop', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='publicity.clockstop')),
                ('state', models.CharField(choices=[('new', 'Mới'), ('in_review', 'Đang xem xét'), ('serious', 'Nghiêm trọng, đang làm rõ'), ('passed_on', 'Đã chuyển cơ quan khác'), ('answered', 'Đã trả lời'), ('unfounded', 'Không có căn cứ')], default='new', max_length=10)),
                ('new_at', models.DateTimeField(auto_now_add=True, verbose_name='nhận lúc')),
                ('in_review_at', models.DateTimeField(blank=True, null=True)),
                ('serious_at', models.DateTimeField(blank=True, null=True)),
                ('passed_on_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('unfounded_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'ý kiến của Nhân dân',
                'verbose_name_plural': 'ý kiến của Nhân dân',
                'indexes': [models.Index(fields=['authority', 'state', 'new_at'], name='publicity_c_authori_8c088e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('in_review',)), _negated=True), ('in_review_at__isnull', False), _connector='OR'), name='publicity_comment_in_review', violation_error_message='Ý kiến ở bước “Đang xem xét” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('serious',)), _negated=True), ('serious_at__isnull', False), _connector='OR'), name='publicity_comment_serious', violation_error_message='Ý kiến ở bước “Nghiêm trọng, đang làm rõ” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('passed_on',)), _negated=True), ('passed_on_at__isnull', False), _connector='OR'), name='publicity_comment_passed_on', violation_error_message='Ý kiến ở bước “Đã chuyển cơ quan khác” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('answered',)), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='publicity_comment_answered', violation_error_message='Ý kiến ở bước “Đã trả lời” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('unfounded',)), _negated=True), ('unfounded_at__isnull', False), _connector='OR'), name='publicity_comment_unfounded', violation_error_message='Ý kiến ở bước “Không có căn cứ” phải có thời điểm vào bước đó.'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'portal'), ('received_on__isnull', True)), models.Q(models.Q(('channel', 'portal'), _negated=True), ('received_on__isnull', False)), _connector='OR'), name='publicity_comment_received', violation_error_message='Ý kiến nhận ngoài cổng thông tin phải có ngày nhận.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('answered', 'unfounded')), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='publicity_comment_answer', violation_error_message='Ý kiến đã giải quyết phải có câu trả lời.'), models.CheckConstraint(condition=models.Q(('forwarded_at__isnull', True), models.Q(('substance', ''), _negated=True), _connector='OR'), name='publicity_comment_forwarded', violation_error_message='Chuyển đơn vị phải có nội dung chính do chuyên viên ghi.')],
            },
        ),
        migrations.CreateModel(
            name='Commenter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('comment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='commenter', to='publicity.comment')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='họ tên')),
                ('contact', models.CharField(blank=True, max_length=300, verbose_name='điện thoại, thư điện tử, địa chỉ')),
            ],
            options={
                'verbose_name': 'người góp ý',
                'verbose_name_plural': 'người góp ý',
            },
        ),
        migrations.CreateModel(
            name='DaySalt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('day', models.DateField(verbose_name='ngày')),
                ('salt', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'muối của ngày',
                'verbose_name_plural': 'muối của ngày',
                'constraints': [models.UniqueConstraint(fields=('authority', 'day'), name='publicity_salt_day')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='publicity.candidatelist')),
                ('kind', models.CharField(choices=[('portal', 'Cổng thông tin này'), ('board', 'Niêm yết tại trụ sở, nơi sinh hoạt'), ('press', 'Báo, đài, truyền thanh'), ('site', 'Trang thông tin điện tử khác')], max_length=8, verbose_name='hình thức')),
                ('where', models.CharField(max_length=200, verbose_name='nơi đăng')),
                ('posted_on', models.DateField(verbose_name='ngày đăng')),
                ('link', models.URLField(blank=True, max_length=300, verbose_name='địa chỉ')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('made_by_name', models.CharField(max_length=200)),
            ],
            options={
                'verbose_name': 'nơi công khai danh sách',
                'verbose_name_plural': 'nơi công khai danh sách',
                'constraints': [models.UniqueConstraint(fields=('authority', 'list', 'kind', 'where'), name='publicity_placement_once', violation_error_message='Nơi đăng này đã được ghi.')],
            },
        ),
        migrations.CreateModel(
            name='VisitBucket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('day', models.DateField(verbose_name='ngày')),
                ('key', models.CharField(max_length=64)),
                ('tokens', models.FloatField(verbose_name='lượt còn lại')),
                ('filled_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'lượt gửi trong ngày',
                'verbose_name_plural': 'lượt gửi trong ngày',
                'constraints': [models.UniqueConstraint(fields=('authority', 'day', 'key'), name='publicity_bucket')],
            },
        ),
    ]
