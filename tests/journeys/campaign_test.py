"""The journey of addin/try.sh for one programme, named in the call, with sheets of every tier; and that every face of the
engine says the same: the cells in Calc, the sheet as .ods and .xlsx, the frozen submission, the PDF, and the command line
on the bare answers give the same text for every criterion.

    python3 tests/journeys/campaign_test.py hatinh-cqs-2021
"""

import csv
import decimal
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))
PROGRAMME = sys.argv.pop(1) if sys.argv[1:2] and not sys.argv[1].startswith("-") else campaign.PROGRAMME
SAMPLES = campaign.expected(PROGRAMME)
THUOCDO = BUILD / "bin" / "thuocdo"
PROVISIONAL = ("figure-provisional", "roll-up-provisional")  # what others decide is said on a faultless sheet too


def text_of(double):
    """The decimal of the shortest text that reads back as the double, in its shortest form."""
    value = decimal.Decimal(repr(double))
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "") else text


def scored(*arguments):
    run = subprocess.run([THUOCDO, "score", *map(str, arguments), "--json"], capture_output=True, text=True, timeout=60,
                         check=False)
    return json.loads(run.stdout)


class Campaign(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-campaign-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.in_calc = {}

        def after_fill(document, table, sample):
            shown = {}
            for row_id in table.rows:
                if "|" in row_id:
                    continue
                cell = table.cell(row_id, "points")
                if cell.getError():
                    shown[row_id] = f"error {cell.getError()}"
                else:  # a function's result that is text is the empty text of a criterion without points
                    shown[row_id] = text_of(cell.Value) if cell.FormulaResultType2 == 1 else cell.String
            cls.in_calc[sample.unit] = shown
            document.storeToURL(campaign.file_url(cls.folder / f"{sample.unit}.xlsx"),
                                (campaign.property_value("FilterName", "Calc MS Excel 2007 XML"),))

        cls.ranking = campaign.run(BUILD, cls.folder, PROGRAMME, campaign.Progress(quiet=True), after_fill)

    def test_ranks_every_tier_with_the_totals_worked_out_apart(self):
        self.assertEqual(self.ranking.returncode, 0, self.ranking.stdout + self.ranking.stderr)
        with open(self.folder / "ket-qua" / "ranking.csv", encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        ranked = {row["unit"]: row for row in rows if row["status"] == "ranked"}
        self.assertEqual({unit: (row["tier"], row["total"], row["maximum"]) for unit, row in ranked.items()},
                         {sample.unit: (sample.tier, sample.ranked, sample.maximum) for sample in SAMPLES})
        tiers = {tier["key"] for tier in json.loads((self.folder / "ket-qua" / "result.json").read_text("utf-8"))["tiers"]}
        self.assertEqual({row["tier"] for row in ranked.values()}, tiers)
        for tier in tiers:  # expected.csv names the better one first
            self.assertEqual([ranked[sample.unit]["rank"] for sample in SAMPLES if sample.tier == tier], ["1", "2"], tier)
        self.assertEqual(sum(row["status"] == "absent" for row in rows), len(rows) - len(SAMPLES))
        self.assertIn("không phải phụ lục chính thức", self.ranking.stdout)
        for sample in SAMPLES:
            self.assertIn(sample.ranked.replace(".", ","), self.ranking.stdout)

    def test_units_above_rank_those_that_they_consolidate(self):
        with open(campaign.SOURCE / "templates" / PROGRAMME / "units.csv", encoding="utf-8", newline="") as stream:
            units = list(csv.DictReader(stream))
        parent = {unit["code"]: unit["parent"] for unit in units}
        below = [sample for sample in SAMPLES if parent[sample.unit]]
        for sample in below or SAMPLES[:1]:
            above = parent[sample.unit]
            out = self.folder / f"tong-hop-{above or sample.unit}"
            run = subprocess.run([THUOCDO, "consolidate", self.folder / "da-nop", "--programme", PROGRAMME, "--parent",
                                  above or sample.unit, "--out", out], capture_output=True, text=True, timeout=60, check=False)
            if not below:  # nobody consolidates anybody
                self.assertEqual(run.returncode, 2, run.stderr)
                continue
            self.assertEqual(run.returncode, 0, run.stdout)
            with open(out / "ranking.csv", encoding="utf-8-sig", newline="") as stream:
                rows = list(csv.DictReader(stream))
            self.assertEqual({row["tier"] for row in rows}, {sample.tier})
            self.assertEqual(sorted(row["unit"] for row in rows), sorted(code for code in parent if parent[code] == above))
            self.assertEqual([(row["unit"], row["rank"]) for row in rows if row["rank"]], [(sample.unit, "1")])
            result = json.loads((out / "result.json").read_text("utf-8"))
            self.assertEqual(result["consolidated_by"], above)
            self.assertEqual(len(result["refused_files"]), len(SAMPLES) - 1)

    def test_every_face_says_the_same(self):
        for sample in SAMPLES:
            unit, shown = sample.unit, self.in_calc[sample.unit]
            answers = campaign.SAMPLES / PROGRAMME / f"{sample.sample}.csv"
            faces = {
                "answers": scored("--programme", PROGRAMME, "--tier", sample.tier, "--answers", answers),
                "ods": scored(self.folder / "phieu" / f"{unit}.ods"),
                "xlsx": scored(self.folder / f"{unit}.xlsx"),
                "frozen": scored(self.folder / "da-nop" / f"{unit}.ods"),
            }
            reference = faces["answers"]
            self.assertEqual((reference["total"], reference["maximum"]), (sample.total, sample.maximum))
            self.assertEqual(shown["thuocdo:total"], reference["total"], unit)
            self.assertGreaterEqual(len(reference["criteria"]), 30)
            for criterion in reference["criteria"]:
                if criterion["maximum"] == "0":
                    continue  # information, and what does not apply: no points are shown
                self.assertEqual(shown[criterion["id"]], criterion["points"], f"{unit} {criterion['id']} in Calc")
            for name, face in faces.items():
                self.assertEqual(face["criteria"], reference["criteria"], f"{unit} as {name}")
                self.assertEqual((face["total"], face["maximum"]), (reference["total"], reference["maximum"]), f"{unit} as {name}")
                self.assertEqual([f for f in face["findings"] if f["severity"] == "blocking"], [], f"{unit} as {name}")
            self.assertEqual([f for f in faces["frozen"]["findings"] if f["code"] not in PROVISIONAL], [], unit)

    def test_frozen_copies_hold_values_only(self):
        for unit in (sample.unit for sample in SAMPLES):
            with zipfile.ZipFile(self.folder / "da-nop" / f"{unit}.ods") as package:
                content = package.read("content.xml").decode("utf-8")
                self.assertFalse([name for name in package.namelist() if name.startswith(("Basic/", "Scripts/"))])
            self.assertNotIn("table:formula=", content, unit)
            self.assertIn('calcext:value-type="float"', content, unit)

    def test_receipt_paper_and_workbook_are_tied_together(self):
        for unit, total in ((sample.unit, sample.total) for sample in SAMPLES):
            receipt = json.loads((self.folder / "da-nop" / f"{unit}.json").read_text("utf-8"))
            self.assertEqual((receipt["unit"], receipt["total"], receipt["state"]), (unit, total, "chưa ký"))
            for file in receipt["files"]:
                content = (self.folder / "da-nop" / file["name"]).read_bytes()
                self.assertEqual(hashlib.sha256(content).hexdigest(), file["sha256"], file["name"])
            pages = subprocess.run(["pdftotext", "-layout", self.folder / "da-nop" / f"{unit}.pdf", "-"], capture_output=True,
                                   text=True, check=True).stdout.split("\f")[:-1]
            self.assertGreaterEqual(len(pages), 3)
            for number, page in enumerate(pages, 1):
                self.assertIn(receipt["code"], page, f"{unit}, page {number}")
            vietnamese = total.replace(".", ",")
            self.assertTrue(any(vietnamese in page for page in pages), f"{unit}: {vietnamese}")

    def test_consolidating_again_gives_the_same_bytes(self):
        names = ("ranking.csv", "matrix.csv", "statistics.csv", "findings.csv", "result.json")
        first = {name: (self.folder / "ket-qua" / name).read_bytes() for name in names}
        again = self.folder / "again"
        subprocess.run([THUOCDO, "consolidate", self.folder / "da-nop", "--programme", PROGRAMME, "--out", again,
                        "--threads", "2"], capture_output=True, timeout=60, check=True)
        self.assertEqual({name: (again / name).read_bytes() for name in names}, first)


if __name__ == "__main__":
    unittest.main()
