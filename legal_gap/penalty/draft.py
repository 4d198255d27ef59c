"""A penalty while it is being read: what each penalty word adds, and the record it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from legal_gap.language.penalties import PenaltyGrammar, Token


@dataclass(frozen=True, slots=True)
class PenaltyWords:
    """One penalty as a sentence prints it, ``[start, end)`` of the text that was parsed; fields as in ``model.Penalty``.

    ``factor`` is the part of another penalty ("one half of the longest term"); ``condition`` the folded words of the case
    that it is threatened for; ``tier_word`` summary, indictment, first or repeat; ``added`` marks a penalty on top of another,
    ``amends`` one that only sets a bound to the penalty before it.
    """

    start: int
    end: int
    imprisonment_min_months: float | None = None
    imprisonment_max_months: float | None = None
    life: bool = False
    death: bool = False
    class_word: str | None = None
    by_reference: str | None = None
    fine: str = "none"
    fine_min: float | None = None
    fine_max: float | None = None
    fine_unit: str = "currency"
    currency: str | None = None
    fine_only_possible: bool = False
    corporal: bool = False
    disqualification: bool = False
    dismissal: bool = False
    increase: str = ""
    remark: str = ""
    factor: float | None = None
    condition: str = ""
    tier_word: str = ""
    added: bool = False
    amends: bool = False

    @property
    def custodial(self) -> bool:
        """Whether it names a loss of liberty (or life) of its own."""
        bounds = (self.imprisonment_min_months, self.imprisonment_max_months, self.class_word)
        return self.life or self.death or any(b is not None for b in bounds)

    def with_added(self, other: PenaltyWords) -> PenaltyWords:
        """This penalty together with what a later sentence adds to it ("he shall also be liable to fine")."""
        fine = {k: getattr(other, k) for k in ("fine", "fine_min", "fine_max", "fine_unit", "currency")} if self.fine == "none" else {}
        flags = {k: getattr(self, k) or getattr(other, k) for k in ("corporal", "disqualification", "dismissal", "increase")}
        return replace(self, end=max(self.end, other.end), **fine, **flags)

    def with_bounds(self, other: PenaltyWords) -> PenaltyWords:
        """This penalty with the bounds that a later sentence sets it ("such imprisonment shall not be less than six months")."""
        names = ("imprisonment_min_months", "imprisonment_max_months", "fine_min", "fine_max", "currency")
        bounds = {name: getattr(self, name) if getattr(self, name) is not None else getattr(other, name) for name in names}
        fine = "amount" if self.fine == "unspecified" and other.fine == "amount" else self.fine
        return replace(self, end=max(self.end, other.end), fine=fine, **bounds)


@dataclass(slots=True)
class Draft:
    """The penalty that is being read, element by element."""

    start: int
    end: int = 0
    custody: list[tuple[str, float]] = field(default_factory=list)
    custody_words: str = ""
    life: bool = False
    death: bool = False
    fines: list[tuple[str, float, str, str | None]] = field(default_factory=list)
    elements: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    both: bool = False
    either: bool = False
    compares: bool = False
    amends: bool = False
    class_word: str | None = None
    reference: str | None = None
    bare_reference: bool = False
    increase: str = ""
    factor: float | None = None
    flags: set[str] = field(default_factory=set)
    condition: str = ""
    tier_word: str = ""
    added: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been threatened yet."""
        return not (self.elements or self.flags or self.increase or self.factor or self.reference)

    def element(self, kind: str, token: Token) -> None:
        """Note an element ("custody", "fine", "other") with the connecting words that stand before it."""
        if not self.elements or self.elements[-1][0] != kind or self.links:
            self.elements.append((kind, self.links[-1] if self.links else ""))
        self.links.clear()
        self.end = max(self.end, token.end)

    def bound(self, values: list[tuple[str, float]], token: Token) -> None:
        """Note lengths of imprisonment, each "ge", "le" or "" for a bare number."""
        self.custody += values
        self.links.clear()
        self.end = max(self.end, token.end)


def _lowest(values: list[float]) -> float | None:
    return min(values) if values else None


def _highest(values: list[float]) -> float | None:
    return max(values) if values else None


