"""A language file on trial: the examples written inside it, the concepts that it words and those that it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from legal_gap.datafile import check_keys, line_of
from legal_gap.errors import DataError, Problem
from legal_gap.examples import Disagreement, run_example
from legal_gap.language import Language
from legal_gap.language.penalties import compile_penalties
from legal_gap.penalty import PenaltyWords, parse_penalty
from legal_gap.rubric import Concept, Example, Rubric, check_example, read_example

NOTES = ("start", "end", "condition", "tier_word", "added", "amends")
"""What the reader keeps of a penalty beside the record that a lawyer would write."""

PRINTED = tuple(f.name for f in fields(PenaltyWords) if f.name not in NOTES)
EMPTY = PenaltyWords(0, 0)
TERM_KEYS: Mapping[str, type] = {"preferred": str, "also": list, "never": list}
ROLES = ("offender", "victim", "enforcer", "recipient")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one language with the penalty records that a careful reader writes; fields not named are empty."""

    name: str
    text: str
    penalties: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """The examples of a language file: verdicts by indicator id, and penalty sentences."""

    verdicts: tuple[tuple[str, Example], ...] = ()
    sentences: tuple[Sentence, ...] = ()


def printed(words: PenaltyWords) -> dict[str, Any]:
    """What a penalty says, field by field, without the fields that are empty."""
    return {name: getattr(words, name) for name in PRINTED if getattr(words, name) != getattr(EMPTY, name)}


# -- reading -----------------------------------------------------------------------------------------------------------


def _tables(language: Language) -> list[dict[str, Any]]:
    found = language.tables.get("example", [])
    return [table for table in found if isinstance(table, dict)] if isinstance(found, list) else []


