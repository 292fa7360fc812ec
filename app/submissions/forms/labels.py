"""The words for what a contribution stores."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

Labels = dict[str, LazyString]

STATUS_LABELS: Labels = {
    "received": _l("received"),
    "asked": _l("question asked"),
    "held": _l("put aside"),
    "forwarded": _l("passed on"),
    "published": _l("published"),
    "declined": _l("not published"),
    "restricted": _l("restricted"),
    "withdrawn": _l("deleted"),
}
KIND_LABELS: Labels = {
    "need": _l("Need"),
    "idea": _l("Idea"),
    "problem": _l("Problem"),
    "praise": _l("Praise"),
}
CHANNEL_LABELS: Labels = {
    "web": _l("Internet"),
    "paper": _l("Paper"),
    "phone": _l("Telephone"),
    "in_person": _l("In person"),
    "email": _l("E-mail"),
    "workshop": _l("Workshop"),
    "import": _l("Import"),
}
ON_BEHALF_LABELS: Labels = {
    "self": _l("For myself"),
    "others": _l("Passed on for others"),
    "organisation": _l("For an organisation"),
}
PLACE_LABELS: Labels = {
    "area": _l("One Ortsteil"),
    "city": _l("The whole city"),
    "unknown": _l("I do not know"),
}
CONTRIBUTOR_LABELS: Labels = {
    "resident": _l("Resident"),
    "district_mayor": _l("Ortsteil mayor"),
    "council": _l("Ortsteil council"),
    "welfare_provider": _l("Welfare provider"),
    "advisory_board": _l("Advisory board"),
    "jobcenter": _l("Jobcenter"),
    "housing_company": _l("Housing company"),
    "religious_community": _l("Religious community"),
    "neighbourhood_work": _l("Neighbourhood work"),
    "association": _l("Association or initiative"),
    "business": _l("Business"),
    "city_office": _l("City office"),
    "politics": _l("Local politics"),
}
LANGUAGE_NAMES = {
    "de": "Deutsch",
    "en": "English",
    "uk": "Українська",
    "ar": "العربية",
    "tr": "Türkçe",
    "ru": "Русский",
}


def choices_of(labels: Labels, values: tuple[str, ...]) -> list[SelectChoice]:
    """Return the choices for these values in their order."""
    return [SelectChoice(value, labels[value]) for value in values]
