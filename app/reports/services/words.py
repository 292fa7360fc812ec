"""The German words of a report: it is a document of the city, whatever language the screen has."""

KIND_TITLES = {
    "guideline": "Leitlinie",
    "field": "Handlungsfeld",
    "target_group": "Zielgruppe",
    "specialist_plan": "Fachplanung",
}
KINDS = {"need": "Bedarf", "idea": "Idee", "problem": "Problem", "praise": "Lob"}
CHANNELS = {
    "web": "Internet",
    "paper": "Papier",
    "phone": "Telefon",
    "in_person": "Persönlich",
    "email": "E-Mail",
    "workshop": "Werkstatt",
    "import": "Import",
}
CONTRIBUTORS = {
    "resident": "Einwohner:in",
    "district_mayor": "Ortsteilbürgermeister:in",
    "council": "Ortsteilrat",
    "welfare_provider": "Träger der freien Wohlfahrtspflege",
    "advisory_board": "Beirat",
    "jobcenter": "Jobcenter",
    "housing_company": "Wohnungswirtschaft",
    "religious_community": "Religionsgemeinschaft",
    "neighbourhood_work": "Quartiersarbeit",
    "association": "Verein oder Initiative",
    "business": "Unternehmen",
    "city_office": "Amt der Stadt",
    "politics": "Kommunalpolitik",
}
PLACES = {"city": "Ganze Stadt", "unknown": "Ortsteil nicht bekannt"}
AGREEMENT_TITLES = {
    "guideline": "Leitlinien",
    "field": "Handlungsfelder",
    "target_group": "Zielgruppen",
    "specialist_plan": "Fachplanungen",
}
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
STATES = {
    "suggested": "Vorschlag",
    "agreed": "abgestimmt",
    "decided": "beschlossen",
    "running": "in Umsetzung",
    "done": "umgesetzt",
    "deferred": "zurückgestellt",
    "dropped": "verworfen",
}
CHANGES = {
    "new": "Neu im Plan",
    "moved": "Vorangekommen",
    "slipped": "Verschoben",
    "done": "Umgesetzt",
    "dropped": "Verworfen",
    "unchanged": "Unverändert",
}
OUTCOMES = {
    "accepted": "angenommen",
    "partly": "teilweise angenommen",
    "rejected": "abgelehnt",
    "returned": "ohne Entscheidung zurückgegeben",
}
SECTION_TITLES = {
    "plain": "Das Wichtigste in einfachen Worten",
    "moved": "Was sich bewegt hat",
    "map": "Wo",
    "money": "Geld",
    "participation": "Beteiligung in Zahlen",
    "answers": "Antworten und Fristen",
    "indicators": "Woran man die Wirkung sieht",
    "outlook": "Wie es weitergeht",
    "method": "Wie dieser Bericht entstanden ist",
}


def in_words(day: str) -> str:
    """Return an ISO day as it is written in German: `31. Dezember 2026`."""
    year, month, number = day.split("-")
    return f"{int(number)}. {MONTHS[int(month) - 1]} {year}"
