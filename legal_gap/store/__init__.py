"""The database: readings kept by content, provisions that can be searched. A cache of the files; deleting it costs time only."""

from legal_gap.store.database import Hit, Store, open_store
from legal_gap.store.words import fingerprint

__all__ = ["Hit", "Store", "fingerprint", "open_store"]
