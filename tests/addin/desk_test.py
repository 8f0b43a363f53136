"""About, the log, freezing values: what the desk says of itself, and what stays when it goes."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
from office import Office  # noqa: E402
from workbook_test import OXT, SOURCE  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", SOURCE / "build"))

SECRET = "Rơ Châm bí mật"
SAMPLE = campaign.expected(campaign.PROGRAMME)[0]


class Desk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-desk-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name) / SECRET
        cls.office = Office(cls.folder / "office", "vi")
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()

    def command(self, name, document=None, **arguments):
        return campaign.result_of(self.office.dispatch(document, "vn.thuocdo:" + name, Silent=True, **arguments))

    def sheet(self, filled=True):
        made = campaign.require(self.command("new", Programme=campaign.PROGRAMME, Tier=SAMPLE.tier, Unit=SAMPLE.unit,
                                             Folder=str(self.folder), Overwrite=True), "new")
        document = self.office.open(made["files"][0])
        self.addCleanup(document.close, True)
        table = campaign.Table(document)
        if filled:
            campaign.fill(table, campaign.read_answers(campaign.SAMPLES / campaign.PROGRAMME / f"{SAMPLE.sample}.csv"),
                          campaign.level_texts(campaign.PROGRAMME, SAMPLE.tier))
            document.calculate()
        return document, table

    @property
    def log(self):
        return self.office.profile / "user" / "thuocdo" / "thuocdo.log"

    # --- About -------------------------------------------------------------------------------------------------------

    def test_about_names_versions_and_digests_and_is_copied(self):
        text = self.command("about", Copy=True)["message"]
        program = re.findall(r"\(([0-9a-f]{6,}…?)\)", subprocess.run(
            [BUILD / "bin" / "thuocdo", "--version"], capture_output=True, text=True, check=True).stdout)
        self.assertGreaterEqual(len(program), 7)  # the library's, and each programme's
        for digest in program:
            self.assertIn(digest, text)
        self.assertIn("LibreOffice 7.", text)
        self.assertIn("cho một người dùng", text)
        clipboard = self.office.service("com.sun.star.datatransfer.clipboard.SystemClipboard")
        contents = clipboard.getContents()
        flavor = next(one for one in contents.getTransferDataFlavors() if one.MimeType == "text/plain;charset=utf-16")
        self.assertEqual(contents.getTransferData(flavor), text)

    # --- the log -----------------------------------------------------------------------------------------------------

    def test_log_tells_what_was_done_and_nothing_about_anybody(self):
        document, table = self.sheet()
        table.cell("1.3", "value").setString(SECRET)
        self.command("check", document)
        self.command("new", Programme=SECRET)
        self.command("submit", document, Folder=str(self.folder / "da-nop"))
        text = self.log.read_text("utf-8")
        self.assertRegex(text, r"check: refused, \d+ ms, .*answer-not-number 1")
        self.assertRegex(text, r"submit: refused, ")
        self.assertNotIn("bí mật", text)
        self.assertNotIn(SAMPLE.unit, text)
        self.assertNotIn(str(self.folder), text)
        self.assertNotIn("/", text)
        about = self.command("about")["message"]
        self.assertIn("submit: refused", about)
        self.assertNotIn("bí mật", about)

    def test_log_files_do_not_grow_for_ever(self):
        self.command("about")
        folder = self.log.parent
        for _ in range(5):
            with open(self.log, "ab") as stream:
                stream.truncate(600 * 1024)
            self.office.stop()
            self.office.start()
            self.command("about")
            self.command("about")
        files = sorted(folder.iterdir())
        self.assertLessEqual(len(files), 3)
        self.assertLess(self.log.stat().st_size, 512 * 1024 + 10000)

    def test_no_log_where_none_can_be_written(self):
        self.office.stop()
        with tempfile.TemporaryDirectory() as folder, Office(folder, "vi") as office:
            office.install(OXT)
            (office.profile / "user" / "thuocdo").write_text("a file where the folder should be")
            office.start()
            result = campaign.result_of(office.dispatch(None, "vn.thuocdo:about", Silent=True))
            self.assertTrue(result["ok"])
        self.office.start()

    # --- freezing values ---------------------------------------------------------------------------------------------

    def test_frozen_values_survive_an_office_without_the_extension(self):
        document, table = self.sheet()
        shown = [sheet.createCursor() for sheet in document.Sheets]
        for cursor in shown:
            cursor.gotoEndOfUsedArea(True)
        before = [cursor.getDataArray() for cursor in shown]
        formulas = [cursor.getFormulaArray() for cursor in shown]
        self.assertTrue(campaign.require(self.command("freeze-values", document), "freeze-values"))
        self.assertTrue([cursor.getDataArray() for cursor in shown] == before, "a value changed")
        ours = [cell for cursor in shown for row in cursor.getFormulaArray() for cell in row if "VN.THUOCDO" in cell]
        self.assertEqual(ours, [])
        self.assertEqual(document.getUndoManager().getCurrentUndoActionTitle(), "Chuyển công thức thành giá trị")
        kept = self.folder / "kept.ods"
        self.office.save(document, kept)
        document.getUndoManager().undo()
        self.assertTrue([cursor.getFormulaArray() for cursor in shown] == formulas, "one undo step does not undo it")

        with tempfile.TemporaryDirectory() as folder, Office(folder, "vi") as office:
            office.start()
            other = office.open(kept)
            other.calculateAll()
            self.assertEqual(campaign.Table(other).cell("thuocdo:total", "points").Value, float(SAMPLE.total))
            other.close(True)

    def test_nothing_to_freeze_in_other_documents(self):
        document = self.office.new_calc()
        self.addCleanup(document.close, True)
        document.Sheets[0].getCellByPosition(0, 0).Formula = "=1+1"
        self.assertFalse(self.command("freeze-values", document)["ok"])
        self.assertEqual(document.Sheets[0].getCellByPosition(0, 0).Formula, "=1+1")

    def test_arrays_are_frozen_whole(self):
        document = self.office.new_calc()
        self.addCleanup(document.close, True)
        block = document.Sheets[0].getCellRangeByName("A1:B2")
        block.setArrayFormula('=VN.THUOCDO.FUNCTIONS.VERSION()&" "')
        text = block.getCellByPosition(1, 1).String
        campaign.require(self.command("freeze-values", document), "freeze-values")
        self.assertEqual(block.getDataArray(), ((text, text), (text, text)))
        self.assertEqual(block.getArrayFormula(), "")


if __name__ == "__main__":
    unittest.main()
