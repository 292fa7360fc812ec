"""The application for gunicorn and the `flask` command."""

import gc
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
# What is loaded by now stays; long exports are a quarter faster when it is not looked at again.
gc.collect()
gc.freeze()
