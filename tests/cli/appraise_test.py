"""The command `appraise` as reviewers call it: tables out and in, self against appraised, two rounds, conflicts, closing, and what
`consolidate` makes of it; without a register, in SQLite and in PostgreSQL.

    THUOCDO=build/bin/thuocdo python3 tests/cli/appraise_test.py
"""

import csv
import io
import json
import pathlib
import re
import shutil
import sys
import tempfile
import unittest
import zipfile
from xml.etree import ElementTree

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from cli_test import KEY, run  # noqa: E402
from postgresql_server import PostgresqlServer  # noqa: E402
from register_test import IN_TIME, Sheets  # noqa: E402


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


INTERNAL = "Nghi-khai-khống"


def parts_of(path):
    """All text in a file, of a package that of its parts, without marks between words."""
    if path.is_dir():
        return ""
    if not zipfile.is_zipfile(path):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as package:
        return "".join(re.sub("<[^>]*>", "", package.read(name).decode("utf-8", "replace")) for name in package.namelist())


def sheets_of(path):
    """{name: rows of texts} of an .ods that the engine wrote; numbers as plain decimals."""
    office, table, text = ("{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}" % name for name in ("office", "table", "text"))
    with zipfile.ZipFile(path) as package:
        content = ElementTree.fromstring(package.read("content.xml"))
    sheets = {}
    for sheet in content.iter(table + "table"):
        rows = sheets[sheet.get(table + "name")] = []
        for row in sheet.iter(table + "table-row"):
            cells = []
            for cell in row:
                value = cell.get(office + "value") or "\n".join("".join(line.itertext()) for line in cell.iter(text + "p"))
                cells += [value] * int(cell.get(table + "number-columns-repeated", "1"))
            rows.append(cells)
    return sheets


