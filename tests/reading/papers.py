"""Directives of other shapes than the sample: places and persons are invented.

A paragraph is one line where the paper's file has it so.
"""

# ruff: noqa: E501

from __future__ import annotations

CITY = """\
ỦY BAN NHÂN DÂN                              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
THÀNH PHỐ SÔNG LAM                               Độc lập - Tự do - Hạnh phúc
      -------                                     ---------------
   Số: 07/CT-UBND                        Sông Lam, ngày 15 tháng 02 năm 2025

                                  CHỈ THỊ
        Về việc phát động phong trào thi đua đặc biệt năm 2025

        Năm 2025 là năm cuối thực hiện Nghị quyết Đại hội đại biểu Đảng bộ thành
phố lần thứ XVI. Thực hiện Chỉ thị số 34-CT/TW ngày 07 tháng 4 năm 2014 của Bộ
Chính trị về tiếp tục đổi mới công tác thi đua, khen thưởng, Chủ tịch Ủy ban nhân
dân thành phố yêu cầu Giám đốc các sở, ban, ngành, Chủ tịch Ủy ban nhân dân các
xã, phường, đặc khu tập trung thực hiện các nhiệm vụ sau:
I. NHIỆM VỤ TRỌNG TÂM
1. Tổ chức phong trào thi đua "Cả thành phố chung tay xóa nhà tạm" do Ủy ban nhân
dân thành phố phát động, theo phương châm “Nhà nước hỗ trợ, nhân dân cùng làm”.
a) Phấn đấu ít nhất 95% hộ nghèo được hỗ trợ sửa nhà trước ngày 31/10/2025;
b) Mỗi xã, phường xây dựng ít nhất 02 mô hình điển hình tiên tiến;
c) Giảm tối thiểu 1,5% số hộ cận nghèo trong năm 2025.
2. Đổi mới việc bình xét khen thưởng; tỷ lệ khen thưởng lãnh đạo không quá 20%
tổng số cá nhân được đề nghị.
                                                                               2
II. TỔ CHỨC THỰC HIỆN
1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Văn phòng Ủy ban nhân dân
thành phố tham mưu tổ chức phát động; báo cáo kết quả trước ngày 15/12/2025.
2. Sở Văn hóa và Thể thao, Báo và Phát thanh, Truyền hình Sông Lam đẩy mạnh tuyên
truyền gương “Người tốt, việc tốt”.
3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố và các tổ chức chính trị - xã
hội vận động nhân dân tham gia.
4. Ủy ban nhân dân các xã, phường, đặc khu định kỳ hằng quý báo cáo về Sở Nội vụ.
Yêu cầu Giám đốc các sở, Chủ tịch Ủy ban nhân dân các xã, phường nghiêm túc triển
khai thực hiện Chỉ thị này./.

Nơi nhận:                                            TM. ỦY BAN NHÂN DÂN
- Ban TĐKT TW (để b/c);                                  KT. CHỦ TỊCH
- TTTU, TT HĐND TP;                                     PHÓ CHỦ TỊCH
- CT, các PCT UBND TP;
- Các sở, ban, ngành;
- UBND các xã, phường, đặc khu;
- Lưu: VT, SNV.                                          Lê Thị Thanh Hòa
"""

WARD = """\
ỦY BAN NHÂN DÂN
PHƯỜNG BẾN SEN
Số: 03/CT-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bến Sen, ngày 12 tháng 01 năm 2026

CHỈ THỊ
Về việc tổ chức phong trào thi đua “Chính quyền gần dân” năm 2026

Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025;
Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong lĩnh vực tổ chức, bộ máy hành chính nhà nước;
Chủ tịch UBND phường yêu cầu các phòng, ban, đơn vị thuộc phường thực hiện:

1. Phòng Văn hóa - Xã hội
Chủ trì tham mưu kế hoạch phát động, trình UBND phường trước ngày 20/01/2026; phối hợp với Văn phòng HĐND và UBND phường theo dõi, tổng hợp.

2. Trung tâm Phục vụ hành chính công phường
- Bảo đảm 98% hồ sơ được giải quyết đúng hạn;
- 100% công chức ký cam kết văn hóa công sở trong quý I năm 2026.

3. Phòng Kinh tế, Hạ tầng và Đô thị phối hợp với Công an phường ra soát các hộ kinh doanh.

5. Các trường học trên địa bàn đăng ký danh hiệu “Tập thể lao động tiên tiến” trước ngày 30/9.

Chỉ thị này có hiệu lực kể từ ngày ký./.

Nơi nhận: - Sở Nội vụ; - TT Đảng ủy, HĐND phường; - Các phòng, đơn vị; - Lưu: VT.

CHỦ TỊCH
(Đã ký)
Trần Minh Khoa
"""

