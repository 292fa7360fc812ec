"""The application for gunicorn and the `flask` command."""

import os
import sys

from app import create_app
from app.shared.assets import AssetsMissing
from config import ConfigurationError

os.umask(0o077)  # files of the instance are for the service alone
try:
    app = create_app()
except (ConfigurationError, AssetsMissing) as error:
    sys.exit(f"Ortsstimme cannot start: {error}")
