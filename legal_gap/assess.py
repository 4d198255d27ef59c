"""Hold a country's law against the rubric. Reads no file and prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from legal_gap.definition import said_of
from legal_gap.evidence import distinct, evidence_of, near_miss
from legal_gap.harmonise import Relations, compute, relations
from legal_gap.language import Language
from legal_gap.language.terms import terms_of, written
from legal_gap.model import Assessment, Evidence, Finding, Jurisdiction, NearMiss, Outcome, Quality, Record, Searched
from legal_gap.pattern import Bench, Match, bench, matches, without
from legal_gap.rubric import Element, Indicator, Rubric
from legal_gap.scope import Scoped, Section, scoped
from legal_gap.verdict import decide, names
from legal_gap.versions import alone, originals, place

MOST_EVIDENCE = 6
MOST_NEAR_MISSES = 5
ASIDES = ("illustration", "explanation")
"""Levels that illustrate a rule: cited last."""
FAR = 200
"""Characters from the start of a section within which its heading stands."""


@dataclass(frozen=True)
class Case:
    """A country with everything that its indicators are judged on."""

    jurisdiction: Jurisdiction
    readings: tuple[Scoped, ...]
    bench: Bench
    relations: Relations
    packs: frozenset[str] = frozenset()
    versions: Mapping[str, str] = field(default_factory=dict)


def decides(record: Record) -> bool:
    """Only law in force decides a verdict, a bill in a what-if, an older text where the newer one has a gap (see ``country``),
    and what is not already consolidated elsewhere."""
    current = record.status in ("in_force", "bill") or record.status == "superseded" and bool(record.fallback_for)
    return current and not record.consolidated_in and "treaty" not in record.kinds


def open_case(jurisdiction: Jurisdiction, rubric: Rubric, languages: Mapping[str, Language]) -> Case:
    """Cut the readings of a country into scopes. A language whose file has no words for concepts counts as not read."""
    worded = {code: language for code, language in languages.items() if terms_of(language)}
    readings = tuple(
        scoped(reading, worded[reading.instrument.record.language])
        for reading in jurisdiction.readings
        if decides(reading.instrument.record) and reading.instrument.record.language in worded and reading.instrument.provisions
    )
    found = relations(readings, rubric)
    return Case(
        jurisdiction, readings, bench(rubric, found.bases), found, frozenset(worded), originals(s.instrument.record for s in readings)
    )


# -- what was read ---------------------------------------------------------------------------------------------------


def _proves_silence(record: Record, quality: Quality, kind: str) -> bool:
    """Whether the silence of this text counts: read whole, as a principal act, well enough."""
    if record.amending or quality.score < Quality.POOR or record.text_status == "excerpt" and kind not in record.covers:
        return False
    return record.text_status != "digest" or kind in record.covers


def _unread(group: Sequence[str], case: Case) -> bool:
    """Whether the register names a principal act in force of these kinds whose words are not at hand, or in a language without words."""
    read = {s.instrument.id for s in case.readings}
    read |= {s.instrument.record.translation_of for s in case.readings} - {""}
    waiting = [
        r
        for r in case.jurisdiction.records
        if decides(r) and not r.amending and r.status == "in_force" and not {r.id, r.translation_of} & read
    ]
    waiting += [s.instrument.record for s in case.readings if _in_part(s.instrument.record, group[0])]
    return any(set(record.kinds) & set(group) for record in waiting)


def _in_part(record: Record, kind: str) -> bool:
    """Whether only a part of a principal act of the kind that is asked first is at hand, in our words."""
    return record.text_status == "digest" and not record.amending and kind in record.kinds and kind not in record.covers


def _decisive_read(group: Sequence[str], case: Case) -> bool:
    return not _unread(group, case) and any(
        kind in s.instrument.record.kinds and _proves_silence(s.instrument.record, s.instrument.quality, kind) and _deals(s, group, case)
        for s in case.readings
        for kind in group
    )


def _deals(scoped: Scoped, group: Sequence[str], case: Case) -> bool:
    """Whether a text speaks for the subjects of a group: a special act does, a general code only where it punishes one of them
    by its name. A code that never does leaves the subject to an act of its own, and its silence proves nothing."""
    tables = {name: table for name, table in case.relations.families.items() if table["kinds"][0] in group}
    general = {table["kinds"][-1] for table in tables.values()}
    if not tables or group[0] in general or not general.issuperset(set(scoped.instrument.record.kinds) & set(group)):
        return True
    whole = (scoped.instrument.id, scoped.instrument.record.fallback_for)
    return any(
        form.scoped.instrument.id in whole and named(form.section, table["concepts"], form.scoped)
        for name, table in tables.items()
        for form in case.relations.of(name)
    )


def named(section: Section, concepts: Sequence[str], scoped: Scoped) -> bool:
    """Whether the words of a section, not its heading alone, name one of the concepts: a heading is often an editor's, unless
    the language file says that headings are the law's own (``official_headings``)."""
    provision = section.provision
    if scoped.language.table("numbering").get("official_headings"):
        return bool(section.heading & set(concepts)) or any(concept in section.mentions for concept in concepts)
    at = scoped.instrument.text.clean.find(provision.heading, provision.start, provision.end) if provision.heading else -1
    opens = at + len(provision.heading) if 0 <= at < provision.start + FAR else provision.start
    return any(mention.start >= opens for concept in concepts for mention in section.mentions.get(concept, ()))


