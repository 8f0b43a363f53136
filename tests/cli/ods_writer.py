"""Writes small sheets after the workbook contract (hidden row of keys, column of ids, document properties) as .ods.

    write_sheet("phieu.ods", properties("thu-2025", digest, "xa", "x-1", "2025"), ROWS_XA, answers)

`rows` are (row id, maximum, field in the value column, field in the base column); `answers` map (criterion, field) to a
value. The points are formulas without a value, as in an office without the extension.
"""

import zipfile
from xml.sax.saxutils import escape, quoteattr

COLUMNS = ["id", "name", "maximum", "value", "base", "points", "reason", "evidence", "page"]
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [("office", "office"), ("table", "table"), ("text", "text"), ("meta", "meta")])
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def properties(programme, digest, tier, unit, year):
    return {"thuocdo.programme": programme, "thuocdo.digest": digest, "thuocdo.tier": tier, "thuocdo.unit": unit,
            "thuocdo.round": year, "thuocdo.template": "1"}


FORMULA = object()


def cell(value):
    if value is FORMULA:
        return '<table:table-cell table:formula="of:=THUOCDO()"/>'
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, (int, float)):
        return (f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
                "</table:table-cell>")
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def write_sheet(path, document_properties, rows, answers):
    table = [[f"thuocdo:{key}" for key in COLUMNS]]
    for row_id, maximum, value_field, base_field in rows:
        criterion = row_id.split("|")[0]
        line = dict.fromkeys(COLUMNS)
        line["id"] = row_id
        line["value"] = answers.get((criterion, value_field))
        line["base"] = answers.get((criterion, base_field))
        if "|" not in row_id:
            line["maximum"], line["points"] = maximum, FORMULA
            for text in ("reason", "evidence", "page"):
                line[text] = answers.get((criterion, text))
        table.append([line[key] for key in COLUMNS])
    body = "".join("<table:table-row>" + "".join(map(cell, line)) + "</table:table-row>" for line in table)
    content = (f'{HEAD}<office:document-content {NAMESPACES}><office:body><office:spreadsheet>'
               f'<table:table table:name="Phiếu đánh giá">{body}</table:table>'
               "</office:spreadsheet></office:body></office:document-content>")
    entries = "".join(f"<meta:user-defined meta:name={quoteattr(name)}>{escape(value)}</meta:user-defined>"
                      for name, value in document_properties.items())
    meta = f"{HEAD}<office:document-meta {NAMESPACES}><office:meta>{entries}</office:meta></office:document-meta>"
    manifest = (f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/></manifest:manifest>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in [("mimetype", MIMETYPE), ("content.xml", content), ("meta.xml", meta),
                           ("META-INF/manifest.xml", manifest)]:
            entry = zipfile.ZipInfo(name, (2025, 12, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(entry, text)
