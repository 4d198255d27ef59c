"""The rubric: concepts, indicators and frameworks, read from ``rubric/`` and checked as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from legal_gap.datafile import check_choice, check_keys, read_toml
from legal_gap.errors import DataError, Problem, UnknownName
from legal_gap.model import KINDS, OFFENCES, Basis, Outcome

STRENGTHS = ("mandatory", "mandatory-regional", "consider", "endeavour", "optional", "guidance")
SCOPES = ("sentence", "unit", "section", "instrument")
SECTION_TYPES = ("offence", "definition", "procedure", "power", "institution", "protection", "other")
CONSTRAINTS = (
    "role",
    "not",
    "order",
    "within",
    "scope",
    "sections",
    "offence",
    "applies_to",
    "penalty",
    "raises",
    "heading",
    "kinds",
    "about",
    "nowhere",
)
"""What a look-alike may name as the constraint that saves the pattern from it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing that law talks about. ``person`` concepts get a role; ``parents`` are met wherever this one is."""

    id: str
    says: str
    person: bool = False
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a pattern asks for: any of ``concepts``; ``roles`` beside each, empty where any role will do."""

    concepts: tuple[str, ...]
    roles: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """Concepts inside a scope, with the constraints that keep look-alikes out. Empty constraints ask nothing.

    ``nowhere``: concepts that no section of the same act under a heading of ``heading`` may name.
    """

    needs: tuple[Need, ...]
    scope: str = "unit"
    nots: tuple[str, ...] = ()
    order: bool = False
    within: int = 0
    sections: tuple[str, ...] = ()
    offence: tuple[str, ...] = ()
    applies_to: tuple[str, ...] = ()
    penalty: str = ""
    raises: str = ""
    heading: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """A named part of the criteria. ``says`` is the reason printed when it is met, ``lacks`` when it is not."""

    id: str
    says: str
    lacks: str
    patterns: tuple[Pattern, ...]
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A text in our own words with the outcome that a careful reader gives it; ``act`` is the title of its act."""

    name: str
    text: str
    expect: Outcome
    kinds: tuple[str, ...]
    language: str = "en"
    look_alike: bool = False
    without: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One question of the rubric with everything that answers it."""

    id: str
    group: str
    title: str
    question: str
    kinds: tuple[str, ...]
    decisive: tuple[tuple[str, ...], ...]
    basis: tuple[Basis, ...]
    absent_strength: str
    partial_strength: str
    criteria: Mapping[str, str]
    fooled_by: str
    remedy: str
    pointer: str
    weight: int
    recommendations: tuple[int, ...]
    contexts: tuple[int, ...]
    method: str
    assessable: str
    elements: tuple[Element, ...]
    verdict: Mapping[str, str]
    examples: tuple[Example, ...]
    per: str = "country"
    prerequisite: bool = False
    scored: bool = True
    computed: Mapping[str, Any] = field(default_factory=dict)
    pointer_memory: bool = False
    file: str = ""

    def element(self, id: str) -> Element | None:
        """An element by id."""
        return next((element for element in self.elements if element.id == id), None)


@dataclass(frozen=True, slots=True)
class Rubric:
    """All indicators and concepts with the frameworks that they point to. ``accuracy`` is what the tool measured of itself."""

    version: str
    indicators: tuple[Indicator, ...]
    concepts: Mapping[str, Concept]
    groups: Mapping[str, str]
    recommendations: Mapping[int, str]
    contexts: Mapping[int, str]
    treaties: Mapping[str, str]
    not_assessable: tuple[Mapping[str, str], ...] = ()
    accuracy: Mapping[str, Any] = field(default_factory=dict)
    families: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    official: str = ""
    office_limbs: tuple[str, ...] = ()
    narrow_victims: tuple[str, ...] = ()
    code_kind: str = "penal_code"
    subjects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def indicator(self, id: str) -> Indicator:
        """An indicator by id. Raises UnknownName."""
        for indicator in self.indicators:
            if indicator.id == id:
                return indicator
        raise UnknownName(Problem(id, "there is no such indicator", "`legal-gap rubric list` shows them."))

    def family(self, concept: str) -> tuple[str, ...]:
        """The concept and every concept below it."""
        below = [c.id for c in self.concepts.values() if concept in c.parents]
        return (concept, *(found for child in below for found in self.family(child)))


# -- loading ---------------------------------------------------------------------------------------------------------

_REQUIRED: dict[str, type] = {
    "id": str, "group": str, "title": str, "question": str, "kinds": list, "decisive": list, "basis": list, "absent_strength": str,
    "partial_strength": str, "criteria": dict, "fooled_by": str, "remedy": str, "weight": int, "recommendations": list, "contexts": list,
    "method": str, "assessable": str, "example": list,
}  # fmt: skip
_OPTIONAL: dict[str, type] = {
    "element": list, "verdict": dict, "per": str, "prerequisite": bool, "scored": bool, "computed": dict, "pointer": str,
    "pointer_memory": bool,
}  # fmt: skip
_PATTERN: dict[str, type] = {
    "scope": str, "not": list, "order": bool, "within": int, "sections": list, "offence": list, "applies_to": list, "penalty": str,
    "raises": str, "heading": list, "kinds": list, "about": list, "nowhere": list,
}  # fmt: skip


