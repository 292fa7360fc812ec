"""Commands for mails that wait or could not be sent."""

import click
from flask.cli import AppGroup

from app.shared.outbox import all_failed_mails, mail_figures, resend, send_due
from app.shared.transactions import command_commits

commands = AppGroup("mail", help="Mails that wait or could not be sent.")


@commands.command("send")
def send() -> None:
    """Try every mail that is due now; what does not get through is tried again later."""
    tried, figures = send_due(), mail_figures()
    waiting, failed = (sum(getattr(f, state) for f in figures) for state in ("waiting", "failed"))
    click.echo(f"{tried} tried, {waiting} waiting, {failed} given up.")


@commands.command("failed")
@click.option("--resend", "again", is_flag=True, help="Try all of them again.")
@command_commits
def failed(again: bool) -> None:
    """List the mails that were given up, without addresses."""
    mails = all_failed_mails()
    for mail in mails:
        click.echo(f"{mail.id}  {mail.created_at:%Y-%m-%d %H:%M} UTC  {mail.kind}"
                   f"  {mail.attempts} tries  {mail.last_error or ''}")  # fmt: skip
    if again:
        resend(mails)
        click.echo(f"{len(mails)} will be tried again.")
    elif not mails:
        click.echo("No mail was given up.")
