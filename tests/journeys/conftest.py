"""A real browser against a live server, with axe on every page and pictures of what failed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from scripts.browser import find

# Playwright's own loop runs in this thread; Django only warns because of that loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PASSWORD = "mat-khau-thu-1"
PICTURES = Path("test-results")
GRAVE = {"serious", "critical"}
AXE = Axe()
OPTIONS = {"preload": False, "resultTypes": ["violations"]}


@pytest.fixture(scope="session")
def chromium():
    """One browser for all journeys; a machine without one fails here with the reason."""
    path = find()
    assert path, "No Chromium found: run `python -m scripts.browser`."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """Somebody at a screen: signs in, goes places, and every page they see passes axe."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.seen: list[str] = []

    def sign_in(self, who: str) -> None:
        self.page.goto(f"{self.base}/tai-khoan/login/")
        self.page.get_by_label("Thư điện tử").fill(f"{who}@example.vn")
        self.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{self.base}/lam-viec/")
        self.check()

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")
        self.check()

    def check(self) -> None:
        """axe finds nothing serious here, and the page does not scroll sideways."""
        self.seen.append(self.page.url)
        found = AXE.run(self.page, options=OPTIONS).response["violations"]
        grave = [
            f"{one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in found
            if one["impact"] in GRAVE
        ]
        assert grave == [], (self.page.url, grave)
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not wide, f"{self.page.url} scrolls sideways"


@pytest.fixture
def visitor(chromium, live_server, request):
    """`visitor()` opens a new desktop screen; `visitor(phone=True)` a telephone."""
    screens = []

    def open_screen(*, phone: bool = False, script: bool = True) -> Visitor:
        context = chromium.new_context(
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            java_script_enabled=script,
            locale="vi-VN",
            accept_downloads=True,
        )
        context.set_default_timeout(60_000)
        screen = Visitor(context.new_page(), live_server.url)
        screens.append((context, screen))
        return screen

    yield open_screen
    failed = getattr(request.node, "failed", False)
    for number, (context, screen) in enumerate(screens):
        if failed:
            PICTURES.mkdir(exist_ok=True)
            screen.page.screenshot(
                path=PICTURES / f"{request.node.name}-{number}.png", full_page=True
            )
        context.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if outcome.get_result().failed:
        item.failed = True
