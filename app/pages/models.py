"""Who runs the platform: texts that the operator fills in, not the code."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Operator:
    """The city office behind the platform; empty values are not filled in yet.

    Read from `INSTANCE_DIR/operator.yaml`, else from the file that ships.
    """

    office: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""
    opening_hours: str = ""
    responsible_person: str = ""
    data_protection_officer: str = ""
    supervisory_authority: str = ""
    enforcement_body: str = ""
    legal_basis: str = ""
    statement_date: str = ""
    known_barriers: list[str] = field(default_factory=list)

    @property
    def is_filled_in(self) -> bool:
        """Whether the values that the law asks for are there."""
        return all((self.address, self.email, self.responsible_person))
