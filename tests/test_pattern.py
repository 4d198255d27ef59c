"""A pattern is met by concepts in one scope, in order and near each other where it says so, and by nothing that it rules out."""

import pytest
from acts import LANGUAGES, RUBRIC, reading

from legal_gap.pattern import bench, matches
from legal_gap.rubric import Need, Pattern
from legal_gap.scope import scoped

OFFICER_TRAFFICS = "5. Trading in people\n\nA public officer who traffics in persons is liable to imprisonment for 9 years.\n"


def found(text, *needs, kinds=("trafficking",), bases=None, **constraints):
    """Where a pattern is met in a little act: number, labels and the words that meet it."""
    act = scoped(reading(text, *kinds), LANGUAGES["en"])
    pattern = Pattern(tuple(Need(tuple(need.split("|"))) for need in needs), **constraints)
    clean = act.instrument.text.clean
    return [
        (m.section.provision.num, m.scope.unit.sub, *(clean[w.start : w.end] for w in m.mentions))
        for m in matches(pattern, act, bench(RUBRIC, bases))
    ]


def test_everything_that_is_needed_stands_in_one_unit():
    """Two paragraphs do not make one rule."""
    torn = "5. Trading in people\n\n(1) A public officer shall wear a badge.\n\n(2) A person who traffics in persons is liable to imprisonment for 9 years.\n"
    assert (found(OFFICER_TRAFFICS, "public_official", "trafficking"), found(torn, "public_official", "trafficking")) == (
        [("5", "", "public officer", "traffics in persons")],
        [],
    )


def test_a_section_is_a_wider_scope():
    """There two paragraphs do."""
    torn = "5. Trading in people\n\n(1) A public officer shall wear a badge.\n\n(2) A person who traffics in persons is liable to imprisonment for 9 years.\n"
    assert [place[:2] for place in found(torn, "public_official", "trafficking", scope="section")] == [("5", "")]


def test_a_sentence_is_a_narrower_scope():
    """A full stop ends it."""
    text = "5. Trading in people\n\nA public officer shall wear a badge. A person who traffics in persons is liable to imprisonment for 9 years.\n"
    assert (len(found(text, "public_official", "trafficking")), found(text, "public_official", "trafficking", scope="sentence")) == (1, [])


def test_order_asks_for_one_after_the_other():
    """What comes first in the pattern comes first in the text."""
    backwards = "5. Trading in people\n\nA person who traffics in persons with a public officer is liable to imprisonment for 9 years.\n"
    ordered = [found(text, "public_official", "trafficking", order=True) for text in (OFFICER_TRAFFICS, backwards)]
    assert [len(places) for places in ordered] == [1, 0]


def test_order_takes_the_shortest_stretch():
    """Of two officers the nearer."""
    text = "5. Trading in people\n\nA public officer and any civil servant who traffics in persons is liable to imprisonment for 9 years.\n"
    assert found(text, "public_official", "trafficking", order=True) == [("5", "", "civil servant", "traffics in persons")]


@pytest.mark.parametrize("order", [True, False])
def test_the_distance_is_counted_from_the_first_word_to_the_last(order):
    """The longest distance allowed is still near enough."""
    length = len("public officer who traffics in persons")
    far, near = (found(OFFICER_TRAFFICS, "public_official", "trafficking", order=order, within=n) for n in (length - 2, length))
    assert (len(far), len(near)) == (0, 1)


def test_what_is_ruled_out_may_stand_in_another_unit():
    """But not in the same."""
    same = OFFICER_TRAFFICS.replace("persons is", "persons or children is")
    other = OFFICER_TRAFFICS + "\n6. Children\n\nA child is a person below eighteen years of age.\n"
    assert [len(found(text, "public_official", "trafficking", nots=("child",))) for text in (same, other)] == [0, 1]


@pytest.mark.parametrize(("kind", "expected"), [("custodial", 0), ("any", 1), ("none", 0), ("", 1)])
def test_a_fine_is_a_penalty_but_no_custody(kind, expected):
    """What kind of penalty a pattern asks for."""
    text = "5. Trading in people\n\nA public officer who traffics in persons is liable to a fine of 900 dollars.\n"
    assert len(found(text, "public_official", penalty=kind)) == expected


