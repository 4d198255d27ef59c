"""An instrument as Akoma Ntoso 3 (OASIS LegalDocML): a tree that other programs read, and that our own reader reads back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from legal_gap.model import Instrument, Provision, Record
from legal_gap.text import fold

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ELEMENTS = {
    "part": "part", "chapter": "chapter", "division": "division", "section": "section", "subsection": "subsection",
    "paragraph": "paragraph", "subparagraph": "subparagraph", "item": "clause", "proviso": "proviso",
}  # fmt: skip
"""The element of a level; others are an ``hcontainer`` with the level as its name."""
PREFIXES = {
    "part": "part", "chapter": "chp", "division": "dvs", "section": "sec", "subsection": "subsec", "paragraph": "para",
    "subparagraph": "subpara", "clause": "cl", "proviso": "proviso", "hcontainer": "hcontainer", "wrapUp": "wrapup",
}  # fmt: skip
"""Beginnings of eIds in the naming convention of the standard (part 2, section 5)."""
CONTAINERS = ("part", "chapter", "division")
NEAR = 48
"""Letters within which the number of a unit is printed."""
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML does not allow."""
TIDY = re.compile(r"[^\w]+")
NOT_DATED = "0001-01-01"


def to_akn(instrument: Instrument, country: str) -> bytes:
    """An instrument as an Akoma Ntoso document; ``country`` is its ISO code. The same instrument gives the same bytes."""
    root = etree.fromstring(f'<akomaNtoso xmlns="{NAMESPACE}"/>')
    act = etree.SubElement(root, tag("act"), name="act")
    act.append(meta(instrument.record, country))
    units = list(instrument.provisions)
    if units and units[0].level == "preamble":
        paragraphs(etree.SubElement(act, tag("preamble")), lines(words(instrument, units.pop(0))))
    body = etree.SubElement(act, tag("body"))
    writer = Writer(instrument)
    at = units[0].start if units else 0
    for unit in units:
        writer.loose(lines(instrument.text.clean[at : unit.start]), body, "", "loose")
        writer.unit(unit, body, "")
        at = max(at, unit.end)
    if not units:
        content = etree.SubElement(etree.SubElement(body, tag("hcontainer"), name="empty", eId="hcontainer_1"), tag("content"))
        etree.SubElement(content, tag("p"))
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def tag(name: str) -> str:
    """An element's name in the namespace of the standard."""
    return f"{{{NAMESPACE}}}{name}"


def clean(text: str) -> str:
    """Text on one line, without characters that XML does not allow."""
    return " ".join(ILLEGAL.sub(" ", text).split())


def words(instrument: Instrument, unit: Provision) -> str:
    """The words of a unit up to its first child."""
    return instrument.text.clean[unit.start : unit.children[0].start if unit.children else unit.end]


def lines(text: str) -> list[str]:
    """The paragraphs of a text."""
    return [line for part in text.split("\n") if (line := clean(part))]


def paragraphs(parent: etree._Element, texts: Sequence[str]) -> None:
    """Paragraphs of words; an empty one where there are none (the standard wants at least one)."""
    for text in texts or [""]:
        etree.SubElement(parent, tag("p")).text = text


