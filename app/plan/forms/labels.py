"""The states of a measure in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

MEASURE_STATUS_LABELS: dict[str, LazyString] = {
    "suggested": _l("suggestion"),
    "agreed": _l("agreed between the offices"),
    "decided": _l("decided"),
    "running": _l("being carried out"),
    "done": _l("carried out"),
    "deferred": _l("deferred"),
    "dropped": _l("dropped"),
}
# What a button says that moves a measure there.
STEP_LABELS: dict[str, LazyString] = {
    "suggested": _l("Make it a suggestion again"),
    "agreed": _l("Note: agreed"),
    "decided": _l("Note: decided"),
    "running": _l("Note: begun"),
    "done": _l("Note: carried out"),
    "deferred": _l("Defer"),
    "dropped": _l("Drop"),
}
CODE_GROUPS: dict[str, LazyString] = {
    "guideline": _l("Guidelines"),
    "field": _l("Fields of action"),
    "target_group": _l("Target groups"),
    "specialist_plan": _l("Specialist plans"),
}