def _need(text: str) -> Need:
    """``"public_official@offender|abuse_of_office"`` → an official as offender, or abuse of office."""
    parts = [choice.partition("@") for choice in text.split("|")]
    return Need(tuple(concept for concept, _, _ in parts), tuple(tuple(roles.split("/")) if roles else () for _, _, roles in parts))


def _pattern(table: Mapping[str, Any]) -> Pattern:
    return Pattern(
        needs=tuple(_need(text) for text in table["need"]),
        scope=table.get("scope", "unit"),
        nots=tuple(table.get("not", ())),
        order=table.get("order", False),
        within=table.get("within", 0),
        sections=tuple(table.get("sections", ())),
        offence=tuple(table.get("offence", ())),
        applies_to=tuple(table.get("applies_to", ())),
        penalty=table.get("penalty", ""),
        raises=table.get("raises", ""),
        heading=tuple(table.get("heading", ())),
        kinds=tuple(table.get("kinds", ())),
        about=tuple(table.get("about", ())),
        nowhere=tuple(table.get("nowhere", ())),
    )


def _element(table: Mapping[str, Any]) -> Element:
    patterns = tuple(_pattern(p) for p in table.get("pattern", ()))
    return Element(table["id"], table["says"], table.get("lacks", ""), patterns, table.get("anywhere", False))


def read_example(table: Mapping[str, Any], kinds: tuple[str, ...]) -> Example:
    """An ``[[example]]`` that was checked; ``kinds`` are its indicator's, of which the first is the example's where it names none."""
    return Example(
        table["name"], table["text"], Outcome(table["expect"]), tuple(table.get("kinds", kinds[:1])), table.get("language", "en"),
        table.get("look_alike", False), table.get("without", ""),
        table.get("act", ""),
    )  # fmt: skip


def _check_pattern(path: Path, element: str, table: Mapping[str, Any], concepts: Mapping[str, Concept]) -> list[Problem]:
    where = f"[[element.pattern]] {element}"
    problems = check_keys(path, table, {"need": list}, _PATTERN, where)
    problems += check_choice(path, table, "scope", SCOPES, where) + check_choice(path, table, "sections", (*SECTION_TYPES, "any"), where)
    problems += check_choice(path, table, "offence", OFFENCES, where) + check_choice(path, table, "kinds", KINDS, where)
    named = (
        [c for text in table.get("need", ()) for c in _need(text).concepts]
        + list(table.get("not", ()))
        + list(table.get("heading", ()))
        + list(table.get("about", ()))
        + list(table.get("nowhere", ()))
    )
    for concept in named:
        if concept not in concepts:
            problems.append(
                Problem(f"{path} {where}", f'the concept "{concept}" is not known', "Add it to concepts.toml or mend the name.")
            )
    return problems


def check_example(path: Path, table: Mapping[str, Any], where: str, also: Mapping[str, type] | None = None) -> list[Problem]:
    """What is wrong with the keys and choices of one ``[[example]]``; ``also`` are keys that it must have besides."""
    required = {"name": str, **(also or {}), "text": str, "expect": str}
    optional = {"kinds": list, "language": str, "look_alike": bool, "without": str, "act": str}
    problems = check_keys(path, table, required, optional, where) + check_choice(path, table, "expect", tuple(Outcome), where)
    return problems + check_choice(path, table, "kinds", KINDS, where) + check_choice(path, table, "without", CONSTRAINTS, where)


def _check_examples(path: Path, table: Mapping[str, Any]) -> list[Problem]:
    examples = [e for e in table.get("example", ()) if isinstance(e, dict)]
    problems: list[Problem] = []
    for example in examples:
        where = f"[[example]] {example.get('name', '')}"
        problems += check_example(path, example, where)
        if example.get("look_alike") and not example.get("without") and "computed" not in table:
            problems.append(
                Problem(f"{path} {where}", "the look-alike names no constraint", 'Add without = "role" (or not, order, within …).')
            )
    if table.get("scored", True):
        outcomes = [e.get("expect") for e in examples]
        if "present" not in outcomes:
            problems.append(Problem(str(path), "there is no present example", "Add one."))
        if not {"partial", "absent", "conflict"} & set(outcomes):
            problems.append(Problem(str(path), "there is no partial or absent example", "Add one."))
        if not any(e.get("look_alike") for e in examples):
            problems.append(
                Problem(str(path), "there is no look-alike example", "Add a text that nearly answers the question, with look_alike = true.")
            )
    return problems


