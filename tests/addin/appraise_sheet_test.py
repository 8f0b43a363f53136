"""A submission appraised in real Calc: the working copy with the unit's answers locked, points that follow at once and agree with the
engine, the sidebar, the table that comes out, the copy in which the unit explains, and what cannot be appraised."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))
import campaign  # noqa: E402
from campaign import Office, Table, result_of  # noqa: E402
from panel_reader import open_panel  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))
THUOCDO = BUILD / "bin" / "thuocdo"
SAMPLES = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME
UNIT, SAMPLE, TIER = "x-chuse-01", "xa-2", "xa"


def engine(*arguments, code=0):
    done = subprocess.run([THUOCDO, "appraise", *map(str, arguments), "--json", "--templates", campaign.SOURCE / "templates"], capture_output=True,
                          text=True, timeout=60, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


class Appraise(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-appraise-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.office = Office(cls.folder / "office", language="vi")
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(BUILD / "thuocdo.oxt")
        cls.office.start()
        campaign.require(cls.command(None, "new", Programme=campaign.PROGRAMME, Tier=TIER, Unit=UNIT, Folder=str(cls.folder)), UNIT)
        document = cls.office.open(cls.folder / f"{UNIT}.ods", hidden=True)
        campaign.fill(Table(document), campaign.read_answers(SAMPLES / f"{SAMPLE}.csv"), campaign.level_texts(campaign.PROGRAMME, TIER))
        document.calculate()
        document.store()
        campaign.require(cls.command(document, "submit", Folder=str(cls.folder / "da-nop")), "submit")
        document.close(True)
        cls.submission = cls.folder / "da-nop" / f"{UNIT}.ods"

    @classmethod
    def command(cls, document, name, **arguments):
        return result_of(cls.office.dispatch(document, "vn.thuocdo:" + name, Silent=True, **arguments))

    def setUp(self):
        self.own = self.folder / self._testMethodName
        self.own.mkdir()
        self.file = self.own / "phieu.ods"
        shutil.copy(self.submission, self.file)

    def opened(self, file, hidden=False):
        document = self.office.open(file, hidden=hidden)
        self.addCleanup(self.closed, document)
        return document

    @staticmethod
    def closed(document):
        try:
            document.close(True)
        except Exception:  # closed already
            pass

    def working_copy(self):
        submission = self.opened(self.file, hidden=True)
        made = campaign.require(self.command(submission, "appraise"), "appraise")
        submission.close(True)
        self.review = pathlib.Path(made["files"][0])
        self.assertEqual(self.review.name, "phieu-tham-dinh.ods")
        return self.opened(self.review)

    @staticmethod
    def decide(table, criterion, verdict, comment="Đối chiếu hồ sơ", basis="Hồ sơ", **more):
        table.cell(criterion, "appraisal-verdict").String = verdict
        table.cell(criterion, "appraisal-basis").String = basis
        table.cell(criterion, "appraisal-comment").String = comment
        for key, text in more.items():
            table.cell(criterion, "appraisal-" + key).String = text

    @staticmethod
    def locked(table, row, column):
        return table.cell(row, column).CellProtection.IsLocked

    def test_working_copy(self):
        before = self.file.read_bytes()
        document = self.working_copy()
        self.assertEqual(self.file.read_bytes(), before)  # the submission itself stays as it was
        table = Table(document)
        self.assertTrue(table.sheet.isProtected())
        for row in table.rows:
            for column in ("value", "base", "reason", "evidence", "page", "points"):
                self.assertTrue(self.locked(table, row, column), (row, column))
        for column in ("verdict", "value", "base", "basis", "comment", "question", "internal"):
            self.assertFalse(self.locked(table, "1.4", "appraisal-" + column), column)
        self.assertTrue(self.locked(table, "1.4", "appraisal-points"))
        self.assertTrue(self.locked(table, "1.4", "appraisal-explanation"))  # the unit's
        self.assertFalse(self.locked(table, "1.2|item:hop-huyen", "appraisal-value"))
        self.assertEqual(table.cell("1.4", "appraisal-verdict").Validation.getFormula1(), '"Đồng ý";"Sửa số liệu"')
        # Without a verdict the points are the unit's own: criteria, groups and total.
        document.calculateAll()
        for row in table.rows:
            shown = table.cell(row, "points")
            if "|" not in row and shown.String:
                self.assertEqual(table.cell(row, "appraisal-points").Value, shown.Value, row)
                self.assertIn(table.cell(row, "appraisal-change").String, ("", "0", "0,00", "0,0", "–"), row)
        self.assertEqual(engine(self.file, self.review)["findings"], [])

    def test_points_follow_and_agree_with_the_engine(self):
        document = self.working_copy()
        table = Table(document)
        panel = open_panel(self.office, document)
        self.decide(table, "1.4", "Sửa số liệu", "Chỉ 1 văn bản", "Thực tế", question="Danh sách 3 văn bản?", internal="Hỏi lại Văn phòng")
        table.cell("1.4", "appraisal-value").Value = 1
        self.decide(table, "1.2", "Sửa số liệu", "Không có biên bản")
        table.cell("1.2|item:chu-tri", "appraisal-value").String = "Không"
        self.decide(table, "1.5", "Đồng ý")
        self.decide(table, "2.1", "Sửa số liệu", "Chưa ban hành")
        table.cell("2.1", "appraisal-value").String = "Không"
        document.calculateAll()
        document.store()
        told = engine(self.file, self.review)
        self.assertEqual(told["findings"], [])
        self.assertLess(float(told["total"]["first"]), float(told["total"]["self"]))
        for one in told["criteria"]:
            cell = table.cell(one["id"], "appraisal-points")
            if cell.String:
                self.assertAlmostEqual(cell.Value, float(one["first"]), 9, one["id"])
        self.assertAlmostEqual(table.cell("thuocdo:total", "appraisal-points").Value, float(told["total"]["first"]), 9)
        self.assertEqual({one["id"] for one in told["criteria"] if one["difference"] != "0" and "." in one["id"]}, {"1.4", "1.2", "2.1"})
        shown = told["total"]["first"].replace(".", ",")
        panel.wait(lambda: any(text.startswith(shown) and "thẩm định" in text for text in panel.texts()), "the appraised total " + shown)
        everything = "\n".join(panel.texts())
        self.assertIn("Đơn vị tự đánh giá: ", everything)
        self.assertEqual(len(panel.list("Chênh lệch")), 3)
        # What is missing is found while typing.
        table.cell("1.4", "appraisal-comment").String = ""
        panel.wait(lambda: any("chưa ghi ý kiến" in line for line in panel.list("Kiểm tra")), "the finding")

    def test_table_and_copy_for_the_unit(self):
        document = self.working_copy()
        table = Table(document)
        self.decide(table, "1.4", "Sửa số liệu", "Chỉ 1 văn bản", "Thực tế", internal="Nghi khai khống")
        table.cell("1.4", "appraisal-value").Value = 1
        self.decide(table, "1.5", "Đồng ý", question="Danh sách tin, bài?")
        self.decide(table, "1.3", "Đồng ý", internal="Không cần hỏi")
        document.store()
        result = campaign.require(self.command(document, "appraise"), "appraise")
        out, for_unit = map(pathlib.Path, result["files"])
        self.assertEqual((out.name, for_unit.name), ("phieu-tham-dinh-bang.ods", "phieu-tham-dinh-giai-trinh.ods"))
        told = engine(self.file, out)
        self.assertEqual(told["total"], engine(self.file, self.review)["total"])
        self.assertEqual(result["total"], told["total"]["first"])

        sent = self.opened(for_unit)
        theirs = Table(sent)
        open_rows = {(row, column) for row in theirs.rows for column in theirs.columns if not self.locked(theirs, row, column)}
        self.assertEqual(open_rows, {(row, column) for row in ("1.4", "1.5") for column in ("appraisal-explanation", "appraisal-explanation-evidence")})
        self.assertTrue(theirs.sheet.isProtected())
        data = theirs.sheet.getCellRangeByPosition(0, 0, max(theirs.columns.values()), max(theirs.rows.values())).getDataArray()
        everything = "\n".join(str(cell) for line in data for cell in line)
        self.assertIn("Chỉ 1 văn bản", everything)
        for internal in ("Nghi khai khống", "Không cần hỏi"):
            self.assertNotIn(internal, everything)
            self.assertNotIn(internal, subprocess.run(["unzip", "-p", for_unit], capture_output=True, check=True).stdout.decode("utf-8", "replace"))
        theirs.cell("1.4", "appraisal-explanation").String = "Hai văn bản kia ở phụ lục"
        sent.store()
        self.assertFalse(self.command(sent, "appraise")["ok"])  # it is the unit's copy
        sent.close(True)
        both = engine(self.file, out, for_unit)
        self.assertEqual(both["findings"], [])
        self.assertEqual({one["id"]: one["explanation"] for one in both["criteria"] if one["explanation"]},
                         {"1.4": {"text": "Hai văn bản kia ở phụ lục", "evidence": ""}})
        # What stands there already is not replaced unasked.
        self.assertFalse(self.command(document, "appraise")["ok"])
        self.assertTrue(self.command(document, "appraise", Overwrite=True)["ok"])

    def test_what_is_wrong_is_told_and_nothing_written(self):
        document = self.working_copy()
        table = Table(document)
        self.decide(table, "1.4", "Sửa số liệu", "Quá số", "Thực tế")
        table.cell("1.4", "appraisal-value").Value = 99
        table.cell("1.5", "appraisal-verdict").String = "Đồng ý"
        result = self.command(document, "appraise")
        self.assertFalse(result["ok"])
        found = "\n".join(result["findings"])
        self.assertIn("1.4", found)
        self.assertIn("chưa ghi căn cứ", found)
        self.assertEqual(sorted(path.name for path in self.own.iterdir() if path.suffix == ".ods" and not path.name.startswith(".")),
                         ["phieu-tham-dinh.ods", "phieu.ods"])

    def test_what_is_no_submission(self):
        empty = self.opened("private:factory/scalc", hidden=True)
        self.assertFalse(self.command(empty, "appraise")["ok"])


if __name__ == "__main__":
    unittest.main()
