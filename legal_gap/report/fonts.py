"""Which characters the fonts of this machine can draw. A missing one is an error with the package that brings it, never a box."""

from __future__ import annotations

import ctypes
import ctypes.util
import unicodedata
from collections.abc import Iterable
from functools import cache

from legal_gap.errors import OutputError, Problem

CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC")
SKIPPED = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")
_PATTERN_FIELD = b"charset"


class _FontSet(ctypes.Structure):
    _fields_ = [("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p))]


@cache
def _fontconfig() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("fontconfig")
    if not name:
        return None
    library = ctypes.CDLL(name)
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.FcCharSetHasChar.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    library.FcPatternGetString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_char_p)]
    library.FcPatternGetInteger.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_int)]
    library.FcPatternGetCharSet.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_void_p)]
    return library


@cache
def installed() -> str:
    """The installed fonts, file and version of each, in order. Empty where fonts cannot be asked."""
    library = _fontconfig()
    fonts = library.FcConfigGetFonts(None, 0) if library else None
    if not library or not fonts:
        return ""
    found = []
    for i in range(fonts.contents.nfont):
        name, number = ctypes.c_char_p(), ctypes.c_int()
        library.FcPatternGetString(fonts.contents.fonts[i], b"file", 0, ctypes.byref(name))
        library.FcPatternGetInteger(fonts.contents.fonts[i], b"fontversion", 0, ctypes.byref(number))
        found.append(f"{(name.value or b'').decode('utf-8', 'replace')} {number.value}")
    return "\n".join(sorted(found))


@cache
def _charsets() -> tuple[int, ...]:
    """The character set of each installed font."""
    library = _fontconfig()
    fonts = library.FcConfigGetFonts(None, 0) if library else None
    if not library or not fonts:
        return ()
    found = []
    for i in range(fonts.contents.nfont):
        charset = ctypes.c_void_p()
        if library.FcPatternGetCharSet(fonts.contents.fonts[i], _PATTERN_FIELD, 0, ctypes.byref(charset)) == 0 and charset.value:
            found.append(charset.value)
    return tuple(found)


@cache
def drawable(character: str) -> bool:
    """Whether an installed font has the character. Where fonts cannot be asked (no fontconfig) the answer is yes."""
    library, charsets = _fontconfig(), _charsets()
    if library is None or not charsets or unicodedata.category(character) in SKIPPED:
        return True
    return any(library.FcCharSetHasChar(charset, ord(character)) for charset in charsets)


def missing(text: Iterable[str]) -> tuple[str, ...]:
    """Characters of ``text`` that no installed font can draw, in code-point order."""
    return tuple(sorted(c for c in set(text) if ord(c) > 127 and not drawable(c)))


def package(character: str) -> str:
    """The Debian package whose fonts draw the character."""
    name = unicodedata.name(character, "")
    if name.startswith(CJK):
        return "fonts-noto-cjk"
    return "fonts-noto-color-emoji" if unicodedata.category(character) == "So" and ord(character) > 0x1F000 else "fonts-noto-core"


def require(text: str, where: str) -> None:
    """Raise OutputError naming script, character and package where a glyph is missing."""
    lost = missing(text)
    if not lost:
        return
    scripts = sorted({unicodedata.name(c, "UNNAMED").split()[0].title() for c in lost})
    packages = " ".join(sorted({package(c) for c in lost}))
    sample = " ".join(f"{c} (U+{ord(c):04X})" for c in lost[:3])
    what = f"no installed font can draw {len(lost)} characters ({', '.join(scripts)}): {sample}"
    raise OutputError(
        Problem(
            where, what, f"Install the fonts: sudo apt-get install {packages}. If they are there, look for misread characters in the text."
        )
    )
