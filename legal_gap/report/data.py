"""The machine-readable form of an assessment (data contract 3) and of a comparison."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from legal_gap.compare import Cell, Comparison, clusters
from legal_gap.gloss import PIVOT, gloss
from legal_gap.model import Assessment, Evidence, Finding, Instrument, Jurisdiction, NearMiss, Penalty, Searched, TreatyStatus
from legal_gap.report.strength import strength_of
from legal_gap.rubric import Rubric
from legal_gap.versions import beside

_HIDDEN = ("instrument", "eid", "start", "end")


def _evidence(e: Evidence, country: Jurisdiction | None = None) -> dict[str, Any]:
    said = gloss(e, country) if country else ""
    found = beside(e, country, PIVOT) if country and said else None
    return {
        "instrument": e.instrument,
        "file": e.file,
        "num": e.num,
        "sub": e.sub,
        "eid": e.eid,
        "clause": e.clause or None,
        "page": e.page,
        "spans": [{"file": s.file, "start": s.start, "end": s.end} for s in e.spans],
        "quote": e.quote,
        "concepts": list(e.concepts),
        "heading": e.heading,
        "mark": e.mark,
        "element": e.element,
        "gloss": said or None,
        "beside": {"instrument": found.record.id, "eid": found.provision.eid, "quote": found.words} if found else None,
    }


def _near(n: NearMiss) -> dict[str, Any]:
    return {"file": n.file, "num": n.num, "sub": n.sub, "instrument": n.instrument, "quote": n.quote, "lacks": n.lacks}


def _searched(s: Searched) -> dict[str, Any]:
    return {
        "instruments": list(s.instruments),
        "provisions": s.provisions,
        "terms": list(s.terms),
        "near_misses": [_near(n) for n in s.near_misses],
        "missing_kinds": list(s.missing_kinds),
    }


def finding_dict(finding: Finding, country: Jurisdiction | None = None) -> dict[str, Any]:
    """One finding as the contract has it; with its country, evidence in other languages has our English gloss."""
    return {
        "indicator": finding.indicator,
        "outcome": finding.outcome.value,
        "strength": finding.strength,
        "gap_class": finding.gap_class,
        "evidence": [_evidence(e, country) for e in finding.evidence],
        "elements": dict(finding.elements),
        "computed": dict(finding.computed),
        "reasons": list(finding.reasons),
        "searched": _searched(finding.searched),
        "flags": list(finding.flags),
    }


def penalty_dict(penalty: Penalty) -> dict[str, Any]:
    """One penalty record as the contract has it: bounds as printed, what they come to beside them."""
    first = {"file": penalty.file, "num": penalty.num, "sub": penalty.sub}
    rest = {name: getattr(penalty, name) for name in penalty.__dataclass_fields__ if name not in (*_HIDDEN, *first)}
    return {**first, **rest, "instrument": penalty.instrument, "eid": penalty.eid}


def instrument_dict(instrument: Instrument) -> dict[str, Any]:
    """One instrument that was read, with the hash of its bytes (of each file, where it has several)."""
    record = instrument.record
    return {
        "id": record.id,
        "title": record.title,
        "kinds": list(record.kinds),
        "files": [f.file for f in instrument.files],
        "sha256": " ".join(f.sha256 for f in instrument.files),
        "text_status": record.text_status,
        "provisions": sum(1 for _ in instrument.sections()),
        "quality": round(instrument.quality.score, 2),
        "warnings": list(instrument.quality.warnings),
        "status": record.status,
        "confidence": record.confidence,
        "as_of": record.as_of,
        "later_changes": record.later_changes,
    }


def _treaty(t: TreatyStatus) -> dict[str, Any]:
    return {"id": t.id, "status": t.status, "since": t.since.isoformat() if t.since else None, "source": t.source}


def to_dict(assessment: Assessment, rubric: Rubric | None = None) -> dict[str, Any]:
    """The whole assessment. With the rubric, each gap also carries the class that the report prints and the title of its question."""
    country = assessment.jurisdiction
    findings = []
    for finding in assessment.findings:
        entry = finding_dict(finding, assessment.jurisdiction)
        if rubric:
            indicator = rubric.indicator(finding.indicator)
            strength = strength_of(finding, indicator, country, rubric)
            entry |= {"title": indicator.title, "weight": indicator.weight, "printed_class": strength.code if strength else None}
        findings.append(entry)
    return {
        "jurisdiction": country.code,
        "name": country.name,
        "rubric": assessment.rubric_version,
        "language_packs": list(assessment.language_packs),
        "treaties": [_treaty(t) for t in country.treaties],
        "instruments": [instrument_dict(r.instrument) for r in country.readings if r.instrument.provisions],
        "not_read": sorted({r.id for r in country.records} - {r.instrument.id for r in country.readings if r.instrument.provisions}),
        "findings": findings,
        "penalties": [penalty_dict(p) for p in assessment.penalties],
    }


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    e = cell.deciding
    return {
        "outcome": cell.outcome.value,
        "strength": cell.finding.strength,
        "gap_class": cell.finding.gap_class,
        "provision": {"file": e.file, "num": e.num, "sub": e.sub, "instrument": e.instrument} if e else None,
        "text_status": cell.record.text_status if cell.record else None,
        "as_of": cell.record.as_of if cell.record else None,
    }


def comparison_dict(comparison: Comparison) -> dict[str, Any]:
    """Indicators by countries with outcome, strength and deciding provision, and the penalties of each country."""
    codes = [country.code for country in comparison.countries]
    return {
        "countries": codes,
        "rubric": comparison.assessments[0].rubric_version if comparison.assessments else None,
        "indicators": {row.indicator: dict(zip(codes, map(_cell, row.cells), strict=True)) for row in comparison.rows},
        "common": {row.indicator: row.common.value for row in comparison.rows if row.common},
        "clusters": [{"countries": list(c.countries), "indicators": list(c.indicators)} for c in clusters(comparison)],
        "penalties": {a.jurisdiction.code: [penalty_dict(p) for p in a.penalties] for a in comparison.assessments},
    }


def as_json(data: Mapping[str, Any]) -> str:
    """Readable JSON with the letters of every script as they are; the same data give the same text."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
