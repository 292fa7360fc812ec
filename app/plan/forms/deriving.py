"""What a new measure suggests to write, from the things that it comes from."""

from collections.abc import Sequence

from app.plan.forms.measures import KINDS, PARTS, MeasureForm
from app.plan.services import Origin, suggested


def fill_from(form: MeasureForm, origins: Sequence[Origin]) -> None:
    """Fill in title, Ortsteile and codes; whoever writes the measure changes them freely."""
    title, area_ids, keys = suggested(origins)
    form.title.data = title
    if area_ids:
        form.place.data, form.areas.data = PARTS, [str(one) for one in area_ids]
    for kind in KINDS:
        offered = {choice.value for choice in form[kind].choices}
        form[kind].data = [key for key in keys if key in offered]
