"""What this machine still needs for the PDF pages: system libraries, and fonts for the scripts that the statutes use.

HTML and JSON need none of it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import shlex
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from legal_gap.country import load_register
from legal_gap.errors import ReadError
from legal_gap.language import Language
from legal_gap.parsers import parse
from legal_gap.read import other_language

LIBRARIES = {"gobject-2.0": "0", "pango-1.0": "0", "pangoft2-1.0": "0", "harfbuzz": "0", "harfbuzz-subset": "0", "fontconfig": "1"}
"""Libraries that WeasyPrint loads, with the version in the file name."""

SYSTEMS: Mapping[str, Mapping[str, str]] = {
    "Debian or Ubuntu": {
        "command": "sudo apt-get install -y {}",
        "library": "libpangoft2-1.0-0",
        "harfbuzz-subset": "libharfbuzz-subset0",
        "fonts": "fonts-noto-core",
        "cjk": "fonts-noto-cjk",
    },
    "Fedora": {
        "command": "sudo dnf install -y {}",
        "library": "pango",
        "fonts": "google-noto-sans-fonts google-noto-serif-fonts google-noto-fonts-all",
        "cjk": "google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts",
    },
    "macOS": {
        "command": "brew install {}",
        "library": "pango",
        "fonts": "font-noto-sans font-noto-serif",
        "cjk": "font-noto-sans-cjk font-noto-serif-cjk",
    },
    "Windows": {
        "command": "C:\\msys64\\usr\\bin\\pacman -S --noconfirm {}",
        "library": "mingw-w64-ucrt-x86_64-pango",
        "fonts": "mingw-w64-ucrt-x86_64-noto-fonts",
        "cjk": "mingw-w64-ucrt-x86_64-noto-fonts-cjk",
    },
}
"""How each system installs the parts. A part that a system does not name comes with its "library" part. Windows needs MSYS2 first."""

CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")
"""Scripts (as Unicode names them) that need the large font package."""
FAMILIES = ("Noto Sans", "Noto Serif")
SAMPLE = 40_000
"""How many characters of a file are looked at for its scripts."""


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the system: whether it is ``there``, what ``needs`` it; ``part`` is its key in SYSTEMS."""

    name: str
    there: bool
    needs: str
    part: str


def examine(folders: Iterable[Path]) -> tuple[Check, ...]:
    """Every part that reports on the statutes in ``folders`` (country folders or their roots) need."""
    load_library.cache_clear()
    fontconfig = load_library("fontconfig", LIBRARIES["fontconfig"])
    if fontconfig is not None:
        fontconfig.FcInitReinitialize()
    return (*libraries(), *fonts(scripts_of(folders)))


def other_languages(folders: Iterable[Path], languages: Mapping[str, Language]) -> Iterator[str]:
    """A sentence for each statute file below ``folders`` whose text is not in the language that its ``country.toml`` says."""
    for path in sorted({found for folder in folders for found in folder.rglob("country.toml")}):
        for record in load_register(path.parent).records:
            for name in record.files:
                try:
                    said = other_language(parse(path.parent / name, name).text, record.language, languages)
                except ReadError:
                    continue
                if said:
                    yield f"{path.parent / name}: {said}"


def libraries() -> list[Check]:
    """The libraries that WeasyPrint loads."""
    return [
        Check(f"library {name}", load_library(name, version) is not None, "PDF pages", name)
        for name, version in LIBRARIES.items()
    ]  # fmt: skip


@cache
def load_library(name: str, version: str) -> ctypes.CDLL | None:
    """A shared library by its short name, ``None`` where this machine does not have it."""
    names = (f"lib{name}.so.{version}", f"lib{name}.{version}.dylib", f"lib{name}.dylib", f"lib{name}-{version}.dll")
    for candidate in (*names, ctypes.util.find_library(name)):
        try:
            if candidate:
                return ctypes.CDLL(candidate)
        except OSError:
            continue
    return None


