"""Where the real statutes lie, beside the project; tests that read them are skipped where they are not."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"
CORPUS = SHARED / "corpus"
GOLD = SHARED / "gold"
missing = pytest.mark.skipif(not CORPUS.is_dir(), reason="the statutes beside the project are not here")


def needs_corpus(test):
    """Mark a test that reads the real statutes."""
    return pytest.mark.corpus(missing(test))
