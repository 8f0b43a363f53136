"""The program as its users call it: every command, both languages, exit codes, files, and what goes wrong.

    THUOCDO=build/bin/thuocdo python3 tests/cli/cli_test.py
"""

import csv
import io
import hashlib
import decimal
import json
import os
import pathlib
import pty
import random
import re
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from ods_writer import properties, write_sheet  # noqa: E402

PROGRAM = os.path.abspath(os.environ["THUOCDO"])
TEMPLATES = str(HERE / "templates")
KEY = "thu-2025"
COMMANDS = ["programmes", "lint", "score", "explain", "check", "consolidate", "robustness", "verify-result", "documents", "publish", "import-criteria", "export-criteria", "diff",
            "import-units", "export-units", "series", "verify", "receive", "status", "decide", "appraise", "level", "bundle", "audit"]
TABLES = HERE.parent / "samples" / "tables"

VIETNAMESE = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")

ROWS_XA = [("1", 20, None, None), ("1.1", 2, "value", None), ("1.2", 8, "value", None), ("1.3", 10, "a", "b"),
           ("2", 8, None, None), ("2.1", 5, "value", None), ("2.2", 3, None, None), ("2.2|item:x", None, "item:x", None),
           ("2.2|item:y", None, "item:y", None), ("2.3", 0, "value", None)]
ROWS_HUYEN = [("1", 8, None, None), ("1.1", 2, "value", None), ("1.9", 6, "value", None)]
# 2 + 8 + 10 × 7/12 + 5 (capped) + 1 + 1.5 = 23.33
ANSWERS_XA = {("1.1", "value"): "Có", ("1.2", "value"): "Đầy đủ", ("1.3", "a"): 7, ("1.3", "b"): 12,
              ("2.1", "value"): 7, ("2.2", "item:x"): "Có", ("2.2", "item:y"): 3, ("2.3", "value"): 3021}
for one in ("1.1", "1.2", "1.3", "2.1", "2.2"):
    ANSWERS_XA[(one, "evidence")] = "Số 1/KH-UBND ngày 01/02/2025"
    ANSWERS_XA[(one, "reason")] = "Chưa đủ kinh phí"
ANSWERS_HUYEN = {("1.1", "value"): "Có", ("1.9", "value"): 4.5, ("1.9", "reason"): "Thiếu",
                 ("1.1", "evidence"): "Số 2", ("1.9", "evidence"): "Số 3"}


def environment(**more):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "ASAN_OPTIONS")
            if name in os.environ}
    kept.update(LANG="C.UTF-8", THUOCDO_TEMPLATES=TEMPLATES, THUOCDO_PROGRAMMES=str(HERE / "no programmes of one's own"))
    kept.update(more)
    return kept


def run(*arguments, env=None, **more):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, env=env or environment(), timeout=120,
                          encoding="utf-8", **more)


