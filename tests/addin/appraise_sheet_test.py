"""A submission appraised in real Calc: the working copy with the unit's answers locked, points that follow at once and agree with the
engine, the sidebar with the rank, the table that comes out, the copy in which the unit explains, the second and the final round,
several reviewers, and what cannot be appraised."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import unittest
import zipfile

for folder in ("journeys", "cli"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / folder))
import campaign  # noqa: E402
from campaign import Table  # noqa: E402
from office_case import OfficeCase  # noqa: E402
from panel_reader import open_panel  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))
THUOCDO = BUILD / "bin" / "thuocdo"
os.environ.setdefault("THUOCDO", str(THUOCDO))
from campaign_sheets import CampaignSheets, environment  # noqa: E402

SAMPLES = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME
UNIT, SAMPLE, TIER = "x-chuse-01", "xa-2", "xa"


def engine(*arguments, code=0):
    done = subprocess.run([THUOCDO, "appraise", *map(str, arguments), "--json", "--templates", campaign.SOURCE / "templates"], capture_output=True,
                          text=True, timeout=60, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


def engine_total(*files):
    """What can be used of the appraisal comes to this, whatever else is wrong with it."""
    done = subprocess.run([THUOCDO, "appraise", *map(str, files), "--json", "--templates", campaign.SOURCE / "templates"], capture_output=True,
                          text=True, timeout=60, check=False)
    return json.loads(done.stdout)["published"]["final"]


def rewritten(file, member, old, new):
    """The package with something else in one of its members."""
    with zipfile.ZipFile(file) as package:
        parts = [(info, package.read(info)) for info in package.infolist()]
    with zipfile.ZipFile(file, "w") as package:
        for info, data in parts:
            if info.filename == member:
                assert old.encode() in data, old
                data = data.replace(old.encode(), new.encode(), 1)
            package.writestr(info, data)


class Appraise(OfficeCase):
    prefix = "thuocdo-appraise-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.submission = cls.submitted(UNIT)
        # A result of six communes of the tier, this one among them.
        sheets = CampaignSheets(campaign.PROGRAMME, cls.folder / "scratch")
        others = [row["code"] for row in sheets.units if row["tier"] == TIER and row["code"] != UNIT][:5]
        sheets.write_drafts({(code, 1): cls.folder / "phieu" / f"{code}.ods" for code in others})
        shutil.copy(cls.submission, cls.folder / "phieu" / f"{UNIT}.ods")
        cls.result = cls.folder / "KETQUA"
        subprocess.run([THUOCDO, "consolidate", cls.folder / "phieu", "--programme", campaign.PROGRAMME, "--out", cls.result], env=environment(),
                       capture_output=True, timeout=120, check=False)
        cls.other = others[0]

    @classmethod
    def submitted(cls, unit):
        campaign.require(cls.command(None, "new", Programme=campaign.PROGRAMME, Tier=TIER, Unit=unit, Folder=str(cls.folder)), unit)
        document = cls.office.open(cls.folder / f"{unit}.ods", hidden=True)
        campaign.fill(Table(document), campaign.read_answers(SAMPLES / f"{SAMPLE}.csv"), campaign.level_texts(campaign.PROGRAMME, TIER))
        document.calculate()
        document.store()
        campaign.require(cls.command(document, "submit", Folder=str(cls.folder / "da-nop")), "submit")
        document.close(True)
        return cls.folder / "da-nop" / f"{unit}.ods"

    def setUp(self):
        self.own = self.folder / self._testMethodName
        self.own.mkdir()
        self.file = self.own / "phieu.ods"
        shutil.copy(self.submission, self.file)

    def working_copy(self, submission=None, hidden=False):
        source = self.opened(submission or self.file, hidden=True)
        made = campaign.require(self.command(source, "appraise"), "appraise")
        source.close(True)
        review = pathlib.Path(made["files"][0])
        self.assertEqual(review.name, (submission or self.file).stem + "-tham-dinh.ods")
        if submission is None:
            self.review = review
        return self.opened(review, hidden=hidden)

    def program(self, *arguments):
        done = subprocess.run([THUOCDO, *map(str, arguments), "--templates", campaign.SOURCE / "templates"], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def refused(self, document, command="appraise", **arguments):
        """What is said; nothing was made."""
        before = {path.name for path in self.own.iterdir() if not path.name.startswith(".~")}
        result = self.command(document, command, **arguments)
        self.assertFalse(result["ok"], result)
        self.assertEqual({path.name for path in self.own.iterdir() if not path.name.startswith(".~")}, before)
        return result["message"]

    def accept_all(self, table):
        for row in table.rows:
            if "|" not in row and not self.locked(table, row, "appraisal-verdict"):
                self.decide(table, row, "Đồng ý")

    @staticmethod
    def decide(table, criterion, verdict, comment="Đối chiếu hồ sơ", basis="Hồ sơ", stage="", **more):
        for key, text in {"verdict": verdict, "basis": basis, "comment": comment, **more}.items():
            table.cell(criterion, f"appraisal-{key}{stage}").String = text

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
        for column in ("verdict", "value", "base", "basis", "comment", "question", "internal", "appraiser"):
            self.assertFalse(self.locked(table, "1.4", "appraisal-" + column), column)
        self.assertTrue(self.locked(table, "1.4", "appraisal-points"))
        self.assertTrue(self.locked(table, "1.4", "appraisal-explanation"))  # the unit's
        self.assertFalse(self.locked(table, "1.2|item:hop-huyen", "appraisal-value"))
        self.assertEqual(table.cell("1.4", "appraisal-verdict").Validation.getFormula1(), '"Đồng ý";"Sửa số liệu"')
        self.assertNotIn("appraisal-verdict-second", table.columns)
        # Without a verdict the points are the unit's own: criteria, groups and total.
        document.calculateAll()
        for row in table.rows:
            shown = table.cell(row, "points")
            if "|" not in row and shown.String and row != "Mã":
                self.assertEqual(table.cell(row, "appraisal-self").Value, shown.Value, row)
                self.assertEqual(table.cell(row, "appraisal-points").Value, shown.Value, row)
                self.assertIn(table.cell(row, "appraisal-change").String, ("", "0", "0,00", "0,0", "–"), row)
        self.assertEqual(engine(self.file, self.review)["findings"], [])
        # Beside the submission it is not taken for another one.
        out = self.folder / "chi-phieu"
        subprocess.run([THUOCDO, "consolidate", self.own, "--programme", campaign.PROGRAMME, "--out", out], env=environment(), capture_output=True, timeout=120, check=False)
        result = json.loads((out / "result.json").read_text("utf-8"))
        self.assertEqual([unit["file"] for tier in result["tiers"] for unit in tier["ranked"]], ["phieu.ods"])
        self.assertEqual([one["file"] for one in result["findings"] if one["code"] == "sheet-is-review"], ["phieu-tham-dinh.ods"])

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
        panel.wait(lambda: any("chưa ghi ý kiến" in line for line in panel.list("1 lỗi")), "the finding")

    def test_judged_points(self):
        document = self.working_copy()
        table = Table(document)
        self.assertEqual(table.cell("6.4", "appraisal-verdict").Validation.getFormula1(), '"Đồng ý";"Chấm điểm"')
        most = table.cell("6.4", "maximum").Value
        self.assertEqual(float(table.cell("6.4", "appraisal-value").Validation.getFormula2()), most)
        self.decide(table, "6.4", "Chấm điểm", "Trang ít tin, bài", "Thực tế")
        table.cell("6.4", "appraisal-value").Value = 0.5
        document.calculateAll()
        self.assertEqual(table.cell("6.4", "appraisal-points").Value, 0.5)
        document.store()
        told = engine(self.file, self.review)
        self.assertEqual(next(one["first"] for one in told["criteria"] if one["id"] == "6.4"), "0.5")
        # Outside the maximum it counts nowhere, and the finding leads to the cell.
        table.cell("6.4", "appraisal-value").Value = most + 1
        result = self.command(document, "appraise")
        self.assertFalse(result["ok"])
        found = "\n".join(result["findings"])
        self.assertIn("6.4", found)
        self.assertIn("Còn lỗi phải sửa", result["message"])
        address = table.cell("6.4", "appraisal-value").AbsoluteName.split(".")[-1].replace("$", "")
        self.assertIn(address, found)

    def test_table_and_copy_for_the_unit(self):
        document = self.working_copy()
        table = Table(document)
        self.decide(table, "1.4", "Sửa số liệu", "Chỉ 1 văn bản", "Thực tế", internal="Nghi khai khống", appraiser="Tổ thẩm định số 7")
        table.cell("1.4", "appraisal-value").Value = 1
        self.decide(table, "1.5", "Đồng ý", question="Danh sách tin, bài?")
        self.decide(table, "1.3", "Đồng ý", internal="Không cần hỏi")
        table.sheet.unprotect("")
        table.sheet.Annotations.insertNew(table.cell("1.4", "appraisal-comment").CellAddress, "Gọi lại cho kế toán")
        table.sheet.protect("")
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
        # What the unit may read is there, what is internal is in none of the package's bytes.
        with zipfile.ZipFile(for_unit) as package:
            everything = "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
        for published in ("Chỉ 1 văn bản", "Danh sách tin, bài?", "Đối chiếu hồ sơ"):
            self.assertIn(published, everything)
        for internal in ("Nghi khai khống", "Không cần hỏi", "Gọi lại cho kế toán", "Tổ thẩm định số 7"):
            self.assertNotIn(internal, everything)
        theirs.cell("1.4", "appraisal-explanation").String = "Hai văn bản kia ở phụ lục"
        sent.store()
        self.assertIn("bản gửi đơn vị giải trình", self.command(sent, "appraise")["message"])
        sent.close(True)
        both = engine(self.file, out, for_unit)
        self.assertEqual(both["findings"], [])
        self.assertEqual({one["id"]: one["explanation"] for one in both["criteria"] if one["explanation"]},
                         {"1.4": {"text": "Hai văn bản kia ở phụ lục", "evidence": ""}})
        # What stands there already is not replaced unasked.
        self.assertIn("đã có", self.refused(document))
        self.assertTrue(self.command(document, "appraise", Overwrite=True)["ok"])

    def test_two_rounds_and_the_final_one(self):
        document = self.working_copy()
        table = Table(document)
        self.accept_all(table)
        for criterion, figure in (("1.4", 1), ("1.5", 5), ("1.3", 1)):
            self.decide(table, criterion, "Sửa số liệu", "Thấp hơn số đã khai", "Thực tế")
            table.cell(criterion, "appraisal-value").Value = figure
        document.calculateAll()
        document.store()
        first = table.cell("thuocdo:total", "appraisal-points").Value
        for_unit = pathlib.Path(campaign.require(self.command(document, "appraise"), "appraise")["files"][1])
        self.assertIn("chưa giải trình tiêu chí nào", self.refused(document, Step="second", Explanations=str(for_unit)))
        sent = self.opened(for_unit, hidden=True)
        theirs = Table(sent)
        for criterion in ("1.4", "1.5"):
            theirs.cell(criterion, "appraisal-explanation").String = "Xem phụ lục"
        sent.store()
        sent.close(True)
        made = campaign.require(self.command(document, "appraise", Step="second", Explanations=str(for_unit)), "second")
        self.assertIn("giải trình của 2 tiêu chí", made["message"])
        second_file = pathlib.Path(made["files"][0])
        self.assertEqual(second_file.name, "phieu-tham-dinh-lan-2.ods")
        document.close(True)

        document = self.opened(second_file)
        table = Table(document)
        parts = ("verdict", "value", "basis", "comment", "internal", "appraiser")
        open_cells = {(row, column) for row in table.rows for column in table.columns if not self.locked(table, row, column)}
        self.assertEqual({row for row, _ in open_cells}, {"1.4", "1.5"})
        self.assertEqual({column for row, column in open_cells if row == "1.5"}, {f"appraisal-{part}-second" for part in parts})
        self.assertEqual(table.cell("1.4", "appraisal-explanation").String, "Xem phụ lục")
        self.assertEqual(table.cell("1.4", "appraisal-verdict-second").Validation.getFormula1(), '"Giữ nguyên";"Đồng ý";"Sửa số liệu"')
        document.calculateAll()
        self.assertAlmostEqual(table.cell("thuocdo:total", "appraisal-points-second").Value, first, 9)
        self.decide(table, "1.4", "Đồng ý", "Phụ lục có đủ", stage="-second")
        agreed = campaign.require(self.command(document, "appraise", Step="accept", Basis="desk", Comment="Như giải trình"), "accept")
        self.assertIn("ở 1 tiêu chí", agreed["message"])  # of those that were explained
        self.assertEqual([table.cell("1.5", f"appraisal-{part}-second").String for part in ("verdict", "comment")], ["Đồng ý", "Như giải trình"])
        document.UndoManager.undo()
        self.decide(table, "1.5", "Sửa số liệu", "Thêm ba tin", stage="-second")
        table.cell("1.5", "appraisal-value-second").Value = 8
        panel = open_panel(self.office, document)
        document.calculateAll()
        document.store()
        told = engine(self.file, second_file)
        self.assertEqual([one for one in told["findings"]], [])
        points = {one["id"]: one for one in told["criteria"]}
        self.assertEqual(points["1.4"]["second"], points["1.4"]["self"])
        for one in told["criteria"]:
            for stage, suffix in (("first", ""), ("second", "-second")):
                cell = table.cell(one["id"], "appraisal-points" + suffix)
                if cell.String:
                    self.assertAlmostEqual(cell.Value, float(one[stage]), 9, (one["id"], stage))
        for stage, suffix in (("first", ""), ("second", "-second")):
            self.assertAlmostEqual(table.cell("thuocdo:total", "appraisal-points" + suffix).Value, float(told["total"][stage]), 9)
        self.assertGreater(float(told["total"]["second"]), float(told["total"]["first"]))
        panel.wait(lambda: any("Thẩm định lần 2: 2/2" in text for text in panel.texts()), "the second round")
        self.assertTrue(any("Thẩm định lần 1: " in text and "Thẩm định lần 2: " in text for text in panel.texts()), panel.texts())
        self.assertTrue(any("1.3" in line and "chưa giải trình" in line for line in panel.list("Còn mở")), panel.texts())
        self.assertIn("Thẩm định lần 2 đã được mở", self.refused(document, Step="second", Explanations=str(for_unit)))
        table_file = campaign.require(self.command(document, "appraise"), "appraise")["files"]
        self.assertEqual([pathlib.Path(file).name for file in table_file], ["phieu-tham-dinh-lan-2-bang.ods"])

        final_file = pathlib.Path(campaign.require(self.command(document, "appraise", Step="final"), "final")["files"][0])
        self.assertEqual(final_file.name, "phieu-tham-dinh-chinh-thuc.ods")
        document.close(True)
        document = self.opened(final_file)
        table = Table(document)
        self.assertIn("đã được mở", self.refused(document, Step="accept", Basis="desk", Comment="Như cũ"))
        self.decide(table, "1.3", "Đồng ý", "Hội đồng công nhận", stage="-final")
        self.decide(table, "1.4", "Giữ nguyên", "Như lần 2", stage="-final")
        document.calculateAll()
        document.store()
        told = engine(self.file, final_file)
        self.assertEqual(told["findings"], [])
        for one in told["criteria"]:
            cell = table.cell(one["id"], "appraisal-points-final")
            if cell.String:
                self.assertAlmostEqual(cell.Value, float(one["final"]), 9, one["id"])
        self.assertAlmostEqual(table.cell("thuocdo:total", "appraisal-points-final").Value, float(told["total"]["final"]), 9)
        self.assertNotEqual(told["total"]["final"], told["total"]["second"])

        # A register takes the working copies as they are, round by round, and comes to the same.
        book = self.own / "so.db"
        of = ("--register", book, "--programme", campaign.PROGRAMME)
        self.program("receive", self.submission, *of, "--received", "2024-01-10T08:00:00+07:00")
        for file, stage in ((self.review, "first"), (second_file, "second"), (final_file, "final")):
            self.program("appraise", file, *of)
            if stage != "final":  # closing the final one would need a verdict on every criterion
                self.program("appraise", "--unit", UNIT, "--stage", stage, "--close", *of)
        registered = json.loads(self.program("appraise", "--unit", UNIT, "--json", *of))
        self.assertEqual(registered["total"], told["total"])

    def test_what_does_not_begin_the_second_round(self):
        document = self.working_copy()
        table = Table(document)
        self.accept_all(table)
        self.decide(table, "1.4", "Sửa số liệu", "Chỉ 1 văn bản", "Thực tế")
        table.cell("1.4", "appraisal-value").Value = 1
        document.store()
        for_unit = campaign.require(self.command(document, "appraise"), "appraise")["files"][1]
        second = {"Step": "second"}
        self.assertIn("Explanations", self.refused(document, **second))
        self.assertIn("không phải bản giải trình", self.refused(document, Explanations=str(self.review), **second))
        self.assertIn("chưa có kết luận", self.refused(document, Explanations=str(self.file), **second))
        foreign = self.own / "khac.csv"
        foreign.write_text(f"Mã đơn vị,Mã tiêu chí,Giải trình\n{self.other},1.4,Xem phụ lục\n", "utf-8")
        self.assertIn("chưa giải trình", self.refused(document, Explanations=str(foreign), **second))
        for member, old, new, words in (("meta.xml", UNIT, self.other, "của đơn vị khác"),
                                        ("meta.xml", 'thuocdo.submission" meta:value-type="string">', 'thuocdo.submission" meta:value-type="string">0', "bản nộp khác")):
            copy = self.own / "khac.ods"
            shutil.copy(for_unit, copy)
            rewritten(copy, member, old, new)
            self.assertIn(words, self.refused(document, Explanations=str(copy), **second))
        self.decide(table, "1.1", "", "", "")
        self.assertIn("còn 1 tiêu chí chưa có kết luận", self.refused(document, Explanations=for_unit, **second))
        self.assertIn("còn 1 tiêu chí chưa có kết luận", self.refused(document, Step="final"))

    def test_several_reviewers(self):
        document = self.working_copy()
        others = self.own / "nhom"
        others.mkdir()
        document.store()
        table = Table(document)
        for name, decisions in (("an.ods", {"1.1": "Đồng ý", "1.4": "Sửa số liệu", "1.5": "Đồng ý"}), ("binh.ods", {"2.1": "Sửa số liệu", "1.4": "Đồng ý", "1.5": "Đồng ý"})):
            shutil.copy(self.review, others / name)
            theirs_document = self.opened(others / name, hidden=True)
            theirs = Table(theirs_document)
            for criterion, verdict in decisions.items():
                self.decide(theirs, criterion, verdict, internal="Đã đối chiếu" if criterion == "1.1" else "")
                if verdict == "Sửa số liệu":
                    cell = theirs.cell(criterion, "appraisal-value")
                    cell.String = "Không"
                    if criterion == "1.4":
                        cell.Value = 1
            theirs_document.store()
            theirs_document.close(True)
        shutil.copy(self.submission, others / "phieu-goc.ods")  # no working copy
        wrong = others / "sai.ods"
        shutil.copy(others / "an.ods", wrong)
        rewritten(wrong, "meta.xml", UNIT, self.other)
        self.decide(table, "1.3", "Đồng ý", "Của tôi")
        result = campaign.require(self.command(document, "merge", Parts=str(others)), "merge")
        found = "\n".join(result["findings"])
        self.assertIn("Đã ghép 2 bản: lấy 3 kết luận, 1 chỗ khác nhau, còn 1 chưa thống nhất", result["message"])
        self.assertIn("kết luận khác nhau", found)
        self.assertIn("1.4", found)
        self.assertIn("phieu-goc.ods", found)
        self.assertIn("của đơn vị khác", found)
        self.assertEqual(table.cell("1.1", "appraisal-verdict").String, "Đồng ý")
        self.assertEqual(table.cell("1.1", "appraisal-internal").String, "Đã đối chiếu")
        self.assertEqual(table.cell("2.1", "appraisal-value").String, "Không")
        self.assertEqual(table.cell("1.3", "appraisal-comment").String, "Của tôi")
        self.assertEqual(table.cell("1.4", "appraisal-verdict").String, "")  # neither
        document.UndoManager.undo()
        self.assertEqual(table.cell("1.1", "appraisal-verdict").String, "")
        settled = campaign.require(self.command(document, "merge", Parts=str(others), Choices="1.4=an.ods"), "merge")
        self.assertIn("lấy 4 kết luận, 1 chỗ khác nhau, còn 0 chưa thống nhất", settled["message"])
        self.assertEqual(table.cell("1.4", "appraisal-value").Value, 1)
        # Once more: nothing is left to take.
        self.assertIn("lấy 0 kết luận", self.command(document, "merge", Parts=str(others / "an.ods"))["message"])
        self.assertIn("Không có bản nào", self.command(document, "merge", Parts=str(others / "phieu-goc.ods"))["message"])

    def test_agreeing_with_what_is_left(self):
        document = self.working_copy()
        table = Table(document)
        for arguments, missing in (({"Comment": "Đủ hồ sơ"}, "Basis"), ({"Basis": "desk"}, "Comment")):
            self.assertIn(missing, self.refused(document, Step="accept", **arguments))
        self.decide(table, "1.4", "Sửa số liệu", **{"value": "1"})
        table.cell("1.5", "appraisal-question").String = "Văn bản nào?"  # begun, not decided
        made = campaign.require(self.command(document, "appraise", Step="accept", Basis="desk", Comment="Đủ hồ sơ"), "accept")
        verdicts = {row: table.cell(row, "appraisal-verdict").String for row in table.rows
                    if "|" not in row and not self.locked(table, row, "appraisal-verdict")}
        self.assertEqual({row: verdicts.pop(row) for row in ("1.4", "1.5")}, {"1.4": "Sửa số liệu", "1.5": ""})
        self.assertEqual(set(verdicts.values()), {"Đồng ý"})
        self.assertIn(f"ở {len(verdicts)} tiêu chí", made["message"])
        self.assertEqual([table.cell("1.1", "appraisal-" + key).String for key in ("basis", "comment", "value", "appraiser")], ["Hồ sơ", "Đủ hồ sơ", "", ""])
        self.assertFalse(self.command(document, "appraise", Step="accept", Basis="desk", Comment="Đủ hồ sơ")["ok"])  # nothing is left
        document.UndoManager.undo()
        self.assertEqual([table.cell(row, "appraisal-verdict").String for row in ("1.1", "1.4", "9.3")], ["", "Sửa số liệu", ""])
        document.UndoManager.redo()
        table.cell("1.5", "appraisal-verdict").String = "Đồng ý"
        table.cell("1.5", "appraisal-basis").String = "Hồ sơ"
        table.cell("1.5", "appraisal-comment").String = "Đủ"
        written = campaign.require(self.command(document, "appraise", Step="write"), "write")
        self.assertIn(f"đã kết luận {len(verdicts) + 2}/{len(verdicts) + 2} tiêu chí", written["message"])

    def test_criteria_divided_among_reviewers(self):
        document = self.working_copy()
        document.store()
        folder = self.own / "chia"
        made = campaign.require(self.command(document, "split", Division="Tổ An|1,2.1;Tổ Bình|3", Folder=str(folder)), "split")
        self.assertEqual([pathlib.Path(file).name for file in made["files"]], ["phieu-tham-dinh-to-an.ods", "phieu-tham-dinh-to-binh.ods"])
        self.assertFalse(self.command(document, "split", Division="Tổ An|1", Folder=str(folder))["ok"])  # stays as it is
        first = self.opened(made["files"][0], hidden=True)
        table = Table(first)
        open_rows = {row for row in table.rows if not self.locked(table, row, "appraisal-verdict")}
        self.assertEqual(open_rows, {"1.1", "1.2", "1.3", "1.4", "1.5", "2.1"})
        self.assertEqual({row for row in table.rows if row[0].isdigit() and "|" not in row and table.cell(row, "appraisal-verdict").Rows.getByIndex(0).IsVisible},
                         open_rows | {"1", "2"})
        self.assertEqual(table.cell("1.4", "appraisal-appraiser").String, "Tổ An")
        self.assertEqual(table.cell("1", "appraisal-appraiser").String, "")
        self.decide(table, "1.4", "Đồng ý", "Đủ văn bản")
        first.store()
        # Whoever agrees with what is left does so for these criteria only, in the name that stands there.
        agreed = campaign.require(self.command(first, "appraise", Step="accept", Basis="on-site", Comment="Đã xem"), "accept")
        self.assertIn("ở 5 tiêu chí", agreed["message"])
        self.assertEqual([table.cell("2.1", "appraisal-" + key).String for key in ("verdict", "basis", "appraiser")], ["Đồng ý", "Thực tế", "Tổ An"])
        self.assertEqual(table.cell("3.1", "appraisal-verdict").String, "")
        first.UndoManager.undo()
        second = self.opened(made["files"][1], hidden=True)
        self.decide(Table(second), "3.1", "Đồng ý", "Đủ hồ sơ")
        second.store()
        merged = campaign.require(self.command(document, "merge", Parts=str(folder)), "merge")
        self.assertIn("Đã ghép 2 bản: lấy 2 kết luận, 0 chỗ khác nhau", merged["message"])
        self.assertEqual(merged["findings"], ())
        whole = Table(document)
        self.assertEqual([whole.cell(row, "appraisal-appraiser").String for row in ("1.4", "3.1", "1.3")], ["Tổ An", "Tổ Bình", ""])

    def test_rank(self):
        document = self.working_copy()
        table = Table(document)
        panel = open_panel(self.office, document)
        self.decide(table, "1.4", "Đồng ý")
        panel.wait(lambda: any("chưa chọn kết quả" in text for text in panel.texts()), "a calm line without a result")
        told = campaign.require(self.command(document, "appraise", ResultFolder=str(self.result)), "the result")
        published = {row["unit"]: (row["rank"], float(row["published"])) for tier in json.loads((self.result / "result.json").read_text("utf-8"))["tiers"]
                     if tier["key"] == TIER for row in tier["ranked"]}
        self.assertEqual(len(published), 6)
        rank = published[UNIT][0]
        self.assertIn(f"tự đánh giá {rank}/6, thẩm định {rank}/6 (không đổi)", told["message"])
        # Down to below the last of the others.
        for criterion in [row for row in table.rows if "|" not in row and not self.locked(table, row, "appraisal-verdict")]:
            self.decide(table, criterion, "Sửa số liệu", "Không có tài liệu")
            value = table.cell(criterion, "appraisal-value")
            if not self.locked(table, criterion, "appraisal-value"):
                choices = value.Validation.Type.value
                if choices == "LIST":
                    value.String = "Không"
                else:
                    value.Value = 0
        document.calculateAll()
        document.store()
        total = float(engine_total(self.file, self.review))
        expected = 1 + sum(points > total for unit, (_, points) in published.items() if unit != UNIT)
        self.assertGreater(expected, rank)
        panel.wait(lambda: any(f"thẩm định {expected}/6 (xuống {expected - rank} bậc)" in text for text in panel.texts()), f"rank {expected} in the sidebar")
        # What cannot be compared is said; it is kept in the settings.
        self.assertEqual(self.office.configuration("/vn.thuocdo.Settings/Desk").ResultFolder, str(self.result))
        wrong = self.own / "khac"
        wrong.mkdir()
        text = (self.result / "result.json").read_text("utf-8")
        for old, new, words in ((f'"programme": "{campaign.PROGRAMME}"', '"programme": "hatinh-cqs-2021"', "chương trình hoặc kỳ khác"), ('"digest": "', '"digest": "0', "phiên bản bộ tiêu chí khác")):
            self.assertIn(old, text)
            (wrong / "result.json").write_text(text.replace(old, new, 1), "utf-8")
            os.utime(wrong / "result.json", ns=(len(old), len(old)))
            self.assertIn(words, self.command(document, "appraise", ResultFolder=str(wrong))["message"])
        self.assertIn("Xếp hạng: ", self.command(document, "appraise", ResultFolder=str(self.own / "không có"))["message"])
        self.assertIn("Chưa chọn kết quả", self.command(document, "appraise", ResultFolder="")["message"])

    def test_what_was_decided_goes_into_the_register(self):
        book = self.own / "sổ.db"
        with_book = ["--programme", campaign.PROGRAMME, "--register", book]
        self.program("receive", self.file, *with_book, "--received", "2024-01-10 08:00")
        document = self.working_copy()
        table = Table(document)
        self.accept_all(table)
        self.decide(table, "1.4", "Sửa số liệu", value="1")
        document.calculate()
        entering = dict(Step="enter", Register=str(book))
        told = self.command(document, "appraise", **entering, Who="Tổ 1")
        self.assertTrue(told["ok"], told["message"])
        stood = json.loads(self.program("appraise", *with_book, "--unit", UNIT, "--json"))
        in_table = self.own / "bằng bảng.db"
        self.program("receive", self.file, "--programme", campaign.PROGRAMME, "--register", in_table, "--received", "2024-01-10 08:00")
        written = campaign.require(self.command(document, "appraise", Step="write"), "write")
        self.program("appraise", written["files"][0], "--programme", campaign.PROGRAMME, "--register", in_table, "--who", "Tổ 1")
        self.assertEqual(stood, json.loads(self.program("appraise", "--programme", campaign.PROGRAMME, "--register", in_table, "--unit", UNIT, "--json")))
        # Again: all is there. Another reviewer who says otherwise: both are kept, and it is told.
        self.assertIn("đã ghi 0", self.command(document, "appraise", **entering, Who="Tổ 1")["message"])
        self.decide(table, "1.4", "Đồng ý")
        table.cell("1.4", "appraisal-value").String = ""
        differs = self.command(document, "appraise", **entering, Who="Tổ 2")
        self.assertFalse(differs["ok"])
        self.assertIn("sổ giữ cả hai", differs["message"])
        self.assertIn("Tổ 1", "\n".join(differs["findings"]))
        self.assertIn("Tổ 2", "\n".join(differs["findings"]))
        self.program("audit", "--register", book)
        # The rank, from the register as it stands.
        sheets = CampaignSheets(campaign.PROGRAMME, self.own / "scratch")
        sheets.write_submitted({(self.other, 3): self.own / "den khac" / f"{self.other}.ods"}, "2024-01-09T08:00:00+07:00")
        self.program("receive", self.own / "den khac", *with_book, "--received", "2024-01-10 08:00")
        self.addCleanup(self.command, document, "appraise", ResultFolder="")
        ranked = campaign.require(self.command(document, "appraise", Step="rank", Register=str(book)), "rank")
        self.assertRegex(ranked["message"], "tự đánh giá [12]/2, thẩm định [12]/2")
        folder = pathlib.Path(self.office.configuration("/vn.thuocdo.Settings/Desk").ResultFolder)
        self.assertTrue(json.loads((folder / "result.json").read_text("utf-8"))["tiers"])
        # A register with another sheet of the unit, with none, or that is not there.
        other = self.own / "khác.db"
        sheets.write_submitted({(UNIT, 3): self.own / "den" / f"{UNIT}.ods"}, "2024-01-09T08:00:00+07:00")
        self.program("receive", self.own / "den", "--programme", campaign.PROGRAMME, "--register", other, "--received", "2024-01-10 08:00")
        self.assertIn("không có cùng số liệu", self.command(document, "appraise", Step="enter", Register=str(other))["message"])
        empty = self.own / "trống.db"
        self.program("receive", self.own / "den khac", "--programme", campaign.PROGRAMME, "--register", empty, "--received", "2024-01-10 08:00")
        self.assertIn("Chưa ghi gì", self.command(document, "appraise", Step="enter", Register=str(empty))["message"])
        self.assertFalse(self.command(document, "appraise", Step="enter", Register=str(self.own / "không có.db"))["ok"])
        self.assertFalse(self.command(document, "appraise", Step="rank")["ok"])

    def test_what_is_wrong_is_told_and_nothing_written(self):
        document = self.working_copy()
        table = Table(document)
        self.decide(table, "1.4", "Sửa số liệu", "Không rõ", "Thực tế")
        table.cell("1.4", "appraisal-value").String = "nhiều"
        table.cell("1.5", "appraisal-verdict").String = "Đồng ý"
        result = self.command(document, "appraise")
        self.assertFalse(result["ok"])
        found = "\n".join(result["findings"])
        self.assertIn("1.4", found)
        self.assertIn("1.5: chưa ghi căn cứ", found)
        self.assertIn("1.5: chưa ghi ý kiến", found)
        address = table.cell("1.5", "appraisal-comment").AbsoluteName.split(".")[-1].replace("$", "")
        self.assertIn(address + ":", found)
        # The same in English, where the desk speaks it.
        settings = self.office.configuration("/vn.thuocdo.Settings/Desk", write=True)
        settings.Language = "en"
        settings.commitChanges()
        try:
            english = self.command(document, "appraise")
        finally:
            settings.Language = ""
            settings.commitChanges()
        self.assertIn("There are errors, so nothing was done.", english["message"])
        told = "\n".join(english["findings"])
        for words in ('Criterion 1.4: "nhiều" is not a number.', "Criterion 1.5: the verdict has no basis. Choose desk, on site or third-party figure.",
                      "Criterion 1.5: the verdict has no comment. Write a sentence that the unit will read."):
            self.assertIn(words, told)
        self.assertEqual(len(english["findings"]), len(result["findings"]))
        # Check looks at the reviewers' columns, and says that what is unfinished there does not count.
        checked = self.command(document, "check")
        self.assertFalse(checked["ok"])
        self.assertEqual(checked["findings"], result["findings"])
        self.assertIn(f"{len(result['findings'])} chỗ phải sửa trong các cột thẩm định", checked["message"])
        # Neither is it a sheet to submit, nor is there one to be opened instead.
        self.assertIn("Đây là bản thẩm định", self.refused(document, "submit"))
        self.assertEqual(sorted(path.name for path in self.own.iterdir() if path.suffix == ".ods" and not path.name.startswith(".")),
                         ["phieu-tham-dinh.ods", "phieu.ods"])

    def test_what_is_no_submission(self):
        empty = self.opened("private:factory/scalc", hidden=True)
        self.assertIn("không phải phiếu", self.refused(empty))
        draft = self.own / "nhap.ods"
        shutil.copy(self.folder / f"{UNIT}.ods", draft)
        self.assertIn("chưa nộp", self.refused(self.opened(draft, hidden=True)))
        for member, old, new, words in (("content.xml", "Quyết định số 268/QĐ-UBND", "Quyết định số 269/QĐ-UBND", "bị sửa sau khi nộp"),
                                        ("meta.xml", 'meta:name="thuocdo.digest">', 'meta:name="thuocdo.digest">0', "phiên bản")):
            altered = self.own / f"{member[:3]}.ods"
            shutil.copy(self.submission, altered)
            rewritten(altered, member, old, new)
            self.assertIn(words, self.refused(self.opened(altered, hidden=True)))

    def test_where_nothing_can_be_written(self):
        # Of a submission that is open for reading only a copy can be made, but not where there is no folder.
        submission = self.opened(self.file, hidden=True, ReadOnly=True)
        self.assertIn("không có", self.refused(submission, File=str(self.own / "không có" / "x.ods")).lower())
        self.review = pathlib.Path(campaign.require(self.command(submission, "appraise"), "appraise")["files"][0])
        submission.close(True)
        document = self.opened(self.review, ReadOnly=True)
        self.assertIn("chỉ mở để đọc", self.refused(document, "merge", Parts=str(self.review)))

    def test_a_working_copy_in_which_the_units_answers_were_changed(self):
        document = self.working_copy()
        table = Table(document)
        table.sheet.unprotect("")
        table.cell("1.4", "value").Value = 2
        self.assertIn("đã bị sửa", self.refused(document))
        self.assertIn("đã bị sửa", self.refused(document, "merge", Parts=str(self.review)))


if __name__ == "__main__":
    unittest.main()
