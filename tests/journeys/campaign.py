"""One small campaign in a real LibreOffice, as its users would run it: sheets are made for units of every tier through
the extension's commands, filled in, computed by Calc, checked, submitted, consolidated and ranked.

    python3 tests/journeys/campaign.py --build build --folder build/try --programme gialai-dti-2023

tests/samples/<programme> holds the answers: files <tier>-<n>.csv with the header criterion,field,value. Its expected.csv
says whose they are, and what they come to (total and maximum, worked out apart from the engine on exact fractions). Where
the sheets of the units below decide a criterion, "ranked" is the total that it has then.
"""

import argparse
import collections
import csv
import hashlib
import pathlib
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "addin"))
from office import Office, OfficeError, file_url, property_value  # noqa: E402, F401

SAMPLES = SOURCE / "tests" / "samples"
PROGRAMME = "gialai-dti-2023"  # where nothing depends on the programme
NAMESPACE = {"t": "urn:thuocdo:definition:1"}
NOT_APPLICABLE = "Không áp dụng"


Expected = collections.namedtuple("Expected", "tier sample unit total maximum ranked")


def expected(programme):
    """The rows of expected.csv, in its order: tier by tier, the unit with the higher score first."""
    with open(SAMPLES / programme / "expected.csv", encoding="utf-8", newline="") as stream:
        return [Expected(row["sample"].rsplit("-", 1)[0], row["sample"], row["unit"], row["total"], row["maximum"],
                         row.get("ranked") or row["total"])
                for row in csv.DictReader(stream)]


class Progress:
    """Says what is being done and how long it took."""

    def __init__(self, quiet=False):
        self.quiet, self.began, self.text = quiet, None, None

    def __call__(self, text):
        self.done()
        self.text, self.began = text, time.monotonic()
        if not self.quiet:
            print(f"  {text} … ", end="", flush=True)

    def done(self):
        if self.began is not None and not self.quiet:
            print(f"{time.monotonic() - self.began:.1f} s", flush=True)
        self.began = None


def level_texts(programme, tier):
    """What an officer chooses for each level id: {(criterion, id): text}."""
    root = ElementTree.parse(SOURCE / "templates" / programme / f"{tier}.xml").getroot()
    return {(criterion.get("id"), level.get("id")): level.findtext("t:vi", namespaces=NAMESPACE).strip()
            for criterion in root.iter(f"{{{NAMESPACE['t']}}}criterion")
            for level in criterion.iterfind("t:choice/t:level", NAMESPACE)}


def number(text):
    """The number a person would type for this text of the sample file; None when it is not one."""
    try:
        return float(text)
    except ValueError:
        pass
    try:
        return float(text.replace(".", "").replace(",", "."))
    except ValueError:
        return None


class Table:
    """The criteria table of an open sheet: cells by row id and column key, found as the contract says."""

    def __init__(self, document):
        self.document = document
        for sheet in document.Sheets:
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            rows, columns = cursor.RangeAddress.EndRow, cursor.RangeAddress.EndColumn
            data = sheet.getCellRangeByPosition(0, 0, columns, rows).getDataArray()
            for index, row in enumerate(data):
                if "thuocdo:id" in row:
                    self.sheet = sheet
                    self.columns = {key[len("thuocdo:"):]: column for column, key in enumerate(row)
                                    if isinstance(key, str) and key.startswith("thuocdo:")}
                    id_column = self.columns["id"]
                    self.rows = {str(line[id_column]): index + 1 + below for below, line in enumerate(data[index + 1:])
                                 if line[id_column] != ""}
                    return
        raise OfficeError("no criteria table in " + document.URL)

    def cell(self, row_id, column):
        return self.sheet.getCellByPosition(self.columns[column], self.rows[row_id])

    def put(self, row_id, column, text):
        value = number(text) if column in ("value", "base") else None
        if value is None:
            self.cell(row_id, column).setString(text)
        else:
            self.cell(row_id, column).setValue(value)


def fill(table, answers, levels):
    """Writes sample answers as an officer would: choices by their text, numbers as numbers."""
    for criterion, field, value in answers:
        text = levels.get((criterion, value), {"co": "Có", "khong": "Không"}.get(value, value))
        if field == "na":  # in the first answer cell, which may stand in a row of its own
            first = next((row for row in table.rows if row.startswith(f"{criterion}|")), criterion)
            table.put(first, "value", NOT_APPLICABLE)
            table.put(criterion, "reason", value)
        elif f"{criterion}|{field}" in table.rows:
            table.put(f"{criterion}|{field}", "value", text)
        elif field == "value":
            table.put(criterion, "value", text)
        else:
            table.put(criterion, {"a": "value", "b": "base"}.get(field, field), value)


