"""Papers by other hands: kinds, headings, lists and layouts as offices write them.

Places and persons are invented. A paragraph is one line where the paper's file has it so.
"""

# ruff: noqa: E501

from __future__ import annotations

PLAN = """\
ỦY BAN NHÂN DÂN TỈNH SÔNG LAM
Số: 112/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lam, ngày 28 tháng 02 năm 2025

**KẾ HOẠCH**
**Triển khai phong trào thi đua “Cả nước thi đua đổi mới sáng tạo và chuyển đổi số” trên địa bàn tỉnh giai đoạn 2025 - 2030**

Thực hiện Kế hoạch số 13-KH/BCĐTW ngày 10/02/2025 của Ban Chỉ đạo Trung ương về phong trào thi đua đổi mới sáng tạo, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

**I. MỤC ĐÍCH, YÊU CẦU**
**1. Mục đích**
- Khơi dậy tinh thần thi đua trong các tầng lớp nhân dân.
- Lấy kết quả phong trào làm căn cứ xét khen thưởng.
**2. Yêu cầu**
Phong trào phải thiết thực, tránh hình thức.

**II. MỤC TIÊU ĐẾN NĂM 2030**
1. Tối thiểu 95% hồ sơ thủ tục hành chính được giải quyết trực tuyến.
2. Ít nhất 80% doanh nghiệp nhỏ và vừa sử dụng nền tảng số.
3. 100% trường học có phòng học thông minh.

**III. TỔ CHỨC THỰC HIỆN**
1. **Sở Nội vụ** là cơ quan thường trực, chủ trì, phối hợp với Sở Khoa học và Công nghệ, Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh hướng dẫn bình xét; tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 20 tháng 11 hằng năm.
2. **Sở Khoa học và Công nghệ** xây dựng bộ tiêu chí, hoàn thành trong quý II/2025.
3. **Báo và Đài Phát thanh - Truyền hình tỉnh** mở chuyên mục tuyên truyền.
4. **Ủy ban nhân dân các xã, phường** phát động phong trào; sơ kết vào tháng 12/2027, tổng kết vào tháng 12/2030.
5. Đề nghị **Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, Tỉnh đoàn, Hội Doanh nhân trẻ tỉnh** vận động đoàn viên, hội viên hưởng ứng.

Trên đây là Kế hoạch triển khai phong trào thi đua; yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.

**Nơi nhận:**
- Ban TĐKT TW;
- TTTU, TT HĐND tỉnh;
- Các sở, ban, ngành;
- Lưu: VT, NV.

**TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH**

**Đinh Thị Hải Yến**
"""

PASTED = """\
ỦY BAN NHÂN DÂN
XÃ TÂN BÌNH
Số: 05 /CT-UBND
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc

Tân Bình, ngày 03 tháng 3 năm 2026
CHỈ THỊ
Về việc đẩy mạnh phong trào thi đua “Dân vận khéo”
năm 2026 trên địa bàn xã
Thời gian qua, phong trào thi đua trên địa bàn xã có nhiều chuyển
biến. Để phong trào đi vào chiều sâu, Chủ tịch Ủy ban nhân dân xã yêu
cầu:
1. Phòng Văn hóa - Xã hội xã chủ trì, phối hợp với Ủy ban Mặt
trận Tổ quốc Việt Nam xã rà soát, lựa chọn các mô hình; tham mưu tổ
chức sơ kết trước ngày 30/6/2026.
2. Trường THCS An Đồng phát động phong trào thi đua trong học
sinh; Trường Tiểu học và Trung học cơ sở Lê Lợi tích cực hưởng ứng,
phấn đấu có ít nhất 03 mô hình.

2

3. Trạm Y tế xã, Đội Quy tắc chợ Tân Bình, Tổ hòa giải thôn
Trung Sơn chủ trì vận động nhân dân giữ gìn vệ sinh, hoàn thành
trong tháng 5 năm 2026.
4. Công an xã, Ban Chỉ huy Quân sự xã phối hợp bảo đảm an ninh,
trật tự.
Văn phòng HĐND và UBND xã theo dõi, đôn đốc việc thực hiện Chỉ
thị này./.
CHỦ TỊCH
Lưu Quang Thắng
"""

DECISION = """\
ỦY BAN NHÂN DÂN
THÀNH PHỐ BẾN ĐÁ

Số: 318/QĐ-UBND

Bến Đá, ngày 19 tháng 5 năm 2025

QUYẾT ĐỊNH
Về việc phát động phong trào thi đua “500 ngày đêm hoàn thành đường ven biển”

ỦY BAN NHÂN DÂN THÀNH PHỐ

Căn cứ Luật Tổ chức chính quyền địa phương số 65/2025/QH15 ngày 19 tháng 02 năm 2025;
Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 214/TTr-SNV ngày 12 tháng 5 năm 2025.

QUYẾT ĐỊNH:

Điều 1. Phát động phong trào thi đua “500 ngày đêm hoàn thành đường ven biển” từ ngày 19/5/2025 đến ngày 30/9/2026.
Điều 2. Giao Sở Xây dựng chủ trì, phối hợp với Ban Quản lý dự án đầu tư xây dựng công trình giao thông thành phố hướng dẫn, kiểm tra; báo cáo kết quả trước ngày 15/10/2026.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký.
Chánh Văn phòng Ủy ban nhân dân thành phố, Giám đốc các Sở: Nội vụ, Xây dựng, Tài chính; Chủ tịch Ủy ban nhân dân các phường ven biển và các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 3;
- Lưu: VT, NV.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Mai Xuân Bách
"""

