"""Receiving in Calc: the register says what the program's says, in a file and on a PostgreSQL server; the table tells what became
of each file and opens it; decisions and who has submitted; and what is said where the register cannot be used."""

import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

BUILD = pathlib.Path(os.environ["THUOCDO_BUILD"])
os.environ.setdefault("THUOCDO", str(BUILD / "bin" / "thuocdo"))
for folder in ("journeys", "cli", "addin"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / folder))

import campaign  # noqa: E402
from campaign_sheets import CampaignSheets, run  # noqa: E402
from office import file_url  # noqa: E402
from office_case import OfficeCase  # noqa: E402
from postgresql_server import PostgresqlServer  # noqa: E402

KEY = "gialai-dti-2023"
IN_TIME = "2023-12-10T09:30:00+07:00"
COLUMNS = ("number, programme, round, file_digest, file_name, file_size, kind, tier, unit, received, received_from, submitted, programme_digest, "
           "submission_digest, check_code, replaces, signature, signer, total, maximum, engine, state, reasons")


def receipts(book):
    with contextlib.closing(sqlite3.connect(book)) as database:
        return database.execute(f"SELECT {COLUMNS} FROM receipts ORDER BY number").fetchall()


class Receive(OfficeCase):
    prefix = "thuocdo-tiếp nhận & "

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.incoming = cls.folder / "đến"
        made = CampaignSheets(KEY, cls.folder / "scratch")
        by_tier = {}
        for row in made.units:
            by_tier.setdefault(row["tier"], []).append(row["code"])
        units = [code for codes in by_tier.values() for code in codes[:3]]
        made.write_submitted({(code, 1): cls.incoming / f"{code}.ods" for code in units[:-2]}, IN_TIME)
        made.write_drafts({(units[-1], 1): cls.incoming / f"{units[-1]}.ods"})
        made.write_submitted({(units[-2], 1): cls.folder / "trễ" / f"{units[-2]}.ods"}, "2024-02-20T08:00:00+07:00")
        (cls.incoming / "rác.ods").write_bytes(b"rubbish")
        cls.accepted, cls.late, cls.undecided = units[:-2], units[-2], units[-1]

    def setUp(self):
        self.made = tempfile.TemporaryDirectory(prefix="sổ ", dir=self.folder)
        self.addCleanup(self.made.cleanup)
        self.place = pathlib.Path(self.made.name)
        self.book = self.place / "sổ tiếp nhận.db"

    def command(self, name, **arguments):
        given = {"Register": str(self.book), "Programme": KEY, "Who": "Văn thư", **arguments}
        return campaign.result_of(self.office.dispatch(None, f"vn.thuocdo:{name}", Silent=True, **given))

    def receive(self, **arguments):
        return self.command("receive", **{"Files": str(self.incoming), "Received": IN_TIME, **arguments})

    def table(self, file):
        """The cells as texts from the heading row on, and the sheet."""
        document = self.office.open(file)
        self.addCleanup(document.close, True)
        sheet = document.Sheets[0]
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        rows = [[sheet.getCellByPosition(column, row).String for column in range(cursor.RangeAddress.EndColumn + 1)]
                for row in range(cursor.RangeAddress.EndRow + 1)]
        start = next(index for index, row in enumerate(rows) if row[0] in ("Số", "Cấp"))
        return sheet, start, rows

    def test_the_register_is_the_one_that_the_program_makes(self):
        result = self.receive()
        self.assertTrue(result["ok"], result["message"])
        self.assertIn(f"Đã nhận: {len(self.accepted)}; trễ hạn: 0; chờ quyết định: 1; không nhận: 1", result["message"])
        other = self.place / "bằng lệnh.db"
        run("receive", self.incoming, "--programme", KEY, "--register", other, "--received", IN_TIME, "--who", "Văn thư", codes=(0, 1))
        self.assertEqual(receipts(self.book), receipts(other))
        run("audit", "--register", self.book)
        # Again: nothing is new.
        before = receipts(self.book)
        again = self.receive()
        self.assertIn("0 tệp mới vào sổ", again["message"])
        self.assertEqual(receipts(self.book), before)
        # Who received it stands in the trail.
        with contextlib.closing(sqlite3.connect(self.book)) as database:
            self.assertEqual({row[0] for row in database.execute("SELECT who FROM trail WHERE action = 'received'")}, {"Văn thư"})

    def test_the_table_tells_what_became_of_each_file_and_opens_it(self):
        files = "\n".join((str(self.incoming), file_url(self.folder / "trễ" / f"{self.late}.ods")))
        out = self.place / "kết quả.ods"
        result = self.receive(Files=files, Received="20/02/2024 09:00", File=str(out))
        self.assertEqual(result["files"], (str(out),))
        sheet, start, rows = self.table(out)
        self.assertIn(f"Trễ hạn: {len(self.accepted) + 2}", "\n".join(row[0] for row in rows[:start]))
        by_file = {row[3]: (index, row) for index, row in enumerate(rows[start + 1:], start + 1)}
        self.assertEqual(set(by_file), {*(f"{code}.ods" for code in (*self.accepted, self.late, self.undecided)), "rác.ods"})
        self.assertIn("trễ", by_file[f"{self.late}.ods"][1][7].lower())
        self.assertTrue(by_file["rác.ods"][1][7])
        self.assertEqual(by_file["rác.ods"][1][1], "Không nhận")
        self.assertLess(by_file["rác.ods"][0], by_file[f"{self.late}.ods"][0])  # refused before late
        index, row = by_file[f"{self.late}.ods"]
        cell = sheet.getCellByPosition(3, index)
        self.assertEqual(cell.TextFields.Count, 1)
        self.assertEqual(urllib.parse.unquote(cell.TextFields.getByIndex(0).URL), "file://" + str(self.folder / "trễ" / f"{self.late}.ods"))
        self.assertGreater(sheet.getCellByPosition(6, index).Value, 0)
        self.assertEqual(sheet.queryContentCells(16).Count, 0)  # no formulas

    def test_decisions_and_who_has_submitted(self):
        self.receive()
        self.receive(Files=str(self.folder / "trễ"), Received="2024-02-20T09:00:00+07:00")
        numbers = {pathlib.Path(row[4]).stem: str(row[0]) for row in receipts(self.book)}
        wanted = f"{numbers[self.late]}, {numbers[self.undecided]}"
        for arguments, words in ((dict(Numbers=wanted, Verdict="accept"), "căn cứ"), (dict(Numbers="ba", Verdict="accept", Basis="x"), "chọn"),
                                 (dict(Numbers=wanted, Verdict="maybe", Basis="x"), "accept")):
            refused = self.command("decide", **arguments)
            self.assertFalse(refused["ok"])
            self.assertIn(words, refused["message"])
        result = self.command("decide", Numbers=wanted, Verdict="accept", Basis="Công văn gia hạn số 12/UBND")
        self.assertTrue(result["ok"], result["message"])
        states = {pathlib.Path(row[4]).stem: row[21] for row in receipts(self.book)}
        self.assertEqual((states[self.late], states[self.undecided]), ("accepted", "accepted"))
        bad = next(str(row[0]) for row in receipts(self.book) if row[4] == "rác.ods")
        # The time of receipt is corrected, and nothing but a time is one.
        self.assertIn("24/12/2023 16:30", self.command("decide", Numbers=numbers[self.late], Verdict="time", Received="hôm qua", Basis="x")["message"])
        result = self.command("decide", Numbers=numbers[self.late], Verdict="time", Received="12/12/2023 08:00", Basis="Sổ công văn đến")
        self.assertTrue(result["ok"], result["message"])
        self.assertEqual({row[9] for row in receipts(self.book) if str(row[0]) == numbers[self.late]}, {"2023-12-12T08:00:00+07:00"})
        refused = self.command("decide", Numbers=bad, Verdict="accept", Basis="x")
        self.assertFalse(refused["ok"])
        self.assertTrue(refused["findings"])
        out = self.place / "tình hình.ods"
        result = self.command("status", File=str(out))
        self.assertTrue(result["ok"], result["message"])
        self.assertIn(f"{len(self.accepted) + 2}/", result["message"])
        _, start, rows = self.table(out)
        shown = {row[1]: row[3] for row in rows[start + 1:]}
        program = json.loads(run("status", "--programme", KEY, "--register", self.book, "--json"))
        labels = {"in-time": "Đã nộp", "missing": "Chưa nộp"}
        for tier in program["tiers"]:
            for unit in tier["units"]:
                if unit["state"] in labels:
                    self.assertEqual(shown[unit["unit"]], labels[unit["state"]])
        self.assertEqual(len(shown), sum(len(tier["units"]) for tier in program["tiers"]))

    def test_status_of_one_district(self):
        self.receive()
        district = next(row["parent"] for row in CampaignSheets(KEY, self.place / "scratch").units if row["tier"] == "xa")
        out = self.place / "tình hình.ods"
        result = self.command("status", File=str(out), Unit=district)
        self.assertTrue(result["ok"], result["message"])
        program = json.loads(run("status", "--programme", KEY, "--register", self.book, "--parent", district, "--json"))
        units = {unit["unit"] for tier in program["tiers"] for unit in tier["units"]}
        document = self.office.open(out)
        self.addCleanup(document.close, True)
        told = [self.cells(sheet) for sheet in document.Sheets]
        start = next(number for number, row in enumerate(told[0]) if row[0] == "Cấp")
        self.assertEqual({row[1] for row in told[0][start + 1:] if row[1]}, units)
        self.assertIn(f"/{len(units)} ", result["message"])
        levels = [row[0] for row in told[1]]
        self.assertEqual(len([name for name in levels[levels.index("Cấp") + 1:] if name]), 1)
        self.assertEqual({row[0] for row in told[2] if row[0].startswith(("x-", "h-"))} - units, set())
        self.assertIn("không-có", self.command("status", File=str(out), Unit="không-có")["message"])

    def test_late_sheets_are_counted_and_levels_and_letters_stand_behind(self):
        self.receive()
        self.receive(Files=str(self.folder / "trễ"), Received="2024-02-20T09:00:00+07:00")
        district = next(row["parent"] for row in CampaignSheets(KEY, self.place / "scratch").units if row["tier"] == "xa")
        run("level", self.accepted[-1], "--programme", KEY, "--register", self.book, "--close", codes=(0, 1))
        out = self.place / "tình hình.ods"
        self.assertTrue(self.command("status", File=str(out))["ok"])
        document = self.office.open(out)
        self.addCleanup(document.close, True)
        self.assertEqual(list(document.Sheets.ElementNames), ["Tình hình nộp", "Các cấp", "Thư nhắc"])
        words = [[self.cells(sheet)[row][0] for row in range(6)] for sheet in document.Sheets]
        program = run("status", "--programme", KEY, "--register", self.book, "--lang", "vi")
        late = next(line for line in words[0] if "trễ hạn" in line)
        self.assertRegex(late, r": \d+/\d+ đơn vị đã nộp \(1 trễ hạn, 1 chờ quyết định\)")  # the draft waits
        self.assertIn(late.partition(": ")[2].partition(" · ")[0], program)  # the terminal says the same
        standing = json.loads(run("status", "--programme", KEY, "--register", self.book, "--json"))
        rows = self.cells(document.Sheets[1])
        start = next(number for number, row in enumerate(rows) if row[0] == "Cấp")
        for told, level in zip(rows[start + 1:], standing["levels"], strict=True):
            self.assertEqual([told[0], *told[3:9]], [level["name"], *(str(level[key]) for key in ("units", "submitted", "late", "undecided", "missing", "absent"))])
        self.assertIn(district, [level["unit"] for level in standing["levels"]])
        rows = self.cells(document.Sheets[2])
        start = next(number for number, row in enumerate(rows) if row[0] == "Mã")
        letters = json.loads(run("status", "--programme", KEY, "--register", self.book, "--reminders", "--json"))["reminders"]
        self.assertEqual([(row[0], row[3]) for row in rows[start + 1:]], [(one["unit"], one["text"]["vi"].strip()) for one in letters])
        self.assertGreater(len(letters), 100)

    @staticmethod
    def cells(sheet):
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        area = cursor.RangeAddress
        return [[sheet.getCellByPosition(column, row).String for column in range(area.EndColumn + 1)] for row in range(area.EndRow + 1)]

    def test_on_a_postgresql_server(self):
        with PostgresqlServer() as server:
            address = server.url("so")
            result = self.receive(Register=address)
            self.assertTrue(result["ok"], result["message"])
            states = dict(server.rows("so", "SELECT file_name, state FROM thuocdo.receipts"))
            self.assertEqual({name: state for name, state in states.items() if state == "accepted"}, {f"{code}.ods": "accepted" for code in self.accepted})
            server.stop()
            self.refused(lambda: self.receive(Register=address), "Không kết nối được với máy chủ của sổ tiếp nhận", "The server of the register")
            server.start()

    def test_what_cannot_be_used_is_said(self):
        gone = self.place / "đã mất"
        empty = self.place / "trống"
        empty.mkdir()
        times = self.place / "giờ.csv"
        times.write_text("Tên tệp,Thời gian đến\nx.ods,hôm qua\n", "utf-8")
        for arguments, words, english in (
                (dict(Files=str(gone)), "Hãy kiểm tra đường dẫn", "Check the path"), (dict(Files=str(empty)), "Không có phiếu hoặc PDF nào", "There are no sheets or PDFs"),
                (dict(Files=""), "Thiếu tham số Files", "The argument Files is missing"), (dict(Register=""), "Hãy chọn sổ tiếp nhận", "Choose a register"),
                (dict(Programme="khong-co"), "Không có chương trình “khong-co”", "There is no programme \"khong-co\""),
                (dict(Round="9-thang"), "không có kỳ “9-thang”", "no round \"9-thang\""), (dict(Received="hôm qua"), "không phải thời gian", "neither a time"),
                (dict(Received=str(times)), "chưa tiếp nhận tệp nào", "nothing was received"), (dict(Trust=str(gone)), "chứng thư tin cậy", "trusted certificates")):
            with self.subTest(**arguments):
                self.refused(lambda: self.receive(**arguments), words, english)
                self.assertFalse(self.book.exists())

    def test_a_register_that_cannot_be_used_is_said(self):
        text = self.place / "văn bản.db"
        text.write_text("không phải sổ")
        foreign = self.place / "khác.db"
        with contextlib.closing(sqlite3.connect(foreign)) as database:
            database.execute("CREATE TABLE con_meo (ten TEXT)")
            database.commit()
        newer = self.place / "mới.db"
        self.receive(Register=str(newer))
        with contextlib.closing(sqlite3.connect(newer)) as database:
            database.execute("UPDATE book SET value = '99' WHERE name = 'version'")
            database.commit()
        folder = self.place / "thư mục.db"
        folder.mkdir()
        for book, words, english in ((text, "không phải sổ tiếp nhận", "is no Thước Đo register"), (foreign, "không phải sổ tiếp nhận", "is no Thước Đo register"),
                                     (newer, "mới hơn", "by a newer Thước Đo"), (folder, "Không mở được", "cannot be opened"),
                                     (self.place / "không có" / "so.db", "Không mở được", "cannot be opened")):
            with self.subTest(book.name):
                before = book.read_bytes() if book.is_file() else None
                self.refused(lambda: self.receive(Register=str(book)), words, english)
                self.assertEqual(book.read_bytes() if book.is_file() else None, before)
        for command in ("status", "decide"):  # they make no register
            self.refused(lambda: self.command(command, Numbers="1", Verdict="accept", Basis="x"), "Không mở được", "cannot be opened")
            self.assertFalse(self.book.exists())

    def test_somebody_else_holds_the_register(self):
        self.receive()
        before = receipts(self.book)
        with contextlib.closing(sqlite3.connect(self.book, isolation_level=None)) as database:
            database.execute("BEGIN EXCLUSIVE")
            result = self.receive()
            database.execute("ROLLBACK")
        self.assertFalse(result["ok"])
        self.assertIn("bị chương trình khác giữ quá lâu", result["message"])
        self.assertEqual(receipts(self.book), before)

    def test_a_full_disk_and_one_that_may_only_be_read(self):
        self.full_disk()

    def test_a_disk_that_has_no_room_for_the_database(self):
        """The originals lie on another one."""
        originals = self.place / "tệp gốc"
        originals.mkdir()
        self.full_disk(originals)

    def full_disk(self, originals=None):
        mounted = self.place / "ổ"
        mounted.mkdir()
        size = 100_000 if originals is None else 90_112
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(mounted)], capture_output=True, check=False)
        if made.returncode != 0:
            self.skipTest("this machine mounts nothing for us")
        self.addCleanup(subprocess.run, ["umount", str(mounted)], check=True)
        book = mounted / "so.db"
        if originals is not None:
            (mounted / "so.db.originals").symlink_to(originals)
        result = self.receive(Register=str(book), File=str(self.place / "dở.ods"))
        self.assertFalse(result["ok"])
        self.assertIn("Không còn chỗ", result["message"])
        kept = receipts(book) if book.exists() else []
        self.assertLess(len(kept), len(self.accepted) + 2)
        subprocess.run(["mount", "-o", "remount,size=50m", str(mounted)], check=True)
        result = self.receive(Register=str(book))
        self.assertTrue(result["ok"], result["message"])
        self.assertEqual(receipts(book)[:len(kept)], kept)
        self.assertEqual(len(receipts(book)), len(self.accepted) + 2)
        run("audit", "--register", book)
        subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
        copy = self.folder / "trễ" / f"{self.late}.ods"
        result = self.receive(Register=str(book), Files=str(copy))
        self.assertFalse(result["ok"])
        self.assertIn("chỉ cho đọc" if originals is None else "không có quyền ghi", result["message"])

    def test_the_program_is_not_needed(self):
        """Nothing beside the extension: neither the program nor a database client."""
        needed = subprocess.run(["objdump", "-p", str(BUILD / "lib" / "thuocdo.uno.so")], capture_output=True, encoding="utf-8", check=True).stdout
        self.assertNotIn("libsqlite3", needed)
        self.assertNotIn("libpq", needed)


if __name__ == "__main__":
    unittest.main()
