"""Logs as JSON lines: line breaks and escape characters in values cannot forge an entry (S23)."""

import json
import logging
import sys

from flask import Flask

from app.shared.clock import now


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and the trace if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": now().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=True)


def init_logs(app: Flask) -> None:
    """Send the application's log to standard error; call before anything logs."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("app")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
