"""A lock that those share who measure on one machine."""

import contextlib
import fcntl
from collections.abc import Iterator


@contextlib.contextmanager
def alone(path: str | None) -> Iterator[None]:
    """Holds the lock file, if one is named, so that nobody else measures meanwhile."""
    if path is None:
        yield
        return
    with open(path, "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
