"""Provisions → the penalties that they threaten, as printed."""

from legal_gap.penalty.draft import PenaltyWords
from legal_gap.penalty.find import Found, find_penalties, find_words
from legal_gap.penalty.words import parse_penalty

__all__ = ["Found", "PenaltyWords", "find_penalties", "find_words", "parse_penalty"]
