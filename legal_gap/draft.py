"""A register drafted from a bare folder of statute files: every guess is marked as one, and a file that cannot be read is told, not left out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from legal_gap.country import REGISTER
from legal_gap.datafile import check_choice, check_keys, read_toml
from legal_gap.errors import DataError, Problem, ReadError, UnknownName
from legal_gap.language.pack import Language
from legal_gap.model import KINDS
from legal_gap.parsers import parse
from legal_gap.read import guess_language
from legal_gap.text import fold

WORDS = "drafting.toml"
HEAD = 6000
"""Characters of a text that its title and citation are looked for in."""
LINES = 60
YEAR = re.compile(r"(?<!\d)(?:1[6-9]|2[0-6])\d\d(?!\d)")
NUMBERED = re.compile(r"[\[(\"]*(?:\d{1,4}[.)\]]|\w{1,2}\))")
MARKUP = re.compile(r"^[\s#*_>|-]+|^(?i:title):|[\s#*_|]+$")
FORMS = ("akn", "uslm", "xml", "html", "docx", "markdown", "links", "json", "plain", "pdf", "")
"""Of one text in several forms the first is read; the last stands for a file that cannot be read."""
LATIN = re.compile(r"[a-zà-ɏ0-9(]")
FOREIGN = re.compile(r"\[(?!\[treaty\]|penalty_class)")
HINT = "# guess: "
NAMED = "title or file name"
NO_SCANS: Mapping[Path, Path] = {}


@dataclass(frozen=True, slots=True)
class Words:
    """What titles are made with, compiled from ``drafting.toml``."""

    title: re.Pattern[str]
    no_title: re.Pattern[str]
    amending: re.Pattern[str]
    bill: re.Pattern[str]
    part: re.Pattern[str]
    citations: tuple[re.Pattern[str], ...]
    kinds: Mapping[str, re.Pattern[str]]
    title_field: re.Pattern[str]
    only_titles: frozenset[str]


@dataclass(slots=True)
class Draft:
    """One instrument as it is guessed: its files in order, and for each key a value with the reason for it."""

    files: list[str]
    guesses: dict[str, tuple[object, str]] = field(default_factory=dict)
    alternates: list[str] = field(default_factory=list)
    problem: Problem | None = None

    def value(self, key: str) -> Any:
        """What was guessed."""
        return self.guesses[key][0]


@dataclass(frozen=True, slots=True)
class Seen:
    """One file of the folder: its form (empty where it cannot be read) and the beginning of its text."""

    name: str
    form: str
    text: str
    problem: Problem | None = None
    scan: bool = False


def load_words(path: Path) -> Words:
    """The words of ``drafting.toml``. Raises DataError."""
    data = read_toml(path)
    needed = {"titles": list, "not_titles": list, "amending": list, "bills": list, "parts": str, "citations": list, "kinds": dict}
    needed |= {"title_fields": list, "only_titles": list}
    problems = check_keys(path, data, needed, {})
    problems += check_choice(path, {"kinds": list(data.get("kinds", ()))}, "kinds", KINDS)
    if problems:
        raise DataError(problems)
    try:
        patterns = [re.compile(data["parts"]), *map(re.compile, data["citations"])]
    except re.error as error:
        raise DataError(Problem(str(path), f"a pattern is broken ({error})", "Mend it.")) from None
    kinds = {kind: any_of(words) for kind, words in data["kinds"].items()}
    title, no_title, amending, bill = (any_of(data[key]) for key in ("titles", "not_titles", "amending", "bills"))
    field = re.compile(rf'"(?:{"|".join(map(re.escape, data["title_fields"]))})"\s*:\s*"([^"]{{6,200}})"')
    return Words(title, no_title, amending, bill, patterns[0], tuple(patterns[1:]), kinds, field, frozenset(data["only_titles"]))


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern of words: those in Latin letters stand alone or at the start of a word (long ones), others anywhere."""
    parts = []
    for word in sorted(map(fold, words), key=len, reverse=True):
        parts.append(rf"(?<!\w){re.escape(word)}" + (r"(?!\w)" if len(word) < 6 else "") if LATIN.match(word) else re.escape(word))
    return re.compile("|".join(parts))


# -- looking at files ------------------------------------------------------------------------------------------------


