"""The receipt: public number and secret code, to keep and to print."""

from typing import Any

from flask import current_app, redirect, render_template, session, url_for

from app.shared.access import public
from app.shared.lazy import lazy
from app.submissions.queries import by_submission_key
from app.submissions.services import receipt_code
from app.submissions.views import blueprint

segno = lazy("segno")
# DIN 5009 (2022), the letters that a code can have.
SPELLING = {
    **{"A": "Aachen", "B": "Berlin", "C": "Chemnitz", "D": "Düsseldorf", "E": "Essen"},
    **{"F": "Frankfurt", "G": "Goslar", "H": "Hamburg", "J": "Jena", "K": "Köln"},
    **{"M": "München", "N": "Nürnberg", "P": "Potsdam", "Q": "Quickborn", "R": "Rostock"},
    **{"S": "Salzwedel", "T": "Tübingen", "V": "Völklingen", "W": "Wuppertal", "X": "Xanten"},
    **{"Y": "Ypsilon", "Z": "Zwickau"},
}


@blueprint.get("/beleg/<number>")
@public
def receipt(number: str) -> Any:
    """Show the receipt to the browser that sent the contribution; others need the code."""
    kept = session.get("receipt") or {}
    submission = by_submission_key(kept.get("key", "")) if kept.get("number") == number else None
    if submission is None:
        return redirect(url_for("submissions.status"), 303)
    code = receipt_code(submission.submission_key)
    address = f"{current_app.config['SETTINGS'].base_url}{url_for('submissions.status')}"
    again = kept.get("again")
    return render_template(
        "submissions/receipt.html" if again is None else "submissions/entered.html",
        again=again,
        spelled=spelled(code),
        submission=submission,
        code_groups=[code[0:4], code[4:8], code[8:12]],
        status_address=address,
        qr_image=_qr_image(address),
    )


def spelled(code: str) -> list[str]:
    """Return how each character of a code is said on the telephone."""
    return [f"{letter} ({SPELLING[letter]})" if letter in SPELLING else letter for letter in code]


def _qr_image(address: str) -> str:
    """The address of the status page as an image in the page; the code itself stays on paper."""
    return str(segno.make(address, error="m").svg_data_uri(border=2, scale=4))
