"""The columns of a table of contributions, and the words that may stand in them.

The first word of each list is what the template offers; all are recognised, in German and English.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.shared.errors import N_
from app.shared.spelling import normalised

Words = dict[str, tuple[str, ...]]

AREA, TEXT, KIND, CONTRIBUTOR, ON_BEHALF = "area", "text", "kind", "contributor", "on_behalf"
FIELD, TARGET_GROUP, LANGUAGE, VOICES = "field", "target_group", "language", "voices"
# A column may hold several codes, and there may be several such columns.
CODE_COLUMNS = (FIELD, TARGET_GROUP)


@dataclass(frozen=True)
class Column:
    """What a column can hold: its key, German heading, other headings, and help."""

    key: str
    heading: str
    title: str
    others: tuple[str, ...]
    help: str
    width: int


COLUMNS = (
    Column(
        AREA,
        "Ortsteil",
        N_("Ortsteil"),
        ("Stadtteil", "Ort", "Wo", "Quartier", "Ortsteilname", "district", "area", "place"),
        "Um welchen Ortsteil geht es? Oder „Ganze Stadt“ oder „Nicht bekannt“.",
        22,
    ),
    Column(
        TEXT,
        "Beitrag",
        N_("Contribution"),
        (
            *("Text", "Beitragstext", "Anliegen", "Aussage", "Wortlaut", "Inhalt", "Kommentar"),
            *("contribution", "statement", "comment", "content"),
        ),
        "Was fehlt oder ist gut? 3 bis 5000 Zeichen. Keine Namen oder Adressen anderer Menschen.",
        70,
    ),
    Column(
        KIND,
        "Art",
        N_("Kind"),
        ("Art des Beitrags", "Beitragsart", "Typ", "kind", "type"),
        "Bedarf, Idee, Problem oder Lob. Darf leer bleiben.",
        12,
    ),
    Column(
        CONTRIBUTOR,
        "Absender",
        N_("Contributor"),
        ("Absendergruppe", "Akteur", "Wer", "contributor", "sender", "from"),
        "Wer spricht? Leer: Ihre Organisation.",
        24,
    ),
    Column(
        ON_BEHALF,
        "Für wen",
        N_("For whom"),
        ("Im Namen von", "Weitergegeben", "on behalf", "for whom"),
        "„Für andere weitergegeben“, wenn Sie aufgeschrieben haben, was Ihnen jemand gesagt hat.",
        26,
    ),
    Column(
        FIELD,
        "Handlungsfeld",
        N_("Field of action"),
        ("Handlungsfelder", "Thema", "Themen", "Handlungsfeld 2", "field", "topic"),
        "Worum geht es? Mehrere mit Semikolon trennen oder die zweite Spalte nehmen.",
        26,
    ),
    Column(
        TARGET_GROUP,
        "Zielgruppe",
        N_("Target group"),
        ("Zielgruppen", "Betroffene", "Zielgruppe 2", "target group", "audience"),
        "Wen betrifft es? Mehrere mit Semikolon trennen oder die zweite Spalte nehmen.",
        26,
    ),
    Column(
        LANGUAGE,
        "Sprache",
        N_("Language"),
        ("Sprache des Textes", "language", "lang"),
        "Sprache des Textes. Leer: Deutsch.",
        14,
    ),
    Column(
        VOICES,
        "Stimmen",
        N_("Voices"),
        ("Anzahl Personen", "Personen", "Wie viele", "voices", "people"),
        "Für wie viele Menschen steht der Beitrag? Leer: einer. Eine Gruppe von zwölf, die dasselbe"
        " sagt, ist ein Beitrag mit zwölf Stimmen.",
        10,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}
PLACE_WORDS: Words = {
    "city": ("Ganze Stadt", "Stadtweit", "Gesamtstadt", "Erfurt", "alle", "whole city", "city"),
    "unknown": ("Nicht bekannt", "unbekannt", "weiß nicht", "unklar", "unknown"),
}
KIND_WORDS: Words = {
    "need": ("Bedarf", "need"),
    "idea": ("Idee", "Vorschlag", "idea"),
    "problem": ("Problem", "Missstand", "problem"),
    "praise": ("Lob", "praise"),
}
CONTRIBUTOR_WORDS: Words = {
    "resident": ("Einwohner:in", "Einwohner", "Einwohnerin", "Bürger", "Bürgerin", "resident"),
    "district_mayor": ("Ortsteilbürgermeister:in", "Ortsteilbürgermeister", "district mayor"),
    "council": ("Ortsteilrat", "council"),
    "welfare_provider": ("Träger der Wohlfahrtspflege", "Träger", "welfare provider"),
    "advisory_board": ("Beirat", "advisory board"),
    "jobcenter": ("Jobcenter", "jobcenter"),
    "housing_company": ("Wohnungsunternehmen", "Wohnungswirtschaft", "housing company"),
    "religious_community": ("Religionsgemeinschaft", "religious community"),
    "neighbourhood_work": ("Quartiersarbeit", "neighbourhood work"),
    "association": ("Verein oder Initiative", "Verein", "Initiative", "association"),
    "business": ("Unternehmen", "business"),
    "city_office": ("Amt der Stadt", "Amt", "city office"),
    "politics": ("Kommunalpolitik", "politics"),
}
ON_BEHALF_WORDS: Words = {
    "organisation": ("Für die Organisation", "Organisation", "nein", "organisation"),
    "others": ("Für andere weitergegeben", "Andere", "weitergegeben", "ja", "others"),
    "self": ("Für sich selbst", "selbst", "self"),
}
LANGUAGE_WORDS: Words = {
    "de": ("Deutsch", "German", "de"),
    "en": ("Englisch", "English", "en"),
    "uk": ("Ukrainisch", "Ukrainian", "Українська", "uk"),
    "ar": ("Arabisch", "Arabic", "العربية", "ar"),
    "tr": ("Türkisch", "Turkish", "Türkçe", "tr"),
    "ru": ("Russisch", "Russian", "Русский", "ru"),
}
VALUE_WORDS: dict[str, Words] = {
    KIND: KIND_WORDS,
    CONTRIBUTOR: CONTRIBUTOR_WORDS,
    ON_BEHALF: ON_BEHALF_WORDS,
    LANGUAGE: LANGUAGE_WORDS,
}
# A row whose text begins so is the example of the template and is left out.
EXAMPLE_MARK = "[BEISPIEL]"
# What stands in front of the rows that are handed back for mending, and is left out when they
# come again.
ROW_HEADING, FINDINGS_HEADING = "Zeile", "Befund"


def by_word(words: Words) -> dict[str, str]:
    """Return the stored value for each word, spelled as `normalised` spells it, and for itself."""
    spelled = {normalised(word): value for value, known in words.items() for word in known}
    return spelled | {normalised(value): value for value in words}


def offered(words: Words) -> list[str]:
    """Return the words that the template offers."""
    return [known[0] for known in words.values()]


def headings_of(column: Column) -> Iterable[str]:
    """Yield all headings under which this column is recognised, as `normalised` spells them."""
    yield from map(normalised, (column.heading, *column.others))