def _tidy(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def fine_only(draft: Draft) -> tuple[bool, str]:
    """Whether a court may leave it at a fine, with a remark where the drafting is ambiguous.

    "or with fine" and "or both" allow it, "and a fine" and "shall also be liable to fine" do not; where a law says
    both ("and shall also be liable to fine, or to both") it is not called fine-only.
    """
    kinds = [kind for kind, _ in draft.elements if kind != "other"]
    if "fine" not in kinds:
        return False, ""
    if draft.either:
        return True, ""
    if "custody" not in kinds:
        return draft.reference is None and not draft.added and not draft.increase, ""
    pairs = zip(draft.elements, draft.elements[1:], strict=False)
    edges = [link for (before, _), (kind, link) in pairs if {before, kind} == {"custody", "fine"}]
    later = {link for _, link in draft.elements[1:]}
    link = edges[0] if edges else "or" if "or" in later else ""
    if link in ("also", "and"):
        return False, "the law says both 'and' and 'or both'" if draft.both else ""
    return link == "or" or draft.both or "or" in later, ""


def _fine_fields(draft: Draft) -> dict[str, object]:
    if not any(kind == "fine" for kind, _ in draft.elements):
        return {}
    sums = [f for f in draft.fines if f[2] != "multiple"]
    times = [f for f in draft.fines if f[2] == "multiple"]
    values = sums or times
    lows = [v for op, v, _, _ in values if op == "ge"]
    highs = [v for op, v, _, _ in values if op in ("le", "")]
    unit = next((u for _, _, u, _ in sums), "currency")
    return {
        "fine": "multiple" if times else "amount" if sums else "unspecified",
        "fine_min": _tidy(_lowest(lows)),
        "fine_max": _tidy(_highest(highs)),
        "fine_unit": unit,
        "currency": next((c for _, _, _, c in sums if c), None),
    }


def finish(draft: Draft) -> PenaltyWords | None:
    """The record that a draft comes to, ``None`` where it threatens nothing."""
    custodial = any(kind == "custody" for kind, _ in draft.elements)
    own = custodial or any(kind == "fine" for kind, _ in draft.elements)
    reference = draft.reference if not own or draft.increase or draft.factor else None
    if draft.bare_reference and (draft.increase or own):
        reference = draft.reference if draft.increase else None
    if not (own or draft.flags or draft.increase or draft.factor or reference):
        return None
    lows = [v for op, v in draft.custody if op == "ge"]
    highs = [v for op, v in draft.custody if op in ("le", "")]
    bare = (
        custodial
        and not draft.amends
        and not (lows or highs or draft.life or draft.death or draft.class_word or draft.increase or draft.factor)
    )
    only, remark = fine_only(draft)
    return PenaltyWords(
        start=draft.start,
        end=draft.end,
        imprisonment_min_months=_tidy(_lowest(lows)),
        imprisonment_max_months=_tidy(_highest(highs)),
        life=draft.life,
        death=draft.death,
        class_word=draft.class_word or (draft.custody_words if bare else None),
        by_reference=reference,
        fine_only_possible=only,
        corporal="corporal" in draft.flags,
        disqualification="disqualification" in draft.flags,
        dismissal="dismissal" in draft.flags,
        increase=draft.increase,
        remark=remark,
        factor=draft.factor,
        condition=draft.condition,
        tier_word=draft.tier_word,
        added=draft.added,
        amends=draft.amends,
        **_fine_fields(draft),  # type: ignore[arg-type]
    )


def increase_of(token: Token, grammar: PenaltyGrammar) -> str:
    """An increase as DATA.md writes it: "+1/3", "+25%", "x2"."""
    fraction = grammar.lookup("fraction", token.text)
    times = grammar.lookup("times", token.text) or grammar.lookup("multiplied", token.text)
    if grammar.percent.search(grammar.numerals.mask(token.text)):
        return f"+{grammar.amounts(token.text)[0]:g}%"
    if fraction and not times:
        return f"+{fraction}"
    return f"x{times}" if times else next((f"x{amount:g}" for amount in grammar.amounts(token.text)), "")


def factor_of(token: Token, grammar: PenaltyGrammar) -> float | None:
    """The part of another penalty that a token names: "one half of the longest term" is 0.5."""
    if fraction := grammar.lookup("fraction", token.text):
        top, _, bottom = fraction.partition("/")
        return float(top) / float(bottom)
    return next((amount / 100 for amount in grammar.amounts(token.text)), None)
