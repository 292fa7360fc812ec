"""What Lighthouse says about the pages a resident meets first, on a telephone."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from bench.city import city, table
from tests.browser import chromium
from tests.conftest import PROJECT
from tests.servers import running

PATHS = ("/", "/ortsteile/", "/ortsteile/rieth", "/beitrag/neu", "/beteiligungen/dauerbeteiligung")
CATEGORIES = ("performance", "accessibility", "best-practices")
BROWSER = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def main() -> None:
    """Print one score from 0 to 100 for each page and category, and what cost points."""
    folder, _ = city(1000)
    rows: list[list[object]] = []
    with running(folder) as server:
        for path in PATHS:
            found = _examine(f"http://127.0.0.1:{server.port}{path}")
            scores = [round(found["categories"][c]["score"] * 100) for c in CATEGORIES]
            rows.append([path, *scores, _lost(found)])
    table(["page", *CATEGORIES, "not perfect"], rows)


def _examine(address: str) -> dict:  # type: ignore[type-arg]
    program = PROJECT / "bench" / "node_modules" / ".bin" / "lighthouse"
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "report.json"
        command = [str(program), address, "--quiet", "--output=json", f"--output-path={output}"]
        command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={BROWSER}"]
        command += ["--no-enable-error-reporting"]
        env = os.environ | {"CHROME_PATH": chromium()}
        for left in (2, 1, 0):  # now and then the browser's trace does not start
            if subprocess.run(command, env=env, check=not left, timeout=180).returncode == 0:
                break
        return json.loads(output.read_text())  # type: ignore[no-any-return]


def _lost(found: dict) -> str:  # type: ignore[type-arg]
    references = (a for c in CATEGORIES for a in found["categories"][c]["auditRefs"])
    counted = {a["id"] for a in references if a["weight"]}
    audits = (found["audits"][name] for name in sorted(counted))
    return ", ".join(a["id"] for a in audits if a["score"] is not None and a["score"] < 0.9)


if __name__ == "__main__":
    main()