def fonts(scripts: Mapping[str, str]) -> list[Check]:
    """The font families of the pages, and a font for each script (name → letters it must have)."""
    checks = [Check(f"font {family}", has_font(family=family), "PDF pages as designed", "fonts") for family in FAMILIES]
    for script, letters in sorted(scripts.items()):
        part = "cjk" if script in CJK else "fonts"
        checks.append(Check(f"font for {script.capitalize()}", has_font(letters=letters), f"quotations in {script.capitalize()}", part))
    return checks


def scripts_of(folders: Iterable[Path]) -> dict[str, str]:
    """The scripts other than Latin in the statute files below ``folders``, each with its commonest letters."""
    letters: dict[str, Counter[str]] = defaultdict(Counter)
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix in (".md", ".txt", ".html", ".htm", ".xml", ".json", ".toml") and path.is_file():
                count_letters(path, letters)
    return {script: "".join(c for c, _ in counted.most_common(8)) for script, counted in letters.items() if counted.total() >= 20}


def count_letters(path: Path, letters: Mapping[str, Counter[str]]) -> None:
    """Count the letters of a file's beginning by script; the script is the first word of the letter's Unicode name."""
    with path.open("rb") as file:
        text = file.read(SAMPLE).decode("utf-8", "ignore")
    for letter, times in Counter(text).items():
        if ord(letter) > 0x24F and letter.isalpha():
            script = unicodedata.name(letter, "UNKNOWN").split()[0]
            if script not in ("LATIN", "MODIFIER", "UNKNOWN", "FULLWIDTH", "HALFWIDTH", "MATHEMATICAL", "GREEK"):
                letters[script][letter] += times


class FontSet(ctypes.Structure):
    """Fontconfig's list of fonts (FcFontSet): only how many there are."""

    _fields_ = [("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.c_void_p)]


def has_font(family: str = "", letters: str = "") -> bool:
    """Whether fontconfig knows a font of this family that has all of these letters."""
    lib = load_library("fontconfig", LIBRARIES["fontconfig"])
    if lib is None:
        return False
    pointer, char_p = ctypes.c_void_p, ctypes.c_char_p
    for name in ("FcPatternCreate", "FcCharSetCreate", "FcObjectSetCreate"):
        getattr(lib, name).restype = pointer
    lib.FcFontList.restype = ctypes.POINTER(FontSet)
    lib.FcFontList.argtypes = [pointer, pointer, pointer]
    lib.FcPatternAddString.argtypes = [pointer, char_p, char_p]
    lib.FcPatternAddCharSet.argtypes = [pointer, char_p, pointer]
    lib.FcCharSetAddChar.argtypes = [pointer, ctypes.c_uint32]
    pattern, charset = lib.FcPatternCreate(), lib.FcCharSetCreate()
    if family:
        lib.FcPatternAddString(pattern, b"family", family.encode())
    for letter in letters:
        lib.FcCharSetAddChar(charset, ord(letter))
    if letters:
        lib.FcPatternAddCharSet(pattern, b"charset", charset)
    return bool(lib.FcFontList(None, pattern, lib.FcObjectSetCreate()).contents.nfont)


def this_system() -> str:
    """The key of SYSTEMS for this machine."""
    named = {"Darwin": "macOS", "Windows": "Windows"}.get(platform.system())
    if named:
        return named
    release = Path("/etc/os-release")
    words = release.read_text(encoding="utf-8", errors="replace").lower() if release.exists() else ""
    return "Fedora" if any(word in words for word in ("fedora", "rhel")) else "Debian or Ubuntu"


def packages(checks: Sequence[Check], system: str) -> tuple[str, ...]:
    """The packages of a system that bring what is missing, each once."""
    parts = SYSTEMS[system]
    wanted = [parts.get(check.part, parts["library"]) for check in checks if not check.there]
    return tuple(dict.fromkeys(package for entry in wanted for package in entry.split()))


def command(checks: Sequence[Check], system: str) -> str:
    """The one command that installs what is missing; empty where nothing is."""
    names = packages(checks, system)
    return SYSTEMS[system]["command"].format(shlex.join(names)) if names else ""
