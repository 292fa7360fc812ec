"""Looking a typed receipt code up; tries are limited (trust.md S31)."""

from flask_babel import gettext as _

from app.shared.throttle import count_lasting, network_mark, per_hour, per_minute
from app.submissions.forms import ReceiptCodeForm
from app.submissions.models import Submission
from app.submissions.queries import by_receipt_code

# At 10^5 stored codes of 60 bit, 600 guesses an hour hit one in about 2 million years.
TRIES_OF_A_NETWORK = per_minute(10)
TRIES_OF_ALL = per_hour(600)


def behind_code(form: ReceiptCodeForm) -> Submission | None:
    """Return the contribution with the typed code, else None and why at the field."""
    count_lasting(TRIES_OF_A_NETWORK, "receipt", network_mark())
    count_lasting(TRIES_OF_ALL, "receipt")
    submission = by_receipt_code(form.code.data or "") if form.validate() else None
    if submission is None and not form.errors:
        form.code.errors = [_("No contribution has this code. Please compare each letter.")]
    return submission
