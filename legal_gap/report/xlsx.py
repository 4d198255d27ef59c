"""Tables → an Excel workbook: filters, frozen heads, text that stays text."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from legal_gap.report.files import moment
from legal_gap.report.html import harmless
from legal_gap.report.tables import Table

LIMIT = 32_000
"""Characters that a cell of Excel can hold (32,767), with room for the mark of a cut."""
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def _fill(sheet: Worksheet, table: Table, body: Format, head: Format) -> None:
    for column, name in enumerate(table.heads):
        sheet.write_string(0, column, harmless(name), head)
        sheet.set_column(column, column, 48 if column in table.wide else 18)
    for r, row in enumerate(table.rows, 1):
        for c, cell in enumerate(row):
            if isinstance(cell, str):
                text = harmless(cell)
                sheet.write_string(r, c, text if len(text) <= LIMIT else text[:LIMIT] + " …", body)
            elif cell is not None:
                sheet.write_number(r, c, cell, body)
    sheet.freeze_panes(1, min(2, len(table.heads) - 1))
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.heads) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def workbook(tables: Sequence[Table], title: str) -> bytes:
    """A workbook with a sheet a table. No cell is a formula or a link, whatever a statute says; the same tables give the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, TEXT_ONLY)
    book.set_properties({"title": harmless(title), "author": "legal_gap", "created": moment().replace(tzinfo=None)})
    body = book.add_format({"text_wrap": True, "valign": "top", "font_size": 10})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bg_color": "#F3F5F8", "font_color": "#14324F"}
    )
    for table in tables:
        _fill(book.add_worksheet(table.title[:31]), table, body, head)
    book.close()
    return out.getvalue()
