"""The web page from Calc: the same bytes as the program writes; nothing is replaced, and no result is put among sheets, unasked."""

import os
import pathlib
import shutil
import sys
import tempfile
import unittest

BUILD = pathlib.Path(os.environ["THUOCDO_BUILD"])
os.environ.setdefault("THUOCDO", str(BUILD / "bin" / "thuocdo"))
for folder in ("journeys", "cli", "addin"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / folder))

import campaign  # noqa: E402
from campaign_sheets import CampaignSheets, run  # noqa: E402
from office_case import OfficeCase  # noqa: E402

KEY = "gialai-dti-2023"


def contents(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


class PublishCommand(OfficeCase):
    prefix = "thuocdo-trang web & "

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sheets = cls.folder / "phiếu"
        made = CampaignSheets(KEY, cls.folder / "scratch")
        made.write_drafts({(code, 1): cls.sheets / f"{code}.ods" for code in [row["code"] for row in made.units if row["tier"] == "so"][:3]})
        cls.result = cls.folder / "kết quả"
        run("consolidate", cls.sheets, "--programme", KEY, "--out", cls.result, codes=(0, 1))

    def setUp(self):
        made = tempfile.TemporaryDirectory(prefix="ra ", dir=self.folder)
        self.addCleanup(made.cleanup)
        self.place = pathlib.Path(made.name)

    def publish(self, **arguments):
        return campaign.result_of(self.office.dispatch(None, "vn.thuocdo:publish", Silent=True, **{"Result": str(self.result), **arguments}))

    def test_the_same_bytes_as_the_program_writes(self):
        out, other = self.place / "trang", self.place / "bằng lệnh"
        done = self.publish(Out=str(out))
        self.assertTrue(done["ok"], done["message"])
        run("publish", self.result, "--out", other)
        self.assertEqual(contents(out), contents(other))
        self.assertIn("index.html", contents(out))
        self.assertEqual({pathlib.Path(file).name for file in done["files"]}, set(contents(out)))

    def test_a_page_that_is_there_is_replaced_only_when_that_is_allowed(self):
        (self.place / "index.html").write_text("của ai khác", "utf-8")
        self.assertIn("đã có index.html", self.publish(Out=str(self.place))["message"])
        self.assertEqual(contents(self.place), {"index.html": "của ai khác".encode()})
        self.assertTrue(self.publish(Out=str(self.place), Overwrite=True)["ok"])
        self.assertGreater(len(contents(self.place)), 3)

    def test_in_the_result_where_no_place_is_named(self):
        result = self.place / "kết quả"
        shutil.copytree(self.result, result)
        document = self.office.open(result / "tong-hop.ods")
        try:
            done = campaign.result_of(self.office.dispatch(document, "vn.thuocdo:publish", Silent=True))
        finally:
            document.close(True)
        self.assertTrue(done["ok"], done["message"])
        self.assertTrue((result / "trang-web" / "index.html").exists())
        # What stands in the result is not taken for a part of it.
        run("verify-result", result, self.sheets, codes=(0,))

    def test_what_cannot_be_is_said(self):
        damaged = self.place / "hỏng"
        shutil.copytree(self.result, damaged)
        (damaged / "result.json").write_text("{", "utf-8")
        for arguments, words in ((dict(Result=str(self.sheets)), "không có kết quả"), (dict(Result=""), "không có kết quả"),
                                 (dict(Out=str(self.sheets)), "Hãy chọn một thư mục riêng"), (dict(Result=str(damaged)), "Không đọc được kết quả")):
            with self.subTest(**arguments):
                before = contents(self.sheets)
                done = self.publish(**{"Out": str(self.place / "trang"), **arguments})
                self.assertFalse(done["ok"])
                self.assertIn(words, done["message"])
                self.assertEqual(contents(self.sheets), before)
                self.assertFalse((self.place / "trang").exists())
        (self.place / "tệp").write_bytes(b"")
        self.assertIn("Không ghi được", self.publish(Out=str(self.place / "tệp"))["message"])


if __name__ == "__main__":
    unittest.main()
