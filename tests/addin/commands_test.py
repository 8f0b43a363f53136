"""The commands New sheet, New sheets for a tier, Check and Submit, as a script calls them: what they write, what they
refuse, and that nothing is lost.

    commands_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
import office  # noqa: E402
import uno  # noqa: E402
from workbook_test import OXT, SAMPLES, engine  # noqa: E402

FORMULA_CELLS = 16  # com.sun.star.sheet.CellFlags.FORMULA


def values(block):
    """The cells of a range; shares to the digits that a file keeps."""
    return tuple(tuple(round(cell, 13) if isinstance(cell, float) else cell for cell in row)
                 for row in block.getDataArray())


class Commands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="nộp phiếu ")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.office = office.Office(pathlib.Path(cls.temporary.name) / "office", "vi")
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="đợt 1 & 2 ", dir=self.temporary.name)
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_command(self, command, document=None, **arguments):
        return campaign.result_of(self.office.dispatch(document, "vn.thuocdo:" + command, Silent=True, **arguments))

    def new(self, unit="so-tttt", tier="so", **arguments):
        return self.run_command("new", Programme=campaign.PROGRAMME, Tier=tier, Unit=unit, Folder=str(self.folder),
                                **arguments)

    def sheet(self, sample=None):
        """A sheet of so-tttt, open, filled with the sample answers."""
        campaign.require(self.new(), "new")
        document = self.office.open(self.folder / "so-tttt.ods")
        self.addCleanup(document.close, True)
        table = campaign.Table(document)
        if sample:
            campaign.fill(table, campaign.read_answers(SAMPLES / f"{sample}.csv"),
                          campaign.level_texts(campaign.PROGRAMME, "so"))
            document.calculate()
        return document, table

    def files(self):
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*")
                      if path.is_file() and "~lock" not in path.name)

    # --- New sheet ---------------------------------------------------------------------------------------------------

    def test_new_refuses_what_it_does_not_know(self):
        for arguments, words in ((dict(Programme="khong-co"), "khong-co"),
                                 (dict(Tier="thon"), "thon"),
                                 (dict(Unit="h-pleiku"), "h-pleiku"),
                                 (dict(Unit=""), "Unit"),
                                 (dict(Folder=""), "Folder")):
            given = {**dict(Programme=campaign.PROGRAMME, Tier="so", Unit="so-tc", Folder=str(self.folder)), **arguments}
            with self.subTest(**arguments):
                result = self.run_command("new", **given)
                self.assertIs(result["ok"], False)
                self.assertIn(words, result["message"])
        self.assertEqual(self.files(), [])

    def test_new_replaces_nothing_unasked(self):
        campaign.require(self.new(), "new")
        file = self.folder / "so-tttt.ods"
        file.write_bytes(b"the work of a week")
        result = self.new()
        self.assertIs(result["ok"], False)
        self.assertIn("so-tttt.ods", result["message"])
        self.assertEqual(file.read_bytes(), b"the work of a week")
        self.assertTrue(self.new(Overwrite=True)["ok"])
        self.assertEqual(self.files(), ["so-tttt.ods"])
        self.assertEqual(engine("check", file)["unit"], "so-tttt")

    def test_new_takes_its_arguments_from_the_url(self):
        query = urllib.parse.urlencode({"Programme": campaign.PROGRAMME, "Tier": "xa", "Unit": "x-chuse-01",
                                        "Folder": str(self.folder), "Silent": "true"}, quote_via=urllib.parse.quote)
        result = campaign.result_of(self.office.dispatch(None, "vn.thuocdo:new?" + query))
        campaign.require(result, "url")
        self.assertEqual(result["files"], (str(self.folder / "x-chuse-01.ods"),))
        self.assertEqual(self.files(), ["x-chuse-01.ods"])

    def test_new_says_why_it_cannot_write(self):
        (self.folder / "taken").write_text("a file, not a folder")
        result = self.run_command("new", Programme=campaign.PROGRAMME, Tier="so", Unit="so-tc",
                                  Folder=str(self.folder / "taken"))
        self.assertIs(result["ok"], False)
        self.assertIn("taken", result["message"])

    def test_new_all_makes_each_unit_its_own_sheet(self):
        (self.folder / "so-yt.ods").write_bytes(b"kept")
        result = self.run_command("new-all", Programme=campaign.PROGRAMME, Tier="so", Folder=str(self.folder))
        campaign.require(result, "new-all")
        self.assertEqual(len(result["files"]), 19)
        self.assertEqual((self.folder / "so-yt.ods").read_bytes(), b"kept")
        self.assertEqual(len(self.files()), 20)
        texts = set()
        for unit in ("so-vp", "so-bqlkkt"):
            self.assertEqual(engine("check", self.folder / f"{unit}.ods")["unit"], unit)
            document = self.office.open(self.folder / f"{unit}.ods")
            texts.add((document.Sheets.getByName("Bìa").getCellRangeByName("A2").String,
                       document.Sheets.getByName("Phiếu đánh giá").getCellRangeByName("B2").String, document.DocumentProperties.Title))
            self.assertTrue(all(sheet.isProtected() for sheet in document.Sheets))
            document.close(True)
        self.assertEqual(len(texts), 2)
        self.assertIn("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH", {unit for unit, _, _ in texts})

    def test_new_all_refuses_a_list_with_a_stranger(self):
        result = self.run_command("new-all", Programme=campaign.PROGRAMME, Tier="so", Units="so-tc,h-pleiku",
                                  Folder=str(self.folder))
        self.assertIs(result["ok"], False)
        self.assertIn("h-pleiku", result["message"])
        self.assertEqual(self.files(), [])

    # --- Check -------------------------------------------------------------------------------------------------------

    def test_check_names_sheet_and_cell(self):
        document, table = self.sheet()
        result = self.run_command("check", document)
        self.assertIs(result["ok"], False)
        column = chr(ord("A") + table.columns["value"])
        cell = f"{column}{table.rows['1.1'] + 1}"
        self.assertIn("Phiếu đánh giá!" + cell, result["cells"])
        self.assertTrue(any(f"so-tttt.ods, Phiếu đánh giá!{cell}: " in line for line in result["findings"]))

    def test_check_finds_in_the_document_what_the_engine_finds_in_its_file(self):
        document, table = self.sheet("so-1")
        for sheet in document.Sheets:
            sheet.unprotect("")
        criteria = [row for row in table.rows
                    if "|" not in row and not table.cell(row, "value").CellProtection.IsLocked]
        table.cell(criteria[0], "value").setFormula("=1/0")
        table.cell(criteria[1], "value").setFormula("=2+1")
        table.cell(criteria[2], "value").setString("nhiều")
        table.cell(criteria[3], "value").setString("")
        table.cell(criteria[4], "value").setString("1.234")
        dated = table.cell(criteria[5], "value")
        dated.setValue(45261.5)
        dated.NumberFormat = document.NumberFormats.getStandardFormat(2, document.CharLocale)
        percent = table.cell(criteria[6], "value")
        percent.setValue(0.5)
        percent.NumberFormat = document.NumberFormats.getStandardFormat(8, document.CharLocale)
        table.cell(criteria[7], "maximum").setValue(99)
        table.cell(criteria[8], "points").setValue(1.5)
        line, column = table.rows[criteria[9]], table.columns["value"]
        table.sheet.getCellRangeByPosition(column - 1, line, column, line).merge(True)
        table.sheet.Rows.insertByIndex(table.rows[criteria[12]], 1)
        table.sheet.getCellByPosition(table.columns["reason"], table.rows[criteria[12]]).setString("thêm")
        document.calculate()
        self.office.save(document, self.folder / "so-tttt.ods")
        result = self.run_command("check", document)
        by_file = [(finding["code"], f"{finding['sheet']}!{finding['cell']}" if finding["cell"] else "",
                    finding["message"]["vi"])
                   for finding in engine("check", self.folder / "so-tttt.ods")["findings"]
                   if finding["code"] != "sheet-not-submitted"]
        by_document = list(zip(result["cells"], (line.split(": ", 1)[1] for line in result["findings"])))
        self.assertEqual(sorted(by_document), sorted((cell, message) for _, cell, message in by_file))
        self.assertGreaterEqual({code for code, _, _ in by_file},
                                {"answer-error-cell", "answer-is-formula", "answer-covered", "maximum-changed",
                                 "formula-overwritten", "row-inserted"})

    def test_check_refuses_other_documents(self):
        document = self.office.new_calc()
        self.addCleanup(document.close, True)
        result = self.run_command("check", document)
        self.assertIs(result["ok"], False)
        self.assertIn("thuocdo.programme", result["findings"][0])

    def test_unknown_command_has_no_dispatch(self):
        url = uno.createUnoStruct("com.sun.star.util.URL")
        url.Complete = "vn.thuocdo:erase-all"
        self.assertIsNone(self.office.desktop.queryDispatch(url, "_self", 0))

    # --- Submit ------------------------------------------------------------------------------------------------------

    def test_submit_refuses_while_something_blocks(self):
        document, table = self.sheet("so-1")
        table.cell("1.1", "value").setString("")
        result = self.run_command("submit", document)
        self.assertIs(result["ok"], False)
        cell = f"Phiếu đánh giá!{chr(ord('A') + table.columns['value'])}{table.rows['1.1'] + 1}"
        self.assertIn(cell, result["cells"])
        self.assertEqual(result["code"], "")
        self.assertEqual(self.files(), ["so-tttt.ods"])

    def test_submit_writes_copy_pdf_and_receipt(self):
        document, table = self.sheet("so-1")
        document.store()
        before = values(table.sheet.getCellRangeByPosition(0, 0, 13, table.rows["thuocdo:total"]))
        cover_before = values(document.Sheets.getByName("Bìa").getCellRangeByName("A1:F40"))
        file_before = (self.folder / "so-tttt.ods").read_bytes()
        result = campaign.require(self.run_command("submit", document), "submit")

        # Beside the sheet, and the sheet is as it was.
        self.assertEqual(self.files(), ["da-nop/so-tttt.json", "da-nop/so-tttt.ods", "da-nop/so-tttt.pdf", "so-tttt.ods"])
        self.assertEqual((self.folder / "so-tttt.ods").read_bytes(), file_before)
        self.assertFalse(document.isModified())
        self.assertEqual(values(table.sheet.getCellRangeByPosition(0, 0, 13, table.rows["thuocdo:total"])), before)
        self.assertTrue(table.cell("1.1", "points").Formula.startswith("="))

        # The copy: the same values, no formula, nothing to type into, read by the engine as submitted.
        submitted = self.folder / "da-nop" / "so-tttt.ods"
        copy = self.office.open(submitted)
        self.addCleanup(copy.close, True)
        for sheet in copy.Sheets:
            self.assertEqual(sheet.queryContentCells(FORMULA_CELLS).Count, 0, sheet.Name)
            self.assertTrue(sheet.isProtected())
        frozen = campaign.Table(copy)
        self.assertEqual(values(frozen.sheet.getCellRangeByPosition(0, 0, 13, table.rows["thuocdo:total"])), before)
        self.assertEqual(values(copy.Sheets.getByName("Bìa").getCellRangeByName("A1:F40")), cover_before)
        self.assertTrue(all(frozen.cell(row, column).CellProtection.IsLocked
                            for row in frozen.rows for column in frozen.columns))
        said = engine("score", submitted)
        self.assertEqual([finding for finding in said["findings"] if finding["severity"] == "blocking"], [])
        self.assertNotIn("sheet-not-submitted", [finding["code"] for finding in said["findings"]])
        self.assertEqual((said["total"], said["maximum"]), (result["total"], result["maximum"]))

        # Every page of the PDF carries the code.
        pages = subprocess.run(["pdftotext", submitted.with_suffix(".pdf"), "-"], capture_output=True, text=True,
                               check=True).stdout.split("\f")[:-1]
        self.assertGreater(len(pages), 3)
        self.assertRegex(result["code"], r"^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$")
        for page in pages:
            self.assertIn("Mã kiểm tra: " + result["code"], page)

        # The receipt agrees with all of it.
        receipt = json.loads(submitted.with_suffix(".json").read_text("utf-8"))
        self.assertEqual({key: receipt[key] for key in ("programme", "digest", "tier", "unit", "total", "maximum")},
                         {key: said[key] for key in ("programme", "digest", "tier", "unit", "total", "maximum")})
        self.assertEqual((receipt["code"], receipt["submission"]), (result["code"], result["digest"]))
        self.assertEqual({entry["name"]: entry["sha256"] for entry in receipt["files"]},
                         {name: hashlib.sha256((self.folder / "da-nop" / name).read_bytes()).hexdigest()
                          for name in ("so-tttt.ods", "so-tttt.pdf")})
        self.assertRegex(receipt["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$")
        self.assertEqual(receipt["state"], "chưa ký")
        properties = copy.DocumentProperties.UserDefinedProperties
        self.assertEqual([properties.getPropertyValue("thuocdo." + name) for name in ("code", "submission", "submitted")],
                         [receipt["code"], receipt["submission"], receipt["time"]])

        # A submitted copy is not submitted again.
        self.assertIs(self.run_command("submit", copy)["ok"], False)

    def test_same_answers_have_the_same_code(self):
        document, table = self.sheet("so-1")
        first = campaign.require(self.run_command("submit", document), "submit")
        again = campaign.require(self.run_command("submit", document, Overwrite=True), "submit")
        self.assertEqual(first["code"], again["code"])
        table.cell("1.1", "evidence").setString("Quyết định số 1/QĐ ngày 02/01/2023")
        changed = campaign.require(self.run_command("submit", document, Overwrite=True), "submit")
        self.assertNotEqual(first["code"], changed["code"])

    def test_submit_replaces_nothing_unasked(self):
        document, _ = self.sheet("so-1")
        campaign.require(self.run_command("submit", document), "submit")
        kept = {name: (self.folder / name).read_bytes() for name in self.files()}
        result = self.run_command("submit", document)
        self.assertIs(result["ok"], False)
        self.assertIn("da-nop", result["message"])
        self.assertEqual({name: (self.folder / name).read_bytes() for name in self.files()}, kept)

    def test_typed_over_points_do_not_reach_the_copy(self):
        document, table = self.sheet("so-1")
        table.sheet.unprotect("")
        true_points = table.cell("1.1", "points").getValue()
        true_total = table.cell("thuocdo:total", "points").getValue()
        table.cell("1.1", "points").setValue(true_points + 50)
        document.calculate()
        self.assertEqual(table.cell("thuocdo:total", "points").getValue(), true_total + 50)
        result = self.run_command("submit", document, Folder=str(self.folder / "nơi khác"))
        campaign.require(result, "submit")
        copy = self.office.open(self.folder / "nơi khác" / "so-tttt.ods")
        self.addCleanup(copy.close, True)
        frozen = campaign.Table(copy)
        self.assertEqual(frozen.cell("1.1", "points").getValue(), true_points)
        self.assertEqual(frozen.cell("thuocdo:total", "points").getValue(), true_total)
        self.assertEqual(float(result["total"]), true_total)


if __name__ == "__main__":
    unittest.main()
