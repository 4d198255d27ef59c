"""Later acts replayed into the principal act: the law as amended, every word with its file and clause."""

from legal_gap.amend.revoked import in_force
from legal_gap.amend.source import carrier, clause_of
from legal_gap.amend.view import AsAmended, Unapplied, Version, as_amended, consolidate, views_of

__all__ = ["AsAmended", "Unapplied", "Version", "as_amended", "carrier", "clause_of", "consolidate", "in_force", "views_of"]