def _check_indicator(path: Path, table: Mapping[str, Any], concepts: Mapping[str, Concept]) -> list[Problem]:
    problems = check_keys(path, table, _REQUIRED, _OPTIONAL)
    if problems:
        return problems
    if table["id"] != path.stem:
        problems.append(Problem(str(path), f'the id is "{table["id"]}" but the file is called "{path.name}"', "Give both the same name."))
    problems += check_choice(path, table, "kinds", KINDS)
    problems += check_choice(path, table, "absent_strength", STRENGTHS) + check_choice(path, table, "partial_strength", STRENGTHS)
    for basis in table["basis"]:
        optional: dict[str, type] = {"note": str, "memory": bool}
        problems += check_keys(path, basis, {"treaty": str, "article": str, "strength": str}, optional, "[[basis]]")
        problems += check_choice(path, basis, "strength", STRENGTHS, "[[basis]]")
    if not table["basis"]:
        problems.append(Problem(str(path), "there is no basis", "Add [[basis]] with treaty, article and strength."))
    for element in table.get("element", ()):
        keys: dict[str, type] = {"lacks": str, "anywhere": bool, "pattern": list}
        problems += check_keys(path, element, {"id": str, "says": str}, keys, "[[element]]")
        for pattern in element.get("pattern", ()):
            problems += _check_pattern(path, element.get("id", ""), pattern, concepts)
    if "computed" not in table and not table.get("verdict"):
        problems.append(Problem(str(path), "there is no [verdict]", 'Add present = "…" and partial = "…" over the element ids.'))
    return problems + _check_examples(path, table)


def load_indicator(path: Path, concepts: Mapping[str, Concept]) -> Indicator:
    """Read one indicator file. Raises DataError with every problem: no hit, no miss, no look-alike, no basis, wrong name."""
    table = read_toml(path)
    problems = _check_indicator(path, table, concepts)
    if problems:
        raise DataError(problems)
    kinds = tuple(table["kinds"])
    return Indicator(
        id=table["id"],
        group=table["group"],
        title=table["title"],
        question=table["question"],
        kinds=kinds,
        decisive=tuple(tuple(group) for group in table["decisive"]),
        basis=tuple(Basis(b["treaty"], b["article"], b["strength"], b.get("note", ""), b.get("memory", False)) for b in table["basis"]),
        absent_strength=table["absent_strength"],
        partial_strength=table["partial_strength"],
        criteria=table["criteria"],
        fooled_by=table["fooled_by"],
        remedy=table["remedy"],
        pointer=table.get("pointer", ""),
        weight=table["weight"],
        recommendations=tuple(table["recommendations"]),
        contexts=tuple(table["contexts"]),
        method=table["method"],
        assessable=table["assessable"],
        elements=tuple(_element(e) for e in table.get("element", ())),
        verdict=table.get("verdict", {}),
        examples=tuple(read_example(e, kinds) for e in table["example"]),
        per=table.get("per", "country"),
        prerequisite=table.get("prerequisite", False),
        scored=table.get("scored", True),
        computed=table.get("computed", {}),
        pointer_memory=table.get("pointer_memory", False),
        file=str(path),
    )


def load_concepts(path: Path) -> dict[str, Concept]:
    """Read ``concepts.toml``: one table a concept. Raises DataError with every problem."""
    problems: list[Problem] = []
    concepts = {}
    for id, table in read_toml(path).items():
        problems += check_keys(path, table, {"says": str}, {"person": bool, "parents": list}, f"[{id}]")
        concepts[id] = Concept(id, table.get("says", ""), table.get("person", False), tuple(table.get("parents", ())))
    for concept in concepts.values():
        for parent in concept.parents:
            if parent not in concepts:
                problems.append(Problem(f"{path} [{concept.id}]", f'the parent "{parent}" is not known', "Add it or mend the name."))
    if problems:
        raise DataError(problems)
    return concepts


def load_rubric(folder: Path) -> Rubric:
    """Read the whole rubric. Raises DataError with every problem of every file."""
    frame = read_toml(folder / "frameworks.toml")
    concepts = load_concepts(folder / "concepts.toml")
    indicators: list[Indicator] = []
    problems: list[Problem] = []
    for path in sorted((folder / "indicators").glob("*.toml")):
        try:
            indicators.append(load_indicator(path, concepts))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    accuracy = folder / "accuracy.toml"
    return Rubric(
        version=frame["version"],
        indicators=tuple(indicators),
        concepts=concepts,
        groups=frame["groups"],
        recommendations={int(k): v for k, v in frame["recommendations"].items()},
        contexts={int(k): v for k, v in frame["contexts"].items()},
        treaties=frame["treaties"],
        not_assessable=tuple(frame.get("not_assessable", ())),
        accuracy=read_toml(accuracy) if accuracy.exists() else {},
        families=frame.get("family", {}),
        official=frame["official"],
        office_limbs=tuple(frame["office_limbs"]),
        narrow_victims=tuple(frame["narrow_victims"]),
        subjects={kind: tuple(concepts) for kind, concepts in frame.get("subjects", {}).items()},
    )
