"""Every address and who may open it: one table for each blueprint, put together."""

import pkgutil
from importlib import import_module

GUARDS: dict[str, str] = {}
for _room in pkgutil.iter_modules(__path__):
    GUARDS |= import_module(f"{__name__}.{_room.name}").GUARDS
