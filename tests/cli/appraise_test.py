"""The command `appraise` as reviewers call it: tables out and in, self against appraised, two rounds, conflicts, closing, and what
`consolidate` makes of it; without a register, in SQLite and in PostgreSQL.

    THUOCDO=build/bin/thuocdo python3 tests/cli/appraise_test.py
"""

import csv
import io
import json
import pathlib
import shutil
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from cli_test import KEY, run  # noqa: E402
from postgresql_server import PostgresqlServer  # noqa: E402
from register_test import IN_TIME, Sheets  # noqa: E402


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


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