def statute_files(folder: Path, apart: Path | None = None) -> list[Path]:
    """The files below a folder that may be statutes, in order; hidden ones, data files and those below ``apart`` are not."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix.lower() != ".toml")
    return [
        path for path in found
        if not any(part.startswith(".") for part in path.relative_to(folder).parts) and not (apart and path.is_relative_to(apart))
    ]  # fmt: skip


def look(folder: Path, path: Path, words: Words, scans: Mapping[Path, Path] = NO_SCANS) -> Seen:
    """A file (of a scan, its copy in ``scans``) with the beginning of its text, its noted title first, or what keeps it from being read."""
    name = path.relative_to(folder).as_posix()
    try:
        layer = parse(scans.get(path, path), name)
    except ReadError as error:
        return Seen(name, "", "", error.problems[0])
    noted = words.title_field.search(path.read_bytes()[:4000].decode("utf-8", "replace")) if layer.form == "json" else None
    return Seen(name, layer.form, (noted[1] + "\n" if noted else "") + layer.text[:60_000], scan=path in scans)


def grouped(files: Sequence[Seen], words: Words) -> list[list[Seen]]:
    """Files that are one instrument, by their names: its parts in order, or the same text in several forms."""
    groups: dict[str, list[Seen]] = {}
    for seen in files:
        groups.setdefault(words.part.sub("", str(Path(seen.name).with_suffix(""))), []).append(seen)
    return list(groups.values())


def arranged(group: Sequence[Seen], words: Words) -> tuple[list[Seen], list[Seen]]:
    """The files of a group that are read, in order, and the same text in other forms."""
    best = min(group, key=lambda seen: FORMS.index(seen.form) if seen.form in FORMS else 0)
    split = bool(words.part.search(str(Path(best.name).with_suffix(""))))
    same = [seen for seen in group if seen is best or split and seen.form == best.form and words.part.search(Path(seen.name).stem)]
    return sorted(same, key=lambda seen: natural(seen.name)), [seen for seen in group if seen not in same]


def natural(name: str) -> list[tuple[int, str]]:
    """A key that puts part 2 before part 10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]


# -- guessing --------------------------------------------------------------------------------------------------------


def drafted(
    folder: Path,
    languages: Mapping[str, Language],
    words: Words,
    fallback: str,
    apart: Path | None = None,
    scans: Mapping[Path, Path] = NO_SCANS,
) -> list[Draft]:
    """A draft of each instrument in a folder. ``fallback`` is the language where none can be told; ``scans`` holds copies with text.

    Raises UnknownName for an empty folder.
    """
    paths = statute_files(folder, apart)
    if not paths:
        raise UnknownName(Problem(str(folder), "there is no statute file in the folder", "Put the texts of the laws there."))
    groups = grouped([look(folder, path, words, scans) for path in paths], words)
    drafts = [draft(*arranged(group, words), languages, words, fallback) for group in groups]
    taken: Counter[str] = Counter()
    for one in drafts:
        id, why = one.guesses["id"]
        taken[str(id)] += 1
        one.guesses["id"] = (f"{id}-{taken[str(id)]}" if taken[str(id)] > 1 else id, why)
    return drafts


def draft(files: Sequence[Seen], others: Sequence[Seen], languages: Mapping[str, Language], words: Words, fallback: str) -> Draft:
    """One instrument, guessed from the first of its files."""
    first = files[0]
    stem = words.part.sub("", Path(first.name).stem)
    spoken = " ".join(re.split(r"[-_. ]+", stem))
    title, why = title_of(first.text, spoken, words)
    language = guess_language(first.text, languages)
    kinds, kinds_why = kinds_of(title, spoken, first.text, words)
    of_year = YEAR.findall(fold(title)) or YEAR.findall(spoken)
    said = fold(f"{title} {spoken}")
    found = Draft([seen.name for seen in files], alternates=[seen.name for seen in others])
    found.problem = next((seen.problem for seen in files if seen.problem), None)
    found.guesses = {
        "id": (re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "law", "file name"),
        "title": (title, why),
        "citation": (citation_of(f"{title}\n{first.text[:HEAD]}", words), "first page"),
        "kinds": (kinds, kinds_why),
        "language": (language or fallback, "the text's commonest words or script" if language else "the country's language"),
        "status": ("bill" if words.bill.search(said) else "in_force", "title; whether it is in force cannot be told from a text"),
        "text_status": ("official", "nothing in a text says so"),
    }
    if kinds_why != NAMED:
        found.guesses["text_status"] = ("excerpt", "its kind is unsure, so that its silence shall prove nothing")
    if any(seen.scan for seen in files):
        found.guesses["ocr"] = (True, "it is a scan")
    if of_year:
        found.guesses["year"] = (int(of_year[0]), NAMED)
    if words.amending.search(said):
        found.guesses["amending"] = (True, NAMED)
    return found


