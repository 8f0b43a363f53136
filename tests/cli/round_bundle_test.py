"""A round without assessment from a district to its province: sheets come into the district's register, its level is closed, the
bundle holds the list and the originals and nothing about points; the province takes it in and collects the same figures as from the
sheets. And a bundle that lies in a folder of sheets is told for what it is.

    THUOCDO=build/bin/thuocdo python3 tests/cli/round_bundle_test.py
"""

import contextlib
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from campaign_sheets import THUOCDO, CampaignSheets, check_code, environment, run  # noqa: E402

KEY, ROUND = "hatinh-cqs-2021", "3-thang"
DISTRICT = "h-hatinh"
IN_TIME = "2021-02-10T09:00:00+07:00"


class RoundBundle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-round-bundle-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.made = made = CampaignSheets(KEY, cls.folder / "scratch")
        cls.communes = [row["code"] for row in made.units if row["parent"] == DISTRICT]
        cls.incoming = cls.folder / "đến"
        cls.submit(cls.incoming, [DISTRICT, *cls.communes[1:]])
        cls.book = cls.folder / "huyện.db"
        cls.call = ["--programme", KEY, "--round", ROUND, "--register", cls.book]
        run("receive", cls.incoming, *cls.call, "--received", IN_TIME)
        cls.bundle = cls.folder / "gói" / f"{DISTRICT}.ods"
        cls.bundle.parent.mkdir()

    @classmethod
    def submit(cls, folder, units):
        more = {"thuocdo.round": ROUND}
        for unit in units:
            cls.made._write(cls.folder / "nháp" / f"{unit}.ods", unit, 1, more)
        book = cls.folder / "nháp.db"
        run("receive", cls.folder / "nháp", "--programme", KEY, "--round", ROUND, "--register", book, "--received", IN_TIME, codes=(0, 1))
        with contextlib.closing(sqlite3.connect(book)) as database:
            digests = dict(database.execute("SELECT unit, submission_digest FROM receipts"))
        for unit in units:
            cls.made._write(folder / f"{unit}.ods", unit, 1, {**more, "thuocdo.submitted": "2021-02-08T09:00:00+07:00",
                                                             "thuocdo.submission": digests[unit], "thuocdo.code": check_code(digests[unit])})

    def test_from_the_district_to_the_province(self):
        out = ["--parent", DISTRICT, "--out", self.bundle]
        complaint = run("bundle", *self.call, *out, "--json", codes=(1,))
        self.assertIn("level-no-sheet", [one["code"] for one in json.loads(complaint)["findings"]])
        run("level", self.communes[0], "--absent", "--basis", "Sáp nhập", *self.call)
        run("level", DISTRICT, "--close", "--with-below", *self.call)
        made = json.loads(run("bundle", *self.call, *out, "--json"))
        self.assertEqual([one["unit"] for one in made["units"]], [DISTRICT, *self.communes])
        self.assertFalse(any(one["appraised"] or one["rank"] for one in made["units"]))
        # The assessment of the same register is another level, which nobody closed.
        run("bundle", "--programme", KEY, "--register", self.book, "--parent", DISTRICT, "--out", self.folder / "x.ods", codes=(1,))
        first = self.bundle.read_bytes()
        run("bundle", *self.call, *out)
        self.assertEqual(self.bundle.read_bytes(), first)
        with zipfile.ZipFile(self.bundle) as package:
            for unit in [DISTRICT, *self.communes[1:]]:
                self.assertEqual(package.read(f"Bundle/{unit}.ods"), (self.incoming / f"{unit}.ods").read_bytes())
            content = package.read("content.xml").decode()
        self.assertEqual(content.count("<table:table "), 1)
        self.assertIn("Cập nhật số liệu kỳ 3 tháng", content)
        self.assertIn("Vắng: Sáp nhập", content)
        for word in ("Hạng", "Điểm", "thẩm định"):
            self.assertNotIn(word, content)
        # The province: for its round, and for no other.
        book = self.folder / "tỉnh.db"
        province = ["--programme", KEY, "--round", ROUND, "--register", book]
        wrong = json.loads(run("receive", self.bundle, "--programme", KEY, "--register", self.folder / "khác.db", "--received", IN_TIME, "--json", codes=(1,)))
        self.assertIn("bundle-other-programme", [one["code"] for one in wrong["files"][0]["findings"]])
        taken = json.loads(run("receive", self.bundle, *province, "--received", IN_TIME, "--json"))
        self.assertEqual({one["receipt"]["state"] for one in taken["files"]}, {"accepted"})
        self.assertEqual(len(taken["files"]), len(self.communes) + 1)
        standing = json.loads(run("status", *province, "--json"))
        level = next(one for one in standing["levels"] if one["unit"] == DISTRICT)
        self.assertEqual((level["submitted"], level["bundle"] > 0), (len(self.communes) - 1, True))
        run("level", DISTRICT, "--close", "--with-below", *province)
        self.assertIn('"absent"', run("status", *province, "--json"))
        run("consolidate", *province, "--out", self.folder / "từ gói", codes=(0, 1))
        run("consolidate", self.incoming, "--programme", KEY, "--round", ROUND, "--out", self.folder / "từ phiếu", codes=(0, 1))
        self.assertEqual((self.folder / "từ gói" / "data.csv").read_bytes(), (self.folder / "từ phiếu" / "data.csv").read_bytes())
        run("audit", "--register", book)
        self.a_bundle_in_a_folder()

    def a_bundle_in_a_folder(self):
        for more in (["--round", ROUND], []):
            for language, words in (("vi", "Hãy tiếp nhận gói vào sổ"), ("en", "Receive it into a register")):
                ended = subprocess.run([THUOCDO, "consolidate", self.bundle.parent, "--programme", KEY, *more, "--out", self.folder / "thẳng", "--lang", language],
                                       capture_output=True, encoding="utf-8", env=environment(), timeout=120, check=False)
                self.assertEqual(ended.returncode, 1, ended.stderr)
                self.assertIn(words, " ".join(ended.stdout.split()))
                result = json.loads((self.folder / "thẳng" / "result.json").read_text("utf-8"))
                self.assertEqual([one["code"] for one in result["findings"] if one.get("file")], ["bundle-in-folder"])


if __name__ == "__main__":
    unittest.main()