def run_in_terminal(*arguments, env=None):
    """Output and exit code of the program when it talks to a terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(PROGRAM, [PROGRAM, *map(str, arguments)], env or environment(TERM="xterm"))
    output = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            block = os.read(terminal, 65536)
        except OSError:
            break
        if not block:
            break
        output += block
    os.close(terminal)
    return output.decode(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def words_of(text):
    return set(re.findall(r"(?<![\w-])[a-z]{3,}(?![\w-])", text.lower()))


class CliTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        listed = json.loads(run("programmes", "--json").stdout)
        cls.digest = listed["programmes"][0]["digest"]

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def sheet(self, name, unit, changes=None, tier="xa", **changed_properties):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        answers = dict(ANSWERS_XA if tier == "xa" else ANSWERS_HUYEN)
        answers.update(changes or {})
        known = properties(KEY, self.digest, tier, unit, "2025")
        known.update({"thuocdo." + name: value for name, value in changed_properties.items()})
        write_sheet(path, known, ROWS_XA if tier == "xa" else ROWS_HUYEN, answers)
        return path

    def answers(self, answers=None, name="traloi.csv"):
        path = self.folder / name
        with open(path, "w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["criterion", "field", "value"])
            for (criterion, field), value in (answers or ANSWERS_XA).items():
                writer.writerow([criterion, field, value])
        return path

    def ends(self, code, done):
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def wrong(self, words, *arguments, env=None):
        """A wrong call: `words` in Vietnamese, and the same refused in English, without a word of Vietnamese but the call's own."""
        done = self.ends(2, run(*arguments, env=env))
        self.assertEqual(done.stdout, "")
        self.assertIn(words, done.stderr)
        if "--lang" not in arguments:
            english = self.ends(2, run(*arguments, "--lang", "en", env=env))
            self.assertEqual(english.stdout, "")
            said = english.stderr
            for argument in sorted(map(str, arguments), key=len, reverse=True):
                said = said.replace(argument, "")
            self.assertIsNone(VIETNAMESE.search(said.replace("Thước Đo", "")), english.stderr)
            self.assertNotEqual(english.stderr, done.stderr)
        return done

    # ---- programmes, lint, version

    def test_programmes(self):
        text = self.ends(0, run("programmes")).stdout
        self.assertIn("Chương trình thử", text)
        self.assertIn("không phải phụ lục chính thức", text)
        self.assertIn("25/12/2025", text)
        self.assertIn("Trial programme", self.ends(0, run("programmes", "--lang", "en")).stdout)
        listed = json.loads(self.ends(0, run("programmes", "--json")).stdout)["programmes"]
        self.assertEqual([one["key"] for one in listed], [KEY])
        commune = listed[0]["tiers"][1]
        conventions = commune.pop("conventions")
        self.assertIn("rounded to 2 decimal places", conventions[0]["en"])
        self.assertTrue(all(set(one) == {"vi", "en"} for one in conventions))
        self.assertEqual(commune, {
            "key": "xa", "name": {"vi": "Xã", "en": "Communes"}, "criteria": 5, "maximum": "28", "units": 6,
            "before": "2026-01-15", "assessed_until": "2026-01-14",
            "survey": {"from": "2025-01-01", "to": "2025-12-31"}, "provenance": "drafted"})

    def test_own_programmes_are_found_beside_the_delivered_ones(self):
        with tempfile.TemporaryDirectory() as home:
            own = pathlib.Path(home) / ".local" / "share" / "thuocdo" / "programmes"
            env = environment(HOME=home)
            del env["THUOCDO_PROGRAMMES"]
            made = own / "tu-lap-2025"
            self.ends(0, run("import-criteria", TABLES / "dti-huyen.csv", "--out", made, "--tier", "huyen", env=env))
            text = self.ends(0, run("programmes", env=env)).stdout
            self.assertIn("tu-lap-2025", text)
            self.assertIn(str(made), text.replace("\n", ""))
            listed = json.loads(run("programmes", "--json", env=env).stdout)["programmes"]
            self.assertEqual({one["key"]: one["own"] for one in listed}, {KEY: False, "tu-lap-2025": True})
            shutil.copytree(pathlib.Path(TEMPLATES) / KEY, own / KEY)
            for language, words in (("vi", "có ở hai nơi"), ("en", "in two places")):
                self.assertIn(words, self.ends(0, run("programmes", "--lang", language, env=env)).stdout)
            (made / "huyen.xml").write_text("hỏng")
            text = self.ends(1, run("programmes", env=env)).stdout
            self.assertIn("huyen.xml", text)
            self.assertIn(KEY, text)

    def test_a_programme_with_errors_is_listed_with_them(self):
        broken = self.folder / "templates"
        shutil.copytree(TEMPLATES, broken)
        xml = broken / KEY / "xa.xml"
        xml.write_text(xml.read_text().replace('each="0.75"', 'each="nhiều"'))
        done = self.ends(1, run("programmes", "--templates", broken))
        self.assertIn("Không dùng được", done.stdout)
        done = self.ends(1, run("lint", broken / KEY))
        self.assertIn("xa.xml:", done.stdout)
        self.assertIn("nhiều", done.stdout)
        found = json.loads(self.ends(1, run("lint", broken / KEY / "xa.xml", "--json")).stdout)["programmes"][0]
        self.assertEqual({one["file"] for one in found["findings"]}, {"xa.xml"})
        self.assertIn("blocking", [one["severity"] for one in found["findings"]])
        # The other files of the same programme are not blamed.
        self.ends(0, run("lint", broken / KEY / "units.csv"))
        self.ends(1, run("score", "--templates", broken, "--programme", KEY, "--tier", "xa", "--answers", self.answers()))

    def test_lint(self):
        for target in (TEMPLATES, f"{TEMPLATES}/{KEY}", f"{TEMPLATES}/{KEY}/programme.xml"):
            self.assertIn(KEY, self.ends(0, run("lint", target)).stdout)
        done = self.ends(1, run("lint", self.folder / "khong-co"))
        self.assertIn("không có tệp hoặc thư mục này", done.stdout)
        self.assertIn("không thấy programme.xml", self.ends(1, run("lint", self.folder)).stdout)
        self.wrong("tệp", "lint")
        copy = self.folder / "ten-khac"
        shutil.copytree(f"{TEMPLATES}/{KEY}", copy)
        (found,) = [one for one in json.loads(self.ends(1, run("lint", copy, "--json")).stdout)["programmes"][0]["findings"]
                    if one["severity"] == "blocking"]
        self.assertEqual((found["file"], found["element"]), ("programme.xml", "/programme"))
        self.assertIn("ten-khac", found["message"]["vi"])

    def test_version(self):
        text = self.ends(0, run("--version")).stdout
        self.assertRegex(text, r"^thuocdo \d+\.\d+\.\d+\n")
        versions = json.loads(self.ends(0, run("--version", "--json")).stdout)
        self.assertEqual(set(versions), {"program", "library", "library_digest", "programmes"})
        library = pathlib.Path(PROGRAM).parent.parent / "lib" / "libthuocdo.so"
        self.assertEqual(versions["library_digest"], hashlib.sha256(library.read_bytes()).hexdigest())
        self.assertEqual(versions["programmes"][0]["digest"], self.digest)
        self.assertEqual(versions["programmes"][0]["version"], "3")

    # ---- score, explain, check

    def score(self, *arguments, code=0):
        return json.loads(self.ends(code, run("score", "--json", *arguments)).stdout)

    def test_score_of_answers(self):
        card = self.score("--programme", KEY, "--tier", "xa", "--answers", self.answers())
        self.assertEqual(list(card), ["programme", "digest", "tier", "unit", "total", "maximum", "published", "criteria", "findings"])
        self.assertEqual((card["programme"], card["digest"], card["tier"], card["unit"]), (KEY, self.digest, "xa", ""))
        self.assertEqual((card["total"], card["maximum"]), ("23.33", "28"))
        for one in card["criteria"]:
            self.assertEqual(list(one), ["id", "points", "maximum", "state", "unrounded", "why"])
            self.assertEqual(list(one["why"]), ["vi", "en"])
            self.assertTrue(all(isinstance(one[name], str) for name in ("points", "maximum", "unrounded")))
        by_id = {one["id"]: one for one in card["criteria"]}
        self.assertNotIn("1", by_id)  # a group: the points of the list add up to the total
        self.assertEqual(sum(decimal.Decimal(one["points"]) for one in card["criteria"]), decimal.Decimal(card["total"]))
        self.assertEqual(list(by_id), ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"])
        self.assertEqual((by_id["1.3"]["points"], by_id["1.3"]["unrounded"]), ("5.83", "35/6"))
        self.assertEqual((by_id["2.1"]["points"], by_id["2.1"]["state"]), ("5", "scored"))

    def test_score_of_answers_with_errors(self):
        path = self.write("loi.csv", "criterion,field,value\n1.1,value,co\n1.1,value,khong\n1.3,a,15\n1.3,b,12\n8,value,1\n")
        card = self.score("--programme", KEY, "--tier", "xa", "--answers", path, "--unit", "x-1", code=1)
        self.assertEqual(card["unit"], "x-1")
        found = {(one["code"], one["criterion"]): one for one in card["findings"]}
        self.assertEqual(found["answer-repeated", "1.1"]["line"], 3)
        self.assertEqual(found["criterion-unknown", "8"]["line"], 6)
        self.assertIn(("ratio-above-one", "1.3"), found)
        self.assertIn(("answer-missing", "1.2"), found)
        for one in card["findings"]:
            self.assertEqual([name for name in one if name != "line"],
                             ["severity", "code", "criterion", "sheet", "cell", "message"])
            self.assertEqual(list(one["message"]), ["vi", "en"])
        states = {one["id"]: one["state"] for one in card["criteria"]}
        self.assertEqual((states["1.1"], states["1.2"], states["1.3"]), ("scored", "missing", "missing"))

    def test_sheet_and_answers_score_alike(self):
        from_sheet = self.score(self.sheet("phieu.ods", "x-1"))
        from_answers = self.score("--programme", KEY, "--tier", "xa", "--answers", self.answers())
        self.assertEqual(from_sheet["unit"], "x-1")
        self.assertEqual(from_sheet["total"], from_answers["total"])
        for one, other in zip(from_sheet["criteria"], from_answers["criteria"], strict=True):
            self.assertEqual({**one, "why": 0}, {**other, "why": 0})

    def test_score_text_in_both_languages(self):
        sheet = self.sheet("phieu.ods", "x-1")
        text = self.ends(0, run("score", sheet)).stdout
        for part in ("Xã Một (x-1)", "Tổng điểm", "23,33", "Đã trả lời 6/6", "Xếp loại: Khá", "không phải phụ lục chính thức"):
            self.assertIn(part, text)
        text = self.ends(0, run("score", sheet, "--lang=en")).stdout
        for part in ("Total", "23.33", "Answered 6/6", "Class: Fair", "not the decision's official annex"):
            self.assertIn(part, text)

    def test_several_sheets(self):
        sheets = [self.sheet("a.ods", "x-1"), self.sheet("b/a.ods", "x-2"), self.write("hong.ods", "không phải zip")]
        self.assertEqual(self.score(*sheets[:2])["sheets"][0]["findings"][0]["code"], "sheet-not-submitted")
        card = self.score(*sheets, code=1)
        self.assertEqual([one["file"] for one in card["sheets"]], [str(path) for path in sheets])
        self.assertEqual([one["total"] for one in card["sheets"]], ["23.33", "23.33", None])
        self.assertEqual(card["sheets"][2]["criteria"], [])
        self.assertEqual(card["sheets"][2]["findings"][0]["severity"], "blocking")

    def test_explain(self):
        sheet = self.sheet("phieu.ods", "x-1")
        text = self.ends(0, run("explain", sheet, "--criterion", "1.3")).stdout
        for part in ("Tỷ lệ hồ sơ", "35/6", "5,83", "Số trực tuyến", "7", "12", "Chưa đủ kinh phí"):
            self.assertIn(part, text)
        self.assertIn("Share of files", self.ends(0, run("explain", sheet, "--criterion", "1.3", "--lang", "en")).stdout)
        group = self.ends(0, run("explain", sheet, "--criterion", "1")).stdout
        self.assertIn("15,83", group)
        why = json.loads(self.ends(0, run("explain", "--json", "--programme", KEY, "--tier", "xa", "--answers",
                                          self.answers(), "--criterion", "1.3")).stdout)
        self.assertEqual(why["criterion"]["points"], "5.83")
        self.assertEqual([(one["field"], one["value"]) for one in why["criterion"]["answers"]], [("a", "7"), ("b", "12")])
        from_sheet = json.loads(run("explain", "--json", sheet, "--criterion", "1.3").stdout)
        self.assertEqual(from_sheet["criterion"]["answers"][1]["cell"], "E5")
        self.wrong("“9.9”", "explain", sheet, "--criterion", "9.9")
        self.wrong("--criterion", "explain", sheet)
        self.ends(1, run("explain", self.write("hong.ods", "x"), "--criterion", "1.1"))

    def test_check(self):
        good = self.sheet("tot.ods", "x-1")
        bad = self.sheet("loi.ods", "x-2", {("1.3", "a"): None, ("2.1", "value"): -3})
        self.assertIn("Đã trả lời 6/6", self.ends(0, run("check", good)).stdout)
        text = self.ends(1, run("check", good, bad)).stdout
        self.assertIn("Phiếu đánh giá!", text)
        self.assertIn("âm", text)
        found = json.loads(self.ends(1, run("check", bad, "--json")).stdout)
        self.assertEqual((found["answered"], found["asked"], found["refused"]), (4, 6, False))
        cells = {one["code"]: one["cell"] for one in found["findings"]}
        self.assertEqual(cells["answer-negative"], "D7")
        other = self.sheet("khac.ods", "x-2", digest="0" * 64)
        self.assertTrue(json.loads(self.ends(1, run("check", other, "--json")).stdout)["refused"])

    def test_a_sheet_of_another_tier_than_asked_for(self):
        sheet = self.sheet("phieu.ods", "x-1")
        self.ends(0, run("score", sheet, "--programme", KEY, "--tier", "xa"))
        self.ends(1, run("score", sheet, "--programme", KEY, "--tier", "huyen"))

    # ---- consolidate

    def campaign(self, folder="phieu"):
        self.sheet(f"{folder}/1.ods", "x-1")
        self.sheet(f"{folder}/2.ods", "x-2", {("1.2", "value"): "Chưa có"})
        self.sheet(f"{folder}/con/3.ods", "x-3", {("1.2", "value"): "Chưa có"})
        self.sheet(f"{folder}/4.ods", "x-4", {("2.1", "value"): 1, ("1.2", "value"): "Chưa có", ("1.1", "value"): "Không áp dụng"})
        self.sheet(f"{folder}/5.ods", "x-5", digest="0" * 64)
        self.sheet(f"{folder}/6.ods", "h-1", tier="huyen")
        self.write(f"{folder}/hong.ods", "không phải zip")
        return self.folder / folder

    def consolidate(self, folder, *more, code=1, out="ketqua"):
        return self.ends(code, run("consolidate", folder, "--programme", KEY, "--out", self.folder / out, *more))

    def test_consolidate(self):
        folder = self.campaign()
        text = self.consolidate(folder).stdout
        for part in ("Xã Một", "Hơn hạng sau", "8,00", "Chưa nộp (1; coi như xếp cuối)", "Phiếu bị từ chối", "5.ods", "hong.ods",
                     "= đồng hạng", "không phải phụ lục chính thức", "result.json"):
            self.assertIn(part, text)
        self.assertIn("Ahead of next", self.consolidate(folder, "--lang", "en").stdout)

        out = self.folder / "ketqua"
        self.assertEqual(sorted(path.name for path in out.iterdir()),
                         ["consolidation.ods", "findings.csv", "flags.csv", "matrix.csv", "ranking.csv", "result.json", "statistics.csv", "tong-hop.ods"])
        with open(out / "ranking.csv", encoding="utf-8-sig", newline="") as stream:
            ranking = list(csv.DictReader(stream))
        self.assertEqual([(one["tier"], one["rank"], one["unit"], one["total"], one["gap"], one["status"]) for one in ranking],
                         [("huyen", "1", "h-1", "6.5", "", "ranked"), ("huyen", "", "h-2", "", "", "absent"),
                          ("xa", "1", "x-1", "23.33", "8", "ranked"), ("xa", "2", "x-2", "15.33", "0", "ranked"),
                          ("xa", "2", "x-3", "15.33", "6.25", "ranked"), ("xa", "4", "x-4", "9.08", "", "ranked"),
                          ("xa", "", "x-5", "", "", "refused"), ("xa", "", "x-6", "", "", "absent")])
        self.assertEqual(ranking[5]["maximum"], "26")  # 1.1 does not apply
        with open(out / "matrix.csv", encoding="utf-8-sig", newline="") as stream:
            matrix = {one["unit"]: one for one in csv.DictReader(stream)}
        self.assertEqual((matrix["x-4"]["1.1"], matrix["x-4"]["1.2"], matrix["x-4"]["1.9"]), ("na", "0", ""))
        self.assertEqual((matrix["x-1"]["1.3"], matrix["h-1"]["1.9"], matrix["h-1"]["1.3"]), ("5.83", "4.5", ""))
        result = json.loads((out / "result.json").read_text(encoding="utf-8"))
        self.assertEqual(result["refused_files"], ["hong.ods"])
        self.assertEqual(result["tiers"][1]["unranked"][0],
                         {"unit": "x-5", "name": "Xã Năm", "reason": "refused", "files": ["5.ods"]})
        self.assertEqual(result["tiers"][1]["ranked"][1]["tied"], True)
        self.assertEqual(result["tiers"][1]["ranked"][0]["criteria"][3],
                         {"id": "1.3", "points": "5.83", "maximum": "10", "state": "scored"})
        self.assertEqual(self.consolidate(folder, "--json").stdout, (out / "result.json").read_text(encoding="utf-8"))

    def test_consolidate_is_the_same_whatever_the_order_threads_and_place(self):
        folder = self.campaign()
        self.consolidate(folder, "--threads", "1", out="mot")
        expected = {path.name: path.read_bytes() for path in (self.folder / "mot").iterdir()}
        files = [path for path in folder.rglob("*") if path.is_file()]
        for round_number, threads in enumerate((1, 2, 8)):
            random.Random(round_number).shuffle(files)
            other = self.folder / f"noi-khac-{round_number}"
            for path in files:
                target = other / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
            self.consolidate(other, "--threads", str(threads), "--lang", "en", out=f"out-{round_number}")
            for name, expected_bytes in expected.items():
                self.assertEqual((self.folder / f"out-{round_number}" / name).read_bytes(), expected_bytes, name)

    def test_new_names_of_files_change_no_rank(self):
        folder = self.campaign()
        self.consolidate(folder, out="mot")
        names = sorted(path for path in folder.rglob("*") if path.is_file())
        for number, path in enumerate(random.Random(3).sample(names, len(names))):
            path.rename(folder / f"{number}-ten-moi.ods")
        self.consolidate(folder, out="hai")
        for name in ("ranking.csv", "matrix.csv"):
            self.assertEqual((self.folder / "mot" / name).read_bytes(), (self.folder / "hai" / name).read_bytes())

    def test_consolidate_without_errors_ends_well(self):
        self.sheet("phieu/1.ods", "x-1")
        self.consolidate(self.folder / "phieu", code=0)
        empty = self.folder / "trong"
        empty.mkdir()
        self.assertIn("không có phiếu nào", self.consolidate(empty, code=0).stdout)

    def test_differences_and_robustness_are_part_of_the_result(self):
        self.sheet("phieu/1.ods", "x-1")
        self.sheet("phieu/2.ods", "x-2", {("1.2", "value"): "Chưa có"})
        folder = self.folder / "phieu"
        self.consolidate(folder, code=0, out="truoc")
        self.sheet("phieu/2.ods", "x-2", {("1.2", "value"): "Chưa có", ("2.1", "value"): 1})
        more = ["--previous", self.folder / "truoc", "--robustness"]
        self.consolidate(folder, *more, code=0, out="nay")
        out = self.folder / "nay"
        self.assertEqual(sorted(path.name for path in out.iterdir()),
                         ["differences.csv", "findings.csv", "flags.csv", "matrix.csv", "ranking.csv", "result.json", "robustness.csv", "robustness.json",
                          "statistics.csv", "tong-hop.ods", "verification.csv"])
        with open(out / "differences.csv", encoding="utf-8-sig", newline="") as stream:
            changes = {one["unit"]: one for one in csv.DictReader(stream)}
        self.assertEqual((changes["x-1"]["rank_change"], changes["x-1"]["published_change"]), ("0", "0"))
        self.assertTrue(changes["x-2"]["published_change"].startswith("-"))  # a number, without an apostrophe
        self.assertEqual(changes["x-3"]["previous_rank"], "")
        self.ends(0, run("verify-result", out, folder, "--previous", self.folder / "truoc"))
        self.assertIn("--previous", self.ends(1, run("verify-result", out, folder)).stdout)
        self.ends(1, run("consolidate", folder, "--programme", KEY, "--out", out, "--previous", self.folder / "khong-co"))

    def test_nothing_of_an_earlier_result_stays_beside_the_new_one(self):
        self.sheet("phieu/1.ods", "x-1")
        self.sheet("phieu/2.ods", "x-2", {("1.2", "value"): "Chưa có"})
        folder, out = self.folder / "phieu", self.folder / "nay"
        self.consolidate(folder, code=0, out="truoc")
        self.consolidate(folder, "--previous", self.folder / "truoc", "--robustness", "--lang", "en", code=0, out="nay")
        (out / "appraised.csv").write_text("of a register", "utf-8")
        # Other files are their owner's, those with such names beside no result, too.
        (out / "data.csv").write_text("mine", "utf-8")
        (out / "note.txt").write_text("mine", "utf-8")
        told = self.ends(1, run("verify-result", out, folder, "--previous", self.folder / "truoc"))
        self.assertIn("appraised.csv: không thuộc kết quả này", told.stdout)
        self.assertIn("còn tệp của kết quả khác", told.stdout)
        states = {one["name"]: one["state"] for one in json.loads(run("verify-result", out, folder, "--previous", self.folder / "truoc", "--json").stdout)["files"]}
        self.assertEqual({name for name, state in states.items() if state != "same"}, {"appraised.csv", "data.csv"})
        self.consolidate(folder, code=0, out="nay")
        self.assertEqual(sorted(path.name for path in out.iterdir()),
                         ["data.csv", "findings.csv", "flags.csv", "matrix.csv", "note.txt", "ranking.csv", "result.json", "statistics.csv", "tong-hop.ods"])
        (out / "data.csv").unlink()
        self.ends(0, run("verify-result", out, folder))
        own = self.folder / "own"
        own.mkdir()
        for name in ("differences.csv", "appraised.csv", "data.csv"):
            (own / name).write_text("mine", "utf-8")
        self.consolidate(folder, code=0, out="own")
        self.assertEqual((own / "differences.csv").read_text("utf-8"), "mine")

    def test_a_folder_of_such_a_name_is_left_alone(self):
        self.sheet("phieu/1.ods", "x-1")
        folder, out = self.folder / "phieu", self.folder / "nay"
        self.consolidate(folder, "--robustness", code=0, out="nay")
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        (out / "robustness.csv").unlink()
        (out / "robustness.csv").mkdir()
        self.consolidate(folder, code=0, out="nay")
        self.assertTrue((out / "robustness.csv").is_dir())
        self.assertFalse((out / "robustness.json").exists())
        (out / "robustness.csv").rmdir()
        self.consolidate(folder, "--robustness", code=0, out="nay")
        self.assertEqual({path.name: path.read_bytes() for path in out.iterdir()}, before)

    # ---- robustness

    def test_robustness_says_how_firm_ranks_are(self):
        folder = self.campaign()
        out = self.folder / "chac"
        call = ["robustness", folder, "--programme", KEY, "--draws", "500"]
        text = self.ends(1, run(*call, "--out", out)).stdout
        self.assertIn("Hạng 5–95 %", text)
        self.assertIn("verification.csv", text)
        files = {path.name: path.read_bytes() for path in out.iterdir()}
        self.assertEqual(sorted(files), ["robustness.csv", "robustness.json", "verification.csv"])
        result = json.loads(files["robustness.json"])
        self.assertEqual(result["draws"], 500)
        for tier in result["tiers"]:
            for unit in tier["units"]:
                self.assertLessEqual(unit["low"], unit["middle"])
                self.assertLessEqual(unit["middle"], unit["high"])
            listed = sum(check["likely"] for check in tier["checks"])
            self.assertLessEqual(tier["shortest"], listed)
            self.assertEqual(tier["shortest"] > 0, listed > 0)
        rows = list(csv.DictReader(io.StringIO(files["verification.csv"].decode("utf-8-sig"))))
        self.assertTrue(rows)
        for row in rows:
            self.assertIn(row["list"], ("likely", "certain", "likely certain"))
            self.assertEqual("likely" in row["list"], row["priority"] != "")
            self.assertTrue(row["answer"].startswith(("Trả lời: ", "Số liệu: ")), row)
            self.assertTrue(row["to_see"])
            self.assertEqual((row["outcome"], row["date"], row["signature"]), ("", "", ""))
        self.assertIn("list: certain", run(*call, "--lang", "en").stdout)
        again = self.ends(1, run(*call, "--out", self.folder / "hai", "--lang", "en"))
        self.assertIn("Same rank", again.stdout)
        self.assertEqual({path.name: path.read_bytes() for path in (self.folder / "hai").iterdir()}, files)
        self.assertEqual(self.ends(1, run(*call, "--json")).stdout.encode("utf-8"), files["robustness.json"])
        for wrong in (["--draws", "0"], ["--failing", "101"], ["--weights", "x"], ["--seed", "-1"]):
            self.ends(2, run(*call, *wrong))

    # ---- verify-result

    def test_a_result_is_derived_again(self):
        folder = self.campaign()
        self.consolidate(folder)
        out = self.folder / "ketqua"
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        done = self.ends(0, run("verify-result", out, folder))
        self.assertIn("đúng từng byte", done.stdout)
        self.assertTrue(json.loads(self.ends(0, run("verify-result", out / "result.json", folder, "--json")).stdout)["same"])
        self.sheet("phieu/1.ods", "x-1", {("1.2", "value"): "Chưa có"})
        done = self.ends(1, run("verify-result", out, folder, "--lang", "en"))
        self.assertRegex(done.stdout, r"Xã Một +rank 1 · 23.33 · kha +rank 1 · 15.33 · kha")
        self.assertEqual({path.name: path.read_bytes() for path in out.iterdir()}, before)
        (out / "tong-hop.ods").write_bytes(before["tong-hop.ods"].replace("Xã Một".encode(), "Xã Mốt".encode()))
        self.assertIn("tong-hop.ods: khác", self.ends(1, run("verify-result", out, folder)).stdout)
        (out / "matrix.csv").unlink()
        self.assertIn("matrix.csv: không có", self.ends(1, run("verify-result", out, folder)).stdout)
        older = json.loads((out / "result.json").read_text("utf-8"))
        older["engine"] = "0.0.1"
        self.write("ketqua/result.json", json.dumps(older))
        self.assertIn("phiên bản 0.0.1", self.ends(1, run("verify-result", out, folder)).stdout)
        for wrong in ([], [out], [out, folder, folder]):
            self.ends(2, run("verify-result", *wrong))
        self.ends(1, run("verify-result", self.folder / "khong-co", folder))
        self.ends(1, run("verify-result", out, self.folder / "khong-co"))

    def test_consolidate_of_what_is_no_folder(self):
        done = self.consolidate(self.folder / "khong-co")
        self.assertIn("không có tệp hoặc thư mục này", done.stderr)
        done = self.consolidate(self.write("tep.ods", "x"))
        self.assertIn("đây không phải thư mục", done.stderr)
        self.assertFalse((self.folder / "ketqua").exists())

    def test_results_that_cannot_be_written(self):
        folder = self.campaign()
        blocker = self.write("tep", "x")
        done = self.ends(3, run("consolidate", folder, "--programme", KEY, "--out", blocker / "ketqua"))
        self.assertIn("Không ghi được", done.stderr)
        self.ends(3, run("consolidate", folder, "--programme", KEY, "--out", blocker))
        self.assertEqual(blocker.read_text(), "x")

    def test_missing_folders_above_the_results_are_made(self):
        folder = self.campaign()
        out = self.folder / "kết quả" / "2025" / "lần 1"
        self.ends(1, run("consolidate", folder, "--programme", KEY, "--out", f"{out}/"))
        self.assertEqual(len(list(out.iterdir())), 7)

    def test_a_sheet_of_a_programme_with_an_endless_name(self):
        sheet = self.sheet("phieu.ods", "x-1", programme="p" * 300)
        for command in ("score", "check"):
            done = json.loads(self.ends(1, run(command, sheet, "--json")).stdout)
            self.assertEqual([one["code"] for one in done["findings"]], ["programme-unknown"])
        self.wrong("ppp", "score", "--programme", "p" * 300, "--tier", "xa", "--answers", self.answers())

    def test_templates_that_are_not_there(self):
        for place in (self.folder / "khong-co", self.write("tep", "x")):
            for arguments in (["programmes"], ["score", self.sheet("phieu.ods", "x-1")],
                              ["consolidate", self.campaign(), "--programme", KEY, "--out", self.folder / "ra"]):
                self.wrong(str(place), *arguments, "--templates", place)
        # An empty folder is one without programmes.
        (self.folder / "trong").mkdir()
        self.ends(0, run("programmes", "--templates", self.folder / "trong"))

    def test_a_full_disk_leaves_the_old_results(self):
        folder = self.campaign()
        self.consolidate(folder)
        before = {path.name: path.read_bytes() for path in (self.folder / "ketqua").iterdir()}
        self.sheet("phieu/7.ods", "x-6")

        def small_files_only():
            resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

        done = run("consolidate", folder, "--programme", KEY, "--out", self.folder / "ketqua", preexec_fn=small_files_only)
        self.ends(3, done)
        self.assertIn("tệp quá lớn", done.stderr)
        self.assertEqual({path.name: path.read_bytes() for path in (self.folder / "ketqua").iterdir()}, before)

    def test_output_that_nobody_can_take(self):
        with open("/dev/full", "w") as full:
            for arguments in (["programmes"], ["--version"], ["score", "--help"], ["score", str(self.sheet("a.ods", "x-1"))]):
                done = subprocess.run([PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, env=environment(),
                                      encoding="utf-8", timeout=60)
                self.assertEqual(done.returncode, 3, arguments)
                self.assertIn("ổ đĩa đã đầy", done.stderr)

    def wait_until_at_work(self, running):
        """Until it answers to signals itself and has read a part of the sheets, however slow it starts."""
        def field(file, name):
            lines = pathlib.Path(f"/proc/{running.pid}/{file}").read_text().splitlines()
            return next(line.split()[1] for line in lines if line.startswith(name + ":"))
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if int(field("status", "SigCgt"), 16) & 1 << signal.SIGTERM - 1 and int(field("io", "rchar")) > 3 * 2**20:
                return
            time.sleep(0.01)
        self.fail("it does not begin to read")

    def test_an_interrupted_run_leaves_no_half_file(self):
        first = self.sheet("nhieu/0.ods", "x-1")
        for number in range(1, 4000):
            os.link(first, first.parent / f"{number}.ods")
        out = self.folder / "ketqua"
        for wanted, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            running = subprocess.Popen([PROGRAM, "consolidate", str(first.parent), "--programme", KEY, "--out", str(out),
                                        "--threads", "1"], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.wait_until_at_work(running)
            running.send_signal(wanted)
            output, errors = running.communicate(timeout=60)
            self.assertEqual((running.returncode, output, errors), (code, b"", b""))
            self.assertFalse(out.exists())

    # ---- tables of criteria

    def test_import_makes_a_programme_that_passes_the_linter(self):
        out = self.folder / "gia-lai-2025"
        done = self.ends(0, run("import-criteria", TABLES / "dti-huyen.csv", "--out", out, "--tier", "huyen"))
        for part in ("Bậc theo số lượng", "D17", "đề xuất cách tính", "không nhận ra cách tính", "huyen.xml", "units.csv"):
            self.assertIn(part, done.stdout)
        self.assertEqual(sorted(path.name for path in out.iterdir()), ["huyen.xml", "programme.xml", "units.csv"])
        linted = json.loads(self.ends(0, run("lint", out, "--json")).stdout)["programmes"][0]
        self.assertEqual(linted["key"], "gia-lai-2025")
        # What somebody has filled in already stays.
        (out / "units.csv").write_text("code,name,tier,parent,placeholder\nh-1,Huyện Một,huyen,,\n", encoding="utf-8")
        programme = (out / "programme.xml").read_text(encoding="utf-8")
        again = run("import-criteria", TABLES / "dti-huyen.csv", "--out", out, "--tier", "xa", "--lang", "en")
        self.ends(0, again)
        added = [line for line in (out / "programme.xml").read_text(encoding="utf-8").splitlines() if "key=\"xa\"" in line]
        self.assertEqual(len(added), 1)
        for line in programme.splitlines():
            self.assertIn(line, (out / "programme.xml").read_text(encoding="utf-8"))
        self.assertIn("Huyện Một", (out / "units.csv").read_text(encoding="utf-8"))

    def test_import_json(self):
        done = self.ends(0, run("import-criteria", TABLES / "tu-cham-truong.csv", "--out", self.folder / "o", "--json"))
        result = json.loads(done.stdout)
        self.assertEqual(list(result), ["table", "tier", "criteria", "maximum", "rows", "written", "findings"])
        self.assertEqual((result["maximum"], len(result["criteria"]), result["criteria"][1]["rule"]), ("40", 8, "judged"))
        flaw = [one for one in result["findings"] if one["code"] == "parent-maximum-differs"]
        self.assertEqual([(one["criterion"], one["cell"]) for one in flaw], [("2", "C5")])

    def test_import_of_a_table_with_errors_writes_nothing(self):
        table = self.write("loi.csv", "STT,Tiêu chí,Điểm tối đa\n1,Một,\n2,Hai,mười\n")
        done = self.ends(1, run("import-criteria", table, "--out", self.folder / "o"))
        self.assertIn("loi.csv, C2", done.stdout)
        self.assertIn("Không ghi tệp nào", done.stdout)
        self.assertFalse((self.folder / "o").exists())
        self.ends(1, run("import-criteria", self.folder / "khong-co.csv", "--out", self.folder / "o"))
        self.ends(1, run("import-criteria", self.write("anh.png", "\x89PNG\x00"), "--out", self.folder / "o"))
        self.ends(3, run("import-criteria", TABLES / "dti-huyen.csv", "--out", table / "o"))

    def test_export_and_import_give_the_same_digest(self):
        other = self.folder / KEY
        shutil.copytree(f"{TEMPLATES}/{KEY}", other)
        for tier in ("xa", "huyen"):
            table = self.folder / f"{tier}.csv"
            self.assertIn(str(table), self.ends(0, run("export-criteria", KEY, "--tier", tier, "--out", table)).stdout)
            self.ends(0, run("export-criteria", other, "--tier", tier, "--out", table))
            (other / f"{tier}.xml").unlink()
            self.ends(0, run("import-criteria", table, "--out", other, "--tier", tier))
        linted = json.loads(self.ends(0, run("lint", other, "--json")).stdout)["programmes"][0]
        self.assertEqual(linted["digest"], self.digest)

    def test_diff(self):
        other = self.folder / "thu-2026"
        shutil.copytree(f"{TEMPLATES}/{KEY}", other)
        self.assertIn("giống nhau", self.ends(0, run("diff", KEY, other)).stdout)
        xml = other / "xa.xml"
        xml.write_text(xml.read_text().replace('each="0.75"', 'each="0.5"').replace('id="1.2"', 'id="1.7"'))
        text = self.ends(0, run("diff", KEY, other)).stdout
        for part in ("Thêm", "Bỏ", "0,75", "0,5", "mang mã 1.2 trong bộ cũ, nay mang mã 1.7"):
            self.assertIn(part, text)
        self.assertTrue(all(len(line) <= 100 for line in text.splitlines()), text)
        self.assertIn("Added", self.ends(0, run("diff", KEY, other, "--lang", "en")).stdout)
        result = json.loads(self.ends(0, run("diff", KEY, other, "--tier", "xa", "--json")).stdout)
        self.assertEqual([(one["id"], one["change"]) for one in result["changes"]], [("1.7", "added"), ("2.1", "rule"), ("1.2", "removed")])
        self.assertEqual([one["code"] for one in result["findings"]], ["id-unstable"])
        self.assertEqual(json.loads(run("diff", KEY, other, "--tier", "huyen", "--json").stdout)["changes"], [])

    # ---- languages, colour, help, wrong calls

    def test_language_of_the_environment(self):
        for variables, word in (({"LANG": "C"}, "Cấp"), ({"LANG": "POSIX"}, "Cấp"), ({"LANG": ""}, "Cấp"),
                                ({"LANG": "vi_VN.UTF-8"}, "Cấp"), ({"LANG": "en_US.UTF-8"}, "Tier"),
                                ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN.UTF-8"}, "Cấp"),
                                ({"LANG": "vi_VN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "Tier"),
                                ({"LANG": "fr_FR.UTF-8"}, "Cấp")):
            self.assertIn(word, run("programmes", env=environment(**variables)).stdout, variables)
        self.assertIn("Cấp", run("programmes", "--lang", "vi", env=environment(LANG="en_US.UTF-8")).stdout)

    def test_colour_only_on_a_terminal(self):
        sheet = self.sheet("phieu.ods", "x-1")
        self.assertNotIn("\x1b", run("score", sheet).stdout)
        self.assertIn("\x1b[1m", run_in_terminal("score", sheet)[0])
        self.assertNotIn("\x1b", run_in_terminal("score", sheet, "--no-color")[0])
        self.assertNotIn("\x1b", run_in_terminal("--no-color", "score", sheet)[0])
        self.assertNotIn("\x1b", run_in_terminal("score", sheet, env=environment(TERM="xterm", NO_COLOR="1"))[0])
        self.assertNotIn("\x1b", run_in_terminal("score", sheet, env=environment(TERM="dumb"))[0])
        self.assertNotIn("\x1b", run_in_terminal("score", sheet, "--json")[0])

    def test_work_over_a_second_shows_its_progress_on_a_terminal_only(self):
        first = self.sheet("nhieu/0.ods", "x-1")
        arguments = ("consolidate", first.parent, "--programme", KEY, "--out", self.folder / "ketqua", "--threads", "1")
        files, shown = 1, False
        while not shown:  # enough sheets for this machine to take its time
            self.assertLess(files, 200000)
            for number in range(files, 2 * files + 4000):
                os.link(first, first.parent / f"{number}.ods")
            files = 2 * files + 4000
            shown = re.search(rf"Đang đọc phiếu \d+/{files}\x1b", run_in_terminal(*arguments)[0])
        self.assertEqual(run(*arguments).stderr, "")
        quick = run_in_terminal("consolidate", self.campaign(), "--programme", KEY, "--out", self.folder / "ketqua")
        self.assertNotIn("Đang đọc", quick[0])

    def test_foreign_text_cannot_steer_the_terminal(self):
        sheet = self.sheet("a\x1b[2J.ods", "x-1")
        self.assertNotIn("\x1b[2J", run_in_terminal("check", sheet)[0])
        self.assertNotIn("\x1b[2J", run_in_terminal("lint", "\x1b[2J")[0])
        self.assertNotIn("\x1b[2J", run_in_terminal("\x1b[2J")[0])

    def test_help_speaks_one_language(self):
        shared = {"thuocdo", "json", "csv", "ods", "fods", "xlsx", "lang", "templates", "programme", "programmes", "tier",
                  "answers", "unit", "criterion", "lint", "score", "explain", "check", "consolidate", "out", "threads",
                  "version", "help", "digest", "total", "maximum", "criteria", "points", "state", "unrounded", "why",
                  "findings", "severity", "code", "sheet", "cell", "message", "sheets", "field", "value", "item", "reason",
                  "evidence", "page", "link", "khong", "huyen", "ranking", "matrix", "result", "import", "export", "import-criteria",
                  "export-criteria", "diff", "provenance", "official", "published", "drafted", "source", "stt", "minh", "xml", "units", "tsv", "data",
                  "branch", "libreoffice", "except", "var", "import-units", "export-units", "series", "byte", "verify", "trust", "at", "link", "web", "index", "html", "publish", "statistics", "robustness", "verify-result", "verification", "documents", "quyet-dinh", "phu-luc", "thong-bao", "odt", "draws", "seed", "failing", "weights",
                  "register", "receive", "status", "decide", "audit", "who", "received", "basis", "comment", "expect", "accept",
                  "refuse", "reminders", "require-signature", "appraise", "stage", "first", "second", "final", "for-unit", "close", "reopen", "assign", "internal", "sqlite", "postgresql", "pdf", "pem", "cer", "crt", "der", "crl",
                  "level", "bundle", "whole", "with-below", "absent", "parent", "pleiku", "calc", "previous", "differences", "flags", "hop", "tong", "consolidation"}
        for command in [[]] + [[name] for name in COMMANDS]:
            vi = self.ends(0, run(*command, "--help")).stdout
            en = self.ends(0, run(*command, "--help", "--lang", "en")).stdout
            self.assertEqual(self.ends(0, run("--lang", "en", *command, "-h")).stdout, en)
            self.assertEqual(words_of(vi) & words_of(en) - shared, set(), command)
            for text in (vi, en):
                self.assertTrue(all(len(line) <= 100 for line in text.splitlines()), text)
                for name in ("--json", "--lang", "--templates", "--no-color"):
                    self.assertIn(name, text)
            self.assertIn("Cách dùng:", vi)
            self.assertIn("Mã thoát:", vi)
            self.assertIn("Usage:", en)
        overview = run("--help").stdout
        for name in COMMANDS:
            self.assertIn(f"\n  {name} ", overview)

    def test_wrong_calls(self):
        sheet = self.sheet("phieu.ods", "x-1")
        answers = self.answers()
        of_answers = ["--programme", KEY, "--tier", "xa", "--answers", answers]
        self.assertIn("Cách dùng:", self.ends(2, run()).stderr)
        self.wrong("Không có lệnh “chấm”; các lệnh: programmes, lint,", "chấm")
        self.wrong("Có phải lệnh “receive” không?", "recieve", "x")
        self.wrong("Có phải lệnh “score” không?", "scor", sheet)
        self.wrong("Không có tham số “--foo”", "score", "--foo")
        self.wrong("Không có tham số “thừa”", "programmes", "thừa")
        self.wrong("--lang", "score", sheet, "--lang")
        self.wrong("vi hoặc en", "programmes", "--lang", "fr")
        self.wrong("--json", "programmes", "--json=x")
        self.wrong("Chưa có phiếu", "score")
        self.wrong("không dùng cả hai", "score", sheet, *of_answers)
        self.wrong("--programme và --tier", "score", "--answers", answers)
        self.wrong("khong-co", "score", "--programme", "khong-co", "--tier", "xa", "--answers", answers)
        self.wrong("huyen, xa", "score", "--programme", KEY, "--tier", "so", "--answers", answers)
        self.wrong("h-1", "score", *of_answers, "--unit", "h-1")
        self.wrong("--unit", "score", sheet, "--unit", "x-1")
        self.wrong("một phiếu", "explain", sheet, sheet, "--criterion", "1")
        self.wrong("--programme và --out", "consolidate", self.folder)
        for given, lacking, needed in (([], "--programme, --register, --parent và --out", "--programme, --register, --parent and --out are needed."),
                                       (["--register", "so.db"], "--programme, --parent và --out", "--programme, --parent and --out are needed."),
                                       (["--programme", KEY, "--register", "so.db", "--parent", "h-1"], "--out", "--out is needed.")):
            self.wrong(f"Cần có {lacking}.", "bundle", *given)
            self.assertIn(needed, run("bundle", *given, "--lang", "en").stderr)
        self.wrong("Cần có --programme.", "status", "--register", "so.db")
        self.wrong("Cần có --register.", "status", "--programme", KEY)
        self.wrong("Cần có --register.", "decide", "1", "--accept", "--basis", "x")
        self.wrong("lệnh status liệt kê", "decide", "--register", "so.db")
        for threads in ("0", "-1", "x", "257", "1.5"):
            self.wrong("--threads", "consolidate", self.folder, "--programme", KEY, "--out", self.folder / "o", "--threads", threads)
        table = TABLES / "dti-huyen.csv"
        self.wrong("--out", "import-criteria", table)
        self.wrong("một tệp", "import-criteria", "--out", self.folder)
        self.wrong("--tier", "import-criteria", table, "--out", self.folder, "--tier", "Xã")
        self.wrong("khóa chương trình", "import-criteria", table, "--out", self.folder / "Năm 2025")
        self.wrong("--provenance", "import-criteria", table, "--out", self.folder / "o", "--provenance", "mine")
        self.wrong("--source", "import-criteria", table, "--out", self.folder, "--provenance", "published")
        self.wrong("--tier và --out", "export-criteria", KEY)
        self.wrong("huyen, xa", "export-criteria", KEY, "--tier", "so", "--out", self.folder / "x.csv")
        self.wrong("khong-co", "export-criteria", "khong-co", "--tier", "so", "--out", self.folder / "x.csv")
        self.wrong("hai chương trình", "diff", KEY)
        self.wrong("huyen, xa", "diff", KEY, KEY, "--tier", "so")
        self.wrong("There is no command", "grade", "--lang", "en")

    def test_wrong_calls_are_explained_in_vietnamese(self):
        for arguments in (["chấm"], ["score", "--foo"], ["score", "--lang"], ["--json=x", "programmes"], ["score"],
                          ["explain", "a.ods"], ["consolidate", "."], ["--threads"], ["score", "--programme"]):
            words = words_of(self.ends(2, run(*arguments)).stderr)
            self.assertEqual(words & {"the", "and", "required", "missing", "text", "argument", "expected", "usage", "options",
                                      "following", "was", "not", "allowed", "given", "error"}, set(), arguments)

    def test_a_file_named_like_a_command(self):
        shutil.copy(self.sheet("phieu.ods", "x-1"), self.folder / "lint")
        done = self.ends(0, run("check", "phieu.ods", "lint", cwd=self.folder))
        self.assertIn("lint", done.stdout)

    def test_files_that_cannot_be_read(self):
        for path in (self.folder / "khong-co.ods", self.folder, "/dev/null"):
            done = self.ends(1, run("score", path, "--json"))
            self.assertIsNone(json.loads(done.stdout)["total"])
        done = self.ends(1, run("score", "--programme", KEY, "--tier", "xa", "--answers", self.folder / "khong-co.csv"))
        self.assertIn("Không đọc được tệp", done.stdout)


if __name__ == "__main__":
    unittest.main()
