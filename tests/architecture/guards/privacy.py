"""Who may open the addresses of `privacy`."""

GUARDS = {
    "privacy.my_account": "signed in",
    "privacy.my_account_file": "signed in",
    "privacy.my_data": "public",
    "privacy.my_data_file": "public",
    "privacy.objection": "public",
    "privacy.one_request": "is admin",
    "privacy.record": "is admin",
    "privacy.record_file": "is admin",
    "privacy.requests": "is admin",
    "privacy.restriction": "public",
    "privacy.retention": "is admin",
    "privacy.send_answer": "is admin",
    "privacy.send_closing": "signed in",
    "privacy.send_hold": "is admin",
    "privacy.send_lifting": "public",
    "privacy.send_objection": "public",
    "privacy.send_offer": "is admin",
    "privacy.send_release_of_hold": "is admin",
    "privacy.send_restriction": "public",
}