COLUMNS = """\
UBND HUYỆN ĐỒNG XANH                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG GIÁO DỤC VÀ ĐÀO TẠO                    Độc lập - Tự do - Hạnh phúc
   Số: 21/CT-PGDĐT                        Đồng Xanh, ngày 04 tháng 9 năm 2024

                               CHỈ THỊ
            Về nhiệm vụ thi đua năm học 2024 - 2025 của ngành Giáo dục

Trưởng phòng Giáo dục và Đào tạo yêu cầu:

PHẦN I. NHIỆM VỤ CHUNG
1. Hiệu trưởng các trường tổ chức đăng ký thi đua trước 30/9/2024.
2. Mỗi trường có ít nhất 02 sáng kiến được công nhận; phấn đấu trên 90% giáo viên đạt danh hiệu “Lao động tiên tiến”.
PHẦN II. NHIỆM VỤ CỦA CÁC BỘ PHẬN
3. Tổ Thi đua của Phòng tổng hợp, đề xuất khen thưởng định kỳ hằng tháng.
4. Công đoàn ngành Giáo dục phối hợp với Hội Khuyến học huyện, Hội Cựu giáo chức huyện trao học bổng cho 120 học sinh trước ngày 20/11/2024.
5. Trường THPT số 1 Đồng Xanh làm điểm mô hình “Trường học số”.

Nơi nhận:
- Sở GD&ĐT (để b/c);          - Các trường trực thuộc;          TRƯỞNG PHÒNG
- UBND huyện (để b/c);         - Lưu: VT, TĐ.
                                                                Cao Thị Minh Nguyệt
"""

COUNTED = """\
UBND PHƯỜNG HẢI VÂN
Số: 09/CT-UBND
Hải Vân, ngày … tháng … năm 2026

CHỈ THỊ
V/v chấn chỉnh công tác thi đua, khen thưởng

Qua kiểm tra, việc bình xét ở một số đơn vị còn nể nang. Chủ tịch UBND phường chỉ thị:

Một là, các cơ quan, đơn vị thực hiện nghiêm quy trình bình xét, không cộng dồn thành tích.
Hai là, giao: Phòng Kinh tế, Hạ tầng và Đô thị; Phòng Văn hóa - Xã hội; Ban Quản lý chợ đầu mối rà soát các tập thể nợ thuế, gửi danh sách trước ngày 15/4/2026.
Ba là, Hội đồng Thi đua - Khen thưởng phường họp ít nhất mỗi quý 01 lần; tỷ lệ cá nhân là lãnh đạo được khen không quá 30%.
Bốn là, Ban Công tác mặt trận khu dân cư số 4 chịu trách nhiệm giám sát.

Nơi nhận: - Như trên; - Lưu VT.
TM. UBND PHƯỜNG
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Tống Văn Lực
"""

LETTERED = """\
HUYỆN ỦY ĐỒNG XANH
BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ

THÔNG BÁO
KẾT LUẬN CỦA TRƯỞNG BAN CHỈ ĐẠO

Ngày 05/8/2024, Ban Chỉ đạo họp phiên thứ ba. Trưởng Ban kết luận:

a) Giao Bưu điện huyện, Ngân hàng Chính sách xã hội huyện hoàn thành kết nối dữ liệu trước ngày 31/8/2024;
b) Yêu cầu Tổ công nghệ số cộng đồng các thôn hướng dẫn người dân cài đặt VNeID, đạt 85% người dân trong độ tuổi;
c) Phòng Bảo trợ trẻ em khuyết tật và người già neo đơn huyện bố trí cán bộ.
"""

STRANGERS = """\
CHỈ THỊ
Về việc giữ gìn vệ sinh làng nghề

Chủ tịch Ủy ban nhân dân xã yêu cầu:
1. Giao Phòng Kinh tế, Nghiệp đoàn Chợ nổi Cái Mơ và Công an xã chủ trì rà soát các hộ lấn chiếm.
2. Già làng buôn Ea Tam chịu trách nhiệm vận động bà con; phối hợp với Trạm Y tế xã, Nhóm Thiện nguyện Hoa Cúc hướng dẫn phân loại rác.
3. Cán bộ, đảng viên gương mẫu đi đầu.
4. Công tác phối hợp phải chặt chẽ; đề nghị nhân dân tích cực tham gia.
"""

ALL = {
    "plan": PLAN,
    "pasted": PASTED,
    "decision": DECISION,
    "columns": COLUMNS,
    "counted": COUNTED,
    "lettered": LETTERED,
    "strangers": STRANGERS,
}
