"""Options that several commands share, declared once so that they mean the same everywhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How data is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class DataFormat(StrEnum):
    """How nested data is printed."""

    TABLE = "table"
    JSON = "json"


StatutesOption = Annotated[
    Path | None,
    typer.Option(
        "--statutes",
        metavar="ROOT",
        envvar="LEGAL_GAP_STATUTES",
        help="Folder of country folders. Default: your own (see `load`), then what ships with the program.",
    ),
]
DatabaseOption = Annotated[
    Path | None,
    typer.Option("--database", metavar="FILE", envvar="LEGAL_GAP_DATABASE", help="Where readings are kept. Default: your data folder."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="table, json or csv.")]
DataFormatOption = Annotated[DataFormat, typer.Option("--format", help="table or json.")]
CountryArgument = Annotated[str, typer.Argument(metavar="COUNTRY", help="ISO code or name: MY, Malaysia.")]
CountriesArgument = Annotated[list[str] | None, typer.Argument(metavar="[COUNTRY]...", help="ISO codes or names. Default: all on file.")]
CountriesOption = Annotated[
    list[str] | None,
    typer.Option("--country", "-c", metavar="COUNTRY", help="ISO code or name; may be given more than once. Default: all."),
]
OcrOption = Annotated[
    bool, typer.Option("--ocr", help="Read scans through OCR, into a copy in your data folder; the file stays as it is (needs `ocrmypdf`).")
]
