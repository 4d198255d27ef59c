"""Work out a verdict from elements: ``"a and (b or c)"``, ``"at_least(2, a, b, c)"``."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from legal_gap.errors import DataError, Problem
from legal_gap.model import Outcome

ORDER = (Outcome.CONFLICT, Outcome.PRESENT, Outcome.PARTIAL, Outcome.UNCLEAR, Outcome.ABSENT)
"""Verdict rules are tried in this order; the first that holds decides."""


def _value(node: ast.expr, met: Mapping[str, bool]) -> bool:
    if isinstance(node, ast.BoolOp):
        values = (_value(value, met) for value in node.values)
        return all(values) if isinstance(node.op, ast.And) else any(values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return not _value(node.operand, met)
    if isinstance(node, ast.Name):
        return met[node.id]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "at_least":
        count, *rest = node.args
        if isinstance(count, ast.Constant) and isinstance(count.value, int):
            return sum(_value(value, met) for value in rest) >= count.value
    raise ValueError(ast.unparse(node))


def holds(expression: str, met: Mapping[str, bool], file: str = "") -> bool:
    """Whether the expression over element ids holds. Raises DataError where it cannot be read or names no element."""
    try:
        return _value(ast.parse(expression.strip(), mode="eval").body, met)
    except (SyntaxError, ValueError, KeyError) as error:
        raise DataError(
            Problem(
                f"{file} [verdict]", f'"{expression}" cannot be read ({error})', "Use element ids with and, or, not, at_least(2, a, b)."
            )
        ) from None


def names(expression: str) -> Iterator[str]:
    """The element ids in an expression."""
    for node in ast.walk(ast.parse(expression.strip(), mode="eval")):
        if isinstance(node, ast.Name) and node.id != "at_least":
            yield node.id


def decide(verdict: Mapping[str, str], met: Mapping[str, bool], file: str = "") -> Outcome:
    """The first outcome whose rule holds; absent where none does. Raises DataError."""
    return next((outcome for outcome in ORDER if outcome in verdict and holds(verdict[outcome], met, file)), Outcome.ABSENT)