ARTICLES = """\
UBND XÃ HẠ LONG
Số 02/CT-UBND

CHỈ THỊ
Về tăng cường công tác khen thưởng đột xuất

Để kịp thời động viên người có thành tích, Chủ tịch Ủy ban nhân dân xã chỉ thị:

Điều 1. Phạm vi khen thưởng
1. Khen thưởng người dũng cảm cứu người, cứu tài sản.
2. Khen thưởng tập thể có sáng kiến theo điểm b khoản 2 Điều 8 Luật Thi đua, khen thưởng.

Điều 2. Trách nhiệm
1. Văn phòng HĐND và UBND xã tiếp nhận đề nghị và trình trong thời hạn 03 ngày làm việc.
2. Công an xã, Ban Chỉ huy Quân sự xã chịu trách nhiệm xác minh; Trưởng các thôn phối hợp.

Điều 3. Điều khoản thi hành
Giao Phòng Văn hóa - Xã hội xã theo dõi việc thực hiện.

Nơi nhận:
- Như Điều 3;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN XÃ
CHỦ TỊCH
Đỗ Thị Kim Liên
"""

BULLETS = """\
**ỦY BAN NHÂN DÂN HUYỆN ĐỒNG XANH**

Đồng Xanh, ngày 5 tháng 3 năm 2024

# CHỈ THỊ

**V/v đẩy mạnh cuộc vận động “Toàn dân đoàn kết xây dựng đời sống văn hóa”**

Hưởng ứng Kế hoạch số 118/KH-UBND ngày 20/02/2024 của UBND tỉnh về xây dựng nông thôn mới giai đoạn 2021 - 2025, tầm nhìn đến năm 2030, Chủ tịch UBND huyện giao:

* **Phòng Văn hóa và Thông tin** chủ trì, phối hợp với Phòng Giáo dục và Đào tạo, Hội Liên hiệp Phụ nữ huyện xây dựng kế hoạch, hoàn thành trong tháng 4/2024.
* **Phòng Tài chính - Kế hoạch** bố trí kinh phí 1.250 triệu đồng cho phong trào.
* UBND các xã, thị trấn đăng ký tối thiểu 03 thôn đạt danh hiệu “Thôn văn hóa tiêu biểu” (Nam Sơn, Lê Lợi, Bắc Sơn).
* Thực hiện khẩu hiệu “Mỗi nhà một việc tốt”; “Sống đẹp”.

**Nơi nhận:**
* Như trên;
* Lưu: VT, VHTT.

**KT. CHỦ TỊCH**
**PHÓ CHỦ TỊCH**
**Hoàng Văn Đạt**
"""

SCANNED = """\
ỦY BAN NHÂN ĐÂN
HUYỆN AN DƯƠNG
Số: l2/CT-UBND
                                        An Dương, ngày 08 tháng 01 năm 2O25

CHÌ THỊ
Về viêc tăng cường công tác thi đua, khen thưởng năm 2025

Thực hiện Quyết đinh số 1526/QĐ-TTg ngày 04/12/2024 của Thủ tướng Chính phủ về
phong trào thi đua, UBND huyện yêu cầu các phòng, ban,

- 2 -

ngành, UBND các xã thực hiện các nội dung sau:

1. Phòng Nôi vụ chủ trì, phối hợp với Phòng Tư pháp rà soát hồ sơ khen thường kháng
chiến tồn đọng của các xã An Đông, Nam Sơn; bảo đảm mọi hồ sơ đều được giải quyết
dứt điểm trong quý II/2025.

2. Uỷ ban nhân dân các xã,  thị  trấn phát động phong trào thi đua “Mỗi làng một
sân chơi”, hưởng ứng chủ đề năm “Kỷ cương, sáng tạo”.

3

3. Hội đồng Thi đua - Khen thưởng huyện kiểm tra phong trào thi đua, hướng dẫn
phong trào thi đua và tổng kết phong trào thi đua; phòng trào thi đua phải thiết thực.

Nơi nhân:
- Thường trực Huyện uỷ;
- Lưu: VT.
TM. UỶ BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Thị Bích Vân
"""

