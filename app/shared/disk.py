"""Room on the disk: without it nothing can be saved."""

import shutil
from pathlib import Path

LEAST_FREE_SHARE = 0.05
LEAST_FREE_BYTES = 500 * 1024 * 1024


def free_megabytes(folder: Path) -> int:
    """Return how much room is left on the disk of this folder."""
    return shutil.disk_usage(folder).free // 1024**2


def nearly_full(folder: Path) -> bool:
    """Whether less than 5 % or 500 MB are left."""
    disk = shutil.disk_usage(folder)
    return disk.free < max(LEAST_FREE_BYTES, LEAST_FREE_SHARE * disk.total)
