"""Sheets of every unit of a delivered programme, submitted, without an office: what the reviewers' journeys take in.

    sheets = CampaignSheets("gialai-dti-2023", scratch)
    sheets.write_all({"h-pleiku": folder / "h-pleiku.ods", …})

The answers are those of tests/samples/<programme>, and figures differ from unit to unit: each numerator is drawn between 0
and what the sample has, by the unit's code and `version`.
"""

import contextlib
import csv
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from ods_writer import properties, write_sheet  # noqa: E402

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NAMESPACE = "{urn:thuocdo:definition:1}"
TEXTS = ("reason", "evidence", "page", "link")
THUOCDO = os.path.abspath(os.environ["THUOCDO"])


def check_code(digest):
    """As printed in the footer: 60 bits of the digest in base 32."""
    number = int(digest[:15], 16)
    signs = "".join(SIGNS[number >> shift & 31] for shift in range(55, -1, -5))
    return "-".join(signs[i:i + 4] for i in (0, 4, 8))


def environment():
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "THUOCDO_TEMPLATES": str(SOURCE / "templates"), "THUOCDO_PROGRAMMES": str(SOURCE / "no programmes of one's own")}


def run(*arguments, codes=(0,)):
    ended = subprocess.run([THUOCDO, *map(str, arguments)], capture_output=True, encoding="utf-8", env=environment(), timeout=300, check=False)
    if ended.returncode not in codes:
        raise AssertionError(f"{arguments} ended with {ended.returncode}:\n{ended.stdout[-2000:]}{ended.stderr}")
    return ended.stdout


class CampaignSheets:
    def __init__(self, programme, scratch):
        self.programme, self.scratch = programme, scratch
        self.about = next(one for one in json.loads(run("programmes", "--json"))["programmes"] if one["key"] == programme)
        with open(SOURCE / "templates" / programme / "units.csv", encoding="utf-8", newline="") as stream:
            self.units = list(csv.DictReader(stream))
        self.tier_of = {row["code"]: row["tier"] for row in self.units}
        self.samples = {}
        self.same_as = {}  # who has copied whose answers

    def _samples(self, tier):
        """[(answers, rows)] of the tier's samples."""
        if tier not in self.samples:
            found = []
            for number in (1, 2):
                file = SOURCE / "tests" / "samples" / self.programme / f"{tier}-{number}.csv"
                with open(file, encoding="utf-8", newline="") as stream:
                    found.append([tuple(row) for row in csv.reader(stream)][1:])
            fields = {}
            for answers in found:
                for criterion, field, _ in answers:
                    if field not in (*TEXTS, "na") and field not in fields.setdefault(criterion, []):
                        fields[criterion].append(field)
            rows = []
            root = ElementTree.parse(SOURCE / "templates" / self.programme / f"{tier}.xml").getroot()
            for one in root.iter():
                if one.tag not in (NAMESPACE + "group", NAMESPACE + "criterion"):
                    continue
                name, own = one.get("id"), fields.get(one.get("id"), [])
                if set(own) == {"a", "b"}:
                    own = sorted(own)
                apart = len(own) > 2 or any(":" in field for field in own)
                rows.append((name, float(one.get("maximum")), *((None, None) if apart else (*own, None, None)[:2])))
                rows += [(f"{name}|{field}", None, field, None) for field in own if apart]
            self.samples[tier] = (found, rows, fields)
        return self.samples[tier]

    def answers(self, unit, version):
        found, rows, fields = self._samples(self.tier_of[unit])
        drawn = random.Random(f"{self.programme} {self.same_as.get(unit, unit)} {version}")
        answers = {}
        for criterion, field, value in drawn.choice(found):
            if field == "na":
                answers[criterion, fields[criterion][0]] = "Không áp dụng"
                answers[criterion, "reason"] = value
            elif field == "a" and value.isdigit():
                answers[criterion, field] = drawn.randint(int(value) // 2, int(value))
            elif value.replace(".", "", 1).isdigit() and field not in TEXTS:
                answers[criterion, field] = float(value)
            else:
                answers[criterion, field] = value
        for criterion in fields:
            answers.setdefault((criterion, "reason"), "Chưa đủ nguồn lực")
        return answers, rows

    def _write(self, path, unit, version, more):
        answers, rows = self.answers(unit, version)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_sheet(path, {**properties(self.programme, self.about["digest"], self.tier_of[unit], unit, self.about["round"]), **more}, rows, answers)

    def write_drafts(self, wanted):
        for (unit, version), path in wanted.items():
            self._write(path, unit, version, {})

    def write_submitted(self, wanted, submitted):
        """`wanted`: {(unit, version): path}. The digests come from a register that takes the drafts in."""
        drafts = self.scratch / "drafts"
        names = {}
        for unit, version in wanted:
            name = f"{unit} {version}.ods"
            names[name] = (unit, version)
            self._write(drafts / name, unit, version, {})
        book = self.scratch / "drafts.db"
        run("receive", drafts, "--programme", self.programme, "--register", book, "--received", submitted, codes=(0, 1))
        with contextlib.closing(sqlite3.connect(book)) as database:
            digests = dict(database.execute("SELECT file_name, submission_digest FROM receipts").fetchall())
        for name, key in names.items():
            if not digests.get(name):
                raise AssertionError(f"{name} is no usable sheet")
            self._write(wanted[key], *key, {"thuocdo.submitted": submitted, "thuocdo.submission": digests[name],
                                            "thuocdo.code": check_code(digests[name])})
