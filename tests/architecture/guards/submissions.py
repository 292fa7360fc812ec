"""Who may open the addresses of `submissions`."""

GUARDS = {
    "submissions.add_text": "public",
    "submissions.close": "public",
    "submissions.correction": "public",
    "submissions.delete": "public",
    "submissions.deletion": "public",
    "submissions.enter": "is moderator",
    "submissions.me_too": "public",
    "submissions.open_with_code": "public",
    "submissions.receipt": "public",
    "submissions.save_correction": "public",
    "submissions.send": "public",
    "submissions.send_answer": "public",
    "submissions.send_entered": "is moderator",
    "submissions.send_me_too": "public",
    "submissions.status": "public",
    "submissions.write": "public",
}
