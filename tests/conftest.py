"""How hard the property tests try: a little with every run, long with ``make fuzz``; and the agreement with careful readers, printed."""

import os

from hypothesis import settings

settings.register_profile("quick", max_examples=50, deadline=None, derandomize=True)
settings.register_profile("fuzz", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_terminal_summary(terminalreporter):
    """The table of agreement, where the real statutes were at hand."""
    reports = [report for key in ("passed", "failed") for report in terminalreporter.stats.get(key, ())]
    rows = [value for report in reports for name, value in getattr(report, "user_properties", ()) if name == "agreement"]
    if rows:
        terminalreporter.section("agreement with careful readers")
        columns = list(rows[0])
        terminalreporter.write_line("".join(f"{column:>15}" for column in columns))
        for row in sorted(rows, key=lambda row: row["country"]):
            cells = (f"{value:.2f}" if isinstance(value, float) else str(value) for value in row.values())
            terminalreporter.write_line("".join(f"{cell:>15}" for cell in cells))
