"""Run the examples that stand inside indicator files, and prove that each look-alike is kept out by the constraint it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from legal_gap.analyse import analyse
from legal_gap.assess import GOODNESS, judge_one, open_case
from legal_gap.language import Language
from legal_gap.model import Finding, Jurisdiction, Quality, Reading
from legal_gap.rubric import Example, Indicator, Rubric
from legal_gap.segment import provisions_of


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An example that the rubric judges otherwise than its author, with why."""

    file: str
    example: str
    message: str


def example_country(example: Example, language: Language, rubric: Rubric) -> Jurisdiction:
    """A country whose only law is the example."""
    instrument = provisions_of(example.text, language)
    record = replace(
        instrument.record, title=example.act, kinds=example.kinds, language=language.code, status="in_force", text_status="official"
    )
    instrument = replace(instrument, record=record, quality=Quality(1.0))
    reading: Reading = analyse(instrument, language, rubric.concepts, {})
    return Jurisdiction("XX", "Example", (language.code,), "mixed", "XXX", readings=(reading,))


def _why(finding: Finding) -> str:
    if finding.evidence:
        return "; ".join(f"{e.element} in “{e.quote}”" for e in finding.evidence)
    unmet = [id for id, met in finding.elements.items() if not met]
    return f"nothing for {', '.join(unmet)}" if unmet else "; ".join(finding.reasons)


def run_example(indicator: Indicator, example: Example, rubric: Rubric, languages: Mapping[str, Language]) -> list[str]:
    """What disagrees: the outcome, or a look-alike that stays out even without the constraint it names."""
    case = open_case(example_country(example, languages[example.language], rubric), rubric, languages)
    finding = judge_one(indicator, case)
    messages = []
    if finding.outcome is not example.expect:
        messages.append(f"you expect {example.expect}; the rubric finds {finding.outcome}, because it reads {_why(finding)}")
    if example.look_alike and example.without and not indicator.computed:
        loose = judge_one(indicator, case, example.without)
        if GOODNESS[loose.outcome] <= GOODNESS[finding.outcome]:
            messages.append(
                f'dropping "{example.without}" changes nothing (still {loose.outcome}), so that constraint does not keep this look-alike out'
            )
    return messages


def run_indicator(indicator: Indicator, rubric: Rubric, languages: Mapping[str, Language]) -> list[Disagreement]:
    """Every disagreement of an indicator's examples whose language has a pack."""
    return [
        Disagreement(indicator.file, example.name, message)
        for example in indicator.examples
        if example.language in languages
        for message in run_example(indicator, example, rubric, languages)
    ]


def run_rubric(indicators: Iterable[Indicator], rubric: Rubric, languages: Mapping[str, Language]) -> list[Disagreement]:
    """Every disagreement of several indicators."""
    return [found for indicator in indicators for found in run_indicator(indicator, rubric, languages)]
