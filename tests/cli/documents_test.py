"""The documents that approve a result, opened in a real LibreOffice: their figures are those of result.json, nobody's name is a
formula, what is not known is a marked gap, and the same result gives the same bytes."""
import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from xml.etree import ElementTree
from zipfile import ZipFile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "addin")]
import cli_test  # noqa: E402
from cli_test import KEY, TEMPLATES, environment, run  # noqa: E402
from office import PROGRAM as OFFICE  # noqa: E402
from office import Office, file_url, property_value  # noqa: E402

HOSTILE = '=1+1 <Xã> & "Hai"'
PICTURES = os.environ.get("THUOCDO_PICTURES")
REPORT = """<approval symbol="QĐ-UBND"><issuer><vi>Ủy ban nhân dân tỉnh Thử</vi></issuer><place><vi>Thử</vi></place></approval>
  <general-report>
    <heading number="1"><vi>Điều kiện</vi></heading>
    <heading number="1.1" level="2"><vi>Số liệu chung</vi>
      <figure kind="sum"><vi>Dân số</vi><unit><vi>người</vi></unit><of tier="xa" criterion="2.3" field="value"/></figure>
      <figure kind="ratio"><vi>Hồ sơ trực tuyến</vi><of tier="xa" criterion="1.3" field="a" base="b"/></figure>
      <figure kind="units"><vi>Xã có quyết định</vi><of tier="xa" criterion="1.1" field="value" answer="co"/></figure>
      <figure kind="full"><vi>Xã đạt điểm tối đa về mức độ</vi><of tier="xa" criterion="1.2"/></figure>
      <figure kind="units"><vi>Xã và huyện có quyết định</vi><of tier="xa" criterion="1.1" field="value" answer="co"/><of tier="huyen" criterion="1.1" field="value" answer="co"/></figure>
    </heading>
  </general-report>
  <tiers>"""


def decimal(text):
    """1.5 and 1,50 as one text."""
    whole, _, rest = text.replace(",", ".").partition(".")
    rest = rest.rstrip("0")
    return whole + ("." + rest if rest else "")