class Base(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-appraise-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.sheets = Sheets(self.folder)

    def ends(self, code, ended):
        self.assertEqual(ended.returncode, code, ended.stdout + ended.stderr)
        return ended

    def table(self, name, *lines, head="criterion,field,verdict,value,points,basis,comment,appraiser"):
        path = self.folder / name
        path.write_text("\n".join([head, *lines]) + "\n", "utf-8")
        return path

    def edit(self, path, changes):
        """Fills cells of a table that the program wrote: {(criterion, heading): text}, in the criterion's first row."""
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8").lstrip("\ufeff"))))
        seen = set()
        for row in rows[1:]:
            criterion = row[rows[0].index("Mã tiêu chí")]
            if criterion in seen:
                continue
            seen.add(criterion)
            for (which, heading), text in changes.items():
                if which in (criterion, "*"):
                    row[rows[0].index(heading)] = text
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        path.write_text(out.getvalue(), "utf-8")
        return path


class WithoutRegister(Base):
    def setUp(self):
        super().setUp()
        self.sheet = self.sheets.submit(self.folder / "x-1.ods", "x-1")

    def test_self_and_appraised_side_by_side(self):
        table = self.table("tổ 1.csv", "1.3,a,Sửa số liệu,4,,Thực tế,Chỉ 4 máy,Tổ 1", "1.1,,Đồng ý,,,Hồ sơ,Đúng,Tổ 1")
        told = json.loads(self.ends(0, run("appraise", self.sheet, table, "--json")).stdout)
        self.assertEqual(told["total"], {"self": "23.33", "first": "20.83", "second": "20.83", "final": "20.83"})
        one = next(entry for entry in told["criteria"] if entry["id"] == "1.3")
        self.assertEqual((one["self"], one["final"], one["difference"]), ("5.83", "3.33", "-2.5"))
        self.assertEqual(one["decisions"]["first"], {"verdict": "changed", "answer": {"a": "4"}, "not_applicable": False, "basis": "on-site",
                                                     "comment": "Chỉ 4 máy", "question": "", "appraiser": "Tổ 1"})
        self.assertIn({"criterion": "1.3", "why": "not-explained", "question": ""}, told["open"])
        vi = self.ends(0, run("appraise", self.sheet, table)).stdout
        for words in ("Tự đánh giá", "-2,50", "20,83", "Thẩm định lần 1: Sửa số liệu", "Còn để ngỏ"):
            self.assertIn(words, vi)
        en = self.ends(0, run("appraise", self.sheet, table, "--lang", "en")).stdout
        for words in ("Self", "-2.50", "First appraisal: Changed", "Still open"):
            self.assertIn(words, en)
        lines = rows_of(self.ends(0, run("appraise", self.sheet, table, "--csv")).stdout)
        self.assertEqual([(line["self"], line["final"]) for line in lines if line["criterion"] == "1.3"], [("5.83", "3.33")])

    def test_a_blank_table_goes_out_and_comes_back(self):
        for name in ("bảng.ods", "bảng.csv"):
            self.ends(0, run("appraise", self.sheet, "--out", self.folder / name))
            told = json.loads(self.ends(0, run("appraise", self.sheet, self.folder / name, "--json")).stdout)
            self.assertEqual(told["total"]["final"], "23.33", name)
            self.assertEqual(told["findings"], [], name)
        self.edit(self.folder / "bảng.csv", {("1.3", "Kết luận"): "Sửa số liệu", ("1.3", "Số liệu thẩm định"): "4",
                                             ("1.3", "Căn cứ thẩm định"): "Thực tế", ("1.3", "Ý kiến thẩm định"): "Chỉ 4 máy"})
        told = json.loads(self.ends(0, run("appraise", self.sheet, self.folder / "bảng.csv", "--json")).stdout)
        self.assertEqual(told["total"]["final"], "20.83")

    def test_what_cannot_count_is_told_by_row(self):
        table = self.table("sai.csv", "9.9,,Đồng ý,,,Hồ sơ,x,", "1.3,a,Sửa số liệu,99,,Hồ sơ,x,", "1.1,,Đồng ý,,,,x,", "2.1,,Chấm điểm,,3,Hồ sơ,x,")
        told = json.loads(self.ends(1, run("appraise", self.sheet, table, "--json")).stdout)
        self.assertEqual([(one["line"], one["code"]) for one in told["findings"]],
                         [(2, "criterion-unknown"), (5, "appraisal-points-computed"), (3, "ratio-above-one"), (4, "appraisal-basis-missing")])
        self.assertEqual(told["total"]["final"], "23.33")

    def test_bad_input_is_told_in_both_languages(self):
        for lines, vi, en in (
                (["9.9,,Đồng ý,,,Hồ sơ,x,"], "Không có tiêu chí “9.9” trong bộ tiêu chí cấp xa.", 'There is no criterion "9.9" in the criteria of tier xa.'),
                (["1.3,a,Đúng rồi,4,,Hồ sơ,x,"], "“Đúng rồi” không dùng được ở cột Kết luận. Hãy chọn: Đồng ý, Sửa số liệu, Chấm điểm, Giữ nguyên.",
                 '"Đúng rồi" cannot be used in the column verdict. Choose: Accepted, Changed, Judged, Kept.'),
                (["1.3,a,,4,,Hồ sơ,x,"], "có nội dung thẩm định nhưng chưa ghi kết luận.", "something is filled in, but no verdict."),
                (["1.3,a,Sửa số liệu,4,,,x,"], "chưa ghi căn cứ thẩm định.", "the verdict has no basis."),
                (["1.3,a,Sửa số liệu,4,,Hồ sơ,,"], "chưa ghi ý kiến thẩm định.", "the verdict has no comment."),
                (["1.3,,Sửa số liệu,,,Hồ sơ,x,"], "chưa ghi số liệu thẩm định.", "the answer changes, but no answer is given."),
                (["1.3,a,Đồng ý,4,,Hồ sơ,x,"], "kết luận là “Đồng ý” nhưng lại có số liệu thẩm định.", 'the verdict is "Accepted", but another answer stands beside it.'),
                (["1.3,a,Sửa số liệu,7,,Hồ sơ,x,"], "số liệu thẩm định không làm thay đổi điểm.", "the changed answer leaves the points as they were."),
                (["2.1,,Chấm điểm,,3,Hồ sơ,x,"], "không chấm trực tiếp. Hãy sửa số liệu.", "not given by hand. Change the answer instead."),
                (["1.3,,Giữ nguyên,,,Hồ sơ,x,"], "lần 1 không có kết quả trước đó để giữ nguyên.", "the first appraisal has nothing before it to keep."),
                (["1.3,a,Sửa số liệu,nhiều,,Hồ sơ,x,"], "“nhiều” không phải là số.", '"nhiều" is not a number.'),
                (["1.3,a,Sửa số liệu,99,,Hồ sơ,x,"], "tử số 99 lớn hơn mẫu số 12.", "the numerator 99 is more than the denominator 12."),
                (["1.3,a,Sửa số liệu,4,,Hồ sơ,x,", "1.3,a,Sửa số liệu,5,,Hồ sơ,x,"], "dòng này khác dòng 2 ở cột Số liệu thẩm định;", "this row differs from row 2 in the column value;")):
            table = self.table("sai.csv", *lines)
            for language, words in (("vi", vi), ("en", en)):
                ended = run("appraise", self.sheet, table, "--lang", language)
                self.assertIn(f"sai.csv:{1 + len(lines)}: ", ended.stdout)
                self.assertIn(words, " ".join(ended.stdout.split()))
        # What the sentence offers is taken, in both languages.
        for verdict in ("Accepted", "Đồng ý"):
            self.ends(0, run("appraise", self.sheet, self.table("được.csv", f"1.3,,{verdict},,,{'Desk' if verdict == 'Accepted' else 'Hồ sơ'},x,")))

    def test_two_reviewers_who_differ(self):
        one = self.table("tổ 1.csv", "1.3,a,Sửa số liệu,4,,Thực tế,Chỉ 4 máy,Tổ 1")
        two = self.table("tổ 2.csv", "1.3,a,Sửa số liệu,5,,Hồ sơ,Có 5 máy,Tổ 2")
        told = json.loads(self.ends(1, run("appraise", self.sheet, one, two, "--json")).stdout)
        self.assertEqual([(one["criterion"], len(one["decisions"])) for one in told["conflicts"]], [("1.3", 2)])
        self.assertIn("Tổ 1", told["findings"][0]["message"]["vi"])

    def test_wrong_calls(self):
        self.ends(2, run("appraise"))
        self.ends(2, run("appraise", self.sheet, "--stage", "third"))
        self.ends(2, run("appraise", self.sheet, "--close"))
        self.ends(1, run("appraise", self.folder / "nowhere.ods"))


class RegisterTests:
    def setUp(self):
        super().setUp()
        self.register = self.book()
        self.incoming = self.folder / "đến"
        for unit in ("x-1", "x-2"):
            self.sheets.submit(self.incoming / f"{unit}.ods", unit)
        self.ends(0, run("receive", self.incoming, "--programme", KEY, "--register", self.register, "--received", IN_TIME))

    def appraise(self, *more, code=0):
        return self.ends(code, run("appraise", *more, "--programme", KEY, "--register", self.register)).stdout

    def shown(self, unit="x-1", code=0):
        return json.loads(self.appraise("--unit", unit, "--json", code=code))

    def consolidate(self):
        out = self.folder / "kết quả"
        shutil.rmtree(out, ignore_errors=True)
        self.ends(0, run("consolidate", "--register", self.register, "--programme", KEY, "--out", out))
        return out

    def test_two_rounds_to_the_ranking(self):
        out = self.consolidate()
        self.assertFalse((out / "appraised.csv").exists())  # nobody has begun
        self.assertNotIn("self", (out / "result.json").read_text("utf-8"))

        self.appraise("--unit", "x-1", "--assign", "Tổ 1", "--criterion", "1", "--who", "Trưởng đoàn")
        table = self.folder / "lần 1.csv"
        self.appraise("--unit", "x-1", "--out", table)
        self.edit(table, {("*", "Kết luận"): "Đồng ý", ("*", "Căn cứ thẩm định"): "Hồ sơ", ("*", "Ý kiến thẩm định"): "Đúng hồ sơ"})
        self.edit(table, {("1.3", "Kết luận"): "Sửa số liệu", ("1.3", "Số liệu thẩm định"): "4", ("1.3", "Ghi chú nội bộ"): "Nghi khai khống"})
        told = json.loads(self.appraise(table, "--who", "Tổ 2", "--json", code=1))
        self.assertEqual({one["code"] for one in told["findings"]}, {"appraisal-not-assigned"})
        self.assertEqual((told["entered"], told["refused"]), (3, 3))  # group 1 is another's
        told = json.loads(self.appraise(table, "--who", "Tổ 1", "--json"))
        self.assertEqual((told["entered"], told["known"], told["refused"]), (3, 3, 0))
        self.assertEqual(json.loads(self.appraise(table, "--who", "Tổ 1", "--json"))["known"], 6)  # once more changes nothing
        self.assertNotIn("khống", self.appraise("--unit", "x-1"))
        self.assertIn("khống", self.appraise("--unit", "x-1", "--internal"))

        # While it is open the unit's own points count, and that is told.
        out = self.consolidate()
        lines = rows_of((out / "appraised.csv").read_text("utf-8"))
        self.assertEqual([(line["unit"], line["closed"], line["self"], line["appraised"]) for line in lines if not line["criterion"]],
                         [("x-1", "0", "23.33", "23.33"), ("x-2", "0", "23.33", "23.33")])
        self.assertIn("unit-appraisal-open", (out / "findings.csv").read_text("utf-8"))

        self.appraise("--unit", "x-1", "--stage", "final", "--close", code=1)
        self.appraise("--unit", "x-1", "--close")
        reply = self.folder / "giải trình.csv"
        self.appraise("--unit", "x-1", "--out", reply, "--for-unit")
        self.assertNotIn("khống", reply.read_text("utf-8"))
        self.assertEqual({row["Mã tiêu chí"] for row in rows_of(reply.read_text("utf-8"))}, {"1.3"})
        self.edit(reply, {("1.3", "Giải trình của đơn vị"): "Còn 2 máy ở trạm y tế"})
        self.assertEqual(json.loads(self.appraise(reply, "--who", "Xã Một", "--json"))["entered"], 1)
        second = self.folder / "lần 2.csv"
        self.appraise("--unit", "x-1", "--stage", "second", "--out", second)
        self.edit(second, {("1.3", "Kết luận"): "Sửa số liệu", ("1.3", "Số liệu thẩm định"): "6", ("1.3", "Căn cứ thẩm định"): "Thực tế",
                           ("1.3", "Ý kiến thẩm định"): "Đã xem 2 máy"})
        self.appraise("--unit", "x-1", "--stage", "second", "--close", code=1)
        self.appraise(second, "--who", "Tổ 1")
        for stage in ("second", "final"):
            self.appraise("--unit", "x-1", "--stage", stage, "--close")
        self.assertEqual(self.shown()["total"], {"self": "23.33", "first": "20.83", "second": "22.5", "final": "22.5"})

        out = self.consolidate()
        ranking = {row["unit"]: row for row in rows_of((out / "ranking.csv").read_text("utf-8"))}
        self.assertEqual((ranking["x-1"]["rank"], ranking["x-1"]["total"]), ("2", "22.5"))
        self.assertEqual((ranking["x-2"]["rank"], ranking["x-2"]["total"]), ("1", "23.33"))
        cut = next(line for line in rows_of((out / "appraised.csv").read_text("utf-8")) if line["unit"] == "x-1" and line["criterion"] == "1.3")
        self.assertEqual((cut["closed"], cut["self"], cut["appraised"], cut["difference"], cut["verdict"], cut["basis"], cut["comment"]),
                         ("1", "5.83", "5", "-0.83", "changed", "on-site", "Đã xem 2 máy"))
        self.assertNotIn("khống", "".join(path.read_text("utf-8") for path in out.iterdir() if path.suffix != ".ods"))

        # Open again with a reason: the unit's own points count until it is closed again.
        self.appraise("--unit", "x-1", "--stage", "final", "--reopen", code=1)
        self.appraise("--unit", "x-1", "--stage", "final", "--reopen", "--basis", "Biên bản số 9")
        self.assertEqual(self.shown()["closed"], ["first", "second"])
        self.assertTrue(json.loads(self.ends(0, run("audit", "--register", self.register, "--json")).stdout)["sound"])

    def appraise_whole(self, unit, changes):
        """Everything is accepted but what `changes` says; then all is closed."""
        table = self.folder / f"{unit}.csv"
        self.appraise("--unit", unit, "--out", table)
        self.edit(table, {("*", "Kết luận"): "Đồng ý", ("*", "Căn cứ thẩm định"): "Hồ sơ", ("*", "Ý kiến thẩm định"): "Đúng hồ sơ", ("*", "Ghi chú nội bộ"): INTERNAL})
        self.edit(table, changes)
        self.appraise(table, "--who", "Tổ 1")
        for stage in ("first", "second", "final"):
            self.appraise("--unit", unit, "--stage", stage, "--close")

    def test_what_is_published_of_an_appraisal(self):
        cut = {("1.3", "Kết luận"): "Sửa số liệu", ("1.3", "Số liệu thẩm định"): "4", ("1.3", "Ý kiến thẩm định"): "Chỉ thấy 4 máy", ("1.3", "Căn cứ thẩm định"): "Thực tế"}
        self.appraise_whole("x-1", cut)
        out = self.folder / "kết quả"
        call = ["consolidate", "--register", self.register, "--programme", KEY, "--out", out, "--robustness", "--lang", "en"]
        self.ends(0, run(*call))
        self.ends(0, run("verify-result", out, "--register", self.register))
        self.ends(0, run("documents", out, "--register", self.register, "--out", self.folder / "văn bản"))
        self.ends(0, run("publish", out, "--out", self.folder / "trang"))
        # Not among sheets, whose folder would then hold a result.json and be taken for a result.
        sheets = self.folder / "thư mục phiếu"
        sheets.mkdir()
        (sheets / "x-1.ods").write_bytes(b"PK")
        refused = run("publish", out, "--out", sheets)
        self.ends(2, refused)
        self.assertIn("thư mục riêng", refused.stderr)
        self.assertEqual([file.name for file in sheets.iterdir()], ["x-1.ods"])

        book = sheets_of(out / "tong-hop.ods")
        units = {row[2]: row for row in book["Thẩm định – Đơn vị"] if len(row) > 10}
        self.assertEqual(units["Xã Một"][3:9], ["Đã khóa", "23.33", "20.83", "20.83", "20.83", "-2.5"])
        self.assertEqual(units["Xã Một"][10], "1")
        self.assertEqual(units["Xã Hai"][3:9], ["Chưa khóa", "23.33", "", "", "23.33", "0"])
        criteria = {row[1]: row for row in book["Thẩm định – Tiêu chí"] if len(row) > 9}
        self.assertEqual(criteria["3"][4:], ["1", "1", "100", "1", "0", "-2.5", "-2.5"])
        self.assertEqual(criteria["1"][4:9], ["1", "0", "0", "0", "0"])
        changes = [row for row in book["Thẩm định – Thay đổi"] if row[1:2] == ["Xã Một"]]
        self.assertEqual([row[4:] for row in changes], [["5.83", "3.33", "-2.5", "Sửa số liệu", "Thực tế", "Chỉ thấy 4 máy"]])
        self.assertIn("Appraisal – changes", sheets_of(out / "consolidation.ods"))

        notice = parts_of(self.folder / "văn bản" / "thong-bao" / "thong-bao-x-1.odt")
        for part in ("Chỉ thấy 4 máy", "Thay đổi qua thẩm định", "1 tiêu chí, -2,50 điểm", "Tổng điểm đơn vị tự đánh giá"):
            self.assertIn(part, notice)
        self.assertNotIn("Thay đổi qua thẩm định", parts_of(self.folder / "văn bản" / "thong-bao" / "thong-bao-x-2.odt"))

        # Internal comments stand in the register and nowhere else.
        self.assertIn(INTERNAL, self.appraise("--unit", "x-1", "--internal"))
        published = [path for folder in (out, self.folder / "văn bản", self.folder / "trang") for path in folder.rglob("*") if path.is_file()]
        self.assertGreater(len(published), 15)
        for path in published:
            self.assertNotIn(INTERNAL, parts_of(path), path)
        self.assertTrue(any("Chỉ thấy 4 máy" in parts_of(path) for path in (self.folder / "trang").rglob("*")))

        # What is appraised cannot fail any more, and nobody is sent to look at it again.
        plan = rows_of((out / "verification.csv").read_text("utf-8"))
        self.assertEqual({row["unit"] for row in plan} - {"x-2"}, set())
        firm = json.loads(self.ends(0, run("robustness", "--register", self.register, "--programme", KEY, "--json")).stdout)["tiers"][-1]
        self.assertEqual((firm["claims"] > 0, firm["verified"] > 0), (True, True))
        self.assertEqual({check["unit"] for check in firm["checks"]} - {"x-2"}, set())
        self.assertIn("đã thẩm định xong", run("robustness", "--register", self.register, "--programme", KEY).stdout)
        self.ends(2, run("robustness", self.incoming, "--register", self.register, "--programme", KEY))

        # The next round is told who lost most in this one.
        self.ends(0, run("consolidate", "--register", self.register, "--programme", KEY, "--out", self.folder / "sau", "--previous", out))
        flags = {(row["unit"], row["flag"]): row for row in rows_of((self.folder / "sau" / "flags.csv").read_text("utf-8"))}
        self.assertEqual(flags["x-1", "claims-cut"]["criteria"], "1.3")
        self.assertIn("23,33, thẩm định còn 20,83 (giảm 10,72 %)", flags["x-1", "claims-cut"]["message_vi"])
        self.assertNotIn(("x-2", "claims-cut"), flags)
        self.assertTrue(any(row[1:3] == ["Xã Một", "Kỳ trước bị giảm nhiều khi thẩm định"] for row in sheets_of(self.folder / "sau" / "tong-hop.ods")["Điểm cần xem"]))

        # Once nothing is appraised any more, the folder does not look as if it were.
        self.ends(0, run("consolidate", self.incoming, "--programme", KEY, "--out", out))
        self.assertFalse((out / "appraised.csv").exists())
        self.assertNotIn("Thẩm định – Đơn vị", sheets_of(out / "tong-hop.ods"))
        self.ends(0, run("verify-result", out, self.incoming))

    def test_a_later_sheet_begins_anew_and_everybody_is_told(self):
        self.appraise(self.table("một.csv", "1.3,a,Sửa số liệu,4,,Thực tế,Chỉ 4 máy,Tổ 1"), "--unit", "x-1")
        self.sheets.submit(self.folder / "sau" / "x-1 (sửa).ods", "x-1", 1)
        call = ("receive", self.folder / "sau", "--programme", KEY, "--register", self.register, "--received", IN_TIME)
        self.ends(1, run(*call))  # does not say that it replaces the other
        decided = self.ends(0, run("decide", "3", "--accept", "--basis", "Công văn số 9", "--register", self.register))
        self.assertIn("Phiếu này thay cho phiếu số 1 của đơn vị", decided.stdout)
        self.assertIn("số 3: Phiếu này thay cho phiếu số 1", run("status", "--programme", KEY, "--register", self.register).stdout)
        self.assertIn("takes the place of the unit's number 1", run("status", "--programme", KEY, "--register", self.register, "--lang", "en").stdout)
        self.assertIn("phiếu đã có 1 kết luận thẩm định", self.appraise("--unit", "x-1"))
        self.assertIn("appraisal-begins-anew", [one["code"] for one in self.shown()["findings"]])

    def test_a_conflict_is_told_kept_and_settled(self):
        one = self.table("tổ 1.csv", "1.3,a,Sửa số liệu,4,,Thực tế,Chỉ 4 máy,Tổ 1")
        two = self.table("tổ 2.csv", "1.3,a,Sửa số liệu,5,,Hồ sơ,Có 5 máy,Tổ 2")
        self.appraise(one, "--unit", "x-1")
        self.assertIn("Tổ 1", self.appraise(two, "--unit", "x-1", code=1))
        told = self.shown(code=1)
        self.assertEqual([one["appraiser"] for one in told["conflicts"][0]["decisions"]], ["Tổ 1", "Tổ 2"])
        self.assertIn("Xung đột", self.appraise("--unit", "x-1", code=1))
        table = self.folder / "thống nhất.csv"
        self.appraise("--unit", "x-1", "--out", table, "--criterion", "1.3")
        self.edit(table, {("1.3", "Kết luận"): "Sửa số liệu", ("1.3", "Số liệu thẩm định"): "5", ("1.3", "Căn cứ thẩm định"): "Thực tế",
                          ("1.3", "Ý kiến thẩm định"): "Hai tổ đã xem lại"})
        self.appraise(table, "--who", "Trưởng đoàn")
        self.assertEqual(self.shown()["conflicts"], [])

    def test_a_unit_without_a_sheet(self):
        self.assertIn("không có phiếu", self.appraise("--unit", "x-3", code=1))


class SqliteTest(RegisterTests, Base):
    def book(self):
        return self.folder / "so.db"


class PostgresqlTest(RegisterTests, Base):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresqlServer()
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.__exit__, None, None, None)
        cls.count = 0

    def book(self):
        type(self).count += 1
        return self.server.url(f"thamdinh{self.count}")


if __name__ == "__main__":
    unittest.main()
