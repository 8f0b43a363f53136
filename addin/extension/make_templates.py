#!/usr/bin/env python3
"""Writes the blank sheets that stand in the office's template manager.

    make_templates.py TEMPLATES OUTPUT        TEMPLATES: the folder of the programmes

One .ots for each programme and tier, and one for every other programme. A blank sheet says by its properties which form
is wanted, and the extension makes the form for the unit that it asks for (commands/view_job.cpp). Where the extension is
missing, or the question was given up, it is a table of the criteria to read, to print and to draft answers in: what is
asked, for how many points, by which evidence, and room for answer, reason and evidence. Nothing is computed in it.
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = {"t": "urn:thuocdo:definition:1"}
MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet-template"
OFFICE = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
          'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
          'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
          'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
          'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
          'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
          'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"')
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LINES = ("Có phần mở rộng Thước Đo: chọn Thước Đo → Tạo phiếu mới… để lập phiếu tự tính điểm của đơn vị mình.",
         "With the extension Thước Đo: choose Thước Đo → New sheet… to make your unit's sheet, which computes the points.")
DRAFT_LINES = ("Không có phần mở rộng: bảng dưới đây để đọc, in và ghi nháp; điểm không tự tính.",
               "Without it: the table below is to read, print and draft answers in; no points are computed.")
NOT_OFFICIAL = "Bộ tiêu chí này không phải phụ lục chính thức của quyết định."
# Of the table: heading and width.
COLUMNS = (("STT", "1.4cm"), ("Tiêu chí", "6.5cm"), ("Điểm tối đa", "1.6cm"), ("Cách tính", "6.5cm"), ("Tài liệu kiểm chứng", "4.5cm"),
           ("Trả lời", "3cm"), ("Lý do không đạt điểm tối đa", "4cm"), ("Minh chứng của đơn vị", "4cm"))
BORDER = 'fo:border="0.5pt solid #9aa5b1"'
WRAPPED = 'fo:wrap-option="wrap" style:vertical-align="top" fo:padding="0.08cm"'
STYLES = ('<style:style style:name="page" style:family="table" style:master-page-name="Default"/>' +
          "".join(f'<style:style style:name="c{i}" style:family="table-column"><style:table-column-properties '
                  f'style:column-width="{width}"/></style:style>' for i, (_, width) in enumerate(COLUMNS)) +
          '<style:style style:name="title" style:family="table-cell"><style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>'
          '<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:background-color="#dce6f1" '
          f'{BORDER} {WRAPPED}/><style:text-properties fo:font-weight="bold"/></style:style>'
          f'<style:style style:name="group" style:family="table-cell"><style:table-cell-properties fo:background-color="#eef2f6" {BORDER} '
          f'{WRAPPED}/><style:text-properties fo:font-weight="bold"/></style:style>'
          f'<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties {BORDER} {WRAPPED}/></style:style>')
PAGE = ('<office:automatic-styles><style:page-layout style:name="wide"><style:page-layout-properties fo:page-width="29.7cm" '
        'fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.2cm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="wide"/></office:master-styles>')


def part(archive, name, text):
    # The same bytes from every build.
    entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    archive.writestr(entry, text)


def row(texts, style=""):
    named = f' table:style-name="{style}"' if style else ""
    return "<table:table-row>" + "".join(
        f'<table:table-cell{named} office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>' for text in texts) + "</table:table-row>"


def criteria_rows(file):
    """Of a tier's file: whether it says that it is not official, and the rows of its table."""
    def said(element, name):
        return " ".join((element.findtext(f"t:{name}/t:vi", "", NAMESPACE)).split())

    root = ElementTree.parse(file).getroot()
    rows, official = [row([heading for heading, _ in COLUMNS], "head")], True

    def walk(parent):
        nonlocal official
        for element in parent:
            if element.tag not in (f"{{{NAMESPACE['t']}}}group", f"{{{NAMESPACE['t']}}}criterion"):
                continue
            group = element.tag.endswith("group")
            official = official and (group or element.get("provenance") == "official")
            maximum = (element.get("maximum") or "").replace(".", ",")
            texts = [element.get("number") or element.get("id"), said(element, "name"), maximum, said(element, "method"), said(element, "evidence")]
            rows.append(row(texts + [""] * (len(COLUMNS) - len(texts)), "group" if group else "cell"))
            walk(element)

    walk(root)
    return official, "".join(rows)


def write(file, title, properties, criteria=None):
    rows = row([title], "title") + "".join(row([line]) for line in (*LINES, *(DRAFT_LINES if criteria else ())))
    if criteria is not None:
        official, table = criteria_rows(criteria)
        rows += ("" if official else row([NOT_OFFICIAL])) + row([""]) + table
    columns = "".join(f'<table:table-column table:style-name="c{i}"/>' for i in range(len(COLUMNS))) if criteria else "<table:table-column/>"
    user_defined = "".join(f'<meta:user-defined meta:name={quoteattr(name)} meta:value-type="string">{escape(value)}'
                           '</meta:user-defined>' for name, value in properties.items())
    parts = ["content.xml", "meta.xml", "styles.xml"]
    listed = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts)
    with zipfile.ZipFile(file, "w") as archive:
        part(archive, "mimetype", MEDIA_TYPE)
        part(archive, "content.xml", f'{HEAD}<office:document-content {OFFICE}><office:automatic-styles>{STYLES}'
             f'</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Thước Đo" table:style-name="page">{columns}{rows}</table:table></office:spreadsheet></office:body>'
             '</office:document-content>')
        part(archive, "styles.xml", f'{HEAD}<office:document-styles {OFFICE}>{PAGE}</office:document-styles>')
        part(archive, "meta.xml", f'{HEAD}<office:document-meta {OFFICE}><office:meta><dc:title>{escape(title)}</dc:title>'
             f'{user_defined}</office:meta></office:document-meta>')
        part(archive, "META-INF/manifest.xml",
             f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
             f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA_TYPE}"/>{listed}'
             '</manifest:manifest>')


def main(arguments):
    # The template manager shows the first words only: they tell one sheet from another.
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    programmes, output = map(pathlib.Path, arguments)
    folder = output / "thuocdo"
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.ots"):
        file.unlink()
    for programme in sorted(programmes.glob("*/programme.xml")):
        key = programme.parent.name
        root = ElementTree.parse(programme).getroot()
        title, province = (root.findtext(f"t:{name}/t:vi", namespaces=NAMESPACE).strip() for name in ("title", "province"))
        province = province.removeprefix("Tỉnh ").removeprefix("Thành phố ")
        for tier in root.iterfind(".//t:tier", NAMESPACE):
            if not (programme.parent / f"{tier.get('key')}.xml").exists():
                continue
            name = tier.findtext("t:vi", namespaces=NAMESPACE).strip()
            write(folder / f"{key}-{tier.get('key')}.ots", f"{name} – {province} {root.get('year')}: {title}",
                  {"thuocdo.blank": f"{key}/{tier.get('key')}"}, programme.parent / f"{tier.get('key')}.xml")
    write(folder / "khac.ots", "Phiếu theo bộ tiêu chí khác…", {"thuocdo.blank": "/"})
    (output / "groupuinames.xml").write_text(
        f'{HEAD}<!DOCTYPE groupuinames:template-group-list PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
        '"groupuinames.dtd">\n<groupuinames:template-group-list '
        'xmlns:groupuinames="http://openoffice.org/2006/groupuinames"><groupuinames:template-group '
        'groupuinames:name="thuocdo" groupuinames:default-ui-name="Thước Đo"/></groupuinames:template-group-list>\n', "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
