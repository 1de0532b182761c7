"""Words that a name of a body does not go on with: what it does, how, and with whom."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("\n", "|").split("|") if word.strip())


ORDERED: Final = _words("""
có trách nhiệm|chịu trách nhiệm|tham mưu|xây dựng|chỉ đạo|triển khai|tổ chức|chủ động|hướng dẫn
theo dõi|đẩy mạnh|tập trung|rà soát|kiểm tra|ban hành|phát động|đăng ký|quán triệt|tiếp tục
tăng cường|thực hiện|báo cáo|căn cứ|lập|giúp|tiếp nhận|hưởng ứng|xác minh|phục vụ|đưa tin
tuyên truyền|vận động|đôn đốc|nghiên cứu|bố trí|cập nhật|gửi|hoàn thành|thường xuyên|định kỳ
khẩn trương|tổng hợp|đề xuất|nâng cao|bảo đảm|đảm bảo|lựa chọn|phân công|kịp thời|chi trả
thẩm định|vận dụng|gắn
""")
"""What papers order bodies to do: enough to tell that “các đơn vị …” is told to do it."""

DEEDS: Final = ORDERED + _words("""
chủ trì|phối hợp|hiệp đồng|làm|mở|họp|xem xét|trình|chuẩn bị|cung cấp|công bố|công khai|thông báo
đăng tải|phổ biến|tập huấn|bồi dưỡng|sơ kết|tổng kết|biểu dương|khen thưởng|tôn vinh|nhân rộng
đổi mới|cải cách|khắc phục|xử lý|giải quyết|giám sát|thanh tra|đánh giá|bình xét|xét|chấm|ký
ký kết|cam kết|thành lập|kiện toàn|quản lý|khai thác|sử dụng|đầu tư|hỗ trợ|trao|tặng|đề nghị
kiến nghị|yêu cầu|giao|chuyển|nộp|lưu|niêm yết|điều tra|khảo sát|thống kê|đối chiếu|soát xét
soạn|soạn thảo|dự thảo|góp ý|tham gia|tích cực|nghiêm túc|quyết liệt|linh hoạt|sáng tạo|nêu cao
phát huy|duy trì|củng cố|giữ gìn|bảo vệ|phòng ngừa|ngăn chặn|đấu tranh|huy động|kêu gọi|lồng ghép
tạo|tạo điều kiện|quan tâm|chăm lo|động viên|khuyến khích|đề cao|chấp hành|tuân thủ|thi hành
cụ thể hóa|rút kinh nghiệm|nhận|cử|chọn|đưa|đạt|tăng|giảm|nêu|ghi|tiến hành|có nhiệm vụ
có kế hoạch|nhanh chóng|sớm|đồng loạt|thống nhất
""")
"""What else bodies do, and how; with either a name of a body is over."""

COMPOUNDS: Final = _words("công trình|chương trình|quy trình|giáo trình|đào tạo|chế tạo|phòng cháy")
"""Words in small letters whose second half alone would be a deed."""

LINKS: Final = _words("""
của|cho|với|cùng|để|theo|tại|trong|trên|từ|đến|về|được|bị|là|có|đã|đang|sẽ|phải|cần|nhằm|do|khi
nếu|mà|thì|ở|vào|trước|sau|hằng|hàng|mỗi|như|này|đó|trên cơ sở|ngay|luôn|đều|cũng|chưa|không
thuộc|nay|gồm|bao gồm|dưới|bằng|vì|qua
""")
"""Small words after which another part of the sentence begins."""
