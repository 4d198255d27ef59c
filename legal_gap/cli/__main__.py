"""``python -m legal_gap.cli`` does what ``legal-gap`` does."""

from legal_gap.cli import main

if __name__ == "__main__":  # a process that draws pages loads this module too
    main()
