"""How well the helpers do, with the numbers it rests on."""

from typing import Any

from app.moderation.services.reliability import agreement_figures
from app.moderation.services.samples import (
    duplicate_pairs,
    personal_data_quality,
    recall_on,
)
from app.moderation.services.similarity import has_vectors


def quality() -> dict[str, Any]:
    """Return the figures of each helper as plain values."""
    personal, pairs = personal_data_quality(), duplicate_pairs()
    return {
        "personal_data": {
            "texts": personal.texts,
            "labelled": personal.labelled,
            "found": personal.found,
            "recall": round(personal.recall, 4),
            "precision": round(personal.precision, 4),
        },
        "duplicates": {
            "pairs": len(pairs),
            "recall_at_3": round(recall_on(pairs), 4),
            "with_vectors": has_vectors(),
        },
        "agreement": agreement_figures(),
    }
