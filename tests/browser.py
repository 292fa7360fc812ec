"""Where Debian's Chromium is."""

import shutil


def chromium() -> str:
    """Return its path: the build without windows if it is installed, it takes a quarter less."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    wanted = "run `make test` once, or `sudo apt-get install chromium-headless-shell`"
    assert path, f"Chromium is missing: {wanted}."
    return path
