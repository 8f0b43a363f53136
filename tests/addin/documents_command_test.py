"""The draft decision from Calc: the same bytes as the program writes, each document with its PDF, made by the office itself; what
does not belong together is said, and nothing is written then. The program makes the same PDFs through the office of the machine."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
from xml.etree import ElementTree

BUILD = pathlib.Path(os.environ["THUOCDO_BUILD"])
os.environ.setdefault("THUOCDO", str(BUILD / "bin" / "thuocdo"))
for folder in ("journeys", "cli", "addin"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / folder))

import campaign  # noqa: E402
from campaign_sheets import CampaignSheets, environment, run  # noqa: E402
from office_case import OfficeCase  # noqa: E402

KEY = "gialai-dti-2023"


def contents(folder, *ends):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.suffix in ends}


class DocumentsCommand(OfficeCase):
    prefix = "thuocdo-dự thảo & "

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sheets = cls.folder / "phiếu"
        made = CampaignSheets(KEY, cls.folder / "scratch")
        cls.units = [row["code"] for row in made.units if row["tier"] == "so"][:4]
        made.write_drafts({(code, 1): cls.sheets / f"{code}.ods" for code in cls.units})
        cls.result = cls.folder / "kết quả"
        run("consolidate", cls.sheets, "--programme", KEY, "--out", cls.result, codes=(0, 1))

    def setUp(self):
        made = tempfile.TemporaryDirectory(prefix="ra ", dir=self.folder)
        self.addCleanup(made.cleanup)
        self.place = pathlib.Path(made.name)

    def documents(self, **arguments):
        given = {"Result": str(self.result), "Folder": str(self.sheets), "Out": str(self.place / "văn bản"), **arguments}
        return campaign.result_of(self.office.dispatch(None, "vn.thuocdo:documents", Silent=True, **given))

    def test_the_same_bytes_as_the_program_writes(self):
        out = self.place / "văn bản"
        result = self.documents(Pdf=False)
        self.assertTrue(result["ok"], result["message"])
        other = self.place / "bằng lệnh"
        run("documents", self.result, self.sheets, "--out", other)
        mine = contents(out, ".odt", ".ods")
        self.assertEqual(mine, contents(other, ".odt", ".ods"))
        self.assertIn("quyet-dinh.odt", mine)
        self.assertEqual(contents(out, ".pdf"), {})
        # What somebody may have edited is not replaced unasked.
        (out / "quyet-dinh.odt").write_bytes(b"edited")
        self.assertIn("đã có quyet-dinh.odt", self.documents(Pdf=False)["message"])
        self.assertEqual((out / "quyet-dinh.odt").read_bytes(), b"edited")
        self.assertTrue(self.documents(Pdf=False, Overwrite=True)["ok"])

    def test_the_workbook_in_front_says_which_result(self):
        document = self.office.open(self.result / "tong-hop.ods")
        try:
            made = campaign.result_of(self.office.dispatch(document, "vn.thuocdo:documents", Silent=True, Pdf=False, Folder=str(self.sheets)))
        finally:
            document.close(True)
        self.assertTrue(made["ok"], made["message"])
        self.assertTrue((self.result / "van-ban" / "quyet-dinh.odt").is_file())
        # Any other document says nothing.
        nothing = campaign.result_of(self.office.dispatch(None, "vn.thuocdo:documents", Silent=True, Pdf=False, Folder=str(self.sheets)))
        self.assertFalse(nothing["ok"])

    def test_every_document_has_its_pdf(self):
        out = self.place / "văn bản"
        result = self.documents()
        self.assertTrue(result["ok"], result["message"])
        documents = {name.removesuffix(".odt") for name in contents(out, ".odt")}
        pdfs = contents(out, ".pdf")
        self.assertEqual({name.removesuffix(".pdf") for name in pdfs}, documents)
        for name, bytes_ in pdfs.items():
            self.assertTrue(bytes_.startswith(b"%PDF-"), name)
            self.assertIn(b"pdfaid", bytes_, name)  # archives take it
        text = subprocess.run(["pdftotext", "-layout", out / "quyet-dinh.pdf", "-"], capture_output=True, encoding="utf-8", check=True).stdout
        self.assertIn("QUYẾT ĐỊNH", text)
        self.assertIn("Sở", text)
        self.assertEqual([file.name for file in out.rglob("*") if file.name.startswith((".", "~"))], [])
        self.assertEqual(len(self.office.documents()), 0)  # none stays open

    def test_from_a_register(self):
        book = self.place / "so.db"
        run("receive", self.sheets, "--programme", KEY, "--register", book, "--received", "2023-12-10T09:00:00+07:00", codes=(0, 1))
        result = self.place / "theo sổ"
        run("consolidate", "--register", book, "--programme", KEY, "--out", result, codes=(0, 1))
        self.assertIn("từ sổ tiếp nhận", self.documents(Result=str(result), Pdf=False)["message"])
        self.assertIn("từ một thư mục phiếu", self.documents(Folder=str(book), Pdf=False)["message"])
        done = self.documents(Result=str(result), Folder="", Register=str(book), Pdf=False)
        self.assertTrue(done["ok"], done["message"])

    def test_a_result_that_was_made_with_figures(self):
        key = "binhthuan-cntt-2019"
        made = CampaignSheets(key, self.place / "nháp")
        unit = next(row["code"] for row in made.units if row["tier"] == "so")
        sheets, result, table = self.place / "phiếu", self.place / "kết quả", self.place / "số liệu.csv"
        made.write_drafts({(unit, 1): sheets / f"{unit}.ods"})
        criterion, fields = next((name, fields) for name, fields in self.supplied(key, "so") if fields)
        table.write_text("Mã đơn vị;Mã tiêu chí;Mục;Số liệu;Nguồn\n" + "".join(f"{unit};{criterion};{field};{value};Báo cáo 12\n" for field, value in fields), "utf-8")
        run("consolidate", sheets, "--programme", key, "--figures", table, "--out", result, codes=(0, 1))
        self.assertIn("Báo cáo 12", (result / "result.json").read_text("utf-8"))
        given = {"Result": str(result), "Folder": str(sheets), "Pdf": False}
        self.assertIn("không cho ra đúng kết quả này", self.documents(**given)["message"])
        self.assertIn("Không đọc được bảng số liệu", self.documents(**given, Figures=str(self.place / "không có.csv"))["message"])
        done = self.documents(**given, Figures=str(table))
        self.assertTrue(done["ok"], done["message"])
        other = self.place / "bằng lệnh"
        run("documents", result, sheets, "--figures", table, "--out", other)
        self.assertEqual(contents(self.place / "văn bản", ".odt", ".ods"), contents(other, ".odt", ".ods"))

    @staticmethod
    def supplied(key, tier):
        """Criteria for which another body supplies figures, with one of each field."""
        root = ElementTree.parse(campaign.SOURCE / "templates" / key / f"{tier}.xml").getroot()
        space = "{urn:thuocdo:definition:1}"
        for one in root.iter(space + "criterion"):
            if one.find(space + "supplied-by") is not None and one.find(space + "ratio") is not None:
                yield one.get("id"), (("a", 1), ("b", 4))

    def test_what_does_not_belong_together_is_said(self):
        changed = self.place / "phiếu khác"
        shutil.copytree(self.sheets, changed)
        (changed / f"{self.units[0]}.ods").unlink()
        for arguments, words in ((dict(Result=str(self.sheets)), "không có kết quả"), (dict(Result=str(self.place / "không có")), "không có kết quả"),
                                 (dict(Folder=str(self.place / "không có")), "Không có thư mục"), (dict(Folder=str(changed)), "không cho ra đúng kết quả này"),
                                 (dict(Previous=str(self.sheets)), "Không đọc được kết quả"), (dict(Result=""), "không có kết quả")):
            with self.subTest(**arguments):
                result = self.documents(**arguments)
                self.assertFalse(result["ok"])
                self.assertIn(words, result["message"])
                self.assertFalse((self.place / "văn bản").exists())
        (self.place / "tệp").write_bytes(b"")
        result = self.documents(Out=str(self.place / "tệp"))
        self.assertFalse(result["ok"])
        self.assertIn("Không ghi được", result["message"])

    def test_the_program_makes_pdfs_through_an_office(self):
        out = self.place / "lệnh"
        call = [os.environ["THUOCDO"], "documents", str(self.result), str(self.sheets), "--out", str(out), "--pdf", "--lang", "vi"]
        home = self.place / "home"
        home.mkdir()
        done = subprocess.run(call, capture_output=True, encoding="utf-8", env={**environment(), "HOME": str(home)}, timeout=600, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({name.removesuffix(".pdf") for name in contents(out, ".pdf")}, {name.removesuffix(".odt") for name in contents(out, ".odt")})
        # No office, and one that does nothing.
        for office, words in ((self.place / "không có", "không có LibreOffice"), ("/bin/true", "không xuất được PDF")):
            done = subprocess.run(call, capture_output=True, encoding="utf-8", env={**environment(), "THUOCDO_OFFICE": str(office)}, timeout=300, check=False)
            self.assertEqual(done.returncode, 3, done.stdout)
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()
