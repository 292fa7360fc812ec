"""What looks personal is also told to whoever imports many contributions."""

from app.moderation.services.personal_data import personal_data_in
from app.submissions.services.importing import finds_personal_data


@finds_personal_data
def looks_personal(text: str) -> bool:
    """Whether something in the text looks personal."""
    return bool(personal_data_in(text))
