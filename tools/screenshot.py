"""Takes the picture of the README: the home page with the example content."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from app.demo.models import EXAMPLE_PASSWORD
from app.demo.services import ensure_accounts, load_examples
from tests.browser import chromium
from tests.conftest import PROJECT, close
from tests.servers import fresh_city, running

TARGET = PROJECT / "docs" / "home.png"


def main() -> None:
    """Start a city of its own, open the home page, save the picture."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        app = fresh_city(folder)
        with app.app_context():
            ensure_accounts(EXAMPLE_PASSWORD)
            load_examples()
        close(app)
        with running(folder) as server:
            options = {"executable_path": chromium(), "args": ["--no-sandbox"]}
            browser = playwright.chromium.launch(**options)
            page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="de-DE")
            page.goto(f"http://127.0.0.1:{server.port}/")
            page.screenshot(path=TARGET)
            browser.close()
    print(TARGET.relative_to(PROJECT))


if __name__ == "__main__":
    main()