def _beside(finding: Finding, indicator: Indicator, case: Case) -> bool:
    """Whether all that a comparison rests on stands in a code that leaves the subject to an act that was not read."""
    silent = {s.instrument.id for s in case.readings if any(not _deals(s, group, case) for group in indicator.decisive)}
    return bool(finding.evidence) and all(item.instrument in silent for item in finding.evidence)


def _foreign_digest(record: Record, packs: frozenset[str]) -> bool:
    """A digest of a law whose own language has no pack: no text behind it can be searched, so its silence is a person's to judge."""
    return record.text_status == "digest" and bool(record.original_language) and record.original_language not in packs


def _silence_is_unsure(indicator: Indicator, case: Case) -> bool:
    """Whether, for a decisive group, only digests of laws in languages without a pack stand behind an absence."""
    for group in indicator.decisive:
        silent = [
            s.instrument.record
            for s in case.readings
            for kind in group
            if kind in s.instrument.record.kinds and _proves_silence(s.instrument.record, s.instrument.quality, kind)
        ]
        if silent and all(_foreign_digest(record, case.packs) for record in silent):
            return True
    return False


def missing_kinds(indicator: Indicator, case: Case) -> tuple[str, ...]:
    """The decisive kinds of instrument that were not read as a principal text of good quality."""
    return tuple(" or ".join(group) for group in indicator.decisive if not _decisive_read(group, case))


def in_field(indicator: Indicator, case: Case) -> tuple[Scoped, ...]:
    """The readings in which the indicator's evidence may stand."""
    return tuple(s for s in case.readings if set(s.instrument.record.kinds) & set(indicator.kinds))


def _terms(indicator: Indicator, readings: Iterable[Scoped], case: Case) -> tuple[str, ...]:
    wanted = {name for e in indicator.elements for p in e.patterns for n in p.needs for c in n.concepts for name in case.bench.families[c]}
    languages = dict.fromkeys(s.language for s in readings)
    return tuple(dict.fromkeys(text for language in languages for concept in sorted(wanted) for text in written(language, concept)))


# -- judging ---------------------------------------------------------------------------------------------------------


def _headed(match: Match, case: Case) -> int:
    """How many needs of the pattern the heading of the section already names."""
    heading = match.section.heading
    return sum(any(name in heading for c in need.concepts for name in case.bench.families[c]) for need in match.pattern.needs)


def _rank(match: Match, order: int, kinds: Sequence[str], case: Case) -> tuple[int, int, int, int, int, int]:
    """The deciding provision first: pattern order, rules before illustrations, headings that name what is asked, then offences,
    then the kind that the indicator names first, then place.
    """
    record = match.scoped.instrument.record
    own = (*match.section.provision.kinds, *record.kinds)
    place = min((kinds.index(kind) for kind in own if kind in kinds), default=len(kinds))
    aside = 1 if match.scope.unit.level in ASIDES or match.section.provision.level != "section" else 0
    return (order, aside, -_headed(match, case), 0 if match.section.type == "offence" else 1, place, match.scope.unit.start)


