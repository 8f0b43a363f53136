"""Every command with every document that it cannot work with: each refuses in a sentence that says what to do, in
Vietnamese and in English, and changes nothing.

    bad_input_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "journeys"))

import campaign  # noqa: E402
import office  # noqa: E402
from office import property_value  # noqa: E402

OXT = pathlib.Path(os.environ.get("THUOCDO_OXT", SOURCE / "build" / "thuocdo.oxt"))
TIER, UNIT, SAMPLE, TABLE = "so", "so-tttt", "so-1", "Phiếu đánh giá"
OPEN_A_SHEET = ("Hãy mở phiếu trước", "Open a sheet first")
FOREIGN = ("Hãy mở phiếu của đơn vị, hoặc chọn Thước Đo → Tạo phiếu mới", "Open your unit's sheet, or choose Thước Đo → New sheet")
HALF = ("Hãy chạy Thước Đo → Kiểm tra và sửa cấu trúc", "Run Thước Đo → Check and repair structure")
VERSION = ("Hãy chọn Thước Đo → Tạo phiếu mới… và chỉ tệp này", "Choose Thước Đo → New sheet… and give this file")
PROGRAMME = ("“khong-co” mà Thước Đo ở máy này không có. Hãy cài", "\"khong-co\", which Thước Đo on this computer does not have. Install")
NOBODY = ("“khong-co” của phiếu không có trong danh sách", "khong-co")
READ_ONLY = ("không có gì thay đổi. Nếu tệp đang mở ở máy khác", "nothing was changed. If the file is open on another computer")
PASSWORD = ("bằng mật khẩu.*[Hh]ãy bỏ (mật khẩu|bảo vệ)", "password.*([Tt]ake the (password|protection) off|Remove it)")
LOCKED = ("Ô của tiêu chí 1.1 đang bị khóa.*Kiểm tra và sửa cấu trúc", "The cells of criterion 1.1 are locked.*Check and repair structure")
OTHER_PART = ("không thuộc phần “Phòng B” nên ô bị khóa. Hãy điền ở phiếu chung", "does not belong to the part \"Phòng B\".*Fill it in in the whole sheet")
SUBMITTED = ("Hãy mở phiếu đang soạn", "Open the sheet that you work on")
READING = ("check", "next", "previous", "submit")
WRITING = ("criterion", "evidence", "split", "merge")


class BadInput:
    language = number = None  # of the office; of the sentence in the pairs above

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="dữ liệu xấu ")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.root = pathlib.Path(cls.temporary.name)
        cls.office = office.Office(cls.root / "office", cls.language, timeout=180)
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()
        campaign.require(cls.command(None, "new", Programme=campaign.PROGRAMME, Tier=TIER, Unit=UNIT, Folder=str(cls.root)), "new")
        cls.filled = cls.root / f"{UNIT}.ods"
        document = cls.office.open(cls.filled)
        campaign.fill(campaign.Table(document), campaign.read_answers(campaign.SAMPLES / campaign.PROGRAMME / f"{SAMPLE}.csv"),
                      campaign.level_texts(campaign.PROGRAMME, TIER))
        document.calculate()
        document.store()
        # Its parts, in one of which an answer is another.
        cls.parts = cls.root / "các phần"
        campaign.require(cls.command(document, "split", Division="Phòng A|1;Phòng B|2", Folder=str(cls.parts)), "split")
        document.store()
        document.close(True)
        part = cls.office.open(cls.parts / f"{UNIT}-phong-a.ods")
        campaign.Table(part).put("1.1", "evidence", "Quyết định số 99/QĐ-UBND ngày 01/02/2023")
        part.store()
        part.close(True)
        cls.proof = cls.root / "minh chứng.pdf"
        cls.proof.write_bytes(b"%PDF")

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="đợt ", dir=self.root))
        self.addCleanup(shutil.rmtree, self.folder, True)

    @classmethod
    def command(cls, document, name, **arguments):
        return campaign.result_of(cls.office.dispatch(document, "vn.thuocdo:" + name, Silent=True, **arguments))

    def arguments(self, command):
        return {"evidence": dict(Criterion="1.1", File=str(self.proof)), "split": dict(Division="Phòng A|1", Folder=str(self.folder / "phần")),
                "merge": dict(Parts=str(self.parts)), "submit": dict(Folder=str(self.folder / "nop"))}.get(command, {})

    def opened(self, file, **arguments):
        document = self.office.open(file, **arguments)
        self.addCleanup(document.close, True)
        return document

    def sheet(self, **arguments):
        file = self.folder / f"{UNIT}.ods"
        shutil.copy(self.filled, file)
        return self.opened(file, **arguments)

    @staticmethod
    def contents(document):
        """Formulas of every sheet; nothing of a document that has none."""
        if not hasattr(document, "Sheets"):
            return []
        everything = []
        for sheet in document.Sheets:
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            everything.append((sheet.Name, sheet.isProtected(), sheet.getCellRangeByPosition(
                0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow).getFormulaArray()))
        return everything

    def refused(self, document, commands, words):
        """By each command with these words (vi, en); nothing of the document or on disk is another afterwards."""
        before, files = self.contents(document), self.files()
        for command in commands:
            with self.subTest(command=command):
                result = self.command(document, command, **self.arguments(command))
                self.assertIs(result["ok"], False, result["message"])
                self.assertRegex(result["message"].replace("\n", " "), words[self.number])
                self.assertEqual(self.contents(document), before)
                self.assertEqual(self.files(), files)

    def files(self):
        return sorted(str(path) for path in self.folder.rglob("*") if path.is_file())

    # --- documents that are not ours, or not quite -------------------------------------------------------------------

    def test_a_text_document(self):
        self.refused(self.opened("private:factory/swriter"), (*READING, *WRITING, "repair", "freeze-values", "appraise"), OPEN_A_SHEET)

    def test_a_spreadsheet_of_somebody_else(self):
        document = self.opened("private:factory/scalc")
        document.Sheets[0].getCellByPosition(0, 0).String = "Bảng lương"
        self.refused(document, (*READING, *WRITING), FOREIGN)
        self.refused(document, ("repair",), ("Hãy tạo phiếu mới rồi chép câu trả lời sang", "Make a new sheet and copy the answers"))
        self.refused(document, ("freeze-values",), ("không có công thức nào của Thước Đo", "no formula of Thước Đo"))
        self.refused(document, ("appraise",), ("Hãy mở phiếu đã nộp", "Open"))

    def test_half_a_sheet_is_told_to_be_repaired_and_repair_helps(self):
        document = self.sheet(hidden=False)
        document.Sheets.removeByName(TABLE)
        self.refused(document, (*READING, *WRITING), HALF)
        campaign.require(self.command(document, "repair"), "repair")
        self.assertTrue(document.Sheets.hasByName(TABLE))

    def test_a_sheet_whose_programme_property_is_lost(self):
        document = self.sheet()
        document.DocumentProperties.UserDefinedProperties.removeProperty("thuocdo.programme")
        self.refused(document, (*READING, *WRITING), HALF)

    def test_a_sheet_of_another_version(self):
        document = self.sheet()
        document.DocumentProperties.UserDefinedProperties.setPropertyValue("thuocdo.digest", "0" * 64)
        self.refused(document, (*READING, *WRITING, "repair"), VERSION)

    def test_a_sheet_of_a_programme_that_is_not_here(self):
        document = self.sheet()
        document.DocumentProperties.UserDefinedProperties.setPropertyValue("thuocdo.programme", "khong-co")
        self.refused(document, (*READING, *WRITING), PROGRAMME)

    def test_a_sheet_of_a_unit_that_is_not_in_the_list(self):
        document = self.sheet()
        document.DocumentProperties.UserDefinedProperties.setPropertyValue("thuocdo.unit", "khong-co")
        self.refused(document, (*READING, *WRITING), NOBODY)

    # --- protected, locked, read only --------------------------------------------------------------------------------

    def test_a_document_open_for_reading_only(self):
        document = self.sheet(ReadOnly=True)
        self.assertTrue(document.isReadonly())
        self.refused(document, (*WRITING, "repair", "freeze-values"), READ_ONLY)
        for command in ("check", "next", "submit"):  # what only reads goes on
            campaign.require(self.command(document, command, **self.arguments(command)), command)

    def test_a_file_that_may_only_be_read(self):
        file = self.folder / f"{UNIT}.ods"
        shutil.copy(self.filled, file)
        if subprocess.run(["chattr", "+i", file], capture_output=True, check=False).returncode:
            self.skipTest("files cannot be made immutable here")
        self.addCleanup(subprocess.run, ["chattr", "-i", file], check=False)
        document = self.office.open(file)
        self.addCleanup(document.close, True)
        self.assertTrue(document.isReadonly())
        self.refused(document, WRITING, READ_ONLY)

    def test_sheets_protected_with_a_password(self):
        document = self.sheet()
        for sheet in document.Sheets:
            sheet.unprotect("")
            sheet.protect("bí mật")
        self.refused(document, ("submit", "freeze-values"), PASSWORD)
        # Answer cells stay open under it; so do the commands that write only there.
        campaign.require(self.command(document, "evidence", **self.arguments("evidence")), "evidence")
        campaign.require(self.command(document, "check"), "check")

    def test_freezing_needs_no_password_where_there_is_none_and_keeps_the_protection(self):
        document = self.sheet()
        self.assertTrue(all(sheet.isProtected() for sheet in document.Sheets))
        campaign.require(self.command(document, "freeze-values"), "freeze-values")
        self.assertTrue(all(sheet.isProtected() for sheet in document.Sheets))
        self.assertFalse(campaign.Table(document).cell("1.1", "points").Formula.startswith("="))

    def locked(self, password=""):
        document = self.sheet()
        table = document.Sheets.getByName(TABLE)
        table.unprotect("")
        cells = table.getCellRangeByPosition(0, 0, 30, 400)
        protection = cells.CellProtection
        protection.IsLocked = True
        cells.CellProtection = protection
        table.protect(password)
        return document

    def test_answer_cells_that_somebody_locked(self):
        document = self.locked()
        self.refused(document, ("evidence", "merge"), LOCKED)
        campaign.require(self.command(document, "repair"), "repair")
        campaign.require(self.command(document, "evidence", **self.arguments("evidence")), "evidence")
        campaign.require(self.command(document, "merge", **self.arguments("merge")), "merge")
        document = self.locked("bí mật")
        self.refused(document, ("evidence", "merge"), LOCKED)
        self.refused(document, ("repair", "submit", "freeze-values"), PASSWORD)

    def test_a_criterion_of_another_section(self):
        document = self.opened(self.parts / f"{UNIT}-phong-b.ods")
        self.refused(document, ("evidence",), OTHER_PART)
        self.refused(document, ("split", "merge", "repair", "submit"), ("Hãy mở phiếu chung", "Open the whole sheet"))
        # In its own criteria the section works as in a whole sheet.
        table = campaign.Table(document)
        table.cell("2.1", "value").setString("")
        campaign.require(self.command(document, "next"), "next")
        self.assertEqual(document.CurrentController.Selection.CellAddress.Row, table.rows["2.1"])
        campaign.require(self.command(document, "evidence", Criterion="2.1", File=str(self.proof)), "evidence")
        self.assertIn("minh chứng.pdf", table.cell("2.1", "link").String)

    def test_a_submitted_copy(self):
        made = campaign.require(self.command(self.sheet(), "submit", **self.arguments("submit")), "submit")
        document = self.opened(next(file for file in made["files"] if file.endswith(".ods")))
        self.refused(document, ("evidence", "repair"), SUBMITTED)
        self.refused(document, ("submit",), ("đã nộp", "submitted"))
        self.refused(document, ("split", "merge"), ("đã nộp", "submitted"))

    def test_parts_that_cannot_be_read(self):
        """One with a password, one that is none, one that is gone: each is named; nothing is taken."""
        whole = self.sheet()
        secret = self.folder / "khóa.ods"
        part = self.opened(self.parts / f"{UNIT}-phong-a.ods")
        part.storeToURL(office.file_url(secret), (property_value("FilterName", "calc8"), property_value("Password", "bí mật")))
        (self.folder / "thư.ods").write_bytes(b"not a workbook")
        before = self.contents(whole)
        names = (secret, self.folder / "thư.ods", self.folder / "không có.ods")
        result = self.command(whole, "merge", Parts="\n".join(map(str, names)))
        self.assertIs(result["ok"], False)
        self.assertEqual(len(result["findings"]), 3)
        for name in names:
            self.assertTrue(any(name.name in line for line in result["findings"]), name.name)
        self.assertEqual(self.contents(whole), before)

    # --- the reviewer's desk, which needs no document of its own -------------------------------------------------------

    def in_every_state(self):
        """Documents in front of which somebody may call the desk."""
        yield "none", None
        yield "a text", self.opened("private:factory/swriter")
        yield "a spreadsheet of somebody else", self.opened("private:factory/scalc")
        yield "a sheet", self.sheet()
        yield "for reading only", self.opened(self.filled, ReadOnly=True)
        broken = self.sheet(hidden=False)
        broken.Sheets.removeByName(TABLE)
        yield "half a sheet", broken

    def desk_refused(self, calls):
        for state, document in self.in_every_state():
            before, files = self.contents(document) if document else None, self.files()
            for command, arguments, words in calls:
                with self.subTest(state=state, command=command, **arguments):
                    result = self.command(document, command, **arguments)
                    self.assertIs(result["ok"], False, result["message"])
                    self.assertRegex(result["message"].replace("\n", " "), words[self.number])
                    self.assertEqual(self.files(), files)
                    if document:
                        self.assertEqual(self.contents(document), before)

    def test_the_desk_with_nothing_to_work_on(self):
        nowhere = str(self.folder / "không có")
        register = ("Hãy chọn sổ tiếp nhận", "Choose a register")
        gone = ("không có", "không có")
        self.desk_refused([
            ("receive", dict(Programme=campaign.PROGRAMME), register),
            ("receive", dict(Programme=campaign.PROGRAMME, Register=str(self.folder / "mới.db"), Files=nowhere), ("Không có tệp hoặc thư mục", "There is no file or folder")),
            ("status", dict(Programme=campaign.PROGRAMME), register),
            ("status", dict(Programme=campaign.PROGRAMME, Register=nowhere), gone),
            ("decide", dict(Programme=campaign.PROGRAMME, Register=nowhere, Numbers="1", Verdict="accept", Basis="x"), gone),
            ("close-level", dict(Programme=campaign.PROGRAMME), register),
            ("close-level", dict(Programme=campaign.PROGRAMME, Register=nowhere), gone),
            ("consolidate", dict(Folder=nowhere), ("Không có thư mục", "There is no folder")),
            ("documents", dict(Result=nowhere), ("không có kết quả tổng hợp", "holds no result")),
            ("publish", dict(Result=nowhere), ("không có kết quả tổng hợp", "holds no result")),
        ])

    def test_the_desk_with_a_file_that_is_no_register(self):
        file = self.folder / "sổ.db"
        file.write_text("not a register")
        call = dict(Programme=campaign.PROGRAMME, Register=str(file))
        foreign = ("không phải sổ tiếp nhận", "is no Thước Đo register")
        self.desk_refused([("receive", dict(call, Files=str(self.filled)), foreign), ("status", call, foreign), ("close-level", call, foreign),
                           ("decide", dict(call, Numbers="1", Verdict="accept", Basis="x"), foreign),
                           ("consolidate", dict(call, Out=str(self.folder / "ra")), foreign)])
        self.assertEqual(file.read_text(), "not a register")

    def test_the_desk_with_a_programme_that_is_not_here(self):
        unknown = ("Không có chương trình “khong-co”. Các chương trình có ở đây: .*" + campaign.PROGRAMME, "There is no programme \"khong-co\". The programmes here: .*" + campaign.PROGRAMME)
        call = dict(Programme="khong-co", Register=str(self.folder / "mới.db"))
        self.desk_refused([("receive", dict(call, Files=str(self.filled)), unknown), ("status", call, unknown), ("close-level", call, unknown),
                           ("consolidate", dict(Folder=str(self.parts), Programme="khong-co", Out=str(self.folder / "ra")), unknown),
                           ("diff", dict(Old=campaign.PROGRAMME, New="khong-co"), unknown),
                           ("new", dict(Programme="khong-co", Tier=TIER, Unit=UNIT, Folder=str(self.folder)), unknown)])

    # --- places that cannot be written to ----------------------------------------------------------------------------

    def test_a_folder_that_vanished(self):
        document = self.sheet()
        shutil.rmtree(self.folder)
        self.assertIs(self.command(document, "submit")["ok"], False)
        campaign.require(self.command(document, "check"), "check")
        self.assertFalse(self.folder.exists())

    def test_a_place_that_is_no_folder(self):
        (self.folder / "tệp").write_text("a file")
        wanted = (r"Không ghi được .*tệp/trong: đây không phải thư mục", r"Cannot write .*tệp/trong: Not a directory")[self.number]
        sheet = dict(Programme=campaign.PROGRAMME, Tier=TIER)
        for command, document, arguments in (("new", None, dict(sheet, Unit=UNIT)), ("new-all", None, sheet),
                                             ("split", self.sheet(), dict(Division="Phòng A|1"))):
            with self.subTest(command=command):
                result = self.command(document, command, Folder=str(self.folder / "tệp" / "trong"), **arguments)
                self.assertIs(result["ok"], False)
                self.assertRegex(result["message"], wanted)

    @unittest.skipUnless(os.geteuid() == 0, "mounting needs root")
    def test_full_and_read_only_disks(self):
        document = self.sheet()
        disk = self.folder / "đĩa"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk], capture_output=True, check=False).returncode:
            self.skipTest("nothing can be mounted here")
        self.addCleanup(subprocess.run, ["umount", disk], capture_output=True, check=False)
        calls = (("new", None, dict(Programme=campaign.PROGRAMME, Tier=TIER, Unit=UNIT)),
                 ("new-all", None, dict(Programme=campaign.PROGRAMME, Tier=TIER)), ("split", document, dict(Division="Phòng A|1")))
        for options, reasons in ((None, ("ổ đĩa đã đầy", "No space left")), ("remount,ro", ("ổ đĩa chỉ cho đọc", "Read-only file system"))):
            if options:
                subprocess.run(["mount", "-o", options, disk], check=True)
            for command, on, arguments in calls:
                with self.subTest(command=command, reason=reasons[0]):
                    result = self.command(on, command, Folder=str(disk), **arguments)
                    self.assertIs(result["ok"], False)
                    self.assertRegex(result["message"], f".*đĩa: {reasons[self.number]}")
                    self.assertEqual(list(disk.iterdir()), [])


class Vietnamese(BadInput, unittest.TestCase):
    language, number = "vi", 0


class English(BadInput, unittest.TestCase):
    language, number = "en-US", 1


if __name__ == "__main__":
    unittest.main()
