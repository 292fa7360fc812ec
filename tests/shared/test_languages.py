"""A change of language in the middle of a request or job changes what templates say."""

import pytest
from babel import Locale
from flask import render_template_string
from flask_babel import force_locale

from app.shared.i18n import CONTENT_LANGUAGES, own_name, page_language

MESSAGE = "{{ _('Write a contribution') }} {{ page_language }} {{ 1234567|decimal }}"


def test_a_mail_in_another_language_is_not_told_in_the_one_before(app):
    with app.test_request_context("/?lang=de"):
        assert render_template_string(MESSAGE) == "Beitrag schreiben de 1.234.567"
        with force_locale("en"):
            assert page_language().code == "en"
            assert render_template_string(MESSAGE) == "Write a contribution en 1,234,567"
        assert render_template_string(MESSAGE) == "Beitrag schreiben de 1.234.567"


def test_each_request_is_told_in_its_own_language(client):
    texts = [client.get(f"/?lang={code}").get_data(as_text=True) for code in ("de", "en", "de")]
    assert ["Beitrag schreiben" in text for text in texts] == [True, False, True]


@pytest.mark.parametrize("code", CONTENT_LANGUAGES)
def test_each_language_is_called_as_it_calls_itself(code):
    assert own_name(code).casefold() == (Locale(code).display_name or "").casefold()