def _records(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The records expected of a sentence: one table, a list of them, or an empty list for a sentence that threatens nothing."""
    return [table["penalty"]] if isinstance(table["penalty"], dict) else list(table["penalty"])


def _check_sentence(path: Path, table: Mapping[str, Any], where: str) -> list[Problem]:
    problems = check_keys(path, table, {"name": str, "text": str, "penalty": object}, {"look_alike": bool}, where)
    if not isinstance(table["penalty"], dict | list):
        return [*problems, Problem(f"{path} {where}", '"penalty" is not a record', "Write penalty = { … }, or a list of such records.")]
    for record in _records(table):
        for field in record if isinstance(record, dict) else ():
            if field not in PRINTED:
                line = line_of(path, "penalty", f'"{table.get("name", "")}"')
                at = f"{path} {where}" + (f", line {line}" if line else "")
                problems.append(Problem(at, f'a penalty has no field "{field}"', f"Known fields: {', '.join(PRINTED)}."))
    return problems


def _check_verdict(path: Path, table: Mapping[str, Any], where: str, rubric: Rubric) -> list[Problem]:
    problems = check_example(path, table, where, {"indicator": str})
    known = {indicator.id: indicator for indicator in rubric.indicators}
    id = table.get("indicator")
    if isinstance(id, str) and id not in known:
        line = line_of(path, "indicator", f'"{table.get("name", "")}"')
        at = f"{path} {where}" + (f", line {line}" if line else "")
        problems.append(Problem(at, f'there is no indicator "{id}"', "`legal-gap rubric list` shows them."))
    elif isinstance(id, str) and table.get("look_alike") and not table.get("without") and not known[id].computed:
        problems.append(Problem(f"{path} {where}", "the look-alike names no constraint", 'Add without = "role" (or not, order, within …).'))
    return problems


def trial_of(language: Language, rubric: Rubric) -> Trial:
    """The ``[[example]]`` tables of a language file. Raises DataError with every problem, each with its line."""
    path, problems = Path(language.file), []
    verdicts: list[tuple[str, Example]] = []
    sentences: list[Sentence] = []
    for table in _tables(language):
        where = f"[[example]] {table.get('name', '')}".rstrip()
        wrong = _check_sentence(path, table, where) if "penalty" in table else _check_verdict(path, table, where, rubric)
        problems += wrong
        if wrong:
            continue
        if "penalty" in table:
            sentences.append(Sentence(table["name"], table["text"], tuple(_records(table))))
        else:
            example = read_example({**table, "language": language.code}, rubric.indicator(table["indicator"]).kinds)
            verdicts.append((table["indicator"], example))
    if problems:
        raise DataError(problems)
    return Trial(tuple(verdicts), tuple(sentences))


def check_concepts(language: Language, concepts: Mapping[str, Concept]) -> list[Problem]:
    """Names in ``[concept]`` and ``[omitted]`` that are not concepts, both worded and omitted, or omitted without a reason."""
    path, worded, omitted = Path(language.file), language.table("concept"), language.table("omitted")
    problems = []
    for table, names in (("concept", worded), ("omitted", omitted)):
        for name in names:
            line = line_of(path, name, f"[{table}") if table == "omitted" else line_of(path, f"concept.{name}")
            at = f"{path} [{table}]" + (f", line {line}" if line else "")
            if name not in concepts:
                problems.append(Problem(at, f'the concept "{name}" is not known', "Add it to concepts.toml or mend the name."))
            elif table == "omitted" and name in worded:
                problems.append(Problem(at, f'the concept "{name}" has words and is omitted', "Take it out of one of the two."))
            elif table == "omitted" and not (isinstance(omitted[name], str) and omitted[name].strip()):
                problems.append(Problem(at, f'the concept "{name}" is omitted without a reason', f'Write {name} = "why".'))
    return problems


def check_terms(language: Language) -> list[Problem]:
    """What a person gets wrong in words and role rules: a key that nothing reads, one term where a list belongs, an open bracket, a
    role that does not exist."""
    path = Path(language.file)
    problems = []
    for name, table in language.table("concept").items():
        where = f"[concept.{name}]"
        if not isinstance(table, Mapping):
            problems.append(Problem(f"{path} {where}", "the concept is not a table", f'Write {where}, and below it preferred = "…".'))
            continue
        problems += check_keys(path, table, {}, TERM_KEYS, where)
        texts = [text for key in TERM_KEYS for text in _listed(table.get(key, [])) if isinstance(text, str)]
        for text in texts:
            if fault := bracket_fault(text):
                line = line_of(path, f"concept.{name}")
                at = f"{path} {where}" + (f", line {line}" if line else "")
                problems.append(Problem(at, f'the term "{text}" has a {fault}', "Close each bracket: (one|another)."))
    rules = language.table("role").get("rule", [])
    for rule in rules if isinstance(rules, list) else ():
        if rule.get("role") not in ROLES:
            said = f'the rule "{str(rule.get("text", ""))[:60]}" gives the role "{rule.get("role")}"'
            problems.append(Problem(f"{path} [[role.rule]]", said, f"One of: {', '.join(ROLES)}."))
    return problems


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def bracket_fault(text: str) -> str:
    """What is wrong with the brackets of a term, as a noun; empty where nothing is."""
    depth = 0
    for mark in text:
        depth += (mark == "(") - (mark == ")")
        if depth < 0:
            return "closing bracket too many"
    return "bracket left open" if depth else ""


def unworded(language: Language, concepts: Mapping[str, Concept]) -> tuple[str, ...]:
    """Concepts that a language neither words nor says it leaves out; none where it has no words at all (numbering only)."""
    worded, omitted = language.table("concept"), language.table("omitted")
    return tuple(id for id in concepts if id not in worded and id not in omitted) if worded else ()


# -- trying ------------------------------------------------------------------------------------------------------------


def run_sentence(sentence: Sentence, language: Language) -> list[str]:
    """What the reader makes of a penalty sentence otherwise than its author."""
    found = [printed(words) for words in parse_penalty(sentence.text, compile_penalties(language))]
    expected = [dict(record) for record in sentence.penalties]
    if found == expected:
        return []
    return [f"you expect {_said(expected)}; the reader finds {_said(found)}"]


def _said(records: list[dict[str, Any]]) -> str:
    return (
        " and ".join(
            "{" + ", ".join(f"{k} = {v:g}" if isinstance(v, float) else f"{k} = {v!r}" for k, v in record.items()) + "}"
            for record in records
        )
        or "no penalty"
    )


def run_language(language: Language, rubric: Rubric, languages: Mapping[str, Language]) -> list[Disagreement]:
    """Every disagreement of the examples in a language file. Raises DataError where the file breaks its contract."""
    problems = [*check_concepts(language, rubric.concepts), *check_terms(language)]
    if problems:
        raise DataError(problems)
    trial = trial_of(language, rubric)
    among = {**languages, language.code: language}
    verdicts = [
        Disagreement(language.file, f"{id}: {example.name}", message)
        for id, example in trial.verdicts
        for message in run_example(rubric.indicator(id), example, rubric, among)
    ]
    penalties = [Disagreement(language.file, s.name, message) for s in trial.sentences for message in run_sentence(s, language)]
    return verdicts + penalties
