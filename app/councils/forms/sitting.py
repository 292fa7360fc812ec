"""The period of a document for a sitting."""

from app.shared.period_form import PeriodForm, usual_period

__all__ = ["FORMATS", "SittingForm", "usual_period"]
FORMATS = ("pdf", "odt")


class SittingForm(PeriodForm):
    """First and last day; without an address that says otherwise the last month."""
