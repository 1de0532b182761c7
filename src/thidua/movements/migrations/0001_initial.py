import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import thidua.core.codes
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("commendation", "0001_initial"),
        ("directives", "0001_initial"),
        ("documents", "0001_initial"),
        ("organizations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Movement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("changed_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("regular", "Thường xuyên"), ("thematic", "Theo chuyên đề")],
                        max_length=10,
                        verbose_name="hình thức thi đua",
                    ),
                ),
                ("slogan", models.CharField(blank=True, max_length=300, verbose_name="khẩu hiệu")),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("person", "Cá nhân"),
                                ("collective", "Tập thể"),
                                ("household", "Hộ gia đình"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="đối tượng thi đua",
                    ),
                ),
                (
                    "criteria_person",
                    models.TextField(blank=True, verbose_name="tiêu chí đối với cá nhân"),
                ),
                (
                    "criteria_collective",
                    models.TextField(blank=True, verbose_name="tiêu chí đối với tập thể"),
                ),
                (
                    "criteria_household",
                    models.TextField(blank=True, verbose_name="tiêu chí đối với hộ gia đình"),
                ),
                (
                    "part_content",
                    models.TextField(blank=True, verbose_name="mục tiêu, nội dung, kế hoạch"),
                ),
                ("part_launch", models.TextField(blank=True, verbose_name="phát động, triển khai")),
                ("part_control", models.TextField(blank=True, verbose_name="kiểm tra, giám sát")),
                (
                    "part_spread",
                    models.TextField(blank=True, verbose_name="tuyên truyền, nhân rộng điển hình"),
                ),
                (
                    "part_review",
                    models.TextField(blank=True, verbose_name="sơ kết, tổng kết, khen thưởng"),
                ),
                (
                    "code",
                    models.CharField(
                        default=thidua.core.codes.new_code,
                        max_length=12,
                        unique=True,
                        verbose_name="mã",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="tên phong trào")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("prime_minister", "Thủ tướng Chính phủ"),
                            ("ministry", "Bộ, ban, ngành trung ương"),
                            ("province", "Tỉnh, thành phố"),
                            ("district", "Huyện, quận (đến 30/6/2025)"),
                            ("commune", "Xã, phường"),
                            ("unit", "Cơ quan, đơn vị"),
                        ],
                        max_length=14,
                        verbose_name="cấp phát động",
                    ),
                ),
                ("body", models.CharField(max_length=200, verbose_name="cơ quan phát động")),
                (
                    "is_ours",
                    models.BooleanField(default=True, verbose_name="do cơ quan này phát động"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="movements.movement",
                        verbose_name="hưởng ứng phong trào",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="directives.directive",
                        verbose_name="theo chỉ thị",
                    ),
                ),
                (
                    "finding",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movement",
                        to="directives.finding",
                    ),
                ),
                (
                    "hot_spot",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="xuất phát từ điểm nóng"
                    ),
                ),
                (
                    "hot_spot_reference",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="tham chiếu điểm nóng"
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="lập thành tích chào mừng"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="từ ngày")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "registration_until",
                    models.DateField(blank=True, null=True, verbose_name="hạn đăng ký"),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="số văn bản phát động"
                    ),
                ),
                (
                    "paper_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày văn bản phát động"),
                ),
                (
                    "signer_post",
                    models.CharField(blank=True, max_length=150, verbose_name="chức vụ người ký"),
                ),
                (
                    "signer_name",
                    models.CharField(blank=True, max_length=120, verbose_name="người ký"),
                ),
                (
                    "plan_docx",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "plan_pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do")),
                ("search_key", models.CharField(editable=False, max_length=600)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Đang soạn"),
                            ("checked", "Đã kiểm tra, chờ phát động"),
                            ("launched", "Đã phát động"),
                            ("running", "Đang thực hiện"),
                            ("preliminary", "Đang sơ kết"),
                            ("final", "Đang tổng kết"),
                            ("closed", "Đã tổng kết"),
                            ("cancelled", "Đã hủy"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("draft_at", models.DateTimeField(blank=True, null=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("launched_at", models.DateTimeField(blank=True, null=True)),
                ("running_at", models.DateTimeField(blank=True, null=True)),
                ("preliminary_at", models.DateTimeField(blank=True, null=True)),
                ("final_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "units",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="organizations.unit",
                        verbose_name="đơn vị tham gia (trống: mọi đơn vị)",
                    ),
                ),
            ],
            options={
                "verbose_name": "phong trào thi đua",
                "verbose_name_plural": "phong trào thi đua",
                "indexes": [
                    models.Index(
                        fields=["authority", "state", "starts_on"],
                        name="movements_m_authori_ec8aca_idx",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector("search_key", config="simple"),
                        name="movements_movement_search",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            models.Q(
                                ("ends_on__gte", models.F("starts_on")),
                                ("starts_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="movements_movement_period",
                        violation_error_message="Ngày kết thúc phong trào phải từ ngày bắt đầu trở đi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="movements_movement_own_parent",
                        violation_error_message="Phong trào không hưởng ứng chính nó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "district"), _negated=True),
                            ("paper_on__isnull", True),
                            ("paper_on__lt", datetime.date(2025, 7, 1)),
                            _connector="OR",
                        ),
                        name="movements_movement_district",
                        violation_error_message="Từ 01/7/2025 không còn cấp huyện: phong trào phát động từ ngày đó chọn cấp xã, phường.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_ours", False),
                            models.Q(
                                (
                                    "state__in",
                                    ("launched", "running", "preliminary", "final", "closed"),
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("number", ""), _negated=True), ("paper_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="movements_movement_numbered",
                        violation_error_message="Phong trào đã phát động phải ghi số và ngày kế hoạch.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="movements_movement_reason",
                        violation_error_message="Hủy phong trào phải ghi lý do.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("checked",)), _negated=True),
                            ("checked_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movements_movement_checked",
                        violation_error_message="Phong trào ở bước “Đã kiểm tra, chờ phát động” phải có thời điểm vào bước đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("launched",)), _negated=True),
                            ("launched_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movements_movement_launched",
                        violation_error_message="Phong trào ở bước “Đã phát động” phải có thời điểm vào bước đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("running",)), _negated=True),
                            ("running_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movements_movement_running",
                        violation_error_message="Phong trào ở bước “Đang thực hiện” phải có thời điểm vào bước đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("preliminary",)), _negated=True),
                            ("preliminary_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movements_movement_preliminary",
                        violation_error_message="Phong trào ở bước “Đang sơ kết” phải có thời điểm vào bước đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("final",)), _negated=True),
                            ("final_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movements_movement_final",
                        violation_error_message="Phong trào ở bước “Đang tổng kết” phải có thời điểm vào bước đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("closed",)), _negated=True),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movements_movement_closed",
                        violation_error_message="Phong trào ở bước “Đã tổng kết” phải có thời điểm vào bước đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("cancelled",)), _negated=True),
                            ("cancelled_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movements_movement_cancelled",
                        violation_error_message="Phong trào ở bước “Đã hủy” phải có thời điểm vào bước đó.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MovementRegistration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=thidua.core.codes.new_code,
                        max_length=12,
                        unique=True,
                        verbose_name="mã",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="movements.movement",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.unit",
                    ),
                ),
                ("unit_name", models.CharField(max_length=200, verbose_name="tên đơn vị")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="lần")),
                ("words", models.TextField(blank=True, verbose_name="nội dung hưởng ứng")),
                ("received_on", models.DateField(verbose_name="ngày đăng ký")),
                ("is_late", models.BooleanField(default=False, verbose_name="đăng ký sau hạn")),
                (
                    "change_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="lý do thay đổi"),
                ),
                ("registered_at", models.DateTimeField(auto_now_add=True)),
                ("registered_by_name", models.CharField(max_length=200)),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdraw_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="lý do rút"),
                ),
            ],
            options={
                "verbose_name": "đăng ký thi đua",
                "verbose_name_plural": "đăng ký thi đua",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "movement", "unit", "version"),
                        name="movements_registration_version",
                        violation_error_message="Đơn vị vừa đăng ký. Tải lại trang để xem bản mới.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("superseded_at__isnull", True), ("withdrawn_at__isnull", True)
                        ),
                        fields=("authority", "movement", "unit"),
                        name="movements_registration_once",
                        violation_error_message="Đơn vị đã đăng ký phong trào này.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            models.Q(("withdraw_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="movements_registration_withdrawn",
                        violation_error_message="Rút đăng ký phải ghi lý do.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MovementReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("changed_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "code",
                    models.CharField(
                        default=thidua.core.codes.new_code,
                        max_length=12,
                        unique=True,
                        verbose_name="mã",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="movements.movement",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("preliminary", "Sơ kết"), ("final", "Tổng kết")],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="hạn")),
                (
                    "results_until",
                    models.DateField(blank=True, null=True, verbose_name="hạn đơn vị báo cáo"),
                ),
                (
                    "basis",
                    models.CharField(blank=True, max_length=300, verbose_name="căn cứ của hạn"),
                ),
                ("achieved", models.TextField(blank=True, verbose_name="kết quả đạt được")),
                ("limits", models.TextField(blank=True, verbose_name="hạn chế, nguyên nhân")),
                ("next_steps", models.TextField(blank=True, verbose_name="nhiệm vụ tiếp theo")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="số báo cáo")),
                ("paper_on", models.DateField(blank=True, null=True, verbose_name="ngày báo cáo")),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("frozen_at", models.DateTimeField(blank=True, null=True)),
                ("frozen_by_name", models.CharField(blank=True, max_length=200)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("frozen", models.JSONField(default=dict, verbose_name="số liệu đã chốt")),
                (
                    "docx",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "kỳ sơ kết, tổng kết",
                "verbose_name_plural": "kỳ sơ kết, tổng kết",
                "ordering": ("due_on", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at__isnull", True), ("kind", "final")),
                        fields=("authority", "movement"),
                        name="movements_review_final_once",
                        violation_error_message="Phong trào chỉ tổng kết một lần.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at__isnull", True)),
                        fields=("authority", "movement", "kind", "due_on"),
                        name="movements_review_once",
                        violation_error_message="Đã có kỳ sơ kết cùng ngày.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frozen_at__isnull", True),
                            models.Q(
                                ("frozen_at__gte", models.F("opened_at")),
                                ("opened_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="movements_review_frozen",
                        violation_error_message="Kỳ sơ kết, tổng kết phải mở trước khi chốt báo cáo.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MovementResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("changed_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "code",
                    models.CharField(
                        default=thidua.core.codes.new_code,
                        max_length=12,
                        unique=True,
                        verbose_name="mã",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="movements.movementreview",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.unit",
                    ),
                ),
                ("unit_name", models.CharField(max_length=200, verbose_name="tên đơn vị")),
                ("words", models.TextField(blank=True, verbose_name="kết quả")),
                ("difficulties", models.TextField(blank=True, verbose_name="khó khăn, vướng mắc")),
                ("proposals", models.TextField(blank=True, verbose_name="kiến nghị")),
                (
                    "given_back_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="lý do trả lại"),
                ),
                ("is_late", models.BooleanField(default=False, verbose_name="nộp sau hạn")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Đang soạn"),
                            ("handed_in", "Đã nộp, chờ tiếp nhận"),
                            ("given_back", "Trả lại để bổ sung"),
                            ("accepted", "Đã tiếp nhận"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("given_back_at", models.DateTimeField(blank=True, null=True)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "báo cáo kết quả phong trào của đơn vị",
                "verbose_name_plural": "báo cáo kết quả phong trào của đơn vị",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "review", "unit"),
                        name="movements_result_once",
                        violation_error_message="Đơn vị đã có báo cáo cho kỳ này.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("handed_in",)), _negated=True),
                            ("handed_in_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movements_result_handed_in",
                        violation_error_message="Báo cáo ở bước “Đã nộp, chờ tiếp nhận” phải có thời điểm vào bước đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("given_back",)), _negated=True),
                            ("given_back_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movements_result_given_back",
                        violation_error_message="Báo cáo ở bước “Trả lại để bổ sung” phải có thời điểm vào bước đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("accepted",)), _negated=True),
                            ("accepted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="movements_result_accepted",
                        violation_error_message="Báo cáo ở bước “Đã tiếp nhận” phải có thời điểm vào bước đó.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MovementFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="movements.movement",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="movements.movementresult",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movement_file",
                        to="documents.storedfile",
                    ),
                ),
                ("label", models.CharField(max_length=200, verbose_name="tên tài liệu")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("added_by_name", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "tài liệu của phong trào",
                "verbose_name_plural": "tài liệu của phong trào",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="GoodExample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="examples",
                        to="movements.movementresult",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Cá nhân"),
                            ("collective", "Tập thể"),
                            ("household", "Hộ gia đình"),
                        ],
                        max_length=12,
                        verbose_name="đối tượng",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("name_key", models.CharField(editable=False, max_length=200)),
                (
                    "position",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="chức vụ, nơi công tác, nơi ở"
                    ),
                ),
                ("words", models.CharField(max_length=1000, verbose_name="việc làm, kết quả")),
            ],
            options={
                "verbose_name": "điển hình của phong trào",
                "verbose_name_plural": "điển hình của phong trào",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="MovementRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "movement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="movements.movement",
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movement_round",
                        to="commendation.round",
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "đợt xét mở từ phong trào",
                "verbose_name_plural": "đợt xét mở từ phong trào",
            },
        ),
        migrations.CreateModel(
            name="MovementSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "takes_titles",
                    models.BooleanField(
                        default=False, verbose_name="nhận đăng ký danh hiệu đầu năm"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="văn bản của địa phương"
                    ),
                ),
            ],
            options={
                "verbose_name": "lựa chọn về đăng ký thi đua",
                "verbose_name_plural": "lựa chọn về đăng ký thi đua",
                "constraints": [
                    models.UniqueConstraint(fields=("authority",), name="movements_settings_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="MovementTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("changed_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("regular", "Thường xuyên"), ("thematic", "Theo chuyên đề")],
                        max_length=10,
                        verbose_name="hình thức thi đua",
                    ),
                ),
                ("slogan", models.CharField(blank=True, max_length=300, verbose_name="khẩu hiệu")),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("person", "Cá nhân"),
                                ("collective", "Tập thể"),
                                ("household", "Hộ gia đình"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="đối tượng thi đua",
                    ),
                ),
                (
                    "criteria_person",
                    models.TextField(blank=True, verbose_name="tiêu chí đối với cá nhân"),
                ),
                (
                    "criteria_collective",
                    models.TextField(blank=True, verbose_name="tiêu chí đối với tập thể"),
                ),
                (
                    "criteria_household",
                    models.TextField(blank=True, verbose_name="tiêu chí đối với hộ gia đình"),
                ),
                (
                    "part_content",
                    models.TextField(blank=True, verbose_name="mục tiêu, nội dung, kế hoạch"),
                ),
                ("part_launch", models.TextField(blank=True, verbose_name="phát động, triển khai")),
                ("part_control", models.TextField(blank=True, verbose_name="kiểm tra, giám sát")),
                (
                    "part_spread",
                    models.TextField(blank=True, verbose_name="tuyên truyền, nhân rộng điển hình"),
                ),
                (
                    "part_review",
                    models.TextField(blank=True, verbose_name="sơ kết, tổng kết, khen thưởng"),
                ),
                (
                    "code",
                    models.CharField(
                        default=thidua.core.codes.new_code,
                        max_length=12,
                        unique=True,
                        verbose_name="mã",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên mẫu")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "mẫu kế hoạch phát động",
                "verbose_name_plural": "mẫu kế hoạch phát động",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("authority", "name"),
                        name="movements_template_name",
                        violation_error_message="Đã có mẫu cùng tên. Đổi tên hoặc sửa mẫu đang có.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PactSignatory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatories",
                        to="movements.movementregistration",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("name", models.CharField(max_length=120, verbose_name="họ tên")),
                ("post", models.CharField(max_length=150, verbose_name="chức vụ, đại diện")),
            ],
            options={
                "verbose_name": "người ký giao ước",
                "verbose_name_plural": "người ký giao ước",
                "ordering": ("order",),
            },
        ),
        migrations.CreateModel(
            name="Pledge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pledges",
                        to="movements.movementregistration",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("words", models.CharField(max_length=500, verbose_name="cam kết")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=3,
                        max_digits=18,
                        null=True,
                        verbose_name="con số",
                    ),
                ),
                (
                    "measure",
                    models.CharField(blank=True, max_length=40, verbose_name="đơn vị tính"),
                ),
            ],
            options={
                "verbose_name": "dòng giao ước",
                "verbose_name_plural": "dòng giao ước",
                "ordering": ("order",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "registration", "order"), name="movements_pledge_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", True),
                            models.Q(models.Q(("measure", ""), _negated=True), ("amount__gte", 0)),
                            _connector="OR",
                        ),
                        name="movements_pledge_measure",
                        violation_error_message="Dòng có con số phải ghi đơn vị tính; con số không âm.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PledgeResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="movements.movementresult",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="movements.pledge",
                    ),
                ),
                (
                    "reached",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=18, null=True, verbose_name="đạt"
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="nói thêm")),
            ],
            options={
                "verbose_name": "kết quả một dòng giao ước",
                "verbose_name_plural": "kết quả các dòng giao ước",
                "ordering": ("pledge__order",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("authority", "result", "pledge"), name="movements_figure_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reached__isnull", True), ("reached__gte", 0), _connector="OR"
                        ),
                        name="movements_figure_reached",
                        violation_error_message="Kết quả không âm.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisteredMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="movements.movementregistration",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Cá nhân"),
                            ("collective", "Tập thể"),
                            ("household", "Hộ gia đình"),
                        ],
                        max_length=12,
                        verbose_name="đối tượng",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                (
                    "position",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="chức vụ, nơi công tác, nơi ở"
                    ),
                ),
            ],
            options={
                "verbose_name": "người, tập thể, hộ tham gia phong trào",
                "verbose_name_plural": "người, tập thể, hộ tham gia phong trào",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="TitleRegistration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=thidua.core.codes.new_code,
                        max_length=12,
                        unique=True,
                        verbose_name="mã",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.unit",
                    ),
                ),
                ("unit_name", models.CharField(max_length=200, verbose_name="tên đơn vị")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Cá nhân"),
                            ("collective", "Tập thể"),
                            ("household", "Hộ gia đình"),
                        ],
                        max_length=12,
                        verbose_name="đối tượng",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("name_key", models.CharField(editable=False, max_length=200)),
                (
                    "position",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="chức vụ, nơi công tác"
                    ),
                ),
                ("title_code", models.CharField(max_length=20, verbose_name="danh hiệu")),
                ("registered_at", models.DateTimeField(auto_now_add=True)),
                ("registered_by_name", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "đăng ký danh hiệu",
                "verbose_name_plural": "đăng ký danh hiệu",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("authority", "year", "unit", "title_code", "name_key", "position"),
                        name="movements_title_once",
                        violation_error_message="Có tên đã đăng ký danh hiệu này. Hai người trùng tên thì ghi thêm chức vụ, nơi công tác.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Anniversary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=thidua.core.codes.new_code,
                        max_length=12,
                        unique=True,
                        verbose_name="mã",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="ngày kỷ niệm")),
                ("day", models.PositiveSmallIntegerField(verbose_name="ngày")),
                ("month", models.PositiveSmallIntegerField(verbose_name="tháng")),
                (
                    "since",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="năm gốc"),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "ngày kỷ niệm của địa phương",
                "verbose_name_plural": "ngày kỷ niệm của địa phương",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("day__range", (1, 31)), ("month__range", (1, 12))),
                        name="movements_anniversary_day",
                        violation_error_message="Ngày từ 1 đến 31, tháng từ 1 đến 12.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("authority", "name", "day", "month"),
                        name="movements_anniversary_once",
                        violation_error_message="Ngày kỷ niệm này đã có.",
                    ),
                ],
            },
        ),
    ]
