"""The general report of Gia Lai 2020 (decision 416) over some sheets of each tier: every figure of it is computed here a second
time from the answers that were filled in, and stands so in the draft decision.

    THUOCDO=build/bin/thuocdo python3 tests/cli/general_report_test.py
"""

import decimal
import html
import pathlib
import re
import shutil
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from campaign_sheets import NAMESPACE, SOURCE, CampaignSheets, run  # noqa: E402

PROGRAMME = "gialai-cqdt-2020"
EACH = 4  # units of each tier


def shown(number):
    """1234.5 as 1.234,5"""
    whole, _, rest = f"{number:f}".partition(".")
    rest = rest.rstrip("0")
    whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole)
    return whole + ("," + rest if rest else "")


def percent(a, b):
    share = (a * 100 / b).quantize(decimal.Decimal("0.01"), decimal.ROUND_HALF_UP)
    return f"{share:f}".replace(".", ",") + "%"


class GeneralReport(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-report-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.sheets = CampaignSheets(PROGRAMME, self.folder)
        self.units = {}
        for unit in self.sheets.units:
            self.units.setdefault(unit["tier"], []).append(unit["code"])
        self.units = {tier: units[:EACH] for tier, units in self.units.items()}

    def answered(self, tier, criterion, *fields):
        """What the units of the tier filled in: one list of the fields for each unit that has all of them."""
        for unit in self.units[tier]:
            answers = self.sheets.answers(unit, 0)[0]
            values = [answers.get((criterion, field)) for field in fields]
            if None not in values and "Không áp dụng" not in values:
                yield [self.number(value) for value in values]

    @staticmethod
    def number(value):
        """A figure may stand in its cell as text, such as "364,8"."""
        text = value.replace(",", ".") if isinstance(value, str) else repr(value)
        return decimal.Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else value

    def expected(self, figure):
        """How the figure has to begin."""
        sources = [(of.get("tier"), of.get("criterion"), of.get("field"), of.get("base"), of.get("answer")) for of in figure.iter(NAMESPACE + "of")]
        if figure.get("kind") == "ratio":
            pairs = [pair for tier, criterion, field, base, _ in sources for pair in self.answered(tier, criterion, field, base)]
            a, b = (sum(column) for column in zip(*pairs))
            return f"{percent(a, b)} ({shown(a)}/{shown(b)})"
        if figure.get("kind") == "sum":
            return shown(sum(value for tier, criterion, field, _, _ in sources for (value,) in self.answered(tier, criterion, field)))
        self.assertEqual(figure.get("kind"), "units")
        given = [(value, answer) for tier, criterion, field, _, answer in sources for (value,) in self.answered(tier, criterion, field)]
        met = sum(value == answer for value, answer in given)
        return f"{met}/{len(given)} đơn vị, đạt {percent(decimal.Decimal(met), decimal.Decimal(len(given)))}"

    def test_every_figure(self):
        incoming, result, out = self.folder / "đến", self.folder / "kết quả", self.folder / "văn bản"
        self.sheets.write_drafts({(unit, 0): incoming / f"{unit}.ods" for units in self.units.values() for unit in units})
        run("consolidate", incoming, "--programme", PROGRAMME, "--out", result)
        run("documents", result, incoming, "--out", out)
        with zipfile.ZipFile(out / "quyet-dinh.odt") as package:
            content = package.read("content.xml").decode()
        paragraphs = [html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<text:s/>", " ", text))) for text in re.findall(r"<text:(?:p|h)[ >][^>]*>(.*?)</text:(?:p|h)>", content)]
        paragraphs = [text.replace("\u00a0", " ") for text in paragraphs]
        figures = list(ElementTree.parse(SOURCE / "templates" / PROGRAMME / "programme.xml").getroot().iter(NAMESPACE + "figure"))
        self.assertGreater(len(figures), 60)
        kinds = set()
        for figure in figures:
            label = figure.find(NAMESPACE + "vi").text
            with self.subTest(label):
                (found,) = [text for text in paragraphs if text.startswith(f"- {label}:")]
                expected = self.expected(figure)
                self.assertTrue(found[len(label) + 3:].strip().startswith(expected), f"{expected} is not how it begins: {found}")
                kinds.add(figure.get("kind"))
        self.assertEqual(kinds, {"ratio", "sum", "units"})


if __name__ == "__main__":
    unittest.main()
