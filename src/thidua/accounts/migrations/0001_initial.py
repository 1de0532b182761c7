import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='thư điện tử')),
                ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                ('is_active', models.BooleanField(default=True, verbose_name='đang dùng')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'tài khoản',
                'verbose_name_plural': 'tài khoản',
            },
        ),
        migrations.CreateModel(
            name='RoleAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.authority', verbose_name='cơ quan')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.unit')),
                ('role', models.CharField(choices=[('clerk', 'Cán bộ thi đua của đơn vị'), ('head', 'Thủ trưởng đơn vị'), ('officer', 'Chuyên viên thi đua, khen thưởng'), ('secretary', 'Thư ký Hội đồng'), ('member', 'Thành viên Hội đồng'), ('chairman', 'Chủ tịch UBND'), ('inspector', 'Thanh tra, kiểm tra'), ('editor', 'Biên tập viên'), ('administrator', 'Quản trị hệ thống')], max_length=20, verbose_name='vai trò')),
                ('since', models.DateField(verbose_name='từ ngày')),
                ('until', models.DateField(blank=True, null=True, verbose_name='đến ngày')),
            ],
            options={
                'verbose_name': 'vai trò được giao',
                'verbose_name_plural': 'vai trò được giao',
                'constraints': [models.UniqueConstraint(fields=('authority', 'user', 'unit', 'role', 'since'), name='accounts_assignment_once', violation_error_message='Vai trò này đã được giao.'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='accounts_assignment_dates', violation_error_message='Ngày thôi giữ vai trò phải sau ngày bắt đầu.')],
            },
        ),
    ]
