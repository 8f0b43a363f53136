"""Figures that other bodies supply, through the program: --figures of score, explain and consolidate."""
import json
import pathlib
import sys
import tempfile
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from cli_test import environment, run  # noqa: E402
from ods_writer import properties, write_sheet  # noqa: E402

TEMPLATES = environment(THUOCDO_TEMPLATES=str(HERE.parent / "addin" / "templates"))
ANSWERS = """criterion,field,value
1.1,value,co
1.2,a,1
1.2,b,2
2.1,a,30
2.1,b,10
2.2,a,10
2.3,a,1
2.3,b,2
2.3,reason,Thiếu
"""
TABLE = """Mã đơn vị;Mã tiêu chí;Mục;Số liệu;Nguồn
x-1;2.3;a;2;Báo cáo tháng 12
x-1;2.3;b;4;Báo cáo tháng 12
"""


class FiguresTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.answers = self.write("tra-loi.csv", ANSWERS)
        self.table = self.write("so-lieu.csv", TABLE)

    def write(self, name, text):
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file

    def call(self, command, *more, code=0):
        done = run(command, "--programme", "wide-2024", "--tier", "xa", "--answers", self.answers, *more, env=TEMPLATES)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def test_score_without_and_with_figures(self):
        card = json.loads(self.call("score", "--unit", "x-1", "--json").stdout)
        by_id = {one["id"]: one for one in card["criteria"]}
        self.assertEqual([by_id[id]["state"] for id in ("1.2", "2.1", "2.2", "2.3")],
                         ["scored", "provisional", "provisional", "provisional"])
        self.assertIn("coi đơn vị là cao nhất", by_id["2.1"]["why"]["vi"])
        self.assertIn("final points come at consolidation", by_id["2.1"]["why"]["en"])
        card = json.loads(self.call("score", "--unit", "x-1", "--figures", self.table, "--json").stdout)
        one = {one["id"]: one for one in card["criteria"]}["2.3"]
        self.assertEqual((one["state"], one["points"]), ("scored", "1"))
        found = [(finding["code"], finding.get("line")) for finding in card["findings"] if finding["criterion"] == "2.3"]
        self.assertEqual(found, [("figure-replaced", 2), ("figure-replaced", 3)])

    def test_explain_shows_both_figures(self):
        text = self.call("explain", "--unit", "x-1", "--criterion", "2.3", "--figures", self.table).stdout
        self.assertIn("Số liệu dùng", text)
        self.assertIn("Báo cáo tháng 12", text)
        self.assertIn("đơn vị ghi 1", " ".join(text.split()))
        english = self.call("explain", "--unit", "x-1", "--criterion", "2.3", "--figures", self.table, "--lang", "en").stdout
        self.assertIn("the unit says 1", " ".join(english.split()))

    def test_calls_that_are_wrong(self):
        self.assertIn("--unit", self.call("score", "--figures", self.table, code=2).stderr)
        missing = self.call("score", "--unit", "x-1", "--figures", self.folder / "khong-co.csv", code=1)
        self.assertIn("khong-co.csv", missing.stderr)
        headless = self.write("khac.csv", "a,b\n1,2\n")
        self.assertIn("Mã đơn vị", self.call("score", "--unit", "x-1", "--figures", headless, code=1).stderr)

    def test_a_wrong_row_is_said_with_its_line_and_the_others_go_on(self):
        table = self.write("sai.csv", TABLE + "x-1;1.1;value;co;\n")
        done = self.call("score", "--unit", "x-1", "--figures", table, code=1)
        self.assertIn("sai.csv", done.stdout)
        self.assertIn("do đơn vị tự trả lời", " ".join(done.stdout.split()))

    def test_consolidate_takes_the_table_and_refuses_a_broken_one(self):
        (self.folder / "phieu").mkdir()
        done = run("consolidate", self.folder / "phieu", "--programme", "wide-2024", "--out", self.folder / "kq",
                   "--figures", self.table, env=TEMPLATES)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        headless = self.write("khac.csv", "a,b\n1,2\n")
        done = run("consolidate", self.folder / "phieu", "--programme", "wide-2024", "--out", self.folder / "kq-2",
                   "--figures", headless, env=TEMPLATES)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertFalse((self.folder / "kq-2").exists())

    def test_documents_of_a_result_that_was_made_with_figures(self):
        sheets, result, out = self.folder / "phieu", self.folder / "kq", self.folder / "van-ban"
        sheets.mkdir()
        digest = next(one["digest"] for one in json.loads(run("programmes", "--json", env=TEMPLATES).stdout)["programmes"] if one["key"] == "wide-2024")
        rows = [("1.1", 1, "value", None), ("1.2", 1, "a", "b"), ("2.1", 1, "a", "b"), ("2.2", 1, "a", None), ("2.3", 1, "a", "b")]
        answers = {("1.1", "value"): "Có", ("1.2", "a"): 1, ("1.2", "b"): 2, ("2.1", "a"): 30, ("2.1", "b"): 10, ("2.2", "a"): 10, ("2.3", "a"): 1, ("2.3", "b"): 2, ("2.3", "reason"): "Thiếu"}
        write_sheet(sheets / "x-1.ods", properties("wide-2024", digest, "xa", "x-1", "2024"), rows, answers)
        call = [sheets, "--figures", self.table]
        done = run("consolidate", *call, "--programme", "wide-2024", "--out", result, env=TEMPLATES)
        self.assertIn("Báo cáo tháng 12", (result / "result.json").read_text("utf-8"), done.stdout)
        # Without the table the sheets do not give this result, and nothing is made.
        self.assertEqual(run("documents", result, sheets, "--out", out, env=TEMPLATES).returncode, 1)
        self.assertFalse(out.exists())
        done = run("documents", result, *call, "--out", out, env=TEMPLATES)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        with zipfile.ZipFile(out / "thong-bao" / "thong-bao-x-1.odt") as notice:
            self.assertTrue("a = 2 (do Trung tâm Điều hành cung cấp, Báo cáo tháng 12; đơn vị ghi 1)" in notice.read("content.xml").decode())


if __name__ == "__main__":
    unittest.main()
