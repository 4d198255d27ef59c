"""``read``: a statute file looked at as the program reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import typer
from rapidfuzz import fuzz

from legal_gap.cli.app import app
from legal_gap.cli.options import DataFormat, DataFormatOption, OcrOption
from legal_gap.cli.output import print_json
from legal_gap.cli.work import the_language, the_languages
from legal_gap.errors import Problem, ReadError, UnknownName
from legal_gap.language import Language
from legal_gap.model import Layer, Provision, Quality, Text
from legal_gap.ocr import parse as parse_scan
from legal_gap.parsers import file_bytes, parse
from legal_gap.parsers.pdf import needs_ocr
from legal_gap.read import guess_language, other_language
from legal_gap.segment import segment

Read = tuple[tuple[Layer, ...], Text, tuple[Provision, ...], Quality]


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Statute files; several are parts of one text, in order.")],
    language: Annotated[str, typer.Option("--language", help="Language of the text. Default: guessed from the text.")] = "",
    compare: Annotated[
        bool, typer.Option("--compare", help="Compare two texts, each a file, or several joined by commas, read from two forms.")
    ] = False,
    text: Annotated[
        bool, typer.Option("--text", help="Print the text that is taken out of the file; offsets count its characters.")
    ] = False,
    ocr: OcrOption = False,
    format: DataFormatOption = DataFormat.TABLE,
) -> None:
    """Show how a statute file is read: its tree of provisions, quality and warnings.

    Example:

        legal-gap read act.md --language en
    """
    if compare:
        print_comparison(files, language, format)
        return
    language = language or guessed(files, ocr)
    found = told(read_text(files, the_language(language), ocr), language)
    if text:
        typer.echo("\n".join(layer.text for layer in found[0]), nl=False)
    elif format == DataFormat.JSON:
        print_json(as_data(files, language, found))
    else:
        typer.echo("\n".join(as_page(found)))


def told(found: Read, language: str) -> Read:
    """What was read, with a warning where the text is not in the language that it was read in."""
    layers, text, provisions, quality = found
    said = other_language(text.clean, language, the_languages(), "it was read")
    return layers, text, provisions, replace(quality, warnings=(*quality.warnings, said)) if said else quality


def guessed(files: Sequence[Path], ocr: bool = False) -> str:
    """The language that the first file is most likely in, English where nothing speaks for another. A scan does not tell it: ReadError."""
    first = Path(str(files[0]).split(",")[0])
    if ocr and needs_ocr(file_bytes(first), first.name):
        raise ReadError(Problem(str(first), "OCR has to know the language of a scan", "Add --language, for example --language en."))
    return guess_language(parse(first, first.name).text, the_languages()) or "en"


def read_text(files: Sequence[Path], language: Language, ocr: bool = False) -> Read:
    """Files as one text, cut into provisions; scans through OCR where that is asked for. Raises ReadError."""
    layers = tuple(parse_scan(path, path.name, language) if ocr else parse(path, path.name) for path in files)
    return (layers, *segment(layers, language))


def as_data(files: Sequence[Path], language: str, found: Read) -> Mapping[str, Any]:
    """What was read (DATA contract 6)."""
    layers, text, provisions, quality = found
    return {
        "files": [str(path) for path in files], "form": layers[0].form, "language": language, "quality": quality.score,
        "warnings": list(quality.warnings),
        "provisions": [provision_dict(text, provision) for provision in provisions],
    }  # fmt: skip


def provision_dict(text: Text, provision: Provision) -> Mapping[str, Any]:
    """A provision with its place in the file, children included."""
    spans = text.spans(provision.start, provision.end)
    return {
        "eid": provision.eid, "level": provision.level, "num": provision.num, "sub": provision.sub, "heading": provision.heading,
        "text": text.clean[provision.start : provision.end].strip(), "page": text.page(provision.start),
        "start": spans[0].start if spans else None, "end": spans[-1].end if spans else None,
        "inserted_into": provision.inserted_into or None, "children": [provision_dict(text, child) for child in provision.children],
    }  # fmt: skip


def as_page(found: Read) -> Iterator[str]:
    """The tree, one line a unit, under its quality and warnings."""
    layers, text, provisions, quality = found
    sections = sum(unit.is_section for provision in provisions for unit in provision.walk())
    yield f"{layers[0].form}, {len(text.clean)} characters, {sections} provisions, quality {quality.score:.2f}"
    yield from (f"! {warning}" for warning in quality.warnings)
    for provision in provisions:
        yield from branch(text, provision, 0)


def branch(text: Text, provision: Provision, depth: int) -> Iterator[str]:
    """A unit with those below it, indented."""
    words = provision.heading or " ".join(text.clean[provision.start : provision.end].split())[:60]
    yield f"{'  ' * depth}{provision.level} {provision.num}  {words}".rstrip()
    for child in provision.children:
        yield from branch(text, child, depth + 1)


def print_comparison(files: Sequence[Path], language: str, format: str) -> None:
    """How far two readings of one law agree (DATA contract 6)."""
    if len(files) != 2:
        raise UnknownName(Problem("read --compare", f"two texts are compared, not {len(files)}", "Join the parts of one text by commas."))
    sides = [[Path(part) for part in str(file).split(",")] for file in files]
    a, b = (sections_of(parts, the_language(language or guessed(parts))) for parts in sides)
    both, either = set(a) & set(b), set(a) | set(b)
    likeness = [fuzz.ratio(a[num], b[num]) / 100 for num in both]
    data = {
        "a": str(files[0]), "b": str(files[1]), "numbers_a": len(a), "numbers_b": len(b),
        "number_agreement": len(both) / len(either) if either else 0.0, "text_similarity": median(likeness) if likeness else 0.0,
        "only_in_a": [num for num in a if num not in b], "only_in_b": [num for num in b if num not in a],
    }  # fmt: skip
    if format == DataFormat.JSON:
        print_json(data)
    else:
        typer.echo("\n".join(f"{key.replace('_', ' ')}: {value}" for key, value in data.items()))


def sections_of(files: Sequence[Path], language: Language) -> dict[str, str]:
    """The sections of a text by number, each with its words."""
    _, text, provisions, _ = read_text(files, language)
    units = [unit for provision in provisions for unit in provision.walk() if unit.level == "section" and unit.num]
    return {unit.num: " ".join(text.clean[unit.start : unit.end].split()) for unit in units}
