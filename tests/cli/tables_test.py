"""Tables of criteria and of units through the program: what it makes of them, and that it makes all of it or nothing."""
import json
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from cli_test import PROGRAM, TABLES, environment, run  # noqa: E402


def bytes_in(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def large_table(rows=5000):
    lines = ["STT,Tiêu chí,Điểm tối đa,Cách tính,Nguồn số liệu"]
    for group in range(1, rows // 50 + 1):
        lines.append(f"{group},Nhóm {group},98,,")
        for one in range(1, 50):
            lines.append(f'{group}.{one},Tiêu chí {group}.{one},2,"a = Số hồ sơ; b = Tổng số; Điểm = a/b × điểm tối đa",Cổng dịch vụ công')
    return "\n".join(lines) + "\n"


class TablesTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return file

    def ends(self, code, done):
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def import_criteria(self, table, out, *more):
        return run("import-criteria", table, "--out", out, *more)

    # ---- all or nothing

    def test_a_full_disk_leaves_no_new_folder_and_old_files(self):
        table = self.write("bang.csv", large_table(500))

        def small_files_only():
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

        out = self.folder / "tinh" / "nam-2026"
        done = self.ends(3, run("import-criteria", table, "--out", out, preexec_fn=small_files_only))
        self.assertIn("tệp quá lớn", done.stderr)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["bang.csv"])

        out = self.folder / "nam-2026"
        self.ends(0, self.import_criteria(TABLES / "dti-huyen.csv", out, "--tier", "xa"))
        before = bytes_in(out)
        self.ends(3, run("import-criteria", table, "--out", out, "--tier", "xa", preexec_fn=small_files_only))
        self.assertEqual(bytes_in(out), before)

    def test_killed_at_any_moment_it_leaves_the_old_or_the_new(self):
        table = self.write("bang.csv", large_table(2000))
        whole = self.folder / "du"
        started = time.monotonic()
        self.ends(0, self.import_criteria(table, whole))
        length = time.monotonic() - started
        wanted = bytes_in(whole)["xa.xml"]
        old = self.folder / "cu"
        self.ends(0, self.import_criteria(TABLES / "dti-huyen.csv", old, "--tier", "xa"))
        before = bytes_in(old)["xa.xml"]
        seen = set()
        for attempt in range(12):
            new = self.folder / f"moi-{attempt}"
            for out in (new, old):
                running = subprocess.Popen([PROGRAM, "import-criteria", str(table), "--out", str(out), "--tier", "xa"], env=environment(),
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                # Most of the attempts near the end, when files are written.
                time.sleep(length * (0.6 + 0.5 * attempt / 12))
                running.send_signal(signal.SIGKILL)
                running.wait(timeout=60)
            if new.exists():
                self.assertEqual(sorted(bytes_in(new)), ["programme.xml", "units.csv", "xa.xml"])
                self.assertEqual(bytes_in(new)["xa.xml"], wanted)
            now = (old / "xa.xml").read_bytes()
            self.assertIn(now, (before, wanted))
            seen.add((new.exists(), now == wanted))
        self.assertGreater(len(seen), 1, "every attempt ended the same way")

    # ---- bad input, as it is typed, pasted and saved

    def told(self, table, code, *more, out=None):
        """code@cell of what is told, notes aside; nothing is written where the table cannot be used."""
        out = out or self.folder / "moi"
        before = bytes_in(out) if out.exists() else None
        done = self.ends(code, self.import_criteria(table, out, "--json", *more))
        result = json.loads(done.stdout)
        if code:
            self.assertEqual((result["written"], bytes_in(out) if out.exists() else None), ([], before))
        for one in result["findings"]:
            self.assertTrue(one["message"]["vi"] and one["message"]["en"], one)
        return [f'{one["code"]}@{one["cell"]}' for one in result["findings"]], result

    def test_tables_that_cannot_be_used(self):
        head = "STT,Tiêu chí,Điểm tối đa,Cách tính\n"
        coded = "Mã,Thuộc mục,Tiêu chí,Điểm tối đa\n"
        for text, wanted in (
                ("", "file-empty@"),
                ("\n\n", "table-header-missing@"),
                ("Kính gửi: Sở Thông tin và Truyền thông\nĐề nghị góp ý\n", "table-header-missing@"),
                (head, "table-no-criteria@A1"),
                (head + "1,Mạng,,\n", "table-maximum-missing@C2"),
                (head + "1,Mạng,1.234,\n", "table-maximum-invalid@C2"),
                (head + "1,Mạng,hai,\n", "table-maximum-invalid@C2"),
                (head + "1,Mạng,2,\n1,Máy,2,\n", "table-number-repeated@A3"),
                (coded + "A,B,Một,1\nB,A,Hai,1\n", "table-parent-circular@B2"),
                (coded + "A,A,Một,1\n", "table-parent-circular@B2"),
                (coded + "A,,Một,1\nA,,Hai,1\n", "table-id-repeated@A3"),
                (coded + "A,Z,Một,1\n", "table-parent-unknown@B2"),
                (b"PK\x03\x04" + b"\x00" * 60, "file-damaged@"),
                (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "file-encrypted@"),
                (b"STT,Ti\xeau ch\xed\n", "table-not-text@"),
                ('STT,"Tiêu chí\n', "table-quotes-broken@"),
                ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><office:document/>", None)):
            told, _ = self.told(self.write("bang.csv", text), 1)
            if wanted:
                self.assertIn(wanted, told, text)
            self.assertFalse((self.folder / "moi").exists())

    def test_what_a_page_holds_besides_criteria(self):
        table = self.write("bang.csv", """ỦY BAN NHÂN DÂN TỈNH,,,
BỘ TIÊU CHÍ NĂM 2026,,,
STT,Tiêu chí,Điểm tối đa,Cách tính
(1),(2),(3),(4)
I,HẠ TẦNG,"4,5",
1,Mạng,2,Có: 2; Không: 0
,Ghi chú: không tính mạng của nhà mạng,,
2,Máy tính,"2,5 điểm","Có: 2,5; Không: 0"
STT,Tiêu chí,Điểm tối đa,Cách tính
II,NHÂN LỰC,5,
1,Tập huấn,5,"Điểm = Tỷ lệ nhân điểm tối đa; a: Số người; b: Tổng số"
,Tổng cộng,"9,5",
,(*) Số liệu đến hết ngày 30/11,,
""")
        told, result = self.told(table, 0)
        self.assertEqual([one["id"] for one in result["criteria"]], ["I", "I.1", "I.2", "II", "II.1"])
        self.assertEqual(result["maximum"], "9.5")
        for code in ("table-row-ignored@B7", "table-heading-repeated@A9", "table-total-agrees@C12", "table-row-ignored@B13"):
            self.assertIn(code, told)

    def test_merged_cells_and_two_tables_on_one_sheet(self):
        def cell(text, spans=""):
            return f'<table:table-cell office:value-type="string"{spans}><text:p>{text}</text:p></table:table-cell>'
        covered, gap = "<table:covered-table-cell/>", "<table:table-cell/>"
        two_down = ' table:number-rows-spanned="2"'
        rows = [[cell("BỘ TIÊU CHÍ", ' table:number-columns-spanned="5"')] + [covered] * 4,
                [cell("STT", two_down), cell("Tiêu chí", two_down), cell("Điểm", ' table:number-columns-spanned="2"'), covered, cell("Minh chứng", two_down)],
                [covered, covered, cell("Điểm tối đa"), cell("Tự chấm"), covered],
                [cell("1"), cell("Mạng"), cell("2"), gap, cell("Báo cáo chung", two_down)],
                [cell("2"), cell("Máy"), cell("3"), gap, covered],
                [gap],
                [cell("TT"), cell("Nội dung"), cell("Thang điểm"), gap, gap],
                [cell("1"), cell("Việc khác"), cell("9"), gap, gap]]
        names = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text"))
        body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
        told, result = self.told(self.write("bang.fods", f'<office:document {names} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>'
                                            f'<office:spreadsheet><table:table table:name="Phụ lục">{body}</table:table></office:spreadsheet></office:body></office:document>'), 0)
        self.assertEqual([one["id"] for one in result["criteria"]], ["1", "2"])
        for code in ("table-second@A7", "table-cells-merged@E5", "table-numbers-as-text@C4"):
            self.assertIn(code, told)

    def test_five_thousand_rows(self):
        told, result = self.told(self.write("bang.csv", large_table()), 0)
        self.assertEqual((len(result["criteria"]), result["maximum"]), (5000, "9800"))
        self.assertEqual({one.split("@")[0] for one in told}, {"table-rule-proposed"})

    def test_the_year_of_deadlines(self):
        table = self.write("bang.csv", "STT,Tiêu chí,Điểm tối đa,Cách tính\n1,Kế hoạch,1,Trong tháng 1: 1; từ tháng 2 trở đi hoặc không có: 0\n")
        out = self.folder / "moi"
        self.assertEqual(self.told(table, 0, out=out)[1]["criteria"][0]["rule"], "choice")
        # The folder's programme knows its year.
        self.assertEqual(self.told(table, 0, out=out)[1]["criteria"][0]["rule"], "deadline")
        self.told(table, 0, "--year", "2031", out=out)
        self.assertIn('by="2031-01-31"', (out / "xa.xml").read_text(encoding="utf-8"))
        self.assertEqual(self.import_criteria(table, out, "--year", "mai").returncode, 2)


if __name__ == "__main__":
    unittest.main()
