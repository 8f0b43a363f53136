"""A district's bundle in LibreOffice: it opens as a workbook, the office signs it, and what the office saves keeps the originals.
The command receive judges the office's signature on it.

    THUOCDO_BUILD=build python3 tests/addin/bundle_test.py
"""

import hashlib
import json
import os
import pathlib
import shutil
import sys
import tempfile
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "cli"))
os.environ.setdefault("THUOCDO", str(pathlib.Path(os.environ["THUOCDO_BUILD"]) / "bin" / "thuocdo"))
from campaign_sheets import CampaignSheets, run  # noqa: E402
from office import Office  # noqa: E402
from pki import Pki, sign_ods  # noqa: E402

PROGRAMME = "gialai-dti-2023"
WITH = ("--programme", PROGRAMME)


class BundleInOffice(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-bundle-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        scratch = cls.folder / "scratch"
        scratch.mkdir()
        sheets = CampaignSheets(PROGRAMME, scratch)
        # An office of the district h-kbang: its own sheet, two communes, the others absent.
        communes = [unit["code"] for unit in sheets.units if unit["parent"] == "h-kbang"]
        incoming = cls.folder / "đến"
        sheets.write_submitted({(unit, 0): incoming / f"{unit}.ods" for unit in ("h-kbang", *communes[:2])}, "2023-12-18T09:00:00+07:00")
        book = cls.folder / "huyện.db"
        run("receive", incoming, *WITH, "--register", book, "--received", "20/12/2023 08:00")
        run("level", *communes[2:], "--absent", "--basis", "Sáp nhập", *WITH, "--register", book)
        run("level", "h-kbang", "--close", "--with-below", *WITH, "--register", book, "--who", "Trưởng phòng")
        cls.plain = cls.folder / "gói.ods"
        run("bundle", "--parent", "h-kbang", *WITH, "--register", book, "--out", cls.plain)
        cls.originals = {f"Bundle/{path.name}": path.read_bytes() for path in incoming.iterdir()}
        cls.signed, cls.saved = cls.folder / "đã ký.ods", cls.folder / "đã lưu.ods"
        shutil.copy(cls.plain, cls.signed)
        cls.pki = Pki(cls.folder / "pki")
        person = cls.pki.person("Nguyễn Thị Lan", organisation="UBND huyện KBang")
        with Office(cls.folder / "office") as office:
            office.start()
            sign_ods(office, cls.pki, person, cls.signed)
            document = office.open(cls.signed)
            cls.names = list(document.Sheets.ElementNames)
            cls.title = document.Sheets[0].getCellByPosition(0, 0).String
            office.save(document, cls.saved)
            document.close(True)

    def received(self, file, *more, codes=(0,)):
        book = self.folder / "tỉnh.db"
        book.unlink(missing_ok=True)
        shutil.rmtree(f"{book}.originals", ignore_errors=True)
        return json.loads(run("receive", file, *WITH, "--register", book, "--received", "21/12/2023 08:00", "--json", *more, codes=codes))["files"]

    def test_it_opens_as_a_workbook(self):
        self.assertEqual(self.names[:3], ["Gói hồ sơ", "Thẩm định", "Tổng quan"])
        self.assertEqual(self.title, "Gói hồ sơ của Ủy ban nhân dân huyện KBang")

    def test_the_offices_signature_covers_every_original(self):
        with zipfile.ZipFile(self.signed) as package:
            signature = package.read("META-INF/documentsignatures.xml").decode()
            for name, content in self.originals.items():
                self.assertEqual(package.read(name), content)
                self.assertIn(f'URI="{name}"', signature)
        verdict = json.loads(run("verify", self.signed, "--trust", self.pki.trust, "--json"))["files"][0]
        self.assertEqual((verdict["kind"], verdict["signature"], verdict["unit"], verdict["believable"]), ("bundle", "valid", "h-kbang", True))

    def test_the_province_judges_it_at_its_time_of_receipt(self):
        # The certificate of the test is of today, the campaign of 2023: somebody must decide.
        bundle, *sheets = self.received(self.signed, "--trust", self.pki.trust, codes=(1,))
        self.assertEqual((bundle["receipt"]["state"], bundle["receipt"]["signature"], bundle["receipt"]["signer"]), ("undecided", "not-yet-valid", "Nguyễn Thị Lan"))
        self.assertEqual({sheet["receipt"]["state"] for sheet in sheets}, {"accepted"})

    def test_one_changed_byte_of_an_original_is_told(self):
        changed = self.folder / "đã sửa.ods"
        with zipfile.ZipFile(self.signed) as source, zipfile.ZipFile(changed, "w") as package:
            for info in source.infolist():
                content = source.read(info)
                if info.filename == "Bundle/h-kbang.ods":
                    content = self.originals["Bundle/" + [name for name in self.originals if "x-" in name][0].split("/")[1]]
                package.writestr(zipfile.ZipInfo(info.filename), content)
        verdict = json.loads(run("verify", changed, "--trust", self.pki.trust, "--json", codes=(1,)))["files"][0]
        self.assertEqual(verdict["signature"], "altered")
        self.assertIn("bundle-file-altered", [finding["code"] for finding in verdict["findings"]])
        self.assertEqual([file["receipt"]["state"] for file in self.received(changed, codes=(1,))], ["refused"])

    def test_what_the_office_saves_still_holds_the_originals(self):
        with zipfile.ZipFile(self.saved) as package:
            self.assertNotIn("META-INF/documentsignatures.xml", package.namelist())  # saving takes the signature away
            for name, content in self.originals.items():
                self.assertEqual(hashlib.sha256(package.read(name)).digest(), hashlib.sha256(content).digest(), name)
        files = self.received(self.saved)
        self.assertEqual({file["receipt"]["state"] for file in files}, {"accepted"})


if __name__ == "__main__":
    unittest.main()
