"""Write a file whole or not at all, and stamp it with one clock."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from legal_gap.errors import OutputError, Problem


def moment() -> datetime:
    """The time printed in reports, UTC: ``SOURCE_DATE_EPOCH`` (seconds) where it is set, else now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC).replace(microsecond=0)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path`` that takes its name only if the block ends well. Raises OutputError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix)
        os.close(handle)
    except OSError as error:
        raise _unwritable(path, error) from None
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def write(path: Path, content: bytes | str) -> None:
    """Write ``content`` (text as UTF-8) whole or not at all. Raises OutputError."""
    with whole(path) as draft:
        draft.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> OutputError:
    way_out = "Give another place with -o, or change its permissions."
    return OutputError(Problem(str(path), f"cannot be written ({error.strerror or error})", way_out))
