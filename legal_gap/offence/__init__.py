"""Provisions and their penalties → which offence, for whom, in which tier, and what it refers to."""

from legal_gap.offence.understand import understand

__all__ = ["understand"]
