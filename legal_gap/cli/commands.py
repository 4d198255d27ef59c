"""The commands by name: the module that brings each, and its line in the list of commands. The module is loaded when the command is run."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """Where a command stands, and the first sentence of its help."""

    module: str
    help: str


COMMANDS = {
    "assess": Entry("assess_commands", "Hold the law of countries against the rubric and print the verdicts."),
    "evaluate": Entry("assess_commands", "Measure how far the tool agrees with careful readers of the same texts."),
    "report": Entry(
        "report_commands", "Write the gap report of countries as PDF, with the same as HTML and JSON; of several, their comparison"
    ),
    "compare": Entry("report_commands", "Set the verdicts on countries side by side, or write the comparison report."),
    "audit": Entry("audit_commands", "Report on a bare folder of statute files: guess what each is, read, assess, write the pages."),
    "new": Entry("audit_commands", "Write the commented beginning of a data file, which `legal-gap check` accepts."),
    "check": Entry("check_commands", "Check data files and run the examples written inside them."),
    "doctor": Entry("doctor_commands", "Tell which libraries and fonts the PDF pages still need"),
    "show": Entry("provision_commands", "Show one provision of an instrument, as amended by the later acts on file."),
    "search": Entry("provision_commands", "Search the provisions of the countries on file, in any script."),
    "penalties": Entry("provision_commands", "List every penalty of a country's law: how long, how much, for whom."),
    "read": Entry("read_commands", "Show how a statute file is read: its tree of provisions, quality and warnings."),
    "export": Entry("export_commands", "Write a law in a form that other programs read"),
    "brief": Entry("pack_commands", "Write two pages for the meeting: three gaps, the clause behind each, five hard questions"),
    "pack": Entry("pack_commands", "Write the briefing pack: comparison, country reports and the provisions behind them in one PDF"),
    "countries": Entry("register_commands", "List the countries on file, with how much of their law is at hand."),
    "load": Entry("register_commands", "Take in the official text of an instrument, from a file or the web."),
    "verify": Entry("verify_commands", "Hold the digests that ship with the program against the official text"),
    "rubric": Entry("rubric_commands", "Show the questions that a law is held against."),
}
"""In the order of the list. A sentence that is cut goes on in the help of the command itself."""