def read_answers(file):
    with open(file, encoding="utf-8", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream)][1:]


def result_of(returned):
    """The result of one of the extension's commands as a dictionary."""
    if not isinstance(returned, tuple) and hasattr(returned, "Result"):
        returned = returned.Result
    return {value.Name: value.Value for value in returned or ()}


def require(result, what):
    if not result.get("ok"):
        findings = "\n".join(result.get("findings") or ())
        raise OfficeError(f"{what}: {result.get('message')}\n{findings}")
    return result


def prepare(office, oxt):
    """Installs the extension unless exactly this one is installed already."""
    marker = office.folder / "installed"
    digest = hashlib.sha256(oxt.read_bytes()).hexdigest()
    if marker.exists() and marker.read_text() == digest and office.listed():
        return
    office.install(oxt)
    # Whoever opens a sheet in this profile afterwards sees the sheet, not what LibreOffice tells its new users.
    for path, name, value in (("Setup/Product", "ooSetupLastVersion", "7.4"), ("Office.Common/Misc", "FirstRun", False),
                              ("Office.Common/Misc", "ShowTipOfTheDay", False)):
        office.set_start_value("/org.openoffice." + path, name, value)
    marker.write_text(digest)


def run(build, folder, programme, progress, after_fill=None):
    """The whole campaign; `after_fill(document, table, expected)` may look at each filled sheet."""
    sheets, submitted, results = folder / "phieu", folder / "da-nop", folder / "ket-qua"
    for made in (sheets, submitted, results):
        made.mkdir(parents=True, exist_ok=True)
    samples = expected(programme)
    # What an earlier run submitted would count as replaced by this one.
    for earlier in submitted.iterdir():
        earlier.unlink()
    with Office(folder, language="vi") as office:
        shutil.rmtree(office.home / ".local" / "share" / "thuocdo" / "outbox", ignore_errors=True)
        progress("Cài phần mở rộng / installing the extension")
        prepare(office, build / "thuocdo.oxt")
        progress("Mở LibreOffice / starting LibreOffice")
        office.start()
        for tier in dict.fromkeys(sample.tier for sample in samples):
            of_tier = [sample for sample in samples if sample.tier == tier]
            units = [sample.unit for sample in of_tier]
            progress(f"Tạo phiếu cấp {tier} / making sheets: {', '.join(units)}")
            require(result_of(office.dispatch(None, "vn.thuocdo:new-all", Programme=programme, Tier=tier,
                                              Units=",".join(units), Folder=str(sheets), Overwrite=True, Silent=True)), tier)
            levels = level_texts(programme, tier)
            for sample in of_tier:
                progress(f"Điền, kiểm tra và nộp phiếu / filling in and submitting: {sample.unit}")
                document = office.open(sheets / f"{sample.unit}.ods")
                table = Table(document)
                fill(table, read_answers(SAMPLES / programme / f"{sample.sample}.csv"), levels)
                document.calculate()
                document.store()
                if after_fill:
                    after_fill(document, table, sample)
                require(result_of(office.dispatch(document, "vn.thuocdo:check", Silent=True)), sample.unit)
                require(result_of(office.dispatch(document, "vn.thuocdo:submit", Folder=str(submitted), Silent=True)),
                        sample.unit)
                document.close(True)
    progress("Tổng hợp và xếp hạng / consolidating and ranking")
    ranking = subprocess.run([build / "bin" / "thuocdo", "consolidate", submitted, "--programme", programme, "--out",
                              results], capture_output=True, text=True, timeout=300, check=False)
    progress.done()
    return ranking


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--programme", default=PROGRAMME)
    arguments = parser.parse_args()
    try:
        ranking = run(arguments.build.resolve(), arguments.folder.resolve(), arguments.programme, Progress())
    except OfficeError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print()
    print(ranking.stdout, end="")
    print(ranking.stderr, end="", file=sys.stderr)
    return ranking.returncode


if __name__ == "__main__":
    sys.exit(main())