@pytest.mark.parametrize(
    ("base", "raises", "expected"),
    [
        ((None, 96.0), "maximum", 1),
        ((None, 108.0), "maximum", 0),
        ((None, 120.0), "maximum", 0),
        ((12.0, 120.0), "minimum", 1),
        ((24.0, 120.0), "minimum", 0),
        ((12.0, 120.0), "maximum", 0),
    ],
)
def test_a_penalty_above_the_base_is_raised(base, raises, expected):
    """Its maximum; its minimum where the pattern asks for that alone."""
    text = OFFICER_TRAFFICS.replace("for 9 years", "for not less than 2 years and not more than 9 years")
    assert len(found(text, "public_official", raises=raises, bases={"trafficking": base})) == expected


def test_a_doubled_penalty_is_raised_whatever_the_base():
    """The law says so itself."""
    text = "5. Officers\n\nWhere a public officer traffics in persons the maximum term of imprisonment is doubled.\n"
    assert len(found(text, "public_official", raises="maximum", bases={})) == 1


def test_an_offence_of_another_family_does_not_count():
    """Smuggling is no trafficking."""
    wanted = [found(OFFICER_TRAFFICS, "public_official", offence=(family,)) for family in ("trafficking", "smuggling")]
    assert [len(places) for places in wanted] == [1, 0]


def test_an_offence_of_other_persons_does_not_count():
    """An officer's offence is not everyone's."""
    wanted = [found(OFFICER_TRAFFICS, "trafficking", applies_to=(who,)) for who in ("public_official", "anyone")]
    assert [len(places) for places in wanted] == [1, 0]


def test_a_definition_proves_nothing_unless_it_is_asked_for():
    """Only a pattern that wants definitions finds one."""
    text = "2. Definitions\n\n“trafficking in persons” means trading in persons with the help of a public officer.\n" + OFFICER_TRAFFICS
    plain, asked = (found(text, "public_official", "trafficking", sections=s) for s in ((), ("definition",)))
    assert ([p[0] for p in plain], [p[0] for p in asked]) == (["5"], ["2"])


def test_the_whole_act_is_the_widest_scope():
    """Every need somewhere; cited is the section of the last."""
    text = "5. Badges\n\nA public officer wears a badge.\n\n6. Trading in people\n\nA person who traffics in persons is liable to imprisonment for 9 years.\n"
    assert found(text, "public_official", "trafficking", scope="instrument", sections=("any",)) == [("6", "", "traffics in persons")]
    assert found(text, "public_official", "child", scope="instrument", sections=("any",)) == []


def test_a_heading_can_be_asked_for():
    """Its own, not the next one's."""
    text = (
        OFFICER_TRAFFICS
        + "\n6. Trafficking in children\n\nA public officer who traffics in a child is liable to imprisonment for 9 years.\n"
    )
    assert [p[0] for p in found(text, "public_official", heading=("child",))] == ["6"]


def test_a_section_that_says_so_under_such_a_heading_rules_the_rest_of_the_act_out():
    """A closed list closes for the whole act."""
    bar = "\n6. Trafficking in children\n\nNo child may be punished for trafficking in persons.\n"
    plain = found(OFFICER_TRAFFICS + bar, "public_official")
    barred = found(OFFICER_TRAFFICS + bar, "public_official", heading=(), nowhere=("child",))
    assert (len(plain), len(barred)) == (1, 0)


def test_an_act_of_other_kinds_is_not_looked_into():
    """Where the pattern names its kinds."""
    trafficking, passports = (scoped(reading(OFFICER_TRAFFICS, kind), LANGUAGES["en"]) for kind in ("trafficking", "passports"))
    pattern = Pattern((Need(("public_official",)),), kinds=("trafficking",))
    assert [len(list(matches(pattern, act, bench(RUBRIC)))) for act in (trafficking, passports)] == [1, 0]
