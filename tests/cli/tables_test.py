"""Tables of criteria and of units through the program: what it makes of them, and that it makes all of it or nothing."""
import json
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from cli_test import PROGRAM, TABLES, environment, run  # noqa: E402

TEMPLATES = HERE.parents[1] / "templates"


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
        too_early, too_late = 0, 2 * (time.monotonic() - started)
        wanted = bytes_in(whole)["xa.xml"]
        old = self.folder / "cu"
        self.ends(0, self.import_criteria(TABLES / "dti-huyen.csv", old, "--tier", "xa"))
        before = bytes_in(old)["xa.xml"]
        seen = set()
        for attempt in range(12):
            # Ever nearer to the moment when the files are written, wherever it is on this machine today.
            wait = (too_early + too_late) / 2
            new = self.folder / f"moi-{attempt}"
            for out in (new, old):
                running = subprocess.Popen([PROGRAM, "import-criteria", str(table), "--out", str(out), "--tier", "xa"], env=environment(),
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(wait)
                running.send_signal(signal.SIGKILL)
                running.wait(timeout=60)
            if new.exists():
                self.assertEqual(sorted(bytes_in(new)), ["programme.xml", "units.csv", "xa.xml"])
                self.assertEqual(bytes_in(new)["xa.xml"], wanted)
            now = (old / "xa.xml").read_bytes()
            self.assertIn(now, (before, wanted))
            if new.exists():
                too_late = wait
            else:
                too_early, too_late = wait, max(too_late, 1.3 * wait)
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
        self.assertEqual({one.split("@")[0] for one in told},
                         {"table-rule-proposed", "ratio-open", "denominator-repeated", "evidence-unnamed"})

    def test_the_year_of_deadlines(self):
        table = self.write("bang.csv", "STT,Tiêu chí,Điểm tối đa,Cách tính\n1,Kế hoạch,1,Trong tháng 1: 1; từ tháng 2 trở đi hoặc không có: 0\n")
        out = self.folder / "moi"
        self.assertEqual(self.told(table, 0, out=out)[1]["criteria"][0]["rule"], "choice")
        # The folder's programme knows its year.
        self.assertEqual(self.told(table, 0, out=out)[1]["criteria"][0]["rule"], "deadline")
        self.told(table, 0, "--year", "2031", out=out)
        self.assertIn('by="2031-01-31"', (out / "xa.xml").read_text(encoding="utf-8"))
        self.assertEqual(self.import_criteria(table, out, "--year", "mai").returncode, 2)

    # ---- what goes out comes back

    def test_an_ods_of_criteria_comes_back_with_the_same_digest(self):
        for tier in ("so", "xa"):
            table = self.folder / f"{tier}.ods"
            self.ends(0, run("export-criteria", TEMPLATES / "mau-2-cap", "--tier", tier, "--out", table))
            copy = self.folder / "mau-2-cap"
            shutil.copytree(TEMPLATES / "mau-2-cap", copy, dirs_exist_ok=True)
            before = self.digest_of(copy)
            (copy / f"{tier}.xml").unlink()
            shutil.copy(TEMPLATES / "mau-2-cap" / f"{tier}.xml", copy)
            self.ends(0, self.import_criteria(table, copy, "--tier", tier))
            self.assertEqual(self.digest_of(copy), before)

    def digest_of(self, programme):
        listed = json.loads(self.ends(0, run("programmes", "--json", "--templates", programme.parent)).stdout)["programmes"]
        return next(one["digest"] for one in listed if one["key"] == programme.name)

    # ---- units

    def test_units_for_a_programme(self):
        programme = self.folder / "mau-2-cap"
        shutil.copytree(TEMPLATES / "mau-2-cap", programme)
        before = (programme / "units.csv").read_bytes()
        for suffix in ("ods", "csv"):
            table = self.folder / f"donvi.{suffix}"
            self.ends(0, run("export-units", programme, "--out", table))
            self.ends(0, run("import-units", table, "--out", programme))
            self.assertEqual((programme / "units.csv").read_bytes(), before)
        # The programme has no districts.
        wrong = self.write("sai.csv", "Mã,Tên đơn vị,Cấp\nh-1,Huyện Một,huyện\nx-1,Xã Một,xã\n")
        done = self.ends(1, run("import-units", wrong, "--out", programme))
        self.assertIn("sai.csv, C2", done.stdout)
        self.assertIn("Không ghi tệp nào", done.stdout)
        self.assertEqual((programme / "units.csv").read_bytes(), before)
        good = self.write("dung.csv", "STT,Tên đơn vị\nI,\"CÁC SỞ, BAN, NGÀNH\"\n1,Sở Tài chính\nII,CÁC XÃ\n1,Xã Biển Hồ\n2,Phường Diên Hồng\n")
        done = self.ends(0, run("import-units", good, "--out", programme))
        self.assertIn("xa-bien-ho", (programme / "units.csv").read_text(encoding="utf-8"))
        self.assertIn("so-tai-chinh", done.stdout)
        self.ends(0, run("lint", programme))

    def test_units_into_a_file_and_wrong_calls(self):
        table = self.write("a.csv", "Tên đơn vị,Cấp\nSở Một,sở\n")
        out = self.folder / "o" / "don-vi.csv"
        result = json.loads(self.ends(0, run("import-units", table, "--out", out, "--json")).stdout)
        self.assertEqual((result["units"][0]["code"], result["written"]), ("so-mot", str(out)))
        self.assertTrue(out.exists())
        for arguments in (["import-units", table], ["import-units", "--out", out], ["export-units", "--out", out], ["series"],
                          ["import-units", table, "--out", out, "--tier", "lang"]):
            self.assertEqual(run(*arguments).returncode, 2, arguments)
        self.ends(1, run("import-units", self.folder / "khong-co.csv", "--out", out))

    def test_a_key_alone_is_the_users_own_programme(self):
        own = self.folder / "own" / "cua-toi"
        shutil.copytree(TEMPLATES / "mau-2-cap", own)
        definition = own / "programme.xml"
        definition.write_text(definition.read_text("utf-8").replace('key="mau-2-cap"', 'key="cua-toi"'), "utf-8")
        table = self.write("a.csv", "Tên đơn vị,Cấp\nSở Một,sở\n")
        done = run("import-units", table, "--out", "cua-toi", cwd=self.folder, env=environment(THUOCDO_PROGRAMMES=str(own.parent)))
        self.ends(0, done)
        self.assertIn("so-mot", (own / "units.csv").read_text("utf-8"))
        self.assertFalse((self.folder / "cua-toi").exists())

    # ---- the series of the years

    def test_the_series_goes_through_a_merger(self):
        programme = self.folder / "t" / "mau-2-cap"
        shutil.copytree(TEMPLATES / "mau-2-cap", programme)
        (programme / "units.csv").write_text(
            "code,name,tier,parent,placeholder,valid-from,valid-to,merged-into,excluded\n"
            "x-1,Xã Mới,xa,,,2025-07-01,,,\nx-a,Xã A,xa,,,,2025-06-30,x-1,\nx-b,Xã B,xa,,,,2025-06-30,x-1,\n", encoding="utf-8")

        def result(name, round_name, units):
            ranked = [{"rank": rank, "tied": False, "unit": unit, "name": f"Tên {unit}", "total": total, "maximum": "100", "percent": total}
                      for rank, (unit, total) in enumerate(units, 1)]
            self.write(f"{name}/result.json", json.dumps({"programme": "mau-2-cap", "round": round_name, "tiers": [
                {"key": "xa", "ranked": ranked, "unranked": [{"unit": "x-b", "name": "Tên x-b", "reason": "absent"}] if name == "cu" else []}]}))
            return self.folder / name

        old, new = result("cu", "2024", [("x-a", "70.5")]), result("moi", "2025", [("x-1", "90")])
        table = self.folder / "chuoi.csv"
        calls = ["series", old, new / "result.json", "--templates", programme.parent]
        done = self.ends(0, run(*calls, "--out", table))
        for words in ("Xã Mới", "90 · hạng 1", "← Tên x-a (x-a)", "70,5 · hạng 1"):
            self.assertIn(words, done.stdout)
        self.assertIn("x-1,Xã Mới,xa,2024,x-a,Tên x-a,1,70.5,100,70.5,,", table.read_text(encoding="utf-8-sig"))
        years = json.loads(self.ends(0, run(*calls, "--json")).stdout)["units"][0]["years"]
        self.assertEqual([[one["unit"] for one in year["results"]] for year in years], [["x-a", "x-b"], ["x-1"]])
        self.ends(1, run("series", old, old, "--templates", programme.parent))
        self.ends(1, run("series", self.folder / "khong-co", "--templates", programme.parent))
        self.ends(1, run("series", self.write("khac.json", "{}"), "--templates", programme.parent))


if __name__ == "__main__":
    unittest.main()
