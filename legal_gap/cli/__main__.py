"""``python -m legal_gap.cli`` does what ``legal-gap`` does."""

from legal_gap.cli import main

main()