def _found(element: Element, indicator: Indicator, case: Case, drop: str = "") -> list[Match]:
    ranked = []
    for order, pattern in enumerate(element.patterns):
        pattern = without(pattern, drop) if drop else pattern
        field = () if pattern.kinds or drop == "kinds" else indicator.kinds
        for reading in case.readings:
            ranked += [(_rank(match, order, indicator.kinds, case), match) for match in matches(pattern, reading, case.bench, field)]
    return [match for _, match in sorted(ranked, key=lambda pair: pair[0])]


def _by_section(
    found: Mapping[str, list[Match]], elements: Sequence[Element], verdict: Mapping[str, str], file: str
) -> dict[str, list[Match]]:
    """The matches of the one section whose elements give the best verdict, with those that may stand anywhere."""
    best: tuple[int, dict[str, list[Match]]] | None = None
    sections = dict.fromkeys((m.scoped.instrument.id, m.section.provision.eid) for e in elements if not e.anywhere for m in found[e.id])
    for key in sections:
        here = {e.id: [m for m in found[e.id] if e.anywhere or (m.scoped.instrument.id, m.section.provision.eid) == key] for e in elements}
        outcome = decide(verdict, {id: bool(m) for id, m in here.items()}, file)
        if best is None or GOODNESS[outcome] > best[0]:
            best = (GOODNESS[outcome], here)
    return best[1] if best else {e.id: (found[e.id] if e.anywhere else []) for e in elements}


GOODNESS = {
    Outcome.CONFLICT: 4,
    Outcome.PRESENT: 3,
    Outcome.PARTIAL: 2,
    Outcome.UNCLEAR: 1,
    Outcome.ABSENT: 0,
    Outcome.NOT_ASSESSED: 0,
    Outcome.NOT_APPLICABLE: 0,
}


def _weigh(indicator: Indicator, case: Case, drop: str = "") -> tuple[Outcome, dict[str, list[Match]]]:
    found = {e.id: _found(e, indicator, case, drop) for e in indicator.elements}
    if indicator.per == "section":
        found = _by_section(found, indicator.elements, indicator.verdict, indicator.file)
    return decide(indicator.verdict, {id: bool(m) for id, m in found.items()}, indicator.file), found


def deciding(indicator: Indicator, case: Case) -> list[tuple[Element, Match]]:
    """The elements that the verdict on an indicator rests on, each with the match that leads its evidence; empty where nothing is found."""
    outcome, found = _weigh(indicator, case)
    return _leading(indicator, outcome, found)


def _leading(indicator: Indicator, outcome: Outcome, found: Mapping[str, list[Match]]) -> list[tuple[Element, Match]]:
    held = set(names(indicator.verdict[outcome])) if outcome in indicator.verdict and outcome is not Outcome.ABSENT else set()
    return [(element, found[element.id][0]) for element in indicator.elements if element.id in held and found[element.id]]


def once(found: Sequence[Match], one: Mapping[str, str]) -> list[Match]:
    """Matches without those of a translation at a place where its original matches too: one rule in two languages counts once."""
    seen = {(m.scoped.instrument.id, *place(m.scope.unit, m.section.provision)) for m in found}
    return [m for m in found if (one.get(m.scoped.instrument.id), *place(m.scope.unit, m.section.provision)) not in seen]


def _evidence(indicator: Indicator, outcome: Outcome, found: Mapping[str, list[Match]], one: Mapping[str, str]) -> tuple[Evidence, ...]:
    """The first of each element that the verdict rests on, then the others: a reader meets every element before a second provision."""
    rule = indicator.verdict.get(outcome)
    held = set(names(rule)) if rule else set(found)
    lists = [[evidence_of(match, e.id) for match in once(found[e.id], one)[:MOST_EVIDENCE]] for e in indicator.elements if e.id in held]
    rounds = [row[i] for i in range(MOST_EVIDENCE) for row in lists if i < len(row)]
    return distinct(rounds)[:MOST_EVIDENCE]


