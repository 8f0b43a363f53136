"""The register as its users call it: receive, status, decide, audit and consolidate, in SQLite and in PostgreSQL; killed and
continued, two at once, the same folder twice.

    THUOCDO=build/bin/thuocdo python3 tests/cli/register_test.py
"""

import contextlib
import csv
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from cli_test import ANSWERS_HUYEN, ANSWERS_XA, KEY, PROGRAM, ROWS_HUYEN, ROWS_XA, environment, run  # noqa: E402
from ods_writer import properties, write_sheet  # noqa: E402
from postgresql_server import PostgresqlServer  # noqa: E402

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SUBMITTED = "2026-01-10T09:00:00+07:00"
IN_TIME = "2026-01-12T09:30:00+07:00"  # the communes' last day is 14/1/2026


def check_code(digest):
    """As printed in the footer: 60 bits of the digest in base 32."""
    number = int(digest[:15], 16)
    signs = "".join(SIGNS[number >> shift & 31] for shift in range(55, -1, -5))
    return "-".join(signs[i:i + 4] for i in (0, 4, 8))


def printed_copy(digest):
    """A PDF as far as the program looks at one: the check code in its metadata."""
    body = b"%PDF-1.7\n"
    place = len(body)
    body += f"6 0 obj\n<</Keywords(thuocdo:{check_code(digest)}:{digest})>>\nendobj\n".encode()
    return body + (f"xref\n0 1\n0000000000 65535 f \n6 1\n{place:010} 00000 n \ntrailer\n<</Size 7/Info 6 0 R>>\n"
                   f"startxref\n{len(body)}\n%%EOF\n").encode()


class Sheets:
    """Writes sheets of the trial programme, and submits them: the digest comes from a register that took the draft in."""

    def __init__(self, folder):
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        self.digest = json.loads(run("programmes", "--json").stdout)["programmes"][0]["digest"]
        self.known = {}

    def write(self, path, unit, answers, more):
        path.parent.mkdir(parents=True, exist_ok=True)
        tier = "huyen" if unit.startswith("h-") else "xa"
        write_sheet(path, {**properties(KEY, self.digest, tier, unit, "2025"), **more}, ROWS_HUYEN if tier == "huyen" else ROWS_XA, answers)
        return path

    def draft(self, path, unit):
        return self.write(path, unit, ANSWERS_HUYEN if unit.startswith("h-") else ANSWERS_XA, {})

    def submit(self, path, unit, meetings=None):
        """`meetings`: another answer to 2.1, so that sheets of one unit differ."""
        answers = dict(ANSWERS_HUYEN if unit.startswith("h-") else ANSWERS_XA)
        if meetings is not None:
            answers[("2.1", "value") if unit.startswith("x-") else ("1.9", "value")] = meetings
        key = (unit, meetings)
        if key not in self.known:
            self.write(self.scratch / "draft.ods", unit, answers, {})
            book = self.scratch / "so.db"
            run("receive", self.scratch / "draft.ods", "--programme", KEY, "--register", book, "--received", IN_TIME)
            with contextlib.closing(sqlite3.connect(book)) as database:
                row = database.execute("SELECT submission_digest FROM receipts ORDER BY number DESC LIMIT 1").fetchone()
            self.known[key] = row[0]
        digest = self.known[key]
        return self.write(path, unit, answers, {"thuocdo.submitted": SUBMITTED, "thuocdo.submission": digest, "thuocdo.code": check_code(digest)})


