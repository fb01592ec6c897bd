"""What a test calls when it needs a program that not every machine has."""

import os
from pathlib import Path

import pytest

from optional_services import SERVICES, are_required, chromium_path, java_path, missing, postgres_bin, vnu_jar

__all__ = ["chromium_path", "java_path", "postgres_bin", "require", "vnu_jar"]


def require(name: str) -> Path:
    """Where the service is (``postgresql``, ``chromium``, ``java``, ``vnu``, ``front`` or ``elasticsearch``); else skip, or fail where required."""
    line = missing(name)
    if line and are_required():
        pytest.fail(line, pytrace=False)
    if line:
        pytest.skip(line)
    if name == "postgresql" and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("This run is on SQLite; `make test` runs it on PostgreSQL too.")
    found = SERVICES[name][0]()
    assert found is not None
    return found