ROUGH = """\
chỉ thị
về việc phát động thi đua chào mừng ngày lễ lớn
thực hiện công văn số 55/SNV-TĐKT ngày 3/3/2025 của Sở Nội vụ
1/ các cơ quan, đơn vị liên quan đăng ký thi đua
2/ các trường học tổ chức 02 hội nghị
nơi nhận: các đơn vị; lưu vt
"""

TYPST = """\
#set page(paper: "a4", margin: (left: 30mm, right: 20mm, y: 20mm), numbering: "1", number-align: top + center)
#set text(lang: "vi", size: 12pt, font: "Tinos")
#set par(justify: true, first-line-indent: 1cm)
#grid(columns: (2fr, 3fr), align: center, column-gutter: 12mm, row-gutter: 6pt,
  [UBND TỈNH SÔNG LAM], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*],
  [*SỞ NỘI VỤ*], [*Độc lập - Tự do - Hạnh phúc*],
  [Số: 11/CT-SNV], [_Sông Lam, ngày 09 tháng 02 năm 2026_])
#v(12pt)
#align(center)[*CHỈ THỊ* \\
*Về việc tổ chức phong trào thi đua chuyển đổi số \\
trong ngành Nội vụ năm 2026*]
#v(12pt)

Thực hiện Kế hoạch số 25/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh về chuyển đổi số, Giám đốc Sở Nội vụ yêu cầu thủ trưởng các phòng, đơn vị trực thuộc thực hiện tốt các nhiệm vụ sau:

1#sym.zws. Văn phòng Sở chủ trì, phối hợp với Phòng Thi đua - Khen thưởng xây dựng tiêu chí thi đua, trình Giám đốc Sở trước ngày 28/02/2026; bảo đảm tiêu chí rõ ràng, dễ chấm, đúng với việc thật của từng phòng và công bố công khai trên trang thông tin của Sở.

2#sym.zws. Các phòng, đơn vị bảo đảm 100% hồ sơ khen thưởng được nộp qua mạng; ít nhất 80% hồ sơ được giải quyết trước hạn.

#pagebreak()
3#sym.zws. Trung tâm Lưu trữ lịch sử hưởng ứng phong trào “Bình dân học vụ số” do Thủ tướng Chính phủ phát động.
#v(12pt)
#grid(columns: (1fr, 1fr), [
*_Nơi nhận:_* \\
\\- UBND tỉnh (để b/c); \\
\\- Các phòng, đơn vị; \\
\\- Lưu: VT, TĐKT.], align(center)[*GIÁM ĐỐC* \\
\\
\\
*Vũ Thị Ngọc Lan*])
"""

PARTY = """\
TỈNH ỦY SÔNG LAM                      ĐẢNG CỘNG SẢN VIỆT NAM
         *                             Sông Lam, ngày 20 tháng 11 năm 2025
Số 15-CT/TU

CHỈ THỊ
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về tăng cường sự lãnh đạo của Đảng đối với công tác thi đua, khen thưởng
-----

Thời gian qua, công tác thi đua, khen thưởng của tỉnh đạt nhiều kết quả. Tuy nhiên, còn 12% đơn vị chưa đăng ký thi đua. Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng thực hiện tốt các nhiệm vụ sau:

1- Các cấp ủy, tổ chức đảng tiếp tục quán triệt Kết luận số 83-KL/TW, ngày 30/8/2010 của Ban Bí thư.
2- Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo Sở Nội vụ tham mưu ban hành quy chế trong quý I/2026; phấn đấu đến năm 2030 có trên 90% cơ quan đạt danh hiệu "Tập thể lao động tiên tiến".
3- Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, phối hợp với các cơ quan liên quan hướng dẫn thực hiện Chỉ thị.
Chỉ thị này phổ biến đến chi bộ.

Nơi nhận                                   T/M BAN THƯỜNG VỤ
- Ban Bí thư Trung ương Đảng,                   PHÓ BÍ THƯ
- Các đảng ủy trực thuộc,
- Lưu Văn phòng Tỉnh ủy.                     Ngô Quốc Bảo
"""