class RegisterTests:
    """Against one database; see the two classes below."""
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-register-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.sheets = Sheets(self.folder)
        self.incoming = self.folder / "đến"
        self.incoming.mkdir()

    def ends(self, code, ended):
        self.assertEqual(ended.returncode, code, ended.stdout + ended.stderr)
        return ended

    def receive(self, book, *more, code=0, files=None, received=IN_TIME):
        time_given = ["--received", received] if received else []
        ended = self.ends(code, run("receive", files or self.incoming, "--programme", KEY, "--register", book, "--json", "--who", "Văn thư",
                                    *time_given, *more))
        return json.loads(ended.stdout)

    def status(self, book, *more):
        return json.loads(self.ends(0, run("status", "--programme", KEY, "--register", book, "--json", *more)).stdout)

    def states(self, received):
        return {one["file"]: one["receipt"]["state"] if one["receipt"] else None for one in received["files"]}

    def sound(self, book):
        audit = json.loads(self.ends(0, run("audit", "--register", book, "--json")).stdout)
        self.assertEqual(audit["findings"], [])
        return audit

    def campaign(self, count=24):
        """Sheets of the communes in several versions, with rubbish among them."""
        for i in range(count):
            self.sheets.submit(self.incoming / f"x-{i % 6 + 1}" / f"lần {i // 6 + 1}.ods", f"x-{i % 6 + 1}", i // 6)
        for (unit, meetings), digest in sorted(self.sheets.known.items()):
            if meetings == 0 and unit.startswith("x-"):  # the printed copy, unsigned
                (self.incoming / unit / "lần 1.pdf").write_bytes(printed_copy(digest))
        (self.incoming / "rác.ods").write_bytes(b"rubbish")
        (self.incoming / "rỗng.xlsx").write_bytes(b"")

    # ---- what each command does

    def test_times_out_of_the_document_system(self):
        book = self.book()
        for name, unit in (("huyện/h-1.ods", "h-1"), ("x-1.ods", "x-1"), ("x-2.ods", "x-2"), ("x-3.ods", "x-3")):
            self.sheets.submit(self.incoming / name, unit)
        self.sheets.submit(self.folder / "right.ods", "x-5")
        self.sheets.known[("x-5", 2)] = self.sheets.known[("x-5", None)]  # the code of other answers
        self.sheets.submit(self.incoming / "x-5.ods", "x-5", 2)
        times = self.folder / "số đến.csv"
        times.write_text("Tên tệp,Mã đơn vị,Thời gian đến\nx-1.ods,,12/01/2026 08:00\n,x-2,20/01/2026 08:00\n"
                         ",h-1,2025-12-24T10:00+07:00\n", "utf-8")
        received = self.receive(book, received=times, code=1)
        # x-3 was submitted in time, and nobody says when it came.
        self.assertEqual(self.states(received), {"huyện/h-1.ods": "accepted", "x-1.ods": "accepted", "x-2.ods": "late",
                                                 "x-3.ods": "undecided", "x-5.ods": "refused"})
        number = next(one["receipt"]["number"] for one in received["files"] if one["file"] == "x-3.ods")
        self.ends(0, run("decide", number, "--received", "14/01/2026 16:00", "--basis", "Sổ công văn đến", "--register", book))
        unit = self.status(book)["tiers"][1]["units"][2]
        self.assertEqual((unit["state"], unit["receipt"]["received"]), ("in-time", "2026-01-14T16:00:00+07:00"))
        times.write_text("Tên tệp,Thời gian đến\nx-1.ods,hôm qua\n", "utf-8")
        self.ends(1, run("receive", self.incoming, "--programme", KEY, "--register", book, "--received", times))
        self.sound(book)

    def test_states_decisions_and_consolidation(self):
        book = self.book()
        self.sheets.submit(self.incoming / "x-1.ods", "x-1")
        self.sheets.submit(self.incoming / "x-2.ods", "x-2", 4)
        self.sheets.submit(self.incoming / "x-2 khác.ods", "x-2", 2)
        self.sheets.draft(self.incoming / "x-4.ods", "x-4")
        received = self.receive(book, code=1)
        self.assertEqual(self.states(received), {"x-1.ods": "accepted", "x-2 khác.ods": "accepted", "x-2.ods": "undecided", "x-4.ods": "undecided"})
        self.assertEqual(received["accepted"], 2)
        numbers = {one["file"]: one["receipt"]["number"] for one in received["files"]}
        late = self.sheets.submit(self.folder / "x-3.ods", "x-3")
        self.assertEqual(self.states(self.receive(book, code=1, files=late, received="2026-01-20 08:00")), {"x-3.ods": "late"})

        status = self.status(book, "--at", "2026-01-13T10:00+07:00")
        communes = status["tiers"][1]
        self.assertEqual((communes["last_day"], communes["days_left"], communes["working_days_left"]), ("2026-01-14", 1, 2))
        self.assertEqual({unit["unit"]: unit["state"] for unit in communes["units"]},
                         {"x-1": "in-time", "x-2": "in-time", "x-3": "late", "x-4": "undecided", "x-5": "missing", "x-6": "missing"})
        self.assertEqual(communes["units"][2]["working_days_late"], 4)

        decide = ["--register", book, "--who", "Trưởng phòng", "--basis", "Biên bản số 3", "--json"]
        decided = json.loads(self.ends(0, run("decide", numbers["x-2.ods"], "--accept", *decide)).stdout)["decisions"][0]
        self.assertEqual((decided["before"], decided["after"], decided["replaced"]), ("undecided", "accepted", [numbers["x-2 khác.ods"]]))
        out = self.folder / "kết quả"
        self.ends(1, run("consolidate", "--register", book, "--programme", KEY, "--out", out))
        with open(out / "ranking.csv", encoding="utf-8-sig", newline="") as stream:
            rows = {row["unit"]: row["status"] for row in csv.DictReader(stream)}
        self.assertEqual({unit: rows[unit] for unit in ("x-1", "x-2", "x-3", "x-4", "x-5")},
                         {"x-1": "ranked", "x-2": "ranked", "x-3": "late", "x-4": "undecided", "x-5": "absent"})
        first = (out / "result.json").read_bytes()
        self.ends(1, run("consolidate", "--register", book, "--programme", KEY, "--out", out, "--threads", "1"))
        # Of another programme there is nothing in it; nothing is written.
        other = self.ends(1, run("consolidate", "--register", book, "--programme", "mau-2-cap", "--out", self.folder / "nham", "--templates", HERE.parents[1] / "templates"))
        self.assertIn("không có phiếu nào của chương trình “mau-2-cap”", other.stderr)
        self.assertIn(f"Sổ có: {KEY} (2025).", other.stderr)
        self.assertFalse((self.folder / "nham").exists())
        self.assertEqual((out / "result.json").read_bytes(), first)

        reminders = json.loads(self.ends(0, run("status", "--programme", KEY, "--register", book, "--reminders", "--json", "--tier", "xa")).stdout)
        self.assertEqual([one["unit"] for one in reminders["reminders"]], ["x-5", "x-6", "h-2"])
        self.assertEqual(reminders["reminders"][2]["below"], ["x-5", "x-6"])  # one letter to their district
        self.assertIn("Kính gửi: Huyện Hai\n", reminders["reminders"][2]["text"]["vi"])
        self.assertIn("Kính gửi: Xã Năm\n(qua Huyện Hai)", reminders["reminders"][0]["text"]["vi"])
        self.assertIn("To: Xã Năm\n(through Huyện Hai)", reminders["reminders"][0]["text"]["en"])
        head = self.sound(book)["head"]
        self.ends(0, run("audit", "--register", book, "--expect", head))
        self.ends(1, run("audit", "--register", book, "--expect", "0" * 64))
        slip = self.ends(2, run("audit", "--register", book, "--expect", head[:-1]))
        self.assertIn("64 ký tự", slip.stderr)

    def test_the_same_folder_twice_changes_nothing(self):
        book = self.book()
        self.campaign(12)
        first = self.receive(book, code=1)
        dumped = self.dump(book)
        again = self.receive(book, code=1, received="2026-02-01")
        self.assertEqual(self.dump(book), dumped)
        self.assertEqual((again["new"], again["known"]), (0, first["new"]))
        self.assertEqual(self.states(again), self.states(first))
        self.assertIn("receipt-other-time", [finding["code"] for finding in again["files"][-1]["findings"]])

    def test_pdfs_and_required_signatures(self):
        book = self.book()
        self.sheets.submit(self.incoming / "x-1.ods", "x-1")
        digest = self.sheets.known[("x-1", None)]
        (self.incoming / "x-1.pdf").write_bytes(printed_copy(digest))
        self.sheets.submit(self.incoming / "x-2.ods", "x-2")
        (self.incoming / "x-2.pdf").write_bytes(printed_copy(digest[::-1]))
        received = self.receive(book, "--require-signature", code=1)
        self.assertEqual(self.states(received), {"x-1.ods": "undecided", "x-1.pdf": "accepted", "x-2.ods": "undecided", "x-2.pdf": "refused"})
        self.assertEqual([one["receipt"]["kind"] for one in received["files"]], ["workbook", "pdf", "workbook", "pdf"])
        self.assertEqual({one["receipt"]["signature"] for one in received["files"]}, {"unsigned"})
        self.assertIn("pdf-code-differs", [reason["code"] for reason in received["files"][3]["receipt"]["reasons"]])
        self.ends(2, run("receive", self.incoming, "--programme", KEY, "--register", book, "--trust", self.folder / "không có"))
        for language, words in (("vi", "Chưa ký"), ("en", "Not signed")):
            self.assertIn(words, run("status", "--programme", KEY, "--register", book, "--lang", language).stdout)
            self.assertIn(words, run("verify", self.incoming / "x-1.ods", "--lang", language).stdout)
        self.sound(book)

    def test_a_result_is_derived_from_its_register_again(self):
        book = self.book()
        self.sheets.submit(self.incoming / "x-1.ods", "x-1")
        self.sheets.submit(self.incoming / "x-2.ods", "x-2")
        self.receive(book)
        out = self.folder / "kết quả"
        run("consolidate", "--register", book, "--programme", KEY, "--out", out)
        self.assertEqual(json.loads((out / "result.json").read_text("utf-8"))["source"], "register")
        again = self.ends(0, run("verify-result", out, "--register", book, "--json"))
        self.assertTrue(json.loads(again.stdout)["same"])
        self.assertIn("--register", self.ends(2, run("verify-result", out, self.incoming)).stderr)
        self.ends(0, run("decide", "1", "--refuse", "--basis", "x", "--register", book))
        changed = json.loads(self.ends(1, run("verify-result", out, "--register", book, "--json")).stdout)
        self.assertEqual([one["unit"] for one in changed["changes"]], ["x-1"])

    def test_text_output_in_both_languages(self):
        book = self.book()
        self.campaign(6)
        for language, words, all_of_them in (("vi", ("Đã nhận", "Không nhận", "tệp vào sổ"), "6/6"),
                                             ("en", ("Accepted", "Refused", "there already"), "6 of 6")):
            text = self.ends(1, run("receive", self.incoming, "--programme", KEY, "--register", book, "--lang", language, "--received", IN_TIME)).stdout
            for word in words:
                self.assertIn(word, text)
            text = self.ends(0, run("status", "--programme", KEY, "--register", book, "--lang", language)).stdout
            self.assertIn(all_of_them, text)
            # On a narrow terminal columns without content go, titles break, and numbers stay whole.
            narrow = self.ends(0, run("status", "--programme", KEY, "--register", book, "--lang", language, env=environment(COLUMNS="80"))).stdout
            table = [line for line in narrow.splitlines() if "  " in line.strip() or "──" in line]
            self.assertGreater(len(table), 8)
            self.assertEqual([line for line in table if len(line) > 80], [])
            self.assertIn(all_of_them, narrow)
            self.assertNotIn("Vắng" if language == "vi" else "Absent", narrow)
            self.ends(0, run("audit", "--register", book, "--lang", language))

    def test_what_is_known_is_counted_and_not_listed_again(self):
        book = self.book()
        self.sheets.submit(self.incoming / "x-1.ods", "x-1")
        self.sheets.submit(self.incoming / "x-2.ods", "x-2")
        call = ("receive", self.incoming, "--programme", KEY, "--register", book)
        self.assertIn("x-2.ods", self.ends(0, run(*call, "--received", IN_TIME)).stdout)
        for language, words in (("vi", "0 tệp vào sổ, 2 tệp đã có từ trước"), ("en", "0 files registered, 2 there already")):
            again = self.ends(0, run(*call, "--received", IN_TIME, "--lang", language)).stdout
            self.assertTrue(again.startswith(words), again)
            self.assertEqual(len(again.splitlines()), 1, again)
        self.sheets.submit(self.incoming / "x-3.ods", "x-3")
        third = self.ends(0, run(*call, "--received", IN_TIME)).stdout
        self.assertIn("x-3.ods", third)
        self.assertNotIn("x-1.ods", third)
        # A time of receipt other than the register's has to be told.
        self.assertIn("x-1.ods", self.ends(0, run(*call, "--received", "2026-01-13T09:30:00+07:00")).stdout)

    # ---- killed, and two at once

    def test_killed_at_any_moment_and_continued(self):
        self.campaign()
        whole = self.book("whole")
        self.receive(whole, code=1)
        book = self.book("killed")
        randomly = random.Random(7)
        kills = 0
        while True:
            process = subprocess.Popen([PROGRAM, "receive", str(self.incoming), "--programme", KEY, "--register", str(book), "--received", IN_TIME,
                                        "--who", "Văn thư"], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            # At first so early that nothing is done, later anywhere; finally it may end.
            wait = 120 if kills >= 25 else randomly.uniform(0, 0.15 + 0.02 * kills)
            try:
                complaint = process.communicate(timeout=wait)[1]
                self.assertEqual((process.returncode, complaint), (1, b""))
                if kills >= 3:
                    break
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                kills += 1
        self.assertEqual(self.dump(book), self.dump(whole))
        self.sound(book)

    def test_two_at_once(self):
        self.campaign()
        whole = self.book("whole")
        self.receive(whole, code=1)
        book = self.book("shared")
        command = [PROGRAM, "receive", str(self.incoming), "--programme", KEY, "--register", str(book), "--received", IN_TIME, "--who", "Văn thư", "--json"]
        both = [subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
        done = [(process.communicate(timeout=200), process.returncode) for process in both]
        for (_, complaint), code in done:
            self.assertEqual((code, complaint), (1, b""))
        self.assertEqual(sum(json.loads(out)["new"] for (out, _), _ in done), 32)
        self.assertEqual(len(self.dump(book)[0]), 32)
        # Which of the two was faster decides the numbers, and which version of a unit came first.
        self.assertEqual({tuple(row)[3:5] for row in self.dump(book)[0]}, {tuple(row)[3:5] for row in self.dump(whole)[0]})
        self.sound(book)


class SqliteTest(RegisterTests, unittest.TestCase):
    def book(self, name="so"):
        return self.folder / f"{name} ký.db"

    def dump(self, book):
        with contextlib.closing(sqlite3.connect(book)) as database:
            return (database.execute("SELECT * FROM receipts ORDER BY number").fetchall(),
                    database.execute("SELECT number, who, action, subject, before, after, basis FROM trail WHERE number > 1 ORDER BY number").fetchall())

    def test_wrong_calls(self):
        book = self.book()
        sheet = self.sheets.submit(self.incoming / "x-1.ods", "x-1")
        self.ends(2, run("receive", sheet))
        self.ends(2, run("receive", "--programme", KEY, "--register", book))
        self.ends(2, run("receive", sheet, "--programme", KEY, "--register", book, "--received", "hôm qua"))
        self.ends(3, run("status", "--programme", KEY, "--register", book))
        self.assertFalse(book.exists())
        self.ends(3, run("receive", sheet, "--programme", KEY, "--register", self.folder / "none" / "so.db"))
        self.ends(1, run("audit", "--register", sheet))
        self.receive(book)
        self.ends(2, run("decide", "1", "--accept", "--register", book))
        self.ends(2, run("decide", "1", "--register", book, "--basis", "x"))
        self.ends(2, run("decide", "x", "--accept", "--register", book, "--basis", "x"))
        self.ends(1, run("decide", "9", "--accept", "--register", book, "--basis", "x"))
        self.ends(2, run("consolidate", self.incoming, "--register", book, "--programme", KEY, "--out", self.folder / "o"))
        with contextlib.closing(sqlite3.connect(book)) as database:
            database.execute("UPDATE book SET value = '99' WHERE name = 'version'")
            database.commit()
        self.assertIn("mới hơn", self.ends(1, run("status", "--programme", KEY, "--register", book)).stderr)

    def test_a_new_register_is_told(self):
        sheet = self.sheets.submit(self.incoming / "x-1.ods", "x-1")
        book = self.book()
        for told in (self.assertIn, self.assertNotIn):
            text = self.ends(0, run("receive", sheet, "--programme", KEY, "--register", book, "--received", IN_TIME)).stdout
            told(f"Đã lập sổ mới: {book}", text)

    def test_nothing_is_written_over_what_is_there(self):
        sheet = self.sheets.submit(self.incoming / "x-1.ods", "x-1")
        book = self.book()
        self.receive(book)
        of_register = ("--register", book, "--programme", KEY)
        filled = self.folder / "đã điền.ods"
        filled.write_bytes(b"what a reviewer typed")
        for call, file, words in ((("appraise", "--unit", "x-1", *of_register), book, "lệnh này đọc"),
                                  (("appraise", sheet), sheet, "lệnh này đọc"),
                                  (("appraise", "--unit", "x-1", *of_register), filled, "nội dung khác"),
                                  (("export-units", KEY), filled, "nội dung khác"),
                                  (("export-criteria", KEY, "--tier", "xa"), filled, "nội dung khác"),
                                  (("status", *of_register), book, "lệnh này đọc")):
            with self.subTest(call=call, file=file):
                before = pathlib.Path(file).read_bytes()
                self.assertIn(words, self.ends(2, run(*call, "--out", file)).stderr)
                self.assertEqual(pathlib.Path(file).read_bytes(), before)
        table = self.folder / "bảng.ods"
        for _ in range(2):  # the very same may be written again
            self.ends(0, run("appraise", "--unit", "x-1", *of_register, "--out", table))
        said = self.ends(0, run("appraise", table, *of_register)).stdout
        self.assertIn("chưa có kết luận", said)
        said = self.ends(0, run("appraise", "--unit", "x-1", "--stage", "second", *of_register, "--out", self.folder / "lần 2.ods")).stdout
        self.assertIn("Chưa có tiêu chí nào để thẩm định lần 2", said)
        self.ends(2, run("consolidate", self.incoming, "--programme", KEY, "--out", self.incoming))
        self.assertEqual([file.name for file in self.incoming.iterdir()], ["x-1.ods"])

    def test_a_changed_row_and_a_changed_original(self):
        book = self.book()
        self.campaign(6)
        self.receive(book, code=1)
        original = next(path for path in pathlib.Path(f"{book}.originals").rglob("*") if path.is_file())
        with contextlib.closing(sqlite3.connect(book)) as database:
            with self.assertRaises(sqlite3.IntegrityError):
                database.execute("DELETE FROM trail")
            database.execute("UPDATE receipts SET total = '99' WHERE number = 3")
            database.commit()
        original.write_bytes(b"another")
        audit = json.loads(self.ends(1, run("audit", "--register", book, "--json")).stdout)
        self.assertEqual(sorted(finding["code"] for finding in audit["findings"]), ["original-altered", "receipt-altered"])


class PostgresqlTest(RegisterTests, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = PostgresqlServer()
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.__exit__, None, None, None)
        cls.count = 0

    def book(self, name="so"):
        type(self).count += 1
        return self.server.url(f"{name}{self.count}")

    def test_why_there_is_no_connection(self):
        server, book = self.server, self.book("tới")
        server.rows("postgres", "CREATE ROLE kin LOGIN PASSWORD 'dung-mat-khau'; CREATE ROLE khach LOGIN")
        rules = server.data / "pg_hba.conf"
        rules.write_text("local all kin scram-sha-256\nlocal all la reject\n" + rules.read_text("utf-8"), "utf-8")
        server.rows("postgres", "SELECT pg_reload_conf()")
        as_user = book.replace("//so@", "//{}@").format
        login = ("không cho đăng nhập", "refuses the login")
        no_server = ("Không kết nối được với máy chủ", "cannot be reached")
        for url, said, own_words in ((as_user("kin:sai-mat-khau"), login, "password authentication failed"),
                                     (as_user("kin"), login, "no password supplied"),
                                     (as_user("la"), login, "pg_hba.conf"),
                                     (as_user("chua-co"), login, "does not exist"),
                                     (book.replace("@/", "@/khong-co-"), ("không có cơ sở dữ liệu", "has no such database"), "does not exist"),
                                     (book.replace("host=", "host=/khong/co"), no_server, "No such file or directory"),
                                     ("postgresql://so@127.0.0.1:9/so", no_server, "refused")):
            for language, words, to_do in (("vi", said[0], "Hãy kiểm tra"), ("en", said[1], "Check the ")):
                with self.subTest(url=url, language=language):
                    told = self.ends(3, run("status", "--programme", KEY, "--register", url, "--lang", language)).stderr
                    self.assertIn(words, told)
                    self.assertIn(to_do, told)
                    self.assertLess(told.index(to_do), told.index(own_words))
                    self.assertNotIn("sai-mat-khau", told)
        sheet = self.sheets.submit(self.incoming / "x-1.ods", "x-1")
        for language, words, to_do in (("vi", "không cho thay đổi này: máy chủ báo “permission denied", "Hãy kiểm tra quyền ghi"),
                                       ("en", 'does not allow this change: the server says "permission denied', "Check that you may write")):
            told = self.ends(3, run("receive", sheet, "--programme", KEY, "--register", as_user("khach"), "--received", IN_TIME, "--lang", language)).stderr
            self.assertIn(words, told)
            self.assertIn(to_do, told)

    def dump(self, book):
        database = book.split("?")[0].rsplit("/", 1)[1]
        return (self.server.rows(database, "SELECT * FROM thuocdo.receipts ORDER BY number"),
                self.server.rows(database, "SELECT number, who, action, subject, before, after, basis FROM thuocdo.trail WHERE number > 1 ORDER BY number"))


if __name__ == "__main__":
    unittest.main()
