"""What the machine needs for PDF pages, and the command that brings it."""

from legal_gap.doctor import SYSTEMS, Check, command, examine, has_font, packages, scripts_of, this_system

MISSING = (Check("library pangoft2-1.0", False, "PDF pages", "pangoft2-1.0"), Check("font Noto Sans", False, "PDF pages", "fonts"))


def test_scripts_are_those_of_the_statute_files(tmp_path):
    """A Thai text needs a Thai font; Latin letters need no special one."""
    (tmp_path / "act.md").write_text("Section 1. " + "กขคง" * 10, encoding="utf-8")
    assert list(scripts_of([tmp_path])) == ["THAI"]


def test_a_stray_foreign_letter_needs_no_font(tmp_path):
    """One Greek or Thai letter in a footnote is not a script that the statute uses."""
    (tmp_path / "act.md").write_text("Section 1. The letter ก.", encoding="utf-8")
    assert scripts_of([tmp_path]) == {}


def test_chinese_asks_for_the_large_font_package():
    """The package for Chinese, Japanese and Korean is only named where a statute uses those scripts."""
    assert packages([Check("font for Cjk", False, "quotations", "cjk")], "Debian or Ubuntu") == ("fonts-noto-cjk",)


def test_every_missing_library_of_pango_is_one_package():
    """A package is named once, however many of its libraries are missing."""
    assert packages([MISSING[0], MISSING[0]], "Debian or Ubuntu") == ("libpangoft2-1.0-0",)


def test_each_system_gets_one_command():
    """Debian, Fedora, macOS and Windows each have one line that can be pasted."""
    assert all(command(MISSING, system).count("\n") == 0 and command(MISSING, system) for system in SYSTEMS)


def test_nothing_missing_needs_no_command():
    """A machine that has everything is told to do nothing."""
    assert command([Check("font Noto Sans", True, "PDF pages", "fonts")], "Debian or Ubuntu") == ""


def test_this_system_is_one_that_we_have_a_command_for():
    """A system that we do not know is treated as Debian."""
    assert this_system() in SYSTEMS


def test_a_font_that_nobody_has_is_missing():
    """A letter of a private area is in no font."""
    assert not has_font(family="No Such Family", letters="\U0010fffd")


def test_the_libraries_are_looked_for_by_name(tmp_path):
    """Each library that WeasyPrint loads is checked on its own, so that the missing one can be named."""
    assert "library harfbuzz-subset" in [check.name for check in examine([tmp_path])]