class Documents(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="thuocdo-documents-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        cls.templates = cls.folder / "templates"
        shutil.copytree(TEMPLATES, cls.templates)
        definition = cls.templates / KEY / "programme.xml"
        definition.write_text(definition.read_text("utf-8").replace("<tiers>", REPORT, 1), "utf-8")
        units = cls.templates / KEY / "units.csv"
        with open(units, encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        for row in rows:
            if row[0] == "x-2":
                row[1] = HOSTILE
        with open(units, "w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        cls.environment = environment(THUOCDO_TEMPLATES=str(cls.templates))
        cli_test.CliTest.digest = json.loads(run("programmes", "--json", env=cls.environment).stdout)["programmes"][0]["digest"]
        maker = cli_test.CliTest("test_consolidate")
        maker.setUp()
        cls.addClassCleanup(maker.doCleanups)
        cls.sheets = maker.campaign()
        cls.result = cls.folder / "ketqua"
        done = run("consolidate", cls.sheets, "--programme", KEY, "--out", cls.result, env=cls.environment)
        assert done.returncode == 1, done.stderr
        cls.json = json.loads((cls.result / "result.json").read_text("utf-8"))
        cls.out = cls.folder / "vanban"
        done = run("documents", cls.result, cls.sheets, "--out", cls.out, env=cls.environment)
        assert done.returncode == 0, done.stdout + done.stderr
        cls.said = done.stdout
        cls.office = None

    def opened(self, path):
        if not (OFFICE / "libswlo.so").exists():
            self.fail("LibreOffice Writer is not there: package libreoffice-writer")
        if self.office is None:
            type(self).office = Office(self.folder / "office")
            self.office.start()
            self.addClassCleanup(self.office.stop)
        document = self.office.desktop.loadComponentFromURL(file_url(path), "_blank", 0, (property_value("Hidden", True),))
        self.assertIsNotNone(document, path)
        self.addCleanup(document.close, True)
        return document

    def rows_of(self, document, head):
        """The table whose first row begins with `head`, as texts."""
        for name in document.TextTables.ElementNames:
            table = document.TextTables.getByName(name)
            rows = [[table.getCellByPosition(c, r).String for c in range(table.Columns.Count)] for r in range(table.Rows.Count)]
            if rows[0][:len(head)] == head:
                yield rows

    def paragraphs(self, document):
        elements, texts = document.Text.createEnumeration(), []
        while elements.hasMoreElements():
            element = elements.nextElement()
            if element.supportsService("com.sun.star.text.Paragraph"):
                texts.append(element.String)
        return texts

    def pdf(self, document, name):
        path = self.folder / (name + ".pdf")
        document.storeToURL(file_url(path), (property_value("FilterName", "writer_pdf_Export"),))
        if PICTURES:
            subprocess.run(["pdftoppm", "-r", "60", "-png", path, pathlib.Path(PICTURES) / name], check=True, timeout=120)
        return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, timeout=60, check=True).stdout.split("\f")[:-1]

    def test_what_is_written(self):
        self.assertEqual(sorted(path.name for path in self.out.iterdir()), ["phu-luc-1-huyen.ods", "phu-luc-2-xa.ods", "quyet-dinh.odt", "thong-bao"])
        self.assertEqual(sorted(path.name for path in (self.out / "thong-bao").iterdir()),
                         [f"thong-bao-{unit}.odt" for unit in ("h-1", "h-2", "x-1", "x-2", "x-3", "x-4", "x-5", "x-6")])
        self.assertIn("8 thông báo", self.said)
        self.assertIn("--pdf", self.said)

    def test_notices_of_units_that_are_gone_are_taken_away(self):
        out = self.folder / "lần sau"
        shutil.copytree(self.out, out)
        notices = out / "thong-bao"
        untouched = (notices / "thong-bao-x-2.odt").read_bytes()
        (notices / "thong-bao-x-99.odt").write_bytes(untouched)
        (notices / "thong-bao-x-99.pdf").write_bytes(b"%PDF")
        (notices / "thong-bao-cua-toi.odt").write_bytes(b"mine")
        (notices / "ghi chú.txt").write_text("mine", "utf-8")
        saved = self.opened(notices / "thong-bao-x-2.odt")  # somebody filled in the gaps and saved it
        saved.storeToURL(file_url(notices / "thong-bao-x-98.odt"), ())
        done = run("documents", self.result, self.sheets, "--out", out, env=self.environment)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual({path.name for path in notices.iterdir() if not path.name.startswith(".~lock")}, {path.name for path in (self.out / "thong-bao").iterdir()}
                         | {"thong-bao-x-98.odt", "thong-bao-cua-toi.odt", "ghi chú.txt"})

    def test_the_annexes_are_the_result(self):
        document = self.opened(self.out / "quyet-dinh.odt")
        annexes = list(self.rows_of(document, ["Hạng", "Đơn vị"]))
        self.assertEqual(len(annexes), 2)
        for rows, tier in zip(annexes, self.json["tiers"]):
            total = rows[0].index("Tổng điểm")
            self.assertEqual([(row[0], row[1], decimal(row[total])) for row in rows[1:]],
                             [(str(unit["rank"]) + ("=" if unit["tied"] else ""), unit["name"], decimal(unit["total"])) for unit in tier["ranked"]])
            for row, unit in zip(rows[1:], tier["ranked"]):
                groups = [one for one in unit["criteria"] if one["id"] in ("1", "2")]
                self.assertEqual([decimal(cell) for cell in row[2:total]], [decimal(one["points"]) for one in groups])
        left_out = list(self.rows_of(document, ["STT", "Đơn vị", "Lý do"]))
        self.assertEqual([[row[1] for row in rows[1:]] for rows in left_out], [[one["name"] for one in tier["unranked"]] for tier in self.json["tiers"]])

    def test_the_layout_of_official_documents(self):
        document = self.opened(self.out / "quyet-dinh.odt")
        styles = document.StyleFamilies.getByName("PageStyles")
        for name in ("first", "next", "wide-first", "wide-next"):
            page = styles.getByName(name)
            upper = page.TopMargin + (page.HeaderHeight if page.HeaderIsOn else 0)
            for size, least, most in ((upper, 2000, 2500), (page.BottomMargin, 2000, 2500), (page.LeftMargin, 3000, 3500), (page.RightMargin, 1500, 2000)):
                self.assertTrue(least - 5 <= size <= most + 5, (name, size))
            self.assertEqual(sorted([round(page.Width / 100), round(page.Height / 100)]), [210, 297])
            self.assertEqual(page.HeaderIsOn, name.endswith("next"))
        self.assertEqual(document.StyleFamilies.getByName("ParagraphStyles").getByName("body").CharFontName, "Times New Roman")
        pages = self.pdf(document, "quyet-dinh")
        for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN TỈNH THỬ", "Số: […", "/QĐ-UBND", "QUYẾT ĐỊNH",
                     "Căn cứ Quyết định số 1/QĐ-UBND ngày 05 tháng 5 năm 2025 thử;", "Điều 1.", "DỰ THẢO", "BỘ TIÊU CHÍ CHƯA CHÍNH THỨC"):
            self.assertIn(part, pages[0])
        first = [number for number, page in enumerate(pages) if any(word in page for word in ("QUYẾT ĐỊNH\n", "BÁO CÁO KẾT QUẢ\n", "Phụ lục I\n", "Phụ lục II\n"))]
        self.assertEqual(len(first), 4)
        for number, page in enumerate(pages):
            top = page.strip().splitlines()[0].strip()
            if number in first:
                self.assertNotRegex(top, r"^\d+$")
            else:
                self.assertEqual(top, str(number - max(one for one in first if one < number) + 1))
        whole = "".join(pages)
        for part in ("Điều 3.", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "CHỨC VỤ NGƯỜI KÝ"):
            self.assertIn(part, whole)

    def test_gaps_are_marked_and_nothing_else(self):
        for path in [self.out / "quyet-dinh.odt", *(self.out / "thong-bao").iterdir()]:
            content = ZipFile(path).read("content.xml").decode("utf-8")
            gaps = re.findall(r'<text:span text:style-name="blank">([^<]*)</text:span>', content)
            self.assertIn("[… số]", gaps)
            self.assertTrue(any("họ và tên" in gap for gap in gaps))
            self.assertEqual(len(gaps), content.count("[…"))

    def test_figures_of_the_report_are_those_of_the_sheets(self):
        document = self.opened(self.out / "quyet-dinh.odt")
        said = [text for text in self.paragraphs(document) if text.startswith("- ")]
        # Four sheets count; 1.1 does not apply to one.
        for part in ("- Dân số: 12.084 người.", "- Hồ sơ trực tuyến: 58,33% (28/48).", "- Xã có quyết định: 3/3 đơn vị, đạt 100,00%.",
                     "- Xã đạt điểm tối đa về mức độ: 1/4 đơn vị, đạt 25,00%.", "- Xã và huyện có quyết định: 4/4 đơn vị, đạt 100,00%."):
            self.assertTrue(any(text.startswith(part) for text in said), (part, said))
        notes = [document.Footnotes.getByIndex(i).String.strip() for i in range(document.Footnotes.Count)]
        self.assertIn("Tổng “Thông tin: người” của tiêu chí 6, 4/4 đơn vị được xếp hạng cấp Xã có số liệu.", notes)
        self.assertIn("Số đơn vị trả lời “Có” ở “Trả lời” của tiêu chí 1, 3/4 đơn vị được xếp hạng cấp Xã có số liệu, 1 không áp dụng.", notes)
        shown = json.loads(run("documents", self.result, self.sheets, "--out", self.folder / "json", "--json", env=self.environment).stdout)
        self.assertEqual([one["value"] for one in shown["figures"]], [re.search(": (.*)[.]", text)[1] for text in said if re.search(r"\d", text)][:5])
        self.assertEqual(shown["figures"][1]["parts"][0]["sum"], "28")

    def test_a_notice_says_why(self):
        unit = next(one for one in self.json["tiers"][1]["ranked"] if one["unit"] == "x-2")
        document = self.opened(self.out / "thong-bao" / "thong-bao-x-2.odt")
        rows = next(self.rows_of(document, ["STT", "Tiêu chí"]))[1:]
        self.assertEqual([decimal(row[3]) for row in rows], [decimal(one["points"]) for one in unit["criteria"]])
        ratio = rows[3]
        for part in ("Vì sao: a = Số trực tuyến", "a = 7; b = 12", "Lý do: Chưa đủ kinh phí", "Kiểm chứng: Số 1/KH-UBND", "Vì sao: ", "5,83"):
            self.assertIn(part, ratio[4])
        text = document.Text.String + "\n".join(self.paragraphs(document))
        self.assertIn("Thứ hạng: 2/4", text)
        self.assertIn("(đồng hạng)", text)
        self.assertIn(HOSTILE, text)
        self.pdf(document, "thong-bao")
        absent = self.opened(self.out / "thong-bao" / "thong-bao-x-6.odt")
        self.assertIn("Chưa nộp", "\n".join(self.paragraphs(absent)))
        self.assertIn("không áp dụng", next(self.rows_of(self.opened(self.out / "thong-bao" / "thong-bao-x-4.odt"), ["STT", "Tiêu chí"]))[2][4].lower())

    def test_the_tables_hold_numbers_and_no_formula(self):
        document = self.opened(self.out / "phu-luc-2-xa.ods")  # by Calc
        sheet = document.Sheets[0]
        head = next(row for row in range(5) if sheet.getCellByPosition(0, row).String == "Hạng")
        names = [sheet.getCellByPosition(c, head).String for c in range(11)]
        total, unit = names.index("Tổng điểm"), names.index("Đơn vị")
        for i, ranked in enumerate(self.json["tiers"][1]["ranked"]):
            row = head + 1 + i
            self.assertEqual(sheet.getCellByPosition(total, row).Value, float(ranked["total"]))
            self.assertEqual(sheet.getCellByPosition(unit, row).String, ranked["name"])
            self.assertEqual(sheet.getCellByPosition(unit, row).Type.value, "TEXT")
        # All with the same decimals, behind a comma.
        ranked = self.json["tiers"][1]["ranked"]
        longest = max(len(one["total"].partition(".")[2]) for one in ranked)
        self.assertGreater(longest, 0)
        self.assertEqual({len(sheet.getCellByPosition(total, head + 1 + i).String.partition(",")[2]) for i in range(len(ranked))}, {longest})
        self.assertIn("chưa chính thức", sheet.getCellByPosition(0, 1).String)

    def test_the_packages_are_sound_and_the_same_every_time(self):
        again = self.folder / "lai"
        done = run("documents", self.result, self.sheets, "--out", again, env=self.environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        for path in sorted(self.out.rglob("*.od?")):
            self.assertEqual((again / path.relative_to(self.out)).read_bytes(), path.read_bytes(), path.name)
            package = ZipFile(path)
            self.assertIsNone(package.testzip())
            self.assertEqual(package.namelist()[0], "mimetype")
            listed = {one.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path") for one in ElementTree.fromstring(package.read("META-INF/manifest.xml"))}
            self.assertEqual(listed, {"/", *package.namelist()} - {"mimetype", "META-INF/manifest.xml"})
            for name in package.namelist()[1:]:
                ElementTree.fromstring(package.read(name))

    def test_from_a_register(self):
        book, result, out = self.folder / "so.db", self.folder / "ketqua-so", self.folder / "vanban-so"
        run("receive", self.sheets, "--programme", KEY, "--register", book, "--received", "2025-12-01T08:00+07:00", env=self.environment)
        done = run("consolidate", "--register", book, "--programme", KEY, "--out", result, env=self.environment)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        done = run("documents", result, "--register", book, "--out", out, env=self.environment)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(len(list((out / "thong-bao").iterdir())), 8)
        self.assertIn("Xã Một", ZipFile(out / "quyet-dinh.odt").read("content.xml").decode("utf-8"))
        self.assertEqual(run("documents", self.result, "--register", book, "--out", out, env=self.environment).returncode, 2)

    def test_what_somebody_changed_is_kept(self):
        out = self.folder / "sua"
        make = ["documents", self.result, self.sheets, "--out", out]
        self.assertEqual(run(*make, env=self.environment).stderr, "")
        self.assertEqual(run(*make, env=self.environment).stderr, "")  # nothing was changed
        made = {path.relative_to(out): path.read_bytes() for path in out.rglob("*.od?")}
        notice = sorted((out / "thong-bao").glob("*.odt"))[0]
        table = sorted(out.glob("*.ods"))[0]
        changed = {}
        for path in (out / "quyet-dinh.odt", notice, table):
            saved = subprocess.run(["soffice", f"-env:UserInstallation={(self.folder / 'ho-so').as_uri()}", "--headless", "--convert-to", path.suffix[1:],
                                    "--outdir", self.folder / "luu", path], capture_output=True, text=True, timeout=300)
            self.assertEqual(saved.returncode, 0, saved.stderr)
            path.write_bytes((self.folder / "luu" / path.name).read_bytes())
            changed[path.with_name(f"{path.stem}.da-sua-1{path.suffix}")] = path.read_bytes()
        (out / "quyet-dinh.pdf").write_bytes(b"%PDF")
        again = run(*make, env=self.environment)
        self.assertEqual(again.returncode, 0, again.stderr)
        for path, content in changed.items():
            self.assertEqual(path.read_bytes(), content)
            self.assertIn(path.name, again.stderr)
        self.assertEqual((out / "quyet-dinh.da-sua-1.pdf").read_bytes(), b"%PDF")
        self.assertEqual({path.relative_to(out): path.read_bytes() for path in out.rglob("*.od?") if path not in changed}, made)

    def test_no_documents_of_another_result(self):
        other = self.folder / "khac"
        shutil.copytree(self.result, other)
        text = (other / "result.json").read_text("utf-8")
        (other / "result.json").write_text(text.replace('"total": "23.33"', '"total": "23.34"'), "utf-8")
        done = run("documents", other, self.sheets, "--out", self.folder / "khong", env=self.environment)
        self.assertEqual(done.returncode, 1)
        self.assertIn("không cho ra đúng kết quả", done.stderr)
        self.assertFalse((self.folder / "khong").exists())
        for wrong in ([self.result], [self.result, self.sheets, self.sheets, "--out", self.out], [self.result, self.sheets]):
            self.assertEqual(run("documents", *wrong, env=self.environment).returncode, 2)
        self.assertEqual(run("documents", self.result, self.folder / "x", "--out", self.folder / "y", env=self.environment).returncode, 1)


if __name__ == "__main__":
    unittest.main()
