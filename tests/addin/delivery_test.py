"""Delivery of what is in the outbox into a folder and by the mail program; with folders, disks and programs that work and
that do not. What is called delivered has been read back, everything else stays in the outbox and says what to do.

    delivery_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import hashlib
import pathlib
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from delivery_case import DeliveryCase  # noqa: E402


class Delivery(DeliveryCase):
    # --- folder ------------------------------------------------------------------------------------------------------

    def test_folder(self):
        item = self.item(target=str(self.folder))
        result, state = self.send(item)
        self.assertIs(result["ok"], True, result["message"])
        self.assertIn("đọc lại", result["message"])
        self.assertEqual(state["state"], "delivered")
        self.assertEqual(state["place"], str(self.folder))
        self.assertEqual(state["attempts"], "1")
        self.assert_same_files(item, self.folder)
        times = [path.stat().st_mtime_ns for path in sorted(self.folder.iterdir())]
        result, state = self.send(item)  # they are there already
        self.assertIs(result["ok"], True, result["message"])
        self.assertEqual(times, [path.stat().st_mtime_ns for path in sorted(self.folder.iterdir())])

    def test_folder_that_vanished_and_came_back(self):
        place = self.folder / "ổ mạng"
        item = self.item(target=str(place))
        result, state = self.send(item)
        self.assert_not_delivered(result, state, str(place), "Gửi lại")
        self.assertFalse(place.exists())
        place.mkdir()
        (place / "so-tc.pdf.part").write_bytes(b"left over")
        result, state = self.send(item)
        self.assertEqual((result["ok"], state["state"], state["attempts"], state["reason_vi"]), (True, "delivered", "2", ""))
        self.assert_same_files(item, place)

    def test_folder_that_holds_other_files_of_the_name(self):
        (self.folder / "so-tc.pdf").write_bytes(b"somebody else's")
        item = self.item(target=str(self.folder))
        result, state = self.send(item)
        self.assert_not_delivered(result, state, "so-tc.pdf", "giữ nguyên", refused=True)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["so-tc.pdf"])
        self.assertEqual((self.folder / "so-tc.pdf").read_bytes(), b"somebody else's")
        elsewhere = self.folder / "khác"
        elsewhere.mkdir()
        result, state = self.send(item, Folder=str(elsewhere))
        self.assertEqual((result["ok"], state["target"]), (True, str(elsewhere)))
        self.assert_same_files(item, elsewhere)

    def test_folder_that_is_none(self):
        (self.folder / "tệp").write_bytes(b"")
        for target, words in ((str(self.folder / "tệp"), "không phải thư mục"), ("", "chọn thư mục")):
            result, state = self.send(self.item(target=target))
            self.assert_not_delivered(result, state, words, refused=True)

    def test_full_disk(self):
        """A file system without room: /dev/full is no folder, so a small one is mounted where that is possible."""
        mounted = self.folder / "đĩa"
        mounted.mkdir()
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(mounted)], capture_output=True, check=False)
        if made.returncode != 0:
            self.skipTest("a small disk cannot be mounted here")
        try:
            item = self.item(target=str(mounted))
            result, state = self.send(item)
            self.assert_not_delivered(result, state, "đầy", "Gửi lại")
            self.assertEqual(list(mounted.iterdir()), [])
            subprocess.run(["mount", "-o", "remount,size=1m", str(mounted)], check=True)
            result, state = self.send(item)
            self.assertEqual((result["ok"], state["state"]), (True, "delivered"))
            self.assert_same_files(item, mounted)
            subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
            result, state = self.send(self.item(target=str(mounted), files={"a.ods": b"a"}))
            self.assert_not_delivered(result, state, "chỉ cho đọc", refused=True)
        finally:
            subprocess.run(["umount", "-l", str(mounted)], check=True)

    # --- mail --------------------------------------------------------------------------------------------------------

    def set_mailer(self, program):
        access = self.office.configuration("/org.openoffice.Office.Common/ExternalMailer", write=True)
        access.Program = program
        access.commitChanges()

    def test_mail(self):
        programs = pathlib.Path(self.temporary.name) / "bin"
        programs.mkdir(exist_ok=True)
        said = self.folder / "thư"
        mailer = programs / "thunderbird"
        mailer.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{said}.tmp"; mv "{said}.tmp" "{said}"\n')
        mailer.chmod(0o755)
        self.addCleanup(mailer.unlink)
        self.set_mailer(str(mailer))
        item = self.item(kind="mail", target="vanthu@example.vn, phong@example.vn", subject="Nộp phiếu Sở Tài chính",
                         body="Kính gửi,\nMã kiểm tra: 7K3M")
        result, state = self.send(item)
        self.assertIs(result["ok"], True, result["message"])
        self.assertEqual(state["state"], "handed-to-mail")
        self.assertIn("bấm Gửi", result["message"])
        self.assertNotIn("đã gửi tới", result["message"].lower())
        deadline = time.monotonic() + 10
        while not said.exists():
            self.assertLess(time.monotonic(), deadline, "the mail program was not started")
            time.sleep(0.1)
        text = said.read_text("utf-8")
        for wanted in ("vanthu@example.vn", "phong@example.vn", "Nộp phiếu Sở Tài chính", "7K3M", "so-tc.pdf", "item-"):
            self.assertIn(wanted, text)

    def test_no_mail_program(self):
        for program in ("/khong/co/thunderbird", "evolution", ""):
            if not program and any(pathlib.Path("/usr/bin", name).exists() for name in ("xdg-email", "xdg-open")):
                continue
            self.set_mailer(program)
            result, state = self.send(self.item(kind="mail", target="vanthu@example.vn"))
            self.assert_not_delivered(result, state, "không có chương trình thư", "đính kèm 2 tệp", "vanthu@example.vn")

    # --- the outbox --------------------------------------------------------------------------------------------------

    def test_listing_receipt_and_removal(self):
        item = self.item(target=str(self.folder), replaces="AAAA-BBBB-CCCC", signer="Nguyễn Thị Thước")
        self.send(item)
        result = self.run_command()
        self.assertIn("Sở Tài chính", result["message"])
        self.assertIn(str(self.outbox / item), result["files"])
        receipt = self.folder / "biên nhận.txt"
        result = self.run_command(Item=item, File=str(receipt))
        self.assertIs(result["ok"], True, result["message"])
        text = receipt.read_text("utf-8")
        digest = hashlib.sha256((self.outbox / item / "so-tc.pdf").read_bytes()).hexdigest()
        for wanted in ("Sở Tài chính", "61,5/80", "AAAA-BBBB-CCCC", "Nguyễn Thị Thước", str(self.folder), "đọc lại", digest):
            self.assertIn(wanted, text)
        self.assertIs(self.run_command(Remove=item)["ok"], True)
        self.assertFalse((self.outbox / item).exists())
        self.assertIs(self.run_command(Remove=item)["ok"], False)
        self.assertIs(self.run_command(Send="../x")["ok"], False)

    def test_damaged_and_changed_items(self):
        damaged, changed = self.item(target=str(self.folder)), self.item(target=str(self.folder))
        with open(self.outbox / damaged / "state", "ab") as state:
            state.write(b"\0")
        (self.outbox / changed / "so-tc.pdf").write_bytes(b"changed")
        result = self.run_command(Send=damaged)
        self.assertIs(result["ok"], False)
        self.assertIn("hỏng", result["message"])
        result, state = self.send(changed)
        self.assert_not_delivered(result, state, "so-tc.pdf", "nộp lại", refused=True)
        self.assertEqual(list(self.folder.iterdir()), [])
        self.assertIn("Bản ghi bị hỏng", self.run_command()["message"])
        for item in (damaged, changed):
            self.assertIs(self.run_command(Remove=item)["ok"], True)


if __name__ == "__main__":
    unittest.main(verbosity=2)
