"""A whole campaign from the reviewers' side, with all units of a programme: sheets come in over days, some late, absent,
doubled, altered, unfinished or of excluded units; some districts collect and appraise their communes' sheets in registers of their own,
close their level and send a bundle, one of them signed by LibreOffice; decisions are taken; some units are appraised in two rounds; all
levels are closed; then ranks, how firm they are, the decision with its documents, and the web page; at last what still waits is
refused and the whole programme is closed. Once in one go, and once with every command killed at random moments of its whole length
and called again, in SQLite and in PostgreSQL: all end in the same bytes and in registers that say the same.

Some sheets are signed: in force, by a certificate that ended on the way, by a revoked one; one comes inside its signed PDF, and one as
an .xlsx that Calc saved.

    THUOCDO=build/bin/thuocdo CAMPAIGN_SIGNER=build/bin/campaign_signer \\
        python3 tests/cli/reviewers_campaign_test.py gialai-dti-2023
"""

import contextlib
import csv
import datetime
import io
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "addin"))
from campaign_sheets import THUOCDO, CampaignSheets, environment, run  # noqa: E402
from office import Office, file_url, property_value  # noqa: E402
from pki import Pki, sign_ods  # noqa: E402
from postgresql_server import PostgresqlServer  # noqa: E402

PROGRAMME = sys.argv.pop(1) if sys.argv[1:2] and not sys.argv[1].startswith("-") else "gialai-dti-2023"


def day(text, days):
    """The ISO day some days from another."""
    return (datetime.date.fromisoformat(text) + datetime.timedelta(days=days)).isoformat()


