"""The served demo, and the front end before it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import served, shared_folder
from tests.front.node import compiled, started
from tests.services import require


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared_folder(tmp_path_factory)


@pytest.fixture(scope="session")
def address(shared: Path) -> Iterator[str]:
    """Where the demo is served, without a slash at the end."""
    with served(shared) as found:
        yield found


@pytest.fixture(scope="session")
def built(shared: Path) -> Path:
    return compiled(shared)


@pytest.fixture(scope="session")
def front(built: Path, address: str) -> Iterator[str]:
    """Where the front end is served, with the demo's content."""
    require("front")
    with started(f"{address}/api/innehall/v1") as found:
        yield found
