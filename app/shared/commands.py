"""Commands are imported when called, so that a web process never loads what only they need."""

import importlib

import click
from flask.cli import AppGroup


class LazyGroup(AppGroup):
    """The commands of the application, known by their import paths until somebody calls one."""

    def __init__(self, paths: dict[str, str]) -> None:
        super().__init__()
        self.paths = paths

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.paths})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        path = self.paths.get(cmd_name)
        if path is None:
            return super().get_command(ctx, cmd_name)
        module, attribute = path.split(":")
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{path} is not a command.")
        return command
