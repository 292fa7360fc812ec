"""All figures, one table after the other, in processes of their own."""

import subprocess
import sys

SCRIPTS = (
    *("pages", "submitting", "queue", "exports", "imports", "start"),
    *("likeness", "alike", "search", "suggestions", "carrying", "agreement", "councils"),
    *("gaps", "coverage", "statistics", "report"),
    "lighthouse",
)

for script in SCRIPTS:
    print(f"\n## {script}", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{script}"], check=True)