def _near_misses(indicator: Indicator, case: Case) -> tuple[NearMiss, ...]:
    """Provisions that meet an element once its constraints on role, section or negation are dropped."""
    found: list[NearMiss] = []
    for element in indicator.elements:
        for drop in ("role", "sections", "not"):
            for match in _found(element, indicator, case, drop)[:MOST_NEAR_MISSES]:
                found.append(near_miss(match, element.lacks))
    return tuple({(n.file, n.num, n.sub): n for n in found}.values())[:MOST_NEAR_MISSES]


def gap_class(outcome: Outcome, strength: str, indicator: Indicator, jurisdiction: Jurisdiction) -> str | None:
    """How a gap may be worded: "treaty gap" only where the rule tested is mandatory and the country is a party to its treaty.

    Where the treaty status is not on file, or the article was not checked, the class is ``None``.
    """
    if not outcome.is_gap:
        return None
    if strength == "guidance":
        return "recommended_reform"
    rules = [b for b in indicator.basis if b.strength == strength]
    treaties = [b.instrument for b in rules if not b.memory]
    statuses = [s for t in treaties if (s := jurisdiction.treaty(t)) is not None]
    if strength in ("consider", "endeavour", "optional"):
        return "option_not_taken"
    if any(s.status == "party" for s in statuses):
        return "treaty_gap"
    unknown = len(statuses) < len(rules) and strength == "mandatory"
    return None if unknown else "recommended_reform"


def _searched(indicator: Indicator, case: Case, near: tuple[NearMiss, ...]) -> Searched:
    readings = in_field(indicator, case)
    return Searched(
        tuple(s.instrument.id for s in readings),
        sum(len(s.sections) for s in readings if case.versions.get(s.instrument.id) not in {r.instrument.id for r in readings}),
        _terms(indicator, readings, case),
        near,
        missing_kinds(indicator, case),
    )


def _reasons(indicator: Indicator, met: Mapping[str, bool], outcome: Outcome, missing: Sequence[str]) -> tuple[str, ...]:
    """What is met of the rule that held, and what is lacking for present."""
    if outcome is Outcome.NOT_ASSESSED:
        return (f"Not assessed: no principal text of this kind was read ({'; '.join(missing)}).",)
    if outcome is Outcome.UNCLEAR:
        return ("Nothing was found in what was read, which does not prove that the law is silent: read or load the official text.",)
    held = set(names(indicator.verdict[outcome])) if outcome in indicator.verdict else set()
    wanted = set(names(indicator.verdict.get(Outcome.PRESENT, ""))) if indicator.verdict.get(Outcome.PRESENT) else set()
    said = [e.says for e in indicator.elements if met[e.id] and e.id in held]
    lacking = [e.lacks for e in indicator.elements if not met[e.id] and e.id in wanted and e.lacks]
    return tuple(said + (lacking if outcome is not Outcome.PRESENT else []))


def _poor(indicator: Indicator, case: Case) -> bool:
    readings = in_field(indicator, case)
    return bool(readings) and all(s.instrument.quality.score < Quality.POOR for s in readings)


def judge(indicator: Indicator, case: Case, drop: str = "") -> Finding:
    """The finding on an indicator by its patterns. Absence is claimed only where every decisive kind was read."""
    outcome, found = _weigh(indicator, case, drop)
    missing = missing_kinds(indicator, case)
    if outcome is Outcome.UNCLEAR and missing:
        outcome = Outcome.NOT_ASSESSED
    if outcome is Outcome.ABSENT and missing:
        outcome = Outcome.UNCLEAR if _poor(indicator, case) else Outcome.NOT_ASSESSED
    elif outcome is Outcome.ABSENT and _silence_is_unsure(indicator, case):
        outcome = Outcome.UNCLEAR
    met = {id: bool(m) for id, m in found.items()}
    gap = outcome in (Outcome.ABSENT, Outcome.PARTIAL, Outcome.NOT_ASSESSED, Outcome.UNCLEAR)
    near = _near_misses(indicator, case) if gap and not drop and outcome is not Outcome.PARTIAL else ()
    strength = indicator.partial_strength if outcome is Outcome.PARTIAL else indicator.absent_strength
    return Finding(
        indicator=indicator.id,
        outcome=outcome,
        strength=strength,
        gap_class=gap_class(outcome, strength, indicator, case.jurisdiction),
        evidence=_evidence(indicator, outcome, found, case.versions)
        if outcome not in (Outcome.ABSENT, Outcome.NOT_ASSESSED, Outcome.UNCLEAR)
        else (),
        elements=met,
        searched=_searched(indicator, case, near),
        reasons=(*_reasons(indicator, met, outcome, missing), *_meant(indicator, outcome, found, case)),
    )


