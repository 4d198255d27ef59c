"""Join tagged PDFs into one: pages, structure, links, bookmarks, page numbers, attached data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, OutlineItem, Pdf

MIME = {".json": "application/json", ".csv": "text/csv", ".md": "text/markdown"}


@dataclass(frozen=True, slots=True)
class Part:
    """One PDF of the pack with the title of its bookmark."""

    title: str
    content: bytes
    children: bool = True


@dataclass
class Joined:
    """The pack while it grows: where each part starts (0-based)."""

    pdf: Pdf
    starts: list[int] = field(default_factory=list)


def landscape(content: bytes) -> tuple[bool, ...]:
    """For each page of a PDF whether it lies on its long side."""
    with Pdf.open(BytesIO(content)) as pdf:
        return tuple(float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages)


def _names(pdf: Pdf) -> dict[str, pikepdf.Object]:
    """Named destinations (WeasyPrint writes one flat list)."""
    tree = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    return {str(tree[i]): tree[i + 1] for i in range(0, len(tree), 2)}


def _annotations(pdf: Pdf, first: int = 0) -> Iterator[pikepdf.Object]:
    for page in pdf.pages[first:]:
        yield from page.obj.get("/Annots", Array())


def _own_destinations(pdf: Pdf) -> None:
    """Turn links by name into links by place: names of two parts may be the same."""
    names = _names(pdf)
    for note in _annotations(pdf):
        target = str(note.get("/Dest", ""))
        if target in names:
            note.Dest = names[target]


def _shift(pdf: Pdf, by: int) -> None:
    """Move the keys of pages and links into the joined structure tree."""
    for page in pdf.pages:
        if "/StructParents" in page.obj:
            page.obj.StructParents = int(page.obj.StructParents) + by
    for note in _annotations(pdf):
        if "/StructParent" in note:
            note.StructParent = int(note.StructParent) + by


def _take_structure(into: Pdf, part: Pdf, by: int) -> None:
    """Hang the part's structure under the one document; its pages must have been copied before."""
    root = into.Root.StructTreeRoot
    copied = into.copy_foreign(part.make_indirect(part.Root.StructTreeRoot))
    document = root.K[0] if isinstance(root.K, Array) else root.K
    kids = copied.K if isinstance(copied.K, Array) else Array([copied.K])
    for kid in kids:
        kid.P = document
        kid.S = Name.Part
        document.K.append(kid)
    numbers = copied.ParentTree.Nums
    for i in range(0, len(numbers), 2):
        root.ParentTree.Nums.append(int(numbers[i]) + by)
        root.ParentTree.Nums.append(numbers[i + 1])


def _bookmarks(pdf: Pdf, offset: int) -> list[OutlineItem]:
    """The part's bookmarks as places in the pack, one level deep."""
    pages = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
    found = []
    with pdf.open_outline() as outline:
        for item in outline.root:
            target = item.destination
            if isinstance(target, Array) and target[0].objgen in pages:
                found.append(OutlineItem(item.title, offset + pages[target[0].objgen]))
    return found


def _next_key(pdf: Pdf) -> int:
    keys = pdf.Root.StructTreeRoot.ParentTree.Nums
    return max((int(keys[i]) for i in range(0, len(keys), 2)), default=-1) + 1


def _append(joined: Joined, part: Part) -> OutlineItem:
    start = len(joined.pdf.pages)
    with Pdf.open(BytesIO(part.content)) as pdf:
        children = _bookmarks(pdf, start) if part.children else []
        by = _next_key(joined.pdf)
        _own_destinations(pdf)
        _shift(pdf, by)
        joined.pdf.pages.extend(pdf.pages)
        _take_structure(joined.pdf, pdf, by)
    joined.starts.append(start)
    item = OutlineItem(part.title, start)
    item.children.extend(children)
    item.is_closed = True
    return item


def _stamp(pdf: Pdf, stamps: bytes) -> None:
    """Lay the page of ``stamps`` with the same number over each page, as an artifact that screen readers skip."""
    with Pdf.open(BytesIO(stamps)) as source:
        for i, (page, stamp) in enumerate(zip(pdf.pages, source.pages, strict=True)):
            form = pdf.copy_foreign(stamp.as_form_xobject())
            name = page.add_resource(form, Name.XObject, Name(f"/Stamp{i}"))
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(f"Q\n/Artifact BMC q {name} Do Q EMC".encode())


def _point_links(pdf: Pdf, targets: Mapping[str, int]) -> None:
    """Lead the links of the contents (``#part-3``) to the first page of their part."""
    for note in _annotations(pdf):
        name = str(note.get("/Dest", ""))
        if name in targets:
            page = pdf.pages[targets[name]].obj
            note.Dest = Array([page, Name.XYZ, 0, page.MediaBox[3], 0])


def join(front: Part, parts: Sequence[Part], stamps: bytes, attached: Mapping[str, str]) -> bytes:
    """One PDF of the front and the parts; the document data (title, language, PDF/UA mark) are the front's.

    ``stamps`` has one page for each page of the pack; ``attached`` holds files (name → text). The same input gives the same bytes.
    """
    with Pdf.open(BytesIO(front.content)) as pdf:
        joined = Joined(pdf)
        with pdf.open_outline() as outline:
            outline.root.clear()
            outline.root.append(OutlineItem(front.title, 0))
            outline.root.extend(_append(joined, part) for part in parts)
        _point_links(pdf, {f"part-{i}": start for i, start in enumerate(joined.starts)})
        _stamp(pdf, stamps)
        for name, text in attached.items():
            pdf.attachments[name] = _file(pdf, name, text)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _file(pdf: Pdf, name: str, text: str) -> AttachedFileSpec:
    kind = MIME.get(PurePath(name).suffix, "text/plain")
    spec = AttachedFileSpec(pdf, text.encode("utf-8"), filename=name, mime_type=kind, description=name)
    for key in ("/CreationDate", "/ModDate"):
        params = spec.obj.EF.F.get("/Params", Dictionary())
        if key in params:
            del params[key]
    return spec
