"""Libraries that few requests need: loaded when first used, so that a worker stays small."""

import importlib
import importlib.util
import sys
from types import ModuleType


class _Later(ModuleType):
    """Stands for a module until something in it is asked for; several threads may ask at once."""

    def __getattr__(self, name: str) -> object:
        return getattr(importlib.import_module(self.__name__), name)


def lazy(name: str) -> ModuleType:
    """Return the module of this name; it is loaded when something in it is first asked for.

    Raises `ModuleNotFoundError` at once if it is not installed.
    """
    if name in sys.modules:
        return sys.modules[name]
    _path_of(name.partition(".")[0])
    return _Later(name)


def part_of(package: str, module: str) -> ModuleType:
    """Return one module of a package without what the package itself would load with it."""
    if package not in sys.modules:
        bare = ModuleType(package)
        bare.__path__ = _path_of(package)
        sys.modules[package] = bare
    return importlib.import_module(f"{package}.{module}")


def _path_of(package: str) -> list[str]:
    found = importlib.util.find_spec(package)
    if found is None:
        raise ModuleNotFoundError(package)
    return list(found.submodule_search_locations or ())
