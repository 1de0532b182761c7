"""Pictures for the README, taken from a running demo: `python -m scripts.screenshots [ADDRESS]`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.browser import find

OUT = Path("docs/screenshots")
PASSWORD = "thi-dua-2024"  # noqa: S105 (the demo prints it)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCHOOL_LIST = "src/thidua/demo/samples/danh-sach-de-nghi-2024-truong-thcs.xlsx"


def signed_in(browser: Browser, base: str, who: str) -> Page:
    """A desktop screen of that person of the demo."""
    page = browser.new_context(viewport={"width": 1280, "height": 860}, locale="vi-VN").new_page()
    page.goto(f"{base}/tai-khoan/login/")
    page.get_by_label("Thư điện tử").fill(who)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/lam-viec/")
    return page


def office(browser: Browser, base: str) -> None:
    """Desk, round and dossier as an officer sees them."""
    page = signed_in(browser, base, "chuyenvien@anduong.example")
    page.screenshot(path=OUT / "desk.png")
    page.get_by_role("link", name="Tổng kết phong trào").first.click()
    page.wait_for_load_state()
    page.screenshot(path=OUT / "round.png")
    page.goto(f"{page.url.split('?')[0]}?dieu_kien=not_known&buoc=submitted")
    page.locator("[data-td-row] a").first.click()
    page.wait_for_load_state()
    page.screenshot(path=OUT / "dossier.png")


def unit(browser: Browser, base: str) -> None:
    """The school's list, read and not yet taken in."""
    page = signed_in(browser, base, "canbo.thcs@anduong.example")
    page.goto(f"{base}/don-vi/danh-sach/")
    page.locator("input[type=file]").set_input_files(SCHOOL_LIST)
    page.get_by_role("button", name="Nộp danh sách").click()
    page.get_by_role("heading", name="Kiểm tra danh sách trước khi nhập").wait_for()
    page.screenshot(path=OUT / "list.png")
    page.get_by_role("button", name="Bỏ danh sách này").click()


def citizen(browser: Browser, base: str) -> None:
    """The public search on a telephone."""
    page = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN").new_page()
    page.goto(f"{base}/tra-cuu/?q=nguyen thi thuy hang")
    page.screenshot(path=OUT / "public-phone.png")


def main() -> None:
    base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        for part in (office, unit, citizen):
            part(browser, base)
        browser.close()


if __name__ == "__main__":
    main()
