"""Work on files of strangers, and whatever needs much memory: in a process of its own.

The child has limits for memory and time, an empty environment (no secret of ours) and no other
way to talk than its input and output (trust.md S15).
"""

import subprocess
import sys
from pathlib import Path

from app.shared.errors import DomainError

LAUNCHER = Path(__file__).with_name("launcher.py")
MEBIBYTE = 1024 * 1024


class DidNotFinish(DomainError):
    """The child needed too much time or memory, or broke off; the text says what it said last."""


def run_apart(script: Path, data: bytes, *, seconds: int = 30, mebibytes: int = 512) -> bytes:
    """Run the Python file with `data` as its standard input; return its standard output.

    The file runs as `__main__` and may import the libraries of the project, but not `app`. Raises
    `DidNotFinish`.
    """
    limits = (str(seconds), str(mebibytes * MEBIBYTE))
    command = [sys.executable, "-I", str(LAUNCHER), *limits, str(script)]
    try:
        done = subprocess.run(  # noqa: S603 - our own files alone; the data goes through a pipe
            command, input=data, capture_output=True, timeout=seconds + 5, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        raise DidNotFinish(f"more than {seconds} seconds") from None
    if done.returncode != 0:
        raise DidNotFinish(done.stderr.decode(errors="replace")[-500:] or str(done.returncode))
    return done.stdout
