"""The journey of addin/try.sh, and that every face of the engine says the same: the cells in Calc, the sheet as .ods and
.xlsx, the frozen submission, the PDF, and the command line on the bare answers give the same text for every criterion."""

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
SAMPLES = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME
THUOCDO = BUILD / "bin" / "thuocdo"
# Worked out apart from the engine when the sample answers were written.
TOTALS = {"so-tttt": "192.837", "so-tp": "108.275", "h-pleiku": "241.191", "h-chuse": "146.96", "x-pleiku-01": "190.79",
          "x-chuse-01": "104.891"}


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
        cls.in_calc, cls.tiers, cls.samples = {}, {}, {}

        def after_fill(document, table, unit, tier, sample):
            cls.tiers[unit], cls.samples[unit] = tier, sample
            shown = {}
            for row_id in table.rows:
                if "|" in row_id:
                    continue
                cell = table.cell(row_id, "points")
                if cell.getError():
                    shown[row_id] = f"error {cell.getError()}"
                else:  # a function's result that is text is the empty text of a criterion without points
                    shown[row_id] = text_of(cell.Value) if cell.FormulaResultType2 == 1 else cell.String
            cls.in_calc[unit] = shown
            document.storeToURL(campaign.file_url(cls.folder / f"{unit}.xlsx"),
                                (campaign.property_value("FilterName", "Calc MS Excel 2007 XML"),))

        cls.ranking = campaign.run(BUILD, cls.folder, SAMPLES, campaign.Progress(quiet=True), after_fill)

    def test_ranks_every_tier_with_the_totals_worked_out_by_hand(self):
        self.assertEqual(self.ranking.returncode, 0, self.ranking.stdout + self.ranking.stderr)
        with open(self.folder / "ket-qua" / "ranking.csv", encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        ranked = {row["unit"]: (row["rank"], row["total"]) for row in rows if row["status"] == "ranked"}
        self.assertEqual({unit: total for unit, (_, total) in ranked.items()}, TOTALS)
        self.assertEqual({unit for unit, (rank, _) in ranked.items() if rank == "1"}, {"so-tttt", "h-pleiku", "x-pleiku-01"})
        self.assertEqual(sum(row["status"] == "absent" for row in rows), 257 - 6)
        for name in ("192,837", "Sở Thông tin và Truyền thông", "không phải phụ lục chính thức"):
            self.assertIn(name, self.ranking.stdout)

    def test_every_face_says_the_same(self):
        for unit, shown in self.in_calc.items():
            faces = {
                "answers": scored("--programme", campaign.PROGRAMME, "--tier", self.tiers[unit], "--answers", self.samples[unit]),
                "ods": scored(self.folder / "phieu" / f"{unit}.ods"),
                "xlsx": scored(self.folder / f"{unit}.xlsx"),
                "frozen": scored(self.folder / "da-nop" / f"{unit}.ods"),
            }
            reference = faces["answers"]
            self.assertEqual(reference["total"], TOTALS[unit])
            self.assertEqual(shown["thuocdo:total"], reference["total"], unit)
            self.assertGreaterEqual(len(reference["criteria"]), 45)
            for criterion in reference["criteria"]:
                if criterion["maximum"] == "0":
                    continue  # information, and what does not apply: no points are shown
                self.assertEqual(shown[criterion["id"]], criterion["points"], f"{unit} {criterion['id']} in Calc")
            for name, face in faces.items():
                self.assertEqual(face["criteria"], reference["criteria"], f"{unit} as {name}")
                self.assertEqual((face["total"], face["maximum"]), (reference["total"], reference["maximum"]), f"{unit} as {name}")
                self.assertEqual([f for f in face["findings"] if f["severity"] == "blocking"], [], f"{unit} as {name}")
            self.assertEqual(faces["frozen"]["findings"], [], unit)

    def test_frozen_copies_hold_values_only(self):
        for unit in TOTALS:
            with zipfile.ZipFile(self.folder / "da-nop" / f"{unit}.ods") as package:
                content = package.read("content.xml").decode("utf-8")
                self.assertFalse([name for name in package.namelist() if name.startswith(("Basic/", "Scripts/"))])
            self.assertNotIn("table:formula=", content, unit)
            self.assertIn('calcext:value-type="float"', content, unit)

    def test_receipt_paper_and_workbook_are_tied_together(self):
        for unit, total in TOTALS.items():
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
        names = ("ranking.csv", "matrix.csv", "findings.csv", "result.json")
        first = {name: (self.folder / "ket-qua" / name).read_bytes() for name in names}
        again = self.folder / "again"
        subprocess.run([THUOCDO, "consolidate", self.folder / "da-nop", "--programme", campaign.PROGRAMME, "--out", again,
                        "--threads", "2"], capture_output=True, timeout=60, check=True)
        self.assertEqual({name: (again / name).read_bytes() for name in names}, first)


if __name__ == "__main__":
    unittest.main()
