import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import thidua.core.codes
import uuid
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
            name='Motion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by_name', models.CharField(blank=True, max_length=200)),
                ('code', models.CharField(default=thidua.core.codes.new_code, max_length=12, unique=True, verbose_name='mã')),
                ('question', models.CharField(max_length=500, verbose_name='nội dung bỏ phiếu')),
                ('options', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('agree', 'đồng ý'), ('disagree', 'không đồng ý'), ('abstain', 'không có ý kiến'), ('invalid', 'phiếu không hợp lệ')], max_length=10), size=None)),
                ('total_members', models.PositiveSmallIntegerField(verbose_name='tổng số thành viên')),
                ('quorum', models.PositiveSmallIntegerField(verbose_name='số người bỏ phiếu tối thiểu')),
                ('share_numerator', models.PositiveSmallIntegerField()),
                ('share_denominator', models.PositiveSmallIntegerField()),
                ('opens_at', models.DateTimeField(verbose_name='mở lúc')),
                ('closes_at', models.DateTimeField(verbose_name='hết giờ lúc')),
                ('state', models.CharField(choices=[('open', 'đang bỏ phiếu'), ('closing', 'chờ người thứ hai xác nhận'), ('closed', 'đã đóng'), ('lapsing', 'không đủ người, chờ người thứ hai xác nhận'), ('lapsed', 'không đủ người bỏ phiếu'), ('voiding', 'chờ người thứ hai xác nhận hủy'), ('void', 'đã hủy, không kiểm')], default='open', max_length=10)),
                ('closing_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('lapsing_at', models.DateTimeField(blank=True, null=True)),
                ('lapsed_at', models.DateTimeField(blank=True, null=True)),
                ('voiding_at', models.DateTimeField(blank=True, null=True)),
                ('void_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'việc bỏ phiếu',
                'verbose_name_plural': 'việc bỏ phiếu',
                'constraints': [models.CheckConstraint(condition=models.Q(('options__contained_by', ['agree', 'disagree', 'abstain', 'invalid']), ('options__contains', ['agree', 'disagree', 'abstain'])), name='voting_motion_options', violation_error_message='Phiếu phải có đủ: đồng ý, không đồng ý, không có ý kiến.'), models.CheckConstraint(condition=models.Q(('quorum__gte', 3), ('quorum__lte', models.F('total_members'))), name='voting_motion_quorum', violation_error_message='Số người bỏ phiếu tối thiểu phải từ 3 đến tổng số thành viên.'), models.CheckConstraint(condition=models.Q(('share_numerator__gte', 1), ('share_numerator__lte', models.F('share_denominator'))), name='voting_motion_share', violation_error_message='Tỷ lệ phải lớn hơn 0 và không quá toàn bộ thành viên.'), models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='voting_motion_hours', violation_error_message='Giờ hết bỏ phiếu phải sau giờ mở.'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closing', 'closed', 'lapsing', 'lapsed', 'voiding', 'void'])), name='voting_motion_state', violation_error_message='Việc bỏ phiếu ở trạng thái không có.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('closing', 'closed')), _negated=True), ('closing_at__isnull', False), _connector='OR'), name='voting_motion_closing', violation_error_message='Chưa có người đề nghị đóng bỏ phiếu.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('closed',)), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='voting_motion_closed', violation_error_message='Chưa có người thứ hai xác nhận đóng bỏ phiếu.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('lapsing', 'lapsed')), _negated=True), ('lapsing_at__isnull', False), _connector='OR'), name='voting_motion_lapsing', violation_error_message='Chưa có người đề nghị kết thúc vì không đủ người bỏ phiếu.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('lapsed',)), _negated=True), ('lapsed_at__isnull', False), _connector='OR'), name='voting_motion_lapsed', violation_error_message='Chưa có người thứ hai xác nhận không đủ người bỏ phiếu.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('voiding', 'void')), _negated=True), ('voiding_at__isnull', False), _connector='OR'), name='voting_motion_voiding', violation_error_message='Chưa có người đề nghị hủy việc bỏ phiếu.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('void',)), _negated=True), ('void_at__isnull', False), _connector='OR'), name='voting_motion_void', violation_error_message='Chưa có người thứ hai xác nhận hủy việc bỏ phiếu.')],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('motion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closing', to='voting.motion')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('content', models.JSONField(null=True, verbose_name='kết quả')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='mã băm SHA-256')),
            ],
            options={
                'verbose_name': 'biên bản kiểm phiếu',
                'verbose_name_plural': 'biên bản kiểm phiếu',
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='voting_closing_two_persons', violation_error_message='Đóng bỏ phiếu cần hai người khác nhau.'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_by__isnull', True), ('content__isnull', True), ('sha256', '')), models.Q(('confirmed_by__isnull', False), ('content__isnull', False), ('sha256__regex', '^[0-9a-f]{64}$')), _connector='OR'), name='voting_closing_frozen', violation_error_message='Kết quả chỉ được ghi khi có người thứ hai xác nhận.')],
            },
        ),
        migrations.CreateModel(
            name='RollEntry',
            fields=[
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('motion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roll', to='voting.motion')),
                ('voter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voter_name', models.CharField(blank=True, max_length=120, verbose_name='người vắng không có tài khoản')),
                ('voted', models.BooleanField(default=False, verbose_name='đã bỏ phiếu')),
                ('in_writing', models.BooleanField(default=False, verbose_name='vắng, có ý kiến bằng văn bản')),
            ],
            options={
                'verbose_name': 'người bỏ phiếu',
                'verbose_name_plural': 'danh sách bỏ phiếu',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('motion', 'voter'), name='voting_roll_once', violation_error_message='Mỗi người chỉ có tên một lần trong danh sách bỏ phiếu.'), models.UniqueConstraint(condition=models.Q(('voter__isnull', True)), fields=('motion', 'voter_name'), name='voting_roll_name_once', violation_error_message='Mỗi người chỉ có tên một lần trong danh sách bỏ phiếu.'), models.CheckConstraint(condition=models.Q(models.Q(('voter__isnull', False), ('voter_name', '')), models.Q(('in_writing', True), ('voter__isnull', True), models.Q(('voter_name', ''), _negated=True)), _connector='OR'), name='voting_roll_who', violation_error_message='Người không có tài khoản chỉ được gửi ý kiến bằng văn bản, ghi rõ họ tên.'), models.CheckConstraint(condition=models.Q(('in_writing', False), ('voted', True), _connector='OR'), name='voting_roll_in_writing', violation_error_message='Ý kiến bằng văn bản phải được tính là đã bỏ phiếu.')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('motion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.motion', verbose_name='việc bỏ phiếu')),
                ('option', models.CharField(choices=[('agree', 'đồng ý'), ('disagree', 'không đồng ý'), ('abstain', 'không có ý kiến'), ('invalid', 'phiếu không hợp lệ')], max_length=10, verbose_name='lựa chọn')),
                ('count', models.PositiveSmallIntegerField(default=0, verbose_name='số phiếu')),
            ],
            options={
                'verbose_name': 'số phiếu',
                'verbose_name_plural': 'số phiếu',
                'constraints': [models.UniqueConstraint(fields=('motion', 'option'), name='voting_tally_once'), models.CheckConstraint(condition=models.Q(('count__gte', 0)), name='voting_tally_count'), models.CheckConstraint(condition=models.Q(('option__in', ['agree', 'disagree', 'abstain', 'invalid'])), name='voting_tally_option')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='motion',
            trigger=pgtrigger.compiler.Trigger(name='closed_for_good', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.state IN ('closed', 'lapsed', 'void'))", func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5f139813dc1bef6df0215db2e805649d623f9292', operation='UPDATE OR DELETE', pgid='pgtrigger_closed_for_good_e96e4', table='voting_motion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='closing',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.confirmed_by_id IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='337ae3da00d582fdc11f8c72c4838afd4eaa65eb', operation='UPDATE OR DELETE', pgid='pgtrigger_frozen_9858e', table='voting_closing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rollentry',
            trigger=pgtrigger.compiler.Trigger(name='voted_for_good', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.voted)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e81623584d271ec935dd15bcf13b3b6bae4f2fc6', operation='UPDATE OR DELETE', pgid='pgtrigger_voted_for_good_f6d3d', table='voting_rollentry', when='BEFORE')),
        ),
    ]
