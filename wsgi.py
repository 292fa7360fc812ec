"""The application for gunicorn and the `flask` command."""

import gc
import os
import sys

gc.disable()  # what is loaded now stays: looking through it again and again is a fifth of the start

from app import create_app  # noqa: E402
from app.accounts.services.starting import start_problem  # noqa: E402
from app.shared.assets import AssetsMissing  # noqa: E402
from app.shared.revision import end_connections  # noqa: E402
from config import ConfigurationError  # noqa: E402

NOT_STARTING = 3  # tells gunicorn's master to give up instead of trying again and again

os.umask(0o077)  # files of the instance are for the service alone
try:
    app = create_app()
except (ConfigurationError, AssetsMissing) as error:
    sys.exit(f"Ortsstimme cannot start: {error}")
if os.environ.get("SERVER_SOFTWARE", "").startswith("gunicorn"):  # commands must mend it
    with app.app_context():
        problem = start_problem()
        end_connections()  # workers are copies of this process: none may inherit an open database
    if problem:
        print(f"Ortsstimme does not start: {problem}", file=sys.stderr)  # noqa: T201
        sys.exit(NOT_STARTING)
# Long exports are a quarter faster when what is loaded by now is never looked at again.
gc.freeze()
gc.enable()
