"""What a table file must be before anything parses it (trust.md S15)."""

import zipfile
from pathlib import Path

from app.shared.errors import N_, DomainError

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_MEMBERS = 2000
HIGHEST_RATIO = 100
# A small part may be squeezed more: thousands of equal cells are no bomb.
RATIO_COUNTS_FROM = 1024 * 1024
ARCHIVES = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".jar", ".xlsx", ".xlsm", ".ods")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")


class BadTable(DomainError):
    """A file that cannot be taken; `message` with named places for `values` says why."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values)
        self.message, self.values = message, values


def kind_of(path: Path) -> str:
    """Return "xlsx", "ods" or "csv", told by the content; raise `BadTable` for anything else."""
    if path.stat().st_size > LARGEST_FILE:
        raise BadTable(N_("The file is larger than %(most)d megabytes."), most=10)
    with path.open("rb") as file:
        start = file.read(65536)
    if start.startswith(OLD_EXCEL):
        raise BadTable(
            N_("The file is encrypted or of an old Excel. Please save it as XLSX without password.")
        )
    if start.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path)
    if not start.strip():
        raise BadTable(N_("There is nothing in this table."))
    if b"\0" in start and not start.startswith(WIDE_TEXT):
        raise BadTable(N_("This is no table. Please send XLSX, ODS or CSV."))
    return "csv"


def _kind_of_archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            _check_members(archive)
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        raise BadTable(
            N_("The file is damaged or no table. Please save it again as XLSX, ODS or CSV.")
        ) from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise BadTable(N_("This is no table. Please send XLSX, ODS or CSV."))


def _check_members(archive: zipfile.ZipFile) -> None:
    """Refuse by what the archive declares; unpacking, Python holds it to that."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    squeezed = [unpacked / packed] if unpacked > RATIO_COUNTS_FROM else []
    squeezed += [
        member.file_size / max(1, member.compress_size)
        for member in members
        if member.file_size > RATIO_COUNTS_FROM
    ]
    too_much = len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED
    if too_much or max(squeezed, default=0) > HIGHEST_RATIO:
        raise BadTable(N_("The file becomes too large when it is unpacked. It is not opened."))
    if any(member.filename.lower().endswith(ARCHIVES) for member in members):
        raise BadTable(N_("There is another file packed into this one. It is not opened."))
    if any(member.flag_bits & 1 for member in members):
        raise BadTable(
            N_("The file is encrypted or of an old Excel. Please save it as XLSX without password.")
        )
