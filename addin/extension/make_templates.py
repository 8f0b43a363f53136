#!/usr/bin/env python3
"""Writes the blank sheets that stand in the office's template manager.

    make_templates.py TEMPLATES OUTPUT        TEMPLATES: the folder of the programmes

One .ots for each programme and tier, and one for every other programme. A blank sheet holds no form: it says by its
properties which form is wanted, and the extension makes the form for the unit that it asks for (commands/view_job.cpp).
So it never falls behind its programme. What is written in it is read only where the extension is missing or the
question was given up.
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
          'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
          'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"')
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LINES = ("Phiếu trống này cần phần mở rộng Thước Đo.",
         "Chọn Thước Đo → Tạo phiếu mới… để lập phiếu của đơn vị mình.",
         "This blank sheet needs the extension Thước Đo: choose Thước Đo → New sheet…")


def part(archive, name, text):
    # The same bytes from every build.
    entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    archive.writestr(entry, text)


def write(file, title, properties):
    rows = "".join(f'<table:table-row><table:table-cell office:value-type="string"><text:p>{escape(line)}</text:p>'
                   '</table:table-cell></table:table-row>' for line in (title, *LINES))
    user_defined = "".join(f'<meta:user-defined meta:name={quoteattr(name)} meta:value-type="string">{escape(value)}'
                           '</meta:user-defined>' for name, value in properties.items())
    parts = ["content.xml", "meta.xml", "styles.xml"]
    listed = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts)
    with zipfile.ZipFile(file, "w") as archive:
        part(archive, "mimetype", MEDIA_TYPE)
        part(archive, "content.xml", f'{HEAD}<office:document-content {OFFICE}><office:body><office:spreadsheet>'
             f'<table:table table:name="Thước Đo">{rows}</table:table></office:spreadsheet></office:body>'
             '</office:document-content>')
        part(archive, "styles.xml", f'{HEAD}<office:document-styles {OFFICE}/>')
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
                  {"thuocdo.blank": f"{key}/{tier.get('key')}"})
    write(folder / "khac.ots", "Phiếu theo bộ tiêu chí khác…", {"thuocdo.blank": "/"})
    (output / "groupuinames.xml").write_text(
        f'{HEAD}<!DOCTYPE groupuinames:template-group-list PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
        '"groupuinames.dtd">\n<groupuinames:template-group-list '
        'xmlns:groupuinames="http://openoffice.org/2006/groupuinames"><groupuinames:template-group '
        'groupuinames:name="thuocdo" groupuinames:default-ui-name="Thước Đo"/></groupuinames:template-group-list>\n', "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