class Plan:
    """What comes in when, and what becomes of it. The first units of a tier are the odd ones."""

    def __init__(self, folder):
        self.folder = folder
        scratch = folder / "scratch"
        scratch.mkdir()
        self.sheets = sheets = CampaignSheets(PROGRAMME, scratch)
        empty = scratch / "empty.db"
        nothing = scratch / "nothing.ods"
        nothing.write_bytes(b"nothing")
        run("receive", nothing, "--programme", PROGRAMME, "--register", empty, codes=(1,))
        tiers = json.loads(run("status", "--programme", PROGRAMME, "--register", empty, "--json"))["tiers"]
        self.first_day, self.last_day = min(tier["last_day"] for tier in tiers), max(tier["last_day"] for tier in tiers)
        self.cut = {}
        self.states, self.appraised, wanted, drafts = {}, [], {}, {}
        self.signed_units = {}  # {unit: how}
        self.trust = folder / "tin cậy"
        self.trust.mkdir()
        self.choose_districts(tiers)
        first, second, late = folder / "đợt 1", folder / "đợt 2", folder / "trễ hạn"
        for tier in tiers:
            units = [unit["unit"] for unit in tier["units"]]
            bundled = [unit for unit in units if unit in self.bundled]
            absent, doubled, altered, unfinished, came_late, pardoned, *usual = [unit for unit in units if unit not in self.bundled]
            self.take_aside(tier["key"], bundled)
            self.appraised += usual[:2]
            self.states.update({absent: "absent", doubled: "ranked", altered: "refused", unfinished: "undecided", came_late: "late", pardoned: "ranked"})
            self.states.update(dict.fromkeys(usual, "ranked"))
            if len(usual) >= 6:
                self.signed_units.update(zip(usual[2:], ("in force", "ended since", "revoked", "in its PDF", "as .xlsx")))
                self.states[usual[4]] = "undecided"
            wanted[doubled, 0], wanted[doubled, 1] = first / tier["key"] / f"{doubled}.ods", second / tier["key"] / f"{doubled} (sửa).ods"
            wanted[altered, 0] = first / tier["key"] / f"{altered}.ods"
            drafts[unfinished, 0] = second / tier["key"] / f"{unfinished}.ods"
            wanted[came_late, 0], wanted[pardoned, 0] = late / f"{came_late}.ods", late / f"{pardoned}.ods"
            for number, unit in enumerate(usual):
                wanted[unit, 0] = (first, second)[number % 2] / tier["key"] / f"{unit}.ods"
        sheets.write_submitted(wanted, day(self.first_day, -9) + "T09:00:00+07:00")
        sheets.write_drafts(drafts)
        # Other answers under the check code of those that were submitted.
        for unit in [unit for unit, state in self.states.items() if state == "refused"]:
            path = wanted[unit, 0]
            other = scratch / "other.ods"
            sheets.write_drafts({(unit, 7): other})
            replace_content(path, other)
        for unit in sheets.units:
            if unit.get("excluded"):
                sheets.write_drafts({(unit["code"], 0): second / f"{unit['code']}.ods"})
        (first / "ghi chú.txt").write_text("không phải phiếu", "utf-8")
        (first / "hỏng.ods").write_bytes(b"PK\x03\x04 damaged")
        self.first, self.second, self.late = first, second, late
        self.sign({unit: wanted[unit, 0] for unit in self.signed_units})
        self.make_bundles()
        self.doubled = [key[0] for key in wanted if key[1] == 1]
        self.pardoned = [wanted[unit, 0].name for unit, state in self.states.items() if state == "ranked" and (unit, 0) in wanted
                         and wanted[unit, 0].parent == late]

    def sign(self, paths):
        """As units do it in the year of the campaign."""
        time = day(self.first_day, -8) + "T02:00:00Z"
        orders = [("person", "in force", day(self.first_day, -300), day(self.first_day, 900)),
                  ("person", "ended since", day(self.first_day, -900), day(self.first_day, -7)),  # the first files come on that day
                  ("person", "revoked", day(self.first_day, -300), day(self.first_day, 900)),
                  ("revoke", "revoked", day(self.first_day, -30))]
        workbooks = []
        for unit, path in paths.items():
            how = self.signed_units[unit]
            if how == "in its PDF":
                with zipfile.ZipFile(path) as package:
                    about = dict(re.findall(r'meta:name="(thuocdo[^"]*)">([^<]*)<', package.read("meta.xml").decode()))
                orders.append(("pdf", "in force", path, path.with_suffix(".pdf"), f"thuocdo:{about['thuocdo.code']}:{about['thuocdo.submission']}"))
                workbooks.append(path)
            elif how == "as .xlsx":
                workbooks.append(path)
            else:
                orders.append(("sheet", how, path, time))
        subprocess.run([os.environ["CAMPAIGN_SIGNER"], self.trust], input="".join("\t".join(map(str, order)) + "\n" for order in orders),
                       encoding="utf-8", check=True, timeout=120)
        with Office(self.folder / "office") as office:
            office.start()
            for path in (path for unit, path in paths.items() if self.signed_units[unit] == "as .xlsx"):
                document = office.desktop.loadComponentFromURL(file_url(path), "_blank", 0, (property_value("Hidden", True),))
                document.storeToURL(file_url(path.with_suffix(".xlsx")), (property_value("FilterName", "Calc MS Excel 2007 XML"),))
                document.close(True)
        for path in workbooks:
            path.unlink()

    def choose_districts(self, tiers):
        """The last two districts send bundles: {district: its communes}. The first commune of each is absent."""
        above = {row["code"]: row["parent"] for row in self.sheets.units}
        self.units_by_tier = {tier["key"]: [unit["unit"] for unit in tier["units"]] for tier in tiers}
        everybody = [unit for units in self.units_by_tier.values() for unit in units]
        districts = [unit for unit in everybody if any(above[other] == unit for other in everybody)]
        self.districts = {district: [unit for unit in everybody if above[unit] == district] for district in districts[-2:]}
        self.bundled = {unit for district, communes in self.districts.items() for unit in (district, *communes)}
        self.tier_days = {tier["key"]: tier["last_day"] for tier in tiers}

    def take_aside(self, tier, units):
        gone = {communes[0] for communes in self.districts.values()}
        self.states.update({unit: "absent" if unit in gone else "ranked" for unit in units})

    def make_bundles(self):
        """As the districts do it, each in a register of its own; one bundle is then signed by the office."""
        self.bundles = self.folder / "gói"
        self.bundles.mkdir()
        self.below = {}
        for district, communes in self.districts.items():
            folder = self.folder / district
            self.sheets.write_submitted({(unit, 0): folder / f"{unit}.ods" for unit in (district, *communes[1:])}, day(self.first_day, -9) + "T09:00:00+07:00")
            book = self.folder / f"{district}.db"
            call = ["--programme", PROGRAMME, "--register", book]
            run("receive", folder, *call, "--received", day(self.first_day, -6) + " 08:00", "--who", "Văn thư huyện")
            run("bundle", *call, "--parent", district, "--out", self.bundles / f"{district}.ods", codes=(1,))  # not yet
            for unit in communes[1:3]:
                self.appraise_at_district(unit, call)
            run("level", communes[0], "--absent", "--basis", "Sáp nhập", *call)
            run("level", district, "--close", "--with-below", "--who", "Trưởng phòng", *call)
            run("bundle", *call, "--parent", district, "--out", self.bundles / f"{district}.ods")
        if not self.districts:
            return
        self.signed = f"{list(self.districts)[0]}.ods"
        pki = Pki(self.folder / "pki")
        for certificate in pki.trust.iterdir():
            shutil.copy(certificate, self.trust)
        with Office(self.folder / "office 2") as office:
            office.start()
            sign_ods(office, pki, pki.person("Nguyễn Thị Lan"), self.bundles / self.signed)

    def appraise_at_district(self, unit, call):
        """The district halves the first count; the province keeps what it decided."""
        table = self.folder / f"huyện {unit}.csv"
        answers = self.sheets.answers(unit, 0)[0]
        self.below[unit] = self.cut[unit] = next(criterion for (criterion, field), value in answers.items() if field == "a" and isinstance(value, int) and value > 1)
        run("appraise", *call, "--unit", unit, "--out", table)
        edit(table, "*", {"Kết luận": "Đồng ý", "Căn cứ thẩm định": "Hồ sơ", "Ý kiến thẩm định": "Huyện: đúng hồ sơ"})
        edit(table, self.below[unit], {"Kết luận": "Sửa số liệu", "Số liệu thẩm định": str(answers[self.below[unit], "a"] // 2), "Ghi chú nội bộ": "Xem lại khi đi thực tế"})
        run("appraise", *call, "--unit", unit, table, "--who", "Tổ thẩm định huyện")
        for stage in ("first", "second", "final"):
            run("appraise", *call, "--unit", unit, "--stage", stage, "--close", "--who", "Trưởng phòng")

    def close_levels(self, book):
        """Who sent nothing that counts is marked absent; then all is closed at once, but not before."""
        with_book = ["--programme", PROGRAMME, "--register", book]
        standing = json.loads(run("status", *with_book, "--json"))
        waiting = {unit["unit"] for tier in standing["tiers"] for unit in tier["units"] if unit["state"] == "undecided"}
        for unit, state in self.states.items():
            if state in ("refused", "late") or (state == "absent" and unit not in self.bundled):
                yield ["level", unit, "--absent", "--basis", "Không có phiếu được nhận", *with_book, "--who", "Sở"], (0,)
        yield ["level", "--whole", "--close", "--with-below", *with_book, "--who", "Sở"], (1,) if waiting else (0,)
        for district in self.districts:
            yield ["level", district, "--reopen", "--basis", "Kiểm tra lại", *with_book, "--who", "Sở"], (0,)
            yield ["level", district, "--close", *with_book, "--who", "Sở"], (0,)

    def steps(self, book, out):
        """Each a command, or what makes commands of what the register says then; the codes they may end with."""
        with_book = ["--programme", PROGRAMME, "--register", book]
        yield ["receive", self.first, *with_book, "--who", "Văn thư", "--received", day(self.first_day, -7) + " 08:00", "--trust", self.trust], (1,)
        yield ["receive", self.second, *with_book, "--who", "Văn thư", "--received", day(self.first_day, -1) + " 16:00", "--trust", self.trust], (1,)
        yield ["receive", self.late, *with_book, "--who", "Văn thư", "--received", day(self.last_day, 9) + " 16:00"], (1,)
        if self.districts:
            yield ["receive", self.bundles, *with_book, "--who", "Văn thư", "--received", day(self.first_day, -1) + " 16:00", "--trust", self.trust], (1,)
            bundle = {one["file"]: one for one in json.loads(run("status", *with_book, "--json"))["bundles"]}[self.signed]
            # The certificate is of today, the campaign is not: somebody has to say that the signature is taken.
            yield ["decide", bundle["number"], "--accept", "--register", book, "--who", "Chuyên viên", "--basis", "Chứng thư đã kiểm tra"], (0,)
        numbers = self.numbers(book)
        by_expert = ["--register", book, "--who", "Chuyên viên"]
        for unit in self.doubled:
            yield ["decide", numbers[f"{self.sheets.tier_of[unit]}/{unit} (sửa).ods"], "--accept", *by_expert, "--basis", "Công văn đính chính"], (0,)
        pardoned = [numbers[name] for name in self.pardoned]
        yield ["decide", *pardoned, "--accept", *by_expert, "--basis", "Công văn gia hạn", "--comment", "Mất điện"], (0,)
        for unit in self.appraised:
            yield from self.appraisal(unit, book, out)
        yield from self.close_levels(book)
        yield ["audit", "--register", book], (0,)
        yield ["consolidate", *with_book, "--robustness", "--out", out / "ket-qua"], (1,)
        yield ["verify-result", out / "ket-qua", "--register", book], (0,)
        yield ["documents", out / "ket-qua", "--register", book, "--out", out / "van-ban"], (0,)
        yield ["publish", out / "ket-qua", "--out", out / "web"], (0,)
        yield from self.settle_and_close(book)
        yield ["consolidate", *with_book, "--out", out / "ket-qua-khoa"], (0, 1)
        yield ["verify-result", out / "ket-qua-khoa", "--register", book], (0,)
        yield ["audit", "--register", book], (0,)

    def settle_and_close(self, book):
        """What still waits is refused, its units are marked absent, and then the whole programme can be closed."""
        with_book = ["--programme", PROGRAMME, "--register", book]
        unfinished = [unit for unit, state in self.states.items() if state == "undecided"]
        standing = json.loads(run("status", *with_book, "--json"))
        for unit in (unit for tier in standing["tiers"] for unit in tier["units"] if unit["unit"] in unfinished):
            yield ["decide", unit["receipt"]["number"], "--refuse", "--register", book, "--who", "Sở", "--basis", "Phiếu chưa hoàn thành"], (0,)
            yield ["level", unit["unit"], "--absent", "--basis", "Phiếu chưa hoàn thành", *with_book, "--who", "Sở"], (0,)
        yield ["level", "--whole", "--close", "--with-below", *with_book, "--who", "Sở"], (0,)
        # Nothing is decided any more below it.
        accepted = next(unit for tier in standing["tiers"] for unit in tier["units"] if unit["state"] == "in-time")
        yield ["decide", accepted["receipt"]["number"], "--refuse", "--register", book, "--basis", "Muộn rồi"], (1,)

    def appraisal(self, unit, book, out):
        """Everything is accepted but one figure, which is halved; the unit explains; the second round keeps it."""
        call = ["appraise", "--programme", PROGRAMME, "--register", book, "--unit", unit]
        answers = self.sheets.answers(unit, 0)[0]
        self.cut[unit] = next(criterion for (criterion, field), value in answers.items() if field == "a" and isinstance(value, int) and value > 1)
        table = self.folder / f"{out.name} {unit}.csv"
        yield [*call, "--out", table], (0,)
        edit(table, "*", {"Kết luận": "Đồng ý", "Căn cứ thẩm định": "Hồ sơ", "Ý kiến thẩm định": "Đúng hồ sơ"})
        edit(table, self.cut[unit], {"Kết luận": "Sửa số liệu", "Số liệu thẩm định": str(answers[self.cut[unit], "a"] // 2),
                                     "Ghi chú nội bộ": "Xem lại khi đi thực tế"})
        yield [*call, table, "--who", "Tổ 1"], (0,)
        yield [*call, "--close", "--who", "Trưởng đoàn"], (0,)
        table = self.folder / f"{out.name} {unit} giải trình.csv"
        yield [*call, "--out", table, "--for-unit"], (0,)
        edit(table, self.cut[unit], {"Giải trình của đơn vị": "Số còn lại ở bộ phận một cửa"})
        yield [*call, table, "--who", "Đơn vị"], (0,)
        table = self.folder / f"{out.name} {unit} lần 2.csv"
        yield [*call, "--stage", "second", "--out", table], (0,)
        edit(table, self.cut[unit], {"Kết luận": "Giữ nguyên", "Căn cứ thẩm định": "Thực tế", "Ý kiến thẩm định": "Không thấy ở bộ phận một cửa"})
        yield [*call, table, "--who", "Tổ 1"], (0,)
        for stage in ("second", "final"):
            yield [*call, "--stage", stage, "--close", "--who", "Trưởng đoàn"], (0,)

    @staticmethod
    def numbers(book):
        standing = json.loads(run("status", "--programme", PROGRAMME, "--register", book, "--json"))
        units = [unit for tier in standing["tiers"] for unit in tier["units"]]
        numbers = {unit["receipt"]["file"]: unit["receipt"]["number"] for unit in units if unit["receipt"]}
        for unit in units:  # a later version waits beside the accepted one
            if len(unit["receipts"]) > 1:
                numbers[f"{unit['unit'] and standing_tier(standing, unit)}/{unit['unit']} (sửa).ods"] = max(unit["receipts"])
        return numbers


def edit(path, criterion, changes):
    """Fills in the first row of a criterion ("*": of each) in a table that the program wrote: {heading: text}."""
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True)))
    seen = set()
    for row in rows[1:]:
        which = row[rows[0].index("Mã tiêu chí")]
        if which not in seen and criterion in ("*", which):
            for heading, text in changes.items():
                row[rows[0].index(heading)] = text
        seen.add(which)
    with open(path, "w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def standing_tier(standing, unit):
    return next(tier["key"] for tier in standing["tiers"] if unit in tier["units"])


def replace_content(path, other):
    """The cells of another sheet in the package of this one."""
    with zipfile.ZipFile(other) as source:
        content = source.read("content.xml")
    with zipfile.ZipFile(path) as source:
        parts = [(name, source.read(name)) for name in source.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, bytes_ in parts:
            entry = zipfile.ZipInfo(name, (2025, 12, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(entry, content if name == "content.xml" else bytes_)


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# Of each table all but the moments at which somebody decided, and what hangs on them.
TABLES = {"receipts": "*",
          "appraisals": "number, receipt, stage, criterion, kind, follows, content, who",
          "levels": "number, programme, round, unit, kind, basis, who",
          "trail": "number, who, action, subject, before, after, basis"}


def register_of(rows_of):
    """{table: rows} by a function that answers a statement with rows of texts."""
    return {table: [without_moments(row) for row in rows_of(table, columns)] for table, columns in TABLES.items()}


def without_moments(row):
    """The trail holds whole entries as JSON: theirs are left out, too."""
    cells = []
    for cell in map(str, row):
        if cell.startswith("{") and '"at"' in cell:
            cell = json.dumps({name: value for name, value in json.loads(cell).items() if name != "at"}, ensure_ascii=False)
        cells.append(cell)
    return cells


class ReviewersCampaign(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-reviewers-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.server = PostgresqlServer()
        cls.server.__enter__()
        cls.addClassCleanup(cls.server.__exit__, None, None, None)
        cls.plan = Plan(cls.folder)
        book = cls.folder / "sổ.db"
        cls.book = book
        cls.out = cls.folder / "một lần"
        cls.lengths = []  # of the commands in their order, in seconds
        for command, codes in cls.plan.steps(book, cls.out):
            begun = time.monotonic()
            run(*command, codes=codes)
            cls.lengths.append(time.monotonic() - begun)
        cls.whole = files_of(cls.out)
        cls.contents = cls.in_sqlite(book)

    @staticmethod
    def in_sqlite(book):
        with contextlib.closing(sqlite3.connect(book)) as database:
            return register_of(lambda table, columns: database.execute(f"SELECT {columns} FROM {table} ORDER BY number").fetchall())

    def test_the_documents_are_of_every_unit(self):
        notices = {name for name in self.whole if name.startswith("van-ban/thong-bao/")}
        self.assertEqual(notices, {f"van-ban/thong-bao/thong-bao-{unit}.odt" for unit in self.plan.states})
        self.assertIn("van-ban/quyet-dinh.odt", self.whole)
        self.assertEqual(len([name for name in self.whole if name.startswith("van-ban/phu-luc-")]), len(self.plan.units_by_tier))
        firm = json.loads(self.whole["ket-qua/result.json"])
        self.assertIn("robustness", json.dumps(firm) + " ".join(self.whole))

    def test_every_unit_stands_where_it_belongs(self):
        with open(self.out / "ket-qua" / "ranking.csv", encoding="utf-8-sig", newline="") as stream:
            states = {row["unit"]: row["status"] for row in csv.DictReader(stream)}
        self.assertEqual(states, self.plan.states)
        result = json.loads(self.whole["ket-qua/result.json"])
        for tier in result["tiers"]:
            totals = [float(unit["published"]) for unit in tier["ranked"]]
            self.assertEqual(totals, sorted(totals, reverse=True))
            self.assertGreater(len(set(totals)), len(totals) // 2, "the sheets differ")
        with open(self.out / "ket-qua" / "appraised.csv", encoding="utf-8-sig", newline="") as stream:
            cut = {row["unit"]: row["criterion"] for row in csv.DictReader(stream) if row["criterion"] and row["verdict"] == "changed"}
        self.assertEqual(cut, self.plan.cut)
        with open(self.out / "ket-qua" / "appraised.csv", encoding="utf-8-sig", newline="") as stream:
            rows = [row for row in csv.DictReader(stream) if not row["criterion"]]
        self.assertEqual({row["unit"]: row["by"] for row in rows if row["by"]}, {unit: self.parent(unit) for unit in self.plan.below})
        for row in rows:
            if row["unit"] in self.plan.below:
                self.assertEqual(row["below"], row["appraised"])
                self.assertLessEqual(float(row["below"]), float(row["self"]))
        below = [row for row in rows if row["unit"] in self.plan.below]
        self.assertTrue(any(float(row["below"]) < float(row["self"]) for row in below) or not below)
        internal = "Xem lại khi đi thực tế".encode()
        for name, whole in self.whole.items():
            parts = [whole]
            if whole.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(whole)) as package:
                    parts = [package.read(part) for part in package.namelist()]
            self.assertFalse(any(internal in part for part in parts), f"{name}: an internal comment was published")
        excluded = {row["code"] for row in self.plan.sheets.units if row.get("excluded")}
        self.assertFalse(excluded & set(states))

    def test_signed_sheets_and_other_kinds_of_files(self):
        with contextlib.closing(sqlite3.connect(self.book)) as database:
            rows = {row[0]: row[1:] for row in database.execute("SELECT unit, signature, state, file_name, reasons FROM receipts WHERE kind = 'workbook'")
                    if row[0] in self.plan.signed_units}
        self.assertEqual(set(rows), set(self.plan.signed_units))
        self.assertGreaterEqual(len(rows), 4)
        wanted = {"in force": ("valid", "accepted", ".ods", "signature-valid"), "ended since": ("valid", "accepted", ".ods", "signature-expired-since"),
                  # It waited for a decision, and was refused before the whole programme was closed.
                  "revoked": ("revoked", "refused", ".ods", "signature-revoked"), "in its PDF": ("valid", "accepted", ".pdf", "signature-valid"),
                  "as .xlsx": ("unsigned", "accepted", ".xlsx", "signature-none")}
        for unit, how in self.plan.signed_units.items():
            signature, state, name, reasons = rows[unit]
            with self.subTest(how, unit=unit):
                self.assertEqual((signature, state, pathlib.Path(name).suffix), wanted[how][:3])
                self.assertIn(wanted[how][3], [reason["code"] for reason in json.loads(reasons)])

    def parent(self, unit):
        return next(row["parent"] for row in self.plan.sheets.units if row["code"] == unit)

    def test_every_level_says_how_it_stands(self):
        standing = json.loads(run("status", "--programme", PROGRAMME, "--register", self.book, "--json"))
        levels = {level["unit"]: level for level in standing["levels"]}
        self.assertEqual(levels[""]["units"], len(self.plan.states))
        self.assertEqual(levels[""]["state"], "closed")
        self.assertEqual(levels[""]["closed"], levels[""]["directly"])
        self.assertEqual({unit["level"] for tier in standing["tiers"] for unit in tier["units"]}, {"closed", "absent"})
        self.assertFalse(any(unit["state"] in ("undecided", "late") and unit["level"] != "absent" for tier in standing["tiers"] for unit in tier["units"]))
        for district, communes in self.plan.districts.items():
            level = levels[district]
            self.assertEqual((level["state"], level["units"], level["submitted"], level["absent"]), ("closed", len(communes), len(communes) - 1, 1))
            self.assertEqual(level["bundle"], next(one["number"] for one in standing["bundles"] if one["file"] == f"{district}.ods"))
        # Into a closed level nothing goes.
        if self.plan.districts:
            district, communes = list(self.plan.districts.items())[0]
            late = self.folder / "muộn.ods"
            self.plan.sheets.write_submitted({(communes[1], 5): late}, day(self.plan.first_day, -9) + "T09:00:00+07:00")
            copy = self.folder / "bản chép.db"
            shutil.copy(self.book, copy)
            shutil.copytree(f"{self.book}.originals", f"{copy}.originals")
            file = json.loads(run("receive", late, "--programme", PROGRAMME, "--register", copy, "--received", day(self.plan.first_day, -1) + " 17:00", "--json", codes=(1,)))["files"][0]
            self.assertEqual(file["receipt"]["state"], "refused")
            self.assertIn("level-closed", [reason["code"] for reason in file["receipt"]["reasons"]])
            for bundle in self.plan.bundles.iterdir():  # once more changes nothing
                self.assertFalse(any(one["new"] for one in json.loads(run("receive", bundle, "--programme", PROGRAMME, "--register", copy, "--json"))["files"]))

    def killed_and_continued(self, book, name):
        """The commands again, each killed until it was let end: a short one once, a long one in each quarter of its length."""
        randomly = random.Random(name)
        out = self.folder / name
        kills, through = 0, []
        pace = 1  # of the machine against when the lengths were measured; else all kills would come too late
        for number, (command, codes) in enumerate(self.plan.steps(book, out)):
            length = self.lengths[number]
            parts = 4 if length > 0.6 else 2 if length > 0.2 else 1
            waits = [pace * length * (part + randomly.random()) / parts for part in range(parts)]
            killed, begun = 0, time.monotonic()
            for wait in [*waits, None]:
                process = subprocess.Popen([THUOCDO, *map(str, command)], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                try:
                    complaint = process.communicate(timeout=300 if wait is None else wait)[1]
                    self.assertIn(process.returncode, codes, complaint.decode())
                    if killed == 0:
                        pace = (pace + min(1, (time.monotonic() - begun) / length)) / 2
                    break
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.communicate()
                    killed += 1
            if killed == parts:
                pace = min(1, 1.2 * pace)
            kills += killed
            if length > 0.2:
                through.append(killed)
        self.assertEqual(len(self.lengths), number + 1)
        self.assertGreater(kills, number // 5)
        self.assertGreaterEqual(sum(killed >= 1 for killed in through), len(through) // 2, through)
        self.assertEqual({name: len(bytes_) for name, bytes_ in files_of(out).items()}, {name: len(bytes_) for name, bytes_ in self.whole.items()})
        self.assertEqual(files_of(out), self.whole)
        self.assertEqual(json.loads(run("audit", "--register", book, "--json"))["findings"], [])

    def same_register(self, contents):
        for table in TABLES:
            self.assertGreater(len(self.contents[table]), 0, table)
            self.assertEqual(len(contents[table]), len(self.contents[table]), table)
            for row, whole in zip(contents[table], self.contents[table]):
                self.assertEqual(row, whole, table)

    def test_killed_and_continued_in_sqlite(self):
        book = self.folder / "bị ngắt.db"
        self.killed_and_continued(book, "bị ngắt")
        self.same_register(self.in_sqlite(book))

    def test_killed_and_continued_in_postgresql(self):
        book = self.server.url("campaign")
        self.killed_and_continued(book, "máy chủ")
        self.same_register(register_of(lambda table, columns: self.server.rows("campaign", f"SELECT {columns} FROM thuocdo.{table} ORDER BY number")))


if __name__ == "__main__":
    unittest.main()
