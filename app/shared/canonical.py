"""Plain data as bytes that are the same for the same content, and their SHA-256."""

import hashlib
import json
from typing import Any


def canonical_json(data: Any) -> bytes:
    """Return JSON as UTF-8 with sorted keys and no spaces; refuse numbers that JSON cannot hold."""
    text = json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def content_hash(data: Any) -> str:
    """Return the SHA-256 of the canonical JSON of this content, as hex."""
    return hashlib.sha256(canonical_json(data)).hexdigest()
