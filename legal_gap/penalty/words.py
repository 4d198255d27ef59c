"""Penalty words of a sentence → penalties. Knows no language: the grammar says which words are which."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from legal_gap.language.penalties import PenaltyGrammar, Token
from legal_gap.penalty.draft import Draft, PenaltyWords, factor_of, finish, increase_of
from legal_gap.penalty.sentence import sentence_ends
from legal_gap.text import fold

AMOUNTS = frozenset(
    {"duration", "duration_range", "money", "money_range", "number", "multiple", "unit_days", "unit_units", "unit_category"}
)
UNITS = {"unit_days": "days", "unit_units": "penalty_units", "unit_category": "category"}
OPEN_END = re.compile(r"[:\-]\s*$")
OPEN_LIST = re.compile(r"[:\-]\s*(?:\(\w{1,5}\)\s*)?(?:[a-z]+\s+){0,8}$")
WORD = re.compile(r"\w+|[;:]")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
STRAY_WORDS = 3
"""So many words that mean nothing to the grammar may stand between an amount and what it measures."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Penalties of a text and whether it ends on an announcement ("shall be punished with -") that what follows completes.

    ``compares``: what follows is a list of sums of which the highest counts.
    """

    penalties: tuple[PenaltyWords, ...]
    is_open: bool
    compares: bool = False


def parse_penalty(text: str, grammar: PenaltyGrammar) -> list[PenaltyWords]:
    """Every penalty that a text threatens, in order, with positions in ``text``."""
    return list(parse_words(text, fold(text), grammar).penalties)


def parse_words(clean: str, folded: str, grammar: PenaltyGrammar) -> Parsed:
    """As :func:`parse_penalty`, for a text with its folded twin."""
    return _Reader(clean, folded, grammar).read()


@dataclass(slots=True)
class _Reader:
    """Walks the words once. ``live`` is whether a punishment has been announced; ``head`` what an amount would measure."""

    clean: str
    folded: str
    grammar: PenaltyGrammar
    live: bool = False
    done: list[PenaltyWords] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    i: int = 0
    draft: Draft | None = None
    head: str = ""
    op: str = ""
    op_end: int = 0
    fine_op: str = ""
    blocked: bool = False
    split: bool = False
    tier_word: str = ""
    condition_start: int | None = None
    case_open: bool = False
    held: bool = False
    last: Token | None = None
    announced: int = 0
    labelled: bool = False

    def read(self) -> Parsed:
        grammar = self.grammar
        stops = sentence_ends(self.clean, grammar.abbreviations, grammar.unfinished, grammar.spaces)
        ends = [Token("stop", end, end + 1, ".") for end in stops]
        self.tokens = sorted([*self.grammar.tokens(self.folded), *ends], key=lambda token: token.start)
        for index, token in enumerate(self.tokens):
            self.i = index
            handler: Callable[[Token], None] = getattr(self, f"on_{token.kind}", self.on_other)
            handler(token)
            self.last = token
        unfinished = (
            self.last is not None and self.last.kind in ("ge", "le", "ge_post", "le_post", "higher") and bool(OPEN_END.search(self.folded))
        )
        is_open = self.live and (self.draft is None or self.draft.is_empty or unfinished)
        if unfinished:
            self.draft = None
        self.close()
        return Parsed(tuple(self.done), is_open, unfinished and self.last is not None and self.last.kind == "higher")

    # -- records -----------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """End the record that is being read."""
        found = finish(self.draft) if self.draft else None
        if found and found.amends and self.done:
            self.done[-1:] = [words.with_bounds(found) for words in self.done[-1:]]
        elif found and found.added and self.done and not found.custodial:
            self.done[-1] = self.done[-1].with_added(found)
        elif found:
            self.done.append(found)
        self.draft, self.head, self.op, self.fine_op, self.split, self.held = None, "", "", "", False, False

    def current(self, token: Token) -> Draft:
        """The record that ``token`` belongs to: a new one where a new case was opened since the last penalty word."""
        if self.draft and self.split and not self.draft.is_empty:
            self.close()
        if self.draft is None:
            start = self.announced if self.announced <= token.start and not self.spent(self.announced) else token.start
            self.draft = Draft(start, token.end, tier_word=self.tier_word, condition=self.condition_before(start))
        self.split = False
        return self.draft

    def spent(self, position: int) -> bool:
        """Whether an announcement already belongs to a finished record."""
        return any(words.start <= position < words.end for words in self.done)

    def condition_before(self, position: int) -> str:
        if self.condition_start is None:
            return ""
        return self.folded[self.condition_start : max(position, self.condition_start)].strip()

    def takes(self, token: Token) -> bool:
        """Whether a punishment is announced that ``token`` can be part of; a case ("if ...") must have been closed by a comma."""
        if not self.live or self.blocked:
            return False
        return not self.case_open or bool(re.search(r"[,;:\-]", self.folded[self.condition_start or 0 : token.start]))

    def gap_is_plain(self, start: int, end: int, strays_allowed: int = STRAY_WORDS) -> bool:
        """Whether only words that mean little stand in ``[start, end)``."""
        gap = self.folded[start:end]
        return ";" not in gap and end - start < 90 and self.grammar.strays(gap) <= strays_allowed

    # -- words that open and close -----------------------------------------------------------------------------------

    def on_stop(self, token: Token) -> None:
        self.close()
        self.live, self.blocked = self.labelled and self.opens_a_case(token), False
        self.tier_word, self.condition_start, self.case_open = "", None, False

    def opens_a_case(self, token: Token) -> bool:
        """Whether the next sentence begins with a case ("Penalty: a fine. If the offender is a body corporate, ...")."""
        following = self.tokens[self.i + 1] if self.i + 1 < len(self.tokens) else None
        return following is not None and following.kind == "condition" and not WORD.search(self.folded[token.end : following.start])

    def on_strong(self, token: Token) -> None:
        self.labelled = self.grammar.is_a("label", token.text)
        was_live, self.live, self.blocked, self.case_open = self.live, True, False, False
        self.head = self.op = ""
        if not (was_live and self.draft and not self.draft.is_empty and not self.split):
            self.announced = token.start

    def on_weak(self, token: Token) -> None:
        governed = self.last is not None and self.last.kind == "condition" and token.start - self.last.end < 140
        if governed and self.last and not re.search(r"[,;:]", self.folded[self.last.end : token.start]):
            self.block()
        elif not self.blocked:
            self.on_strong(token)

    def block(self) -> None:
        """What follows is no threat but a power, a threshold or a rule about sentences."""
        self.close()
        self.live, self.blocked = False, True

    def on_threshold(self, token: Token) -> None:
        self.block()

    on_power = on_default = on_threshold

    def holds(self, token: Token) -> bool:
        """Whether a case stands between a bound and its amount: "imprisonment of at least - (a) if ...: 8 years"."""
        waits = self.op and self.draft is not None and self.draft.elements and not self.draft.custody
        self.held = self.held or bool(waits and OPEN_LIST.search(self.folded[: token.start]))
        return self.held

    def on_condition(self, token: Token) -> None:
        if self.holds(token):
            self.condition_start = token.start
            return
        self.split, self.head, self.op = True, "", ""
        self.condition_start, self.case_open = token.start, True

    def on_subject(self, token: Token) -> None:
        self.on_condition(token)

    def on_tier_mark(self, token: Token) -> None:
        held = self.holds(token)
        if held:
            pass
        elif self.draft is None or not self.draft.is_empty:
            self.split = True
        if not held:
            self.head, self.op = "", ""
        names = ("indictment", "summary", "repeat", "first_time")
        self.tier_word = next((name for name in names if self.grammar.is_a(name, token.text)), self.tier_word)
        if self.draft and (self.draft.is_empty or held):
            self.draft.tier_word = self.tier_word

    # -- what is threatened ------------------------------------------------------------------------------------------

    def on_custody(self, token: Token) -> None:
        if self.takes(token):
            draft = self.current(token)
            draft.custody_words = draft.custody_words or " ".join(token.text.split())
            draft.element("custody", token)
            self.head = "custody"

    def on_class(self, token: Token) -> None:
        if self.takes(token):
            draft = self.current(token)
            draft.class_word = draft.class_word or " ".join(token.text.split())
            draft.element("custody", token)
            self.head = "custody"

    def on_life(self, token: Token) -> None:
        if self.takes(token):
            draft = self.current(token)
            draft.life = True
            draft.element("custody", token)
            self.head, self.op = "custody", ""

    def on_death(self, token: Token) -> None:
        if self.takes(token) and (not self.case_open or self.grammar.is_a("sure_death", token.text)):
            draft = self.current(token)
            draft.death = True
            draft.element("custody", token)
            self.head, self.op = "custody", ""

    def on_fine(self, token: Token) -> None:
        if self.takes(token):
            self.current(token).element("fine", token)
            self.head, self.fine_op = "fine", ""
            self.op = self.op if self.last and self.last.kind in ("ge", "le") else ""

    def flag(self, token: Token) -> None:
        if self.takes(token):
            draft = self.current(token)
            draft.flags.add(token.kind)
            draft.element("other", token)
            self.head = "other"

    on_corporal = on_disqualification = on_dismissal = flag

    def on_other_head(self, token: Token) -> None:
        self.head, self.op = "other", ""

    def on_increase(self, token: Token) -> None:
        if self.blocked:
            return
        if self.head == "fine" and self.on_fine_multiple(token):
            return
        self.live = True
        draft = self.current(token)
        draft.increase = draft.increase or increase_of(token, self.grammar)
        draft.end = max(draft.end, token.end)

    def on_part(self, token: Token) -> None:
        if self.takes(token):
            draft = self.current(token)
            draft.factor = draft.factor or factor_of(token, self.grammar)
            draft.end = max(draft.end, token.end)
            self.head = "other"

    def on_reference(self, token: Token) -> None:
        pain = not self.grammar.is_a("bare_reference", token.text)
        near = self.last is not None and self.gap_is_plain(self.last.end, token.start)
        if not self.live or self.blocked or not (pain or (near and self.last and self.last.kind in ("strong", "weak"))):
            return
        draft = self.current(token)
        target = self.grammar.reference.search(self.grammar.numerals.mask(token.text))
        printed = token.text[target.start() : target.end()] if target else token.text
        draft.reference = draft.reference or " ".join(printed.split()).rstrip(".,")
        draft.bare_reference = draft.bare_reference or not pain
        draft.end = max(draft.end, token.end)

    # -- how much ----------------------------------------------------------------------------------------------------

    def on_ge(self, token: Token) -> None:
        if self.op != "le" or not self.gap_is_plain(self.op_end, token.start, 0):
            self.set_bound(token, "ge")

    def on_le(self, token: Token) -> None:
        self.set_bound(token, "le")

    def set_bound(self, token: Token, op: str) -> None:
        """Note "not less than" or "not exceeding", and what it bounds where it says so ("a maximum term of imprisonment of")."""
        if self.grammar.is_a("custody_word", token.text):
            self.on_custody(token)
        elif self.grammar.is_a("fine_word", token.text):
            self.on_fine(token)
        self.op, self.op_end = op, token.end

    def bound_of(self, token: Token) -> str:
        """The bound that stands close before an amount: "ge", "le" or none."""
        return self.op if self.op and (self.held or self.gap_is_plain(self.op_end, token.start)) else ""

    def after_amount(self, token: Token, op: str) -> None:
        near = self.last is not None and self.last.kind in AMOUNTS and not WORD.search(self.folded[self.last.end : token.start])
        following = self.tokens[self.i + 1] if self.i + 1 < len(self.tokens) else None
        before_amount = following is not None and following.kind in AMOUNTS and not WORD.search(self.folded[token.end : following.start])
        if not near or before_amount or not self.draft:
            self.op, self.op_end = op, token.end
            return
        if self.head == "custody" and self.draft.custody:
            self.draft.custody[-1] = (op, self.draft.custody[-1][1])
        elif self.head == "fine" and self.draft.fines:
            self.draft.fines[-1] = (op, *self.draft.fines[-1][1:])
        self.draft.end = max(self.draft.end, token.end)

    def on_ge_post(self, token: Token) -> None:
        self.after_amount(token, "ge")

    def on_le_post(self, token: Token) -> None:
        self.after_amount(token, "le")

    def attached(self, token: Token) -> bool:
        """Whether an amount follows its head closely enough to measure it."""
        return self.held or (self.last is not None and self.gap_is_plain(self.last.end, token.start))

    def next_kind(self, token: Token) -> str:
        """The kind of the next words if they follow closely and are not joined by "and" or "or"."""
        following = self.tokens[self.i + 1] if self.i + 1 < len(self.tokens) else None
        near = following and following.start - token.end < 30 and self.gap_is_plain(token.end, following.start)
        return following.kind if following and near else ""

    def on_duration(self, token: Token) -> None:
        if not self.takes(token):
            return
        months = self.grammar.months(token.text)
        if self.next_kind(token) in ("custody", "class", "life") and self.head != "custody" or self.sentence_of_time(token):
            self.current(token).element("custody", token)
            self.head = "custody"
        elif not self.attached(token) or self.head not in ("custody", "fine"):
            self.op = ""
            return
        if self.head == "fine":
            self.add_fine(token, [value * 30 for value in months], "days", None)
        elif token.kind == "duration_range" and len(months) > 1:
            self.current(token).bound([("ge", months[0]), ("le", months[-1])], token)
        else:
            self.new_case_after_amount()
            op = self.bound_of(token)
            exact = self.grammar.exact and not op
            self.current(token).bound([("ge", sum(months)), ("le", sum(months))] if exact else [(op, sum(months))], token)
        self.op = ""

    def sentence_of_time(self, token: Token) -> bool:
        """Whether a length of time stands for imprisonment: "sentenced to not less than five years"."""
        chain = self.last is not None and self.last.kind in ("strong", "weak", "ge", "le", "tier_mark")
        return self.head == "" and chain and self.last is not None and self.gap_is_plain(self.last.end, token.start, 0)

    def new_case_after_amount(self) -> None:
        """ "Eight years, and twelve years where the victim is a child": the second length is a record of its own."""
        following = self.tokens[self.i + 1] if self.i + 1 < len(self.tokens) else None
        if self.draft and self.draft.custody and "and" in self.draft.links and not self.op and following and following.kind == "condition":
            self.split = True
            self.current(following).element("custody", following)

    on_duration_range = on_duration

    def add_fine(self, token: Token, values: list[float], unit: str, currency: str | None) -> None:
        """Note amounts of a fine. An amount without bound after "or" takes that of its alternative."""
        draft = self.current(token)
        if not any(kind == "fine" for kind, _ in draft.elements) or self.head != "fine":
            draft.element("fine", token)
            self.head = "fine"
        op = self.bound_of(token) or (self.fine_op if draft.compares or (self.last and self.last.kind == "or") else "")
        if len(values) > 1:
            draft.fines += [("ge", values[0], unit, currency), ("le", values[-1], unit, currency)]
        elif values:
            draft.fines.append((op, values[0], unit, currency))
        self.fine_op, self.op = op, ""
        draft.links.clear()
        draft.end = max(draft.end, token.end)

    def announced_sum(self) -> bool:
        """Whether an amount stands where a fine would: straight after the announcement or a connecting word."""
        return (
            self.last is not None
            and self.last.kind in ("strong", "weak", "or", "and", "also", "ge", "le")
            and self.head in ("", "custody", "fine")
        )

    def compared(self, token: Token) -> bool:
        """Whether an amount is one of those of which a fine is the highest ("or ten thousand, whichever is the higher")."""
        if not self.draft or not any(kind == "fine" for kind, _ in self.draft.elements):
            return False
        ahead = {following.kind for following in self.tokens[self.i + 1 : self.i + 3] if following.start - token.end < 60}
        if not (self.draft.compares or "higher" in ahead):
            return False
        self.head, self.split, self.case_open, self.draft.compares = "fine", False, False, True
        return True

    def on_higher(self, token: Token) -> None:
        if self.draft and self.draft.fines or self.head == "fine":
            self.current(token).compares = True

    def on_money(self, token: Token) -> None:
        takes = self.head == "fine" or self.next_kind(token) == "fine" or self.announced_sum()
        if not self.compared(token) and not (self.takes(token) and self.attached(token) and takes):
            self.op = ""
            return
        values = self.grammar.amounts(token.text.partition("(")[0])
        values = values[:2] if token.kind == "money_range" else values[:1]
        self.add_fine(token, values, "currency", self.grammar.currency(token.text))

    on_money_range = on_money

    def on_number(self, token: Token) -> None:
        if self.takes(token) and self.head == "fine" and self.attached(token) and (self.op or self.follows_fine(token)):
            self.add_fine(token, self.grammar.amounts(token.text)[:1], "currency", None)

    def follows_fine(self, token: Token) -> bool:
        """ "A fine of 5,000" names a sum, "fine 3" a footnote."""
        return self.last is not None and self.last.kind == "fine" and bool(WORD.search(self.folded[self.last.end : token.start]))

    def on_unit(self, token: Token) -> None:
        if self.compared(token) or self.takes(token):
            values = self.grammar.amounts(token.text) or [ROMAN[w] for w in WORD.findall(token.text) if w in ROMAN]
            ordinal = self.grammar.lookup("ordinal", token.text)
            self.add_fine(token, values or ([float(ordinal)] if ordinal else []), UNITS[token.kind], None)

    on_unit_days = on_unit_units = on_unit_category = on_unit

    def on_fine_multiple(self, token: Token) -> bool:
        """Note a fine of so many times a value; says whether ``token`` was one."""
        if not self.takes(token) or not (self.attached(token) or self.head == "fine"):
            return False
        times = self.grammar.lookup("times", token.text)
        amounts = self.grammar.amounts(token.text)
        values = amounts if len(amounts) > 1 else [float(times)] if times else amounts or [1.0]
        self.add_fine(token, values, "multiple", None)
        return True

    def on_multiple(self, token: Token) -> None:
        near = self.last is not None and self.last.kind == "or" and self.draft is not None and bool(self.draft.fines)
        if self.compared(token) or self.head == "fine" or near:
            self.on_fine_multiple(token)

    # -- connecting words --------------------------------------------------------------------------------------------

    def link(self, token: Token) -> None:
        if self.draft:
            self.draft.links.append(token.kind)

    on_or = on_and = link

    def on_again(self, token: Token) -> None:
        """ "Such imprisonment shall not be less than": a bound of the penalty before, as in a proviso on special reasons."""
        if self.blocked:
            return
        if self.draft and not self.draft.amends:
            self.close()
        self.live, self.case_open, self.blocked, self.split, self.op = True, False, False, False, ""
        self.current(token).amends = True
        self.current(token).element("fine" if self.grammar.is_a("fine_word", token.text) else "custody", token)
        self.head = "fine" if self.grammar.is_a("fine_word", token.text) else "custody"

    def on_also(self, token: Token) -> None:
        if not self.draft and not self.blocked and self.grammar.is_a("announces", token.text):
            self.on_strong(token)
        if not self.draft and self.live:
            self.current(token).added = bool(self.done) or self.grammar.is_a("additional", token.text)
            if self.grammar.is_a("fine_word", token.text):
                self.draft_fine(token)
        self.link(token)

    def draft_fine(self, token: Token) -> None:
        """Note a fine that the connecting words themselves name ("a fine may be added")."""
        self.current(token).element("fine", token)
        self.head = "fine"

    def on_either(self, token: Token) -> None:
        if self.draft:
            self.draft.either = True
        self.on_both(token)

    def on_both(self, token: Token) -> None:
        if self.draft:
            self.draft.both = True
            self.draft.end = max(self.draft.end, token.end)

    def on_other(self, token: Token) -> None:
        """Words that only stand in the way of what was being measured."""
        if token.kind == "skip":
            self.op = ""
