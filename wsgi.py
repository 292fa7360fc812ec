"""The application for gunicorn and the `flask` command."""

import gc
import os
import sys

from app import create_app
from app.accounts.services.starting import start_problem
from app.shared.assets import AssetsMissing
from config import ConfigurationError

NOT_STARTING = 3  # tells gunicorn's master to give up instead of trying again and again

os.umask(0o077)  # files of the instance are for the service alone
try:
    app = create_app()
except (ConfigurationError, AssetsMissing) as error:
    sys.exit(f"Ortsstimme cannot start: {error}")
if os.environ.get("SERVER_SOFTWARE", "").startswith("gunicorn"):  # commands must mend it
    with app.app_context():
        problem = start_problem()
    if problem:
        print(f"Ortsstimme does not start: {problem}", file=sys.stderr)  # noqa: T201
        sys.exit(NOT_STARTING)
# What is loaded by now stays; long exports are a quarter faster when it is not looked at again.
gc.collect()
gc.freeze()
