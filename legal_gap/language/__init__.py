"""A language file: numbering, penalties, roles and words of one language, as a bilingual lawyer wrote them."""

from legal_gap.language.pack import Language, load_languages

__all__ = ["Language", "load_languages"]
