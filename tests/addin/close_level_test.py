"""Closing a level and making its bundle in Calc: what is in the way, marking absent, closing appraisals, closing, opening again; the
bundle is byte for byte the program's, also of a round without assessment; and what is said where something is wrong."""

import csv
import json
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

BUILD = pathlib.Path(os.environ["THUOCDO_BUILD"])
os.environ.setdefault("THUOCDO", str(BUILD / "bin" / "thuocdo"))
for folder in ("journeys", "cli", "addin", "support"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / folder))

import campaign  # noqa: E402
from campaign_sheets import CampaignSheets, run  # noqa: E402
from certificate_folder import Certificates  # noqa: E402
from dav_server import RealServer, WrongServer  # noqa: E402
from office import Office  # noqa: E402
from outbox_items import outbox_of, read_state  # noqa: E402
from workbook_test import OXT  # noqa: E402

KEY, DISTRICT = "gialai-dti-2023", "h-pleiku"
IN_TIME = "2023-12-10T09:30:00+07:00"


def decide_all(book, unit, folder):
    """Every criterion of the unit is accepted in the first round; nothing is closed."""
    table = folder / f"{unit}.csv"
    call = ["--programme", KEY, "--register", book]
    run("appraise", *call, "--unit", unit, "--out", table)
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines(keepends=True)))
    seen = set()
    for row in rows[1:]:
        which = row[rows[0].index("Mã tiêu chí")]
        if which not in seen:
            for heading, text in {"Kết luận": "Đồng ý", "Căn cứ thẩm định": "Hồ sơ", "Ý kiến thẩm định": "Đúng hồ sơ"}.items():
                row[rows[0].index(heading)] = text
        seen.add(which)
    with open(table, "w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    run("appraise", *call, table, "--who", "Tổ 1")


class CloseLevel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-khóa cấp & ")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        made = CampaignSheets(KEY, cls.folder / "scratch")
        cls.communes = [row["code"] for row in made.units if row["parent"] == DISTRICT]
        cls.incoming = cls.folder / "đến"
        made.write_submitted({(code, 1): cls.incoming / f"{code}.ods" for code in [DISTRICT, *cls.communes[1:]]}, IN_TIME)
        cls.pki = Certificates(cls.folder / "pki")
        cls.pki.person("Nguyễn Thị Lan")
        cls.pki.person("Hết hạn", starts=-400, ends=-2)
        cls.office = Office(cls.folder / "office", "vi", environment=cls.pki.environment)
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()

    def setUp(self):
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="sổ ", dir=self.folder))
        self.addCleanup(shutil.rmtree, self.place, ignore_errors=True)
        self.book = self.place / "sổ huyện.db"
        run("receive", self.incoming, "--programme", KEY, "--register", self.book, "--received", IN_TIME)

    def command(self, **arguments):
        given = {"Register": str(self.book), "Programme": KEY, "Who": "Trưởng phòng", "Unit": DISTRICT, **arguments}
        return campaign.result_of(self.office.dispatch(None, "vn.thuocdo:close-level", Silent=True, **given))

    def level(self, unit=DISTRICT):
        standing = json.loads(run("status", "--programme", KEY, "--register", self.book, "--json"))
        return next(one["state"] for one in standing["levels"] if one["unit"] == unit)

    def codes(self, result):
        return [one["code"] for one in result["findings"]] if result["findings"] and isinstance(result["findings"][0], dict) else result["findings"]

    def test_from_what_is_left_to_the_bundle(self):
        decide_all(self.book, self.communes[1], self.place)
        looked = self.command()
        self.assertTrue(looked["ok"], looked["message"])
        self.assertIn("còn 2 việc", looked["message"])  # one without a sheet, one open appraisal
        out = self.place / "gói Pleiku.ods"
        early = self.command(Out=str(out))
        self.assertFalse(early["ok"])
        self.assertFalse(out.exists())
        nameless = self.command(Absent=self.communes[0])
        self.assertFalse(nameless["ok"])
        self.assertEqual(len(nameless["findings"]), 3)  # the basis, and the two
        self.assertFalse(self.command(Close=True)["ok"])
        self.assertEqual(self.level(), "open")
        done = self.command(Absent=self.communes[0], Basis="Sáp nhập", Appraised=self.communes[1], Close=True, Out=str(out))
        self.assertTrue(done["ok"], done["message"])
        self.assertEqual(self.level(), "closed")
        self.assertEqual(done["files"], (str(out),))
        self.assertIn(str(out), done["message"])
        self.assertIn(done["code"], done["message"])
        self.assertIn(f"{len(self.communes)} phiếu, 0 bản PDF, 1 đã thẩm định, 1 vắng", done["message"])
        other = self.place / "bằng lệnh.ods"
        made = json.loads(run("bundle", "--programme", KEY, "--register", self.book, "--parent", DISTRICT, "--out", other, "--json"))
        self.assertEqual(out.read_bytes(), other.read_bytes())
        self.assertEqual(made["check_code"], done["code"])
        # What is there is not replaced by itself; the province takes the file.
        self.assertIn("Đã có tệp", self.command(Out=str(out))["message"])
        self.assertTrue(self.command(Out=str(out), Overwrite=True)["ok"])
        taken = json.loads(run("receive", out, "--programme", KEY, "--register", self.place / "tỉnh.db", "--received", IN_TIME, "--json"))
        self.assertEqual({one["receipt"]["state"] for one in taken["files"]}, {"accepted"})
        self.assertFalse(self.command(Reopen=True)["ok"])  # without a reason
        self.assertTrue(self.command(Reopen=True, Basis="Nhận nhầm")["ok"])
        self.assertEqual(self.level(), "open")
        run("audit", "--register", self.book)

    def test_what_cannot_be_done_is_said(self):
        for arguments, words in (({"Unit": self.communes[1]}, "tổng hợp"), ({"Absent": "không-có", "Basis": "x"}, "không-có"), ({"Out": str(self.place / "gói.zip")}, ".ods"),
                                 ({"Register": str(self.place / "chưa có.db")}, "sổ"), ({"Round": "99"}, "99"), ({"Unit": "", "Out": str(self.place / "a.ods")}, "Unit"),
                                 ({"Register": ""}, "sổ")):
            result = self.command(**arguments)
            self.assertFalse(result["ok"], arguments)
            self.assertIn(words, result["message"])

    def closed(self):
        self.assertTrue(self.command(Absent=self.communes[0], Basis="Sáp nhập", Close=True)["ok"])

    def verdict(self, file):
        return json.loads(run("verify", file, "--json", codes=(0, 1)))["files"][0]

    def test_the_bundle_is_signed_and_sent(self):
        self.closed()
        out, there = self.place / "gói Pleiku.ods", self.place / "nơi nhận"
        there.mkdir()
        made = self.command(Out=str(out))
        self.assertIn("Chưa ký, chưa gửi", made["message"])
        unsigned = out.read_bytes()
        done = self.command(Out=str(out), Overwrite=True, Sign=True, Certificate=self.pki.serial["Nguyễn Thị Lan"], Folder=str(there))
        self.assertTrue(done["ok"], done["message"])
        self.assertIn("Nguyễn Thị Lan", done["message"])
        self.assertEqual(done["code"], made["code"])  # the signature changes nothing of what the bundle says
        self.assertNotEqual(out.read_bytes(), unsigned)
        self.assertEqual([(file.name, file.read_bytes()) for file in there.iterdir()], [(out.name, out.read_bytes())])
        found = self.verdict(there / out.name)
        self.assertEqual((found["kind"], found["code"], found["unit"], len(found["signatures"])), ("bundle", done["code"], DISTRICT, 1))
        self.assertEqual((found["signatures"][0]["signer"], found["signatures"][0]["covers_all"]), ("Nguyễn Thị Lan", True))
        taken = json.loads(run("receive", there, "--programme", KEY, "--register", self.place / "tỉnh.db", "--received", IN_TIME, "--json", codes=(0, 1)))
        self.assertEqual(taken["files"][0]["receipt"]["signer"], "Nguyễn Thị Lan")
        self.assertEqual(len(taken["files"]), len(self.communes) + 1)
        # In the outbox, under what it is.
        listed = campaign.result_of(self.office.dispatch(None, "vn.thuocdo:outbox", Silent=True))
        self.assertIn(done["code"], listed["message"])
        self.assertIn("Gói hồ sơ của", listed["message"])

    def test_a_signature_that_fails_leaves_the_bundle_as_it_was_made(self):
        self.closed()
        out = self.place / "gói.ods"
        plain = self.command(Out=str(out))
        self.assertTrue(plain["ok"], plain["message"])
        made = out.read_bytes()
        for serial, words in ((self.pki.serial["Hết hạn"], "hết hạn"), ("FFFF", "FFFF")):
            failed = self.command(Out=str(out), Overwrite=True, Sign=True, Certificate=serial, Folder=str(self.place))
            self.assertFalse(failed["ok"])
            self.assertIn(words, failed["message"])
            self.assertEqual(out.read_bytes(), made)
        self.assertEqual([file.name for file in self.place.iterdir() if "part" in file.name], [])

    def test_a_place_that_does_not_answer_keeps_the_bundle_in_the_outbox(self):
        self.closed()
        out, there = self.place / "gói.ods", self.place / "chưa có"
        done = self.command(Out=str(out), Folder=str(there))
        self.assertFalse(done["ok"])
        self.assertIn("CHƯA tới nơi nhận", done["message"])
        there.mkdir()
        sent = self.sent_again()
        self.assertTrue(sent["ok"], sent["message"])
        self.assertEqual((there / out.name).read_bytes(), out.read_bytes())

    def sent_again(self, **arguments):
        """All that waits in the outbox, which is one bundle."""
        items = [path for path in outbox_of(self.office).iterdir() if path.is_dir() and read_state(path)["state"] == "waiting"]
        self.assertEqual(len(items), 1)
        return campaign.result_of(self.office.dispatch(None, "vn.thuocdo:outbox", Silent=True, Send=items[0].name, **arguments))

    def test_a_server_takes_the_signed_bundle(self):
        self.closed()
        out, there = self.place / "gói Pleiku.ods", self.place / "tỉnh"
        there.mkdir()
        with RealServer(there, "h-pleiku", "bí mật") as server:
            done = self.command(Out=str(out), Sign=True, Certificate=self.pki.serial["Nguyễn Thị Lan"], Address=server.address, User="h-pleiku")
            self.assertFalse(done["ok"])
            self.assertIn("tên hoặc mật khẩu", done["message"])
            self.assertIn("CHƯA tới nơi nhận", done["message"])
            self.assertEqual(list(there.iterdir()), [])
            sent = self.sent_again(Password="bí mật")
            self.assertTrue(sent["ok"], sent["message"])
            self.assertEqual([(file.name, file.read_bytes()) for file in there.iterdir()], [(out.name, out.read_bytes())])
            # At once, where the password is right.
            out = self.place / "gói lần 2.ods"
            done = self.command(Out=str(out), Address=server.address, User="h-pleiku", Password="bí mật")
            self.assertTrue(done["ok"], done["message"])
            self.assertEqual((there / out.name).read_bytes(), out.read_bytes())
        self.assertEqual([one["signer"] for one in self.verdict(there / "gói Pleiku.ods")["signatures"]], ["Nguyễn Thị Lan"])

    def test_what_a_server_does_not_keep_has_not_arrived(self):
        self.closed()
        for number, (fault, words) in enumerate((("lie", "không giống"), ("lose", "không tìm thấy tệp"), ("full", "hết chỗ"), ("drop", "bị đứt"))):
            with self.subTest(fault=fault), WrongServer(fault) as server:
                out = self.place / f"gói {number}.ods"
                done = self.command(Out=str(out), Address=server.address)
                self.assertFalse(done["ok"], done["message"])
                self.assertIn(words, done["message"])
                self.assertIn("CHƯA tới nơi nhận", done["message"])
                server.recover()
                sent = self.sent_again()
                self.assertTrue(sent["ok"], sent["message"])
                self.assertEqual(server.files, {f"/nop/{out.name}": out.read_bytes()})

    def test_a_place_that_cannot_be_written(self):
        self.command(Absent=self.communes[0], Basis="Sáp nhập", Close=True)
        result = self.command(Out="/proc/gói.ods")
        self.assertFalse(result["ok"])
        self.assertIn("/proc", result["message"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
