"""Take pictures of every kind of page into build/screens: two widths, light and dark."""

import ast
import html
import shutil
from pathlib import Path

from bench.serving import served
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "build" / "screens"
KINDS = ROOT / "tests" / "browser" / "test_every_kind_of_page.py"
WIDTHS, SCHEMES = (390, 1440), ("light", "dark")


def kinds() -> dict[str, str]:
    """Return the kinds of page that the tests know, with an example of each."""
    for part in ast.parse(KINDS.read_text(encoding="utf-8")).body:
        if isinstance(part, ast.Assign) and ast.unparse(part.targets[0]) == "KINDS":
            found: dict[str, str] = ast.literal_eval(part.value)
            return found
    raise SystemExit(f"no KINDS in {KINDS}")


def main() -> None:
    """Serve site/, take the pictures, and write a page that shows them side by side."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    pages, sheet = kinds(), ["<!doctype html><title>Every kind of page</title>"]
    with served(ROOT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for width in WIDTHS:
            for scheme in SCHEMES:
                size = {"width": width, "height": 1400}
                page = browser.new_page(viewport=size, color_scheme=scheme)
                for name, path in pages.items():
                    page.goto(address + path, wait_until="networkidle")
                    file = f"{name.replace(' ', '-').replace(',', '')}-{width}-{scheme}.png"
                    page.screenshot(path=str(TARGET / file))
                    label = html.escape(f"{name}, {width}, {scheme}")
                    sheet.append(f'<figure><img src="{file}" alt="{label}"><p>{label}</figure>')
                page.close()
        browser.close()
    (TARGET / "index.html").write_text("\n".join(sheet), encoding="utf-8")
    print(f"{len(pages) * len(WIDTHS) * len(SCHEMES)} pictures in {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
