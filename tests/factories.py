"""The least valid objects: a test names only what matters to it. All words are our own."""

from __future__ import annotations

from datetime import date
from typing import Any

from legal_gap.model import (
    Assessment,
    Basis,
    Evidence,
    FileRead,
    Finding,
    Instrument,
    Jurisdiction,
    NearMiss,
    Outcome,
    Penalty,
    Provision,
    Quality,
    Reading,
    Record,
    Searched,
    Span,
    Text,
    TreatyStatus,
)
from legal_gap.rubric import Indicator, Rubric


def record(id: str = "act-1", **over: Any) -> Record:
    """An act in force, read from a digest."""
    given: dict[str, Any] = {
        "title": "Traffic in Persons Act", "citation": "Act 1", "kinds": ("trafficking",), "language": "en", "status": "in_force",
        "text_status": "digest", "files": (f"{id}.md",), "as_of": "2022",
    }  # fmt: skip
    return Record(id=id, **(given | over))


def instrument(of: Record | None = None, text: str = "A trader in persons goes to prison.", code: str = "XX") -> Instrument:
    """An act of one section."""
    of = of or record()
    section = Provision("sec_1", "section", "1", "Trading in persons", 0, len(text))
    files = tuple(FileRead(f"{code}/{name}", "0" * 64, "markdown") for name in of.files)
    return Instrument(of, Text(text, text.lower()), (section,) if text else (), files, Quality(0.95))


def penalty(**over: Any) -> Penalty:
    """Imprisonment for two to ten years for trafficking."""
    given: dict[str, Any] = {
        "instrument": "act-1", "file": "XX/act-1.md", "num": "1", "sub": "", "eid": "sec_1", "start": 0, "end": 5, "quote": "prison",
        "offence": "trafficking", "imprisonment_min_months": 24, "imprisonment_max_months": 120,
    }  # fmt: skip
    return Penalty(**(given | over))


def evidence(quote: str = "An officer who helps goes to prison longer.", **over: Any) -> Evidence:
    """A quotation from section 1."""
    given: dict[str, Any] = {
        "instrument": "act-1", "file": "XX/act-1.md", "num": "1", "sub": "(a)", "eid": "sec_1__para_a", "quote": quote,
        "spans": (Span("XX/act-1.md", 0, len(quote)),), "mark": "verified",
    }  # fmt: skip
    return Evidence(**(given | over))


def searched(**over: Any) -> Searched:
    """One act of twelve provisions was searched for one term; one provision came close."""
    near = NearMiss("act-1", "XX/act-1.md", "2", "", "an officer may arrest", "an offender who holds office")
    given: dict[str, Any] = {"instruments": ("act-1",), "provisions": 12, "terms": ("public officer",), "near_misses": (near,)}
    return Searched(**(given | over))


def finding(outcome: str = "present", indicator: str = "A02", **over: Any) -> Finding:
    """A finding with evidence where something was found, with a search record always."""
    verdict = Outcome(outcome)
    found = verdict in (Outcome.PRESENT, Outcome.PARTIAL, Outcome.CONFLICT)
    given: dict[str, Any] = {
        "strength": "guidance", "gap_class": "recommended_reform" if verdict.is_gap else None, "evidence": (evidence(),) if found else (),
        "elements": {}, "searched": searched(), "reasons": ("The limb names an official.",),
    }  # fmt: skip
    return Finding(indicator=indicator, outcome=verdict, **(given | over))


def jurisdiction(code: str = "XX", **over: Any) -> Jurisdiction:
    """A country with one act that was read."""
    given: dict[str, Any] = {
        "name": "Exland", "official_languages": ("en",), "legal_tradition": "common_law", "currency": "XXD",
        "treaties": (TreatyStatus("UNTOC", "party", date(2005, 3, 1)),), "records": (record(),),
        "readings": (Reading(instrument(code=code), penalties=(penalty(), penalty(num="2", applies_to="public_official"))),),
    }  # fmt: skip
    return Jurisdiction(code=code, **(given | over))


def assessment(*findings: Finding, country: Jurisdiction | None = None) -> Assessment:
    """A country with the findings given, one on A02 where none is."""
    return Assessment(country or jurisdiction(), "test.1", ("en",), findings or (finding(),))


def basis(instrument: str = "UNTOC", strength: str = "mandatory", **over: Any) -> Basis:
    """A binding rule of a treaty."""
    return Basis(**({"instrument": instrument, "article": "8", "strength": strength} | over))


def indicator(id: str = "A02", **over: Any) -> Indicator:
    """A question of weight 4 whose rule is guidance."""
    given: dict[str, Any] = {
        "group": id[0], "title": f"Question {id}", "question": "Is the penalty higher for an official?", "kinds": ("trafficking",),
        "decisive": (("trafficking",),), "basis": (basis(strength="guidance"),), "absent_strength": "guidance",
        "partial_strength": "guidance", "criteria": {"present": "a limb", "partial": "a general clause", "absent": "neither"},
        "fooled_by": "powers of officers", "remedy": "Name the official in the list.", "pointer": "Model law", "weight": 4,
        "recommendations": (1, 2), "contexts": (1, 7), "method": "text", "assessable": "statute", "elements": (), "verdict": {},
        "examples": (),
    }  # fmt: skip
    return Indicator(id=id, **(given | over))


def rubric(*indicators: Indicator, **over: Any) -> Rubric:
    """A rubric of the indicators given, of A02 where none is."""
    chosen = indicators or (indicator(),)
    given: dict[str, Any] = {
        "version": "test.1", "concepts": {}, "groups": {i.group: f"Group {i.group}" for i in chosen},
        "recommendations": {1: "Investigate", 2: "Harmonise"}, "contexts": {1: "Recruitment", 7: "Investigation"},
        "treaties": {"UNTOC": "UN Convention against Transnational Organized Crime"},
    }  # fmt: skip
    return Rubric(indicators=chosen, **(given | over))
