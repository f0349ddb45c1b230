"""Which documents could not be rendered or stored, and since when: for staff, and to retry."""

import json
import logging
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

# Stands for the whole publish, when it was not one document that failed.
EVERYTHING = "*"


@dataclass(frozen=True)
class Failure:
    """A document that readers see in an older state than it should be."""

    path: str
    error: str
    since: str


def _file() -> Path:
    return settings.DATA_DIR / "publish_failures.json"


def read() -> dict[str, Failure]:
    """The failures of the last publish by path; empty when all went well."""
    try:
        return {row["path"]: Failure(**row) for row in json.loads(_file().read_text())}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError):
        logger.exception("The record of failed documents cannot be read")
        return {}


def tried_at() -> float:
    """When something failed last, in seconds since 1970; 0 when all went well."""
    try:
        return _file().stat().st_mtime
    except OSError:
        return 0.0


def write(errors: dict[str, Exception], *, now: datetime) -> None:
    """Keep what failed in the last publish; a failure that goes on keeps its beginning."""
    before = read()
    failures = [
        before.get(path) or Failure(path, f"{type(error).__name__}: {error}", now.isoformat())
        for path, error in errors.items()
    ]
    try:
        if failures:
            draft = _file().with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps([asdict(failure) for failure in failures]))
            draft.rename(_file())
        else:
            _file().unlink(missing_ok=True)
    except OSError:
        logger.exception("The record of failed documents cannot be written")