class Writer:
    """Writes units, each with an eId that no other has."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.used: Counter[str] = Counter()

    def eid(self, element: str, num: str, above: str) -> str:
        """The eId of an element: its prefix and its number (else its place), behind the eId of the unit that it stands in."""
        prefix = PREFIXES[element]
        own = f"{prefix}_{TIDY.sub('-', num).strip('-')}" if num and TIDY.sub("", num) else ""
        scope = "" if element == "section" or not above else f"{above}__"
        if not own:
            self.used[f"{scope}{prefix}"] += 1
            own = f"{prefix}_{self.used[f'{scope}{prefix}']}"
        self.used[f"={scope}{own}"] += 1
        again = self.used[f"={scope}{own}"]
        return f"{scope}{own}" + (f"_{again}" if again > 1 else "")

    def unit(self, unit: Provision, parent: etree._Element, above: str, last: bool = False) -> None:
        """One unit with everything below it."""
        name = ELEMENTS.get(unit.level, "hcontainer")
        own = words(self.instrument, unit)
        if unit.level == "tail" and last and not unit.children:
            paragraphs(etree.SubElement(parent, tag("wrapUp"), eId=self.eid("wrapUp", "", above)), [clean(own)])
            return
        element = etree.SubElement(parent, tag(name))
        if name == "hcontainer":
            element.set("name", unit.level)
        eid = self.eid(name, unit.num if name != "hcontainer" else "", above)
        element.set("eId", eid)
        if unit.status == "repealed":
            element.set("status", "removed")
        printed, rest = parted(own, unit)
        if printed := unit.num if unit.level in (*CONTAINERS, "schedule") else printed:
            etree.SubElement(element, tag("num")).text = clean(printed)
        if unit.heading and unit.heading == unit.heading.strip(" .—–-"):
            etree.SubElement(element, tag("heading")).text = clean(unit.heading)
        self.inside(unit, rest, element, eid)

    def inside(self, unit: Provision, rest: str, element: etree._Element, eid: str) -> None:
        """The words of a unit and the units below it."""
        texts = [text] if (text := clean(rest)) else []
        if not unit.children:
            paragraphs(etree.SubElement(element, tag("content"), eId=f"{eid}__content"), texts)
            return
        if texts:
            paragraphs(etree.SubElement(element, tag("intro"), eId=f"{eid}__intro"), texts)
        for between, child in self.parts(unit):
            self.loose(between, element, eid, "loose" if unit.level in CONTAINERS else "words")
            if child is not None:
                alone = child is unit.children[-1] and len(unit.children) > 1
                self.unit(child, element, eid, alone)

    def loose(self, texts: Sequence[str], parent: etree._Element, above: str, name: str) -> None:
        """Words between units that belong to none of them."""
        if texts:
            element = etree.SubElement(parent, tag("hcontainer"), name=name, eId=self.eid("hcontainer", "", above))
            paragraphs(etree.SubElement(element, tag("content")), texts)

    def parts(self, unit: Provision) -> Iterator[tuple[list[str], Provision | None]]:
        """The units below one, each with the words that stand loose before it; words behind the last come alone."""
        at = unit.children[0].start
        for child in unit.children:
            yield lines(self.instrument.text.clean[at : child.start]), child
            at = max(at, child.end)
        if loose := lines(self.instrument.text.clean[at : unit.end]):
            yield loose, None


def parted(own: str, unit: Provision) -> tuple[str, str]:
    """The number of a unit as printed, and its words without number and heading."""
    if unit.heading != unit.heading.strip(" .—–-"):
        printed, rest = numbered(own, unit.num)
        return (unit.num, own) if printed is None else (printed, rest)
    first = behind(own, unit.heading)
    printed, rest = numbered(own if first is None else first, unit.num)
    if printed is None:
        return unit.num, rest
    return printed, rest if first is not None else behind(rest, unit.heading) or rest


def behind(text: str, heading: str) -> str | None:
    """What stands behind a heading with which a text begins; ``None`` where it does not."""
    if not heading:
        return text
    body = r"\s+".join(re.escape(word) for word in heading.split())
    found = re.match(rf"\W*{body}[ .:*_\])—–-]*", text)
    return text[found.end() :] if found else None


def numbered(text: str, num: str) -> tuple[str | None, str]:
    """The printed number with which a text begins, and the rest; ``None`` where it does not begin with it."""
    symbol = num.strip("()")
    if not symbol:
        return "", text
    folded = fold(text[: NEAR + len(num)])
    spaced = r"\s?".join(re.escape(char) for char in fold(symbol) if not char.isspace())
    found = re.search(rf"(?<!\w){spaced}(?!\w)[.)\]]*(?:\s?[—–-]+)?", folded)
    if not found or any(char in ".;:" for char in folded[: found.start()]):
        return None, text
    return text[: found.end()].strip("—–- \n"), text[found.end() :]


# -- what the document is ----------------------------------------------------------------------------------------------


def meta(record: Record, country: str) -> etree._Element:
    """The identification of work, expression and manifestation (FRBR), as far as the record tells."""
    dated, name = date_of(record)
    work = (
        f"/akn/{country.lower() or 'xx'}/act/{dated[:4] if name != 'unknown' else 'undated'}/{TIDY.sub('-', record.id).strip('-') or 'act'}"
    )
    element = etree.Element(tag("meta"))
    found = etree.SubElement(element, tag("identification"), source="#legal-gap")
    expression = f"{work}/{record.language}@"
    for level, uri in (("FRBRWork", work), ("FRBRExpression", expression), ("FRBRManifestation", f"{expression}/xml")):
        one = etree.SubElement(found, tag(level))
        etree.SubElement(one, tag("FRBRthis"), value=f"{uri}/!main")
        etree.SubElement(one, tag("FRBRuri"), value=uri)
        if level == "FRBRWork":
            etree.SubElement(one, tag("FRBRalias"), value=clean(record.title) or record.id, name="title")
        etree.SubElement(one, tag("FRBRdate"), date=dated, name=name)
        etree.SubElement(one, tag("FRBRauthor"), href="#legislature" if level != "FRBRManifestation" else "#legal-gap")
        if level == "FRBRWork":
            etree.SubElement(one, tag("FRBRcountry"), value=country.lower() or "xx")
        elif level == "FRBRExpression":
            etree.SubElement(one, tag("FRBRlanguage"), language=record.language)
    references = etree.SubElement(element, tag("references"), source="#legal-gap")
    for id, text in (("legal-gap", "legal-gap"), ("legislature", "Legislature")):
        etree.SubElement(references, tag("TLCOrganization"), eId=id, href=f"/akn/ontology/organization/{id}", showAs=text)
    return element


def date_of(record: Record) -> tuple[str, str]:
    """A date and what it is: the state of the text where that is a day, else the year, else none."""
    if found := re.match(r"\d{4}-\d{2}-\d{2}", record.as_of):
        return found[0], "as-of"
    year = re.search(r"\b1[89]\d{2}\b|\b20\d{2}\b", f"{record.year or ''} {record.as_of} {record.citation} {record.title}")
    return (f"{year[0]}-01-01", "year") if year else (NOT_DATED, "unknown")