def _meant(indicator: Indicator, outcome: Outcome, found: Mapping[str, list[Match]], case: Case) -> tuple[str, ...]:
    """Who is meant by the words for officials in the provisions that decide, where their acts define them."""
    officials = set(case.bench.families[case.bench.rubric.official])
    first = (match for _, match in _leading(indicator, outcome, found))
    return said_of((m, match.scoped) for match in first for m in match.mentions if m.concept in officials and m.role)


def judge_one(indicator: Indicator, case: Case, drop: str = "") -> Finding:
    """The finding on an indicator, by patterns or by computing; ``drop`` leaves one constraint out of its patterns."""
    if not indicator.computed:
        return judge(indicator, case, drop)
    finding = compute(indicator, case.relations, case.jurisdiction)
    missing = missing_kinds(indicator, case)
    unread = bool(missing) and (finding.outcome is Outcome.ABSENT or _beside(finding, indicator, case))
    outcome = Outcome.NOT_ASSESSED if unread else finding.outcome
    if outcome is Outcome.ABSENT and _silence_is_unsure(indicator, case):
        outcome = Outcome.UNCLEAR
    strength = indicator.partial_strength if outcome is Outcome.PARTIAL else indicator.absent_strength
    reasons = (
        _reasons(indicator, {}, outcome, missing)
        if outcome is not finding.outcome and outcome in (Outcome.NOT_ASSESSED, Outcome.UNCLEAR)
        else finding.reasons
    )
    return replace(
        finding,
        outcome=outcome,
        strength=strength,
        gap_class=gap_class(outcome, strength, indicator, case.jurisdiction),
        searched=_searched(indicator, case, ()),
        reasons=reasons,
    )


def on_a_translation(finding: Finding, case: Case, indicator: Indicator) -> Finding:
    """The finding, saying so where nothing but a translation, or one language version of an act, stands behind it or one of its parts."""
    scopes = {s.instrument.id: s for s in case.readings}
    records = {id: s.instrument.record for id, s in scopes.items()}
    texts = alone(finding.evidence, records, case.versions)
    if not texts:
        return replace(finding, reasons=(*finding.reasons, *_parts_on_a_translation(finding, records, case, indicator)))
    titles = "; ".join(record.title for record in texts)
    other = [scopes[case.versions[r.id]].language.name for r in texts if r.id in case.versions]
    if len(other) < len(texts):
        said = f"This rests on a translation alone ({titles}): the text that binds was not read."
    else:
        said = f"This rests on one language version alone ({titles}): the {other[0]} text on file, which may lack a later change, does not show it."
    return replace(finding, reasons=(*finding.reasons, said))


def _parts_on_a_translation(finding: Finding, records: Mapping[str, Record], case: Case, indicator: Indicator) -> Iterator[str]:
    """A sentence for each part of a verdict that a translation alone shows, where other parts stand in an original."""
    says = {element.id: element.says for element in indicator.elements}
    for id in dict.fromkeys(item.element for item in finding.evidence if item.element in says):
        texts = alone([item for item in finding.evidence if item.element == id], records, case.versions)
        if texts and not any(record.id in case.versions for record in texts):
            titles = "; ".join(record.title for record in texts)
            yield f"One part rests on a translation alone ({titles}): “{says[id].rstrip('.')}”."


def assess(jurisdiction: Jurisdiction, rubric: Rubric, languages: Mapping[str, Language]) -> Assessment:
    """Every scored indicator of the rubric judged on the readings of a country.

    No instrument in an indicator's field means not assessed, never a gap.
    """
    case = open_case(jurisdiction, rubric, languages)
    findings = tuple(on_a_translation(judge_one(indicator, case), case, indicator) for indicator in rubric.indicators if indicator.scored)
    packs = tuple(sorted({s.instrument.record.language for s in case.readings}))
    return Assessment(jurisdiction, rubric.version, packs, findings)
