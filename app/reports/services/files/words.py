"""Numbers, money and days of a report as they are written in German."""

from decimal import Decimal

TOO_FEW, NOTHING = "zu wenige", "–"
_GERMAN = str.maketrans(",.", ".,")


def euros(amount: str | None) -> str:
    """Return an amount with cents, `1.234,50`, or a dash where none is known."""
    return NOTHING if amount is None else f"{Decimal(amount):,.2f}".translate(_GERMAN)


def figure(value: str | None) -> str:
    """Return a figure of an indicator without zeros at its end, `44,5`."""
    if value is None:
        return NOTHING
    written = f"{Decimal(value):,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.translate(_GERMAN)


def count(number: int | None) -> str:
    """Return a number, `1.234`, or that there are too few to say it."""
    return TOO_FEW if number is None else f"{number:,}".translate(_GERMAN)


def day(iso: str | None) -> str:
    """Return an ISO day as `31.12.2026`."""
    return ".".join(str(int(part)) for part in reversed(iso.split("-"))) if iso else NOTHING


def span(first: str | None, last: str | None) -> str:
    """Return from when to when, as far as the days are known, or a dash."""
    if first and last:
        return f"{day(first)} bis {day(last)}"
    return f"ab {day(first)}" if first else f"bis {day(last)}" if last else NOTHING


def share(part: int, whole: int) -> str:
    """Return a share in whole per cent, or a dash of nothing."""
    return f"{100 * part / whole:.0f} %" if whole else NOTHING


def some(number: int, one: str, many: str) -> str:
    """Return a number with its noun, held together."""
    return f"{count(number)}\u00a0{one if number == 1 else many}"


def total(amounts: list[str | None]) -> str | None:
    """Return the sum of what is known, or None if nothing is."""
    known = [Decimal(amount) for amount in amounts if amount is not None]
    return str(sum(known, Decimal())) if known else None
