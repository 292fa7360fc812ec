"""The page and the command that say who may open what, and that both say what is enforced."""

import csv
import io

import pytest

from app.accounts.models import ROLES
from app.accounts.queries import roles_that_pass
from app.shared.access import addresses_of
from tests.trust.test_s11_roles_and_addresses import PASSES


def test_the_rules_themselves_say_what_the_table_of_the_tests_says(app):
    for address in addresses_of(app):
        expected = PASSES[address.guard] - {"nobody"}
        assert set(roles_that_pass(address.rule)) == expected, address.guard


@pytest.mark.parametrize("role", ["admin", "auditor"])
def test_the_page_names_every_address(app, client_of, role):
    page = client_of(role).get("/verwaltung/rechte")
    assert page.status_code == 200
    for address in addresses_of(app):
        assert address.path.replace("<", "&lt;").replace(">", "&gt;") in page.text
    assert "Noch nicht veröffentlichter Beitrag" in page.text


def test_the_command_writes_the_same_as_csv(app):
    result = app.test_cli_runner().invoke(args=["accounts", "matrix"])
    assert result.exit_code == 0, result.output
    lines = list(csv.DictReader(io.StringIO(result.output.partition("\n\n")[0]), delimiter=";"))
    by_endpoint = {line["endpoint"]: line for line in lines if line["endpoint"]}
    assert set(by_endpoint) == set(app.view_functions)
    people = by_endpoint["accounts.people"]
    assert [role for role in ("nobody", *ROLES) if people[role] == "yes"] == ["admin"]
    assert by_endpoint["pages.home"]["nobody"] == "yes"
    assert "Kontaktdaten eines Beitrags;" in result.output