def title_of(text: str, spoken: str, words: Words) -> tuple[str, str]:
    """The title of a law by its first page, else by the name of its file; with the reason."""
    lines = [MARKUP.sub("", MARKUP.sub("", line)).strip(" \"'\ufeff") for line in text[:HEAD].splitlines() if line.strip()]
    best, score = "", 0.0
    for i, line in enumerate(lines[:LINES]):
        folded = fold(line)
        if not 6 <= len(line) <= 200 or not words.title.search(folded) or words.no_title.search(folded) or line[-1] in ".;:,":
            continue
        points = (
            2 - i / LINES + 1.5 * bool(YEAR.search(folded)) + line.isupper() + bool(any(p.search(folded) for p in words.kinds.values()))
        )
        points += -2 * line[:1].islower() - 3 * bool(NUMBERED.match(folded)) - len(line) / 200
        best, score = (line, points) if points > score else (best, score)
    return (" ".join(best.split()), "first page") if best else (spoken, "file name")


def citation_of(text: str, words: Words) -> str:
    """How a law is cited, by the first pattern that fits; empty where none does."""
    return next((" ".join(m[0].split()) for pattern in words.citations if (m := pattern.search(text))), "")


def kinds_of(title: str, spoken: str, text: str, words: Words) -> tuple[list[str], str]:
    """The kinds of an instrument by its title or file name, else the one that its first pages name most; with the reason."""
    said = fold(f"{title} \n {spoken}")
    named = [kind for kind, pattern in words.kinds.items() if pattern.search(said)]
    if named:
        return [kind for kind in named if kind != "regulation"] or named, NAMED
    counts = Counter({kind: len(pattern.findall(fold(text))) for kind, pattern in words.kinds.items() if kind not in words.only_titles})
    (kind, count), *_ = counts.most_common(1)
    return ([kind], f"its first pages speak of it {count} times") if count >= 3 else (["other"], "nothing speaks for another")


@cache
def names_of(shipped: Path) -> Mapping[str, str]:
    """Codes of the countries on file by name, alias and code, in lower case."""
    found: dict[str, str] = {}
    for path in sorted(shipped.glob(f"*/{REGISTER}")):
        data = read_toml(path)
        for name in (data["name"], data["code"], *data.get("aliases", ())):
            found[fold(str(name))] = data["code"]
    return found


def country_of(folder: Path, shipped: Path, texts: Sequence[str]) -> tuple[str, str]:
    """The code of the country that a folder is about, and why; empty where nothing tells."""
    names = names_of(shipped)
    parts = [fold(folder.resolve().name), *re.split(r"[-_. ]+", fold(folder.resolve().name))]
    if code := next((names[part] for part in parts if part in names), ""):
        return code, "name of the folder"
    counts: Counter[str] = Counter()
    for name, code in names.items():
        if len(name) > 3 or not name.isascii():
            pattern = any_of([name])
            counts[code] += sum(len(pattern.findall(fold(text[:HEAD]))) for text in texts)
    (code, count), *_ = counts.most_common(1) or [("", 0)]
    return (code, f"the texts name it {count} times") if count else ("", "")


# -- writing ---------------------------------------------------------------------------------------------------------


def as_register(code: str, why: str, shipped: Path, drafts: Sequence[Draft]) -> str:
    """The draft of ``country.toml``: the country as it is on file, then each instrument with its guesses."""
    return "\n".join([country_part(code, why, shipped / code / REGISTER), *map(instrument_part, drafts)])


def country_part(code: str, why: str, known: Path) -> str:
    """What is on file of a country, treaties and classes of penalty included. Raises UnknownName where nothing is."""
    if not known.is_file():
        way_out = "Write its country.toml by hand: `legal-gap new country CODE` makes a beginning."
        raise UnknownName(Problem(code, "no such country is on file", way_out))
    tables = re.split(r"(?m)^(?=\[)", known.read_text(encoding="utf-8-sig"))
    kept = "".join(table.rstrip() + "\n\n" for table in tables if not FOREIGN.match(table))
    return f"# Drafted by legal-gap. What stands behind a value is a guess of the program and its reason: check it.\n{HINT}{code}, by the {why}\n{kept}"


def instrument_part(one: Draft) -> str:
    """One ``[[instrument]]`` table with the reason behind each value."""
    lines = ["[[instrument]]"]
    if one.problem:
        lines.append(f"# not read: {one.problem.what}".replace("\n", " "))
    lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}  {HINT}{why}" for key, (value, why) in one.guesses.items()]
    lines.append(f"files = {json.dumps(one.files, ensure_ascii=False)}")
    if one.alternates:
        lines.append(f"alternates = {json.dumps(one.alternates, ensure_ascii=False)}  {HINT}the same text in other forms, by the file name")
    return "\n".join(lines) + "\n"
