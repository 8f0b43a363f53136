"""What people do to a sheet: real workbooks, damaged one way each in LibreOffice, then read by the program. Every damage
is reported by file, sheet and cell, no answer is lost, and the other files go on."""

import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, Table, property_value  # noqa: E402
from office_case import OfficeCase  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))
SAMPLES = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME
THUOCDO = BUILD / "bin" / "thuocdo"
UNIT, SAMPLE, TIER, TOTAL = "x-chuse-01", "xa-2", "xa", "104.891"


class DamagedSheets(OfficeCase):
    prefix = "thuocdo-damaged-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        campaign.require(campaign.result_of(cls.office.dispatch(
            None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier=TIER, Unit=UNIT, Folder=str(cls.folder), Silent=True)), UNIT)
        cls.good = cls.folder / f"{UNIT}.ods"
        document = cls.office.open(cls.good)
        campaign.fill(Table(document), campaign.read_answers(SAMPLES / f"{SAMPLE}.csv"),
                      campaign.level_texts(campaign.PROGRAMME, TIER))
        document.store()
        document.close(True)

    def damaged(self, damage, name="damaged.ods", filter_name="calc8", **arguments):
        """The sheet after `damage(table)`, stored and scored by the program."""
        document = self.office.open(self.good)
        try:
            table = Table(document)
            for sheet in document.Sheets:
                sheet.unprotect("")
            damage(table)
            file = self.folder / name
            document.storeToURL(campaign.file_url(file), (property_value("FilterName", filter_name),
                                                          *(property_value(key, value) for key, value in arguments.items())))
        finally:
            document.close(True)
        return self.scored(file)

    def scored(self, file):
        run = subprocess.run([THUOCDO, "score", file, "--json"], capture_output=True, text=True, timeout=60, check=False)
        return json.loads(run.stdout)

    def findings(self, result, code):
        found = [finding for finding in result["findings"] if finding["code"] == code]
        self.assertTrue(found, f"no {code} in " + ", ".join(sorted({f["code"] for f in result["findings"]})))
        for finding in found:
            self.assertTrue(finding["message"]["vi"] and finding["message"]["en"])
        return found

    def assert_at(self, finding, sheet, cell):
        self.assertEqual((finding["sheet"], finding["cell"]), (sheet, cell))

    @staticmethod
    def address(cell):
        return cell.AbsoluteName.rsplit(".", 1)[1].replace("$", "")

    def test_the_good_sheet_is_good(self):
        result = self.scored(self.good)
        self.assertEqual(result["total"], TOTAL)
        self.assertEqual([f for f in result["findings"] if f["code"] != "sheet-not-submitted"], [])

    def test_overwritten_formula_and_typed_over_maximum(self):
        where = {}

        def damage(table):
            table.cell("1.1", "points").setValue(4)
            table.cell("1.2", "maximum").setValue(40)
            where.update(sheet=table.sheet.Name, points=self.address(table.cell("1.1", "points")),
                         maximum=self.address(table.cell("1.2", "maximum")))

        result = self.damaged(damage)
        self.assert_at(self.findings(result, "formula-overwritten")[0], where["sheet"], where["points"])
        self.assert_at(self.findings(result, "maximum-changed")[0], where["sheet"], where["maximum"])
        self.assertEqual(result["total"], TOTAL)

    def test_inserted_row(self):
        def damage(table):
            row = table.rows["2.1"]
            table.sheet.Rows.insertByIndex(row, 1)
            table.sheet.getCellByPosition(table.columns["value"], row).setString("ghi chú")

        result = self.damaged(damage)
        self.findings(result, "row-inserted")
        self.assertEqual(result["total"], TOTAL)

    def test_inserted_column(self):
        result = self.damaged(lambda table: table.sheet.Columns.insertByIndex(table.columns["method"], 2))
        self.assertEqual(result["total"], TOTAL)

    def test_deleted_row(self):
        result = self.damaged(lambda table: table.sheet.Rows.removeByIndex(table.rows["2.1"], 1))
        self.assertEqual(self.findings(result, "row-missing")[0]["criterion"], "2.1")

    def test_moved_row(self):
        def damage(table):
            last = table.columns["check"]
            row, target = table.rows["1.1"], table.rows["thuocdo:total"] + 8
            source = table.sheet.getCellRangeByPosition(0, row, last, row).RangeAddress
            table.sheet.moveRange(table.sheet.getCellByPosition(0, target).CellAddress, source)

        result = self.damaged(damage)
        self.findings(result, "rows-reordered")
        self.assertEqual(result["total"], TOTAL)

    def test_doubled_row(self):
        def damage(table):
            last = table.columns["check"]
            row = table.rows["2.1"]
            table.sheet.Rows.insertByIndex(row, 1)
            source = table.sheet.getCellRangeByPosition(0, row + 1, last, row + 1).RangeAddress
            table.sheet.copyRange(table.sheet.getCellByPosition(0, row).CellAddress, source)

        self.findings(self.damaged(damage), "row-duplicate")

    def test_sorted_rows(self):
        def damage(table):
            first, last = table.rows["1.1"], table.rows["1.5"]
            block = table.sheet.getCellRangeByPosition(0, first, table.columns["check"], last)
            rows = block.getFormulaArray()
            block.setFormulaArray(tuple(reversed(rows)))

        result = self.damaged(damage)
        self.findings(result, "rows-reordered")
        self.assertEqual(result["total"], TOTAL)

    def test_pasted_text(self):
        def damage(table):
            table.cell("1.4", "value").setString("\u00a04 ")
            table.cell("2.1", "value").setString("Co\u0301")
            table.cell("6.1.1", "value").setString("1.234")

        result = self.damaged(damage)
        found = self.findings(result, "answer-ambiguous")
        self.assertEqual(found[0]["criterion"], "6.1.1")
        self.assertTrue(found[0]["cell"])
        self.assertEqual(self.findings(result, "answer-text-number")[0]["criterion"], "1.4")
        states = {criterion["id"]: criterion["state"] for criterion in result["criteria"]}
        self.assertEqual((states["1.4"], states["2.1"], states["6.1.1"]), ("scored", "scored", "missing"))

    def test_error_cell(self):
        result = self.damaged(lambda table: table.cell("1.4", "value").setFormula("=1/0"))
        self.assertIn("#DIV/0!", self.findings(result, "answer-error-cell")[0]["message"]["vi"])
        self.findings(result, "answer-is-formula")

    def test_merged_answer_cells(self):
        def damage(table):
            row, column = table.rows["1.4"], table.columns["value"]
            table.sheet.getCellRangeByPosition(column, row - 1, column, row).merge(True)

        self.findings(self.damaged(damage), "answer-covered")

    def test_saved_as_xlsx(self):
        result = self.damaged(lambda table: None, "saved.xlsx", "Calc MS Excel 2007 XML")
        self.assertEqual(result["total"], TOTAL)
        self.assertEqual([f["code"] for f in result["findings"]], ["sheet-not-submitted"])

    def test_saved_as_flat_xml(self):
        result = self.damaged(lambda table: None, "saved.fods", "OpenDocument Spreadsheet Flat XML")
        self.assertEqual(result["total"], TOTAL)

    def test_encrypted(self):
        result = self.damaged(lambda table: None, "locked.ods", Password="mật khẩu")
        self.findings(result, "file-encrypted")

    def test_truncated(self):
        file = self.folder / "cut.ods"
        file.write_bytes(self.good.read_bytes()[:20_000])
        self.findings(self.scored(file), "file-damaged")

    def test_another_campaign(self):
        def damage(table):
            table.document.DocumentProperties.UserDefinedProperties.setPropertyValue("thuocdo.digest", "0" * 64)

        self.findings(self.damaged(damage), "sheet-other-digest")

    def test_saved_by_an_office_without_the_extension(self):
        with Office(self.folder / "plain-office", language="vi") as plain:
            plain.start()
            document = plain.open(self.good)
            document.calculateAll()  # until then the office may go on showing the last values
            self.assertNotEqual(Table(document).cell("1.1", "points").getError(), 0)
            file = self.folder / "resaved.ods"
            plain.save(document, file)
            document.close(True)
        result = self.scored(file)
        self.findings(result, "scores-not-computed")
        self.assertEqual(result["total"], TOTAL)
        document = self.office.open(file)  # back at home the formulas live again
        self.assertEqual(Table(document).cell("1.1", "points").getError(), 0)
        document.close(True)

    def test_the_other_files_go_on(self):
        folder = self.folder / "mixed"
        folder.mkdir(exist_ok=True)
        (folder / "good.ods").write_bytes(self.good.read_bytes())
        (folder / "cut.ods").write_bytes(self.good.read_bytes()[:20_000])
        (folder / "empty.ods").write_bytes(b"")
        run = subprocess.run([THUOCDO, "consolidate", folder, "--programme", campaign.PROGRAMME, "--out", folder / "out", "--json"],
                             capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(run.returncode, 1, run.stderr)
        result = json.loads((folder / "out" / "result.json").read_text("utf-8"))
        ranked = [unit for tier in result["tiers"] for unit in tier["ranked"]]
        self.assertEqual([(unit["unit"], unit["total"]) for unit in ranked], [(UNIT, TOTAL)])
        findings = (folder / "out" / "findings.csv").read_text("utf-8")
        for name in ("cut.ods", "empty.ods"):
            self.assertIn(name, findings)


if __name__ == "__main__":
    unittest.main()
