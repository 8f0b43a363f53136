"""200 rounds of opening a sheet with the panel beside it, editing and closing: no crash, no hang, and no growth — of memory,
open files or threads — once the office has everything that it keeps. In every third round the answer is typed, as from
the keyboard, and taken back. The same rounds with a plain spreadsheet of the same cells, in an office without the extension, say
what the office itself takes."""

import pathlib
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
import office  # noqa: E402
from panel_reader import Panel, open_panel  # noqa: E402
from workbook_test import OXT  # noqa: E402

ROUNDS, WARM = 200, 50
PLAIN_ROUNDS, PLAIN_WARM = 80, 30
PROGRAMME, TIER, EDITED = "trial-2024", "so", "2.1"
LONGEST_ROUND = 30  # seconds; most take less than one
MOST_GROWTH = 100  # KiB a round
MOST_ABOVE_PLAIN = 80  # KiB a round more than with a plain spreadsheet; both scatter by some 20


class Soak(unittest.TestCase):
    def memory(self):
        """KiB that the office has for itself."""
        for line in pathlib.Path(f"/proc/{self.office.process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Private_Dirty:"):
                return int(line.split()[1])
        raise AssertionError("no Private_Dirty")

    def handles(self):
        """Open files and threads of the office."""
        process = pathlib.Path(f"/proc/{self.office.process.pid}")
        return sum(1 for _ in (process / "fd").iterdir()), sum(1 for _ in (process / "task").iterdir())

    def type(self, document, cell, text):
        document.CurrentController.setActiveSheet(cell.Spreadsheet)
        document.CurrentController.select(cell)
        self.office.dispatch(document, ".uno:EnterString", StringName=text)

    @staticmethod
    def growth(memory, warm):
        """KiB a round, from the least of some rounds behind the warm ones to the least of the last."""
        some = min(20, warm)
        return (min(memory[-some:]) - min(memory[warm - some:warm])) / (len(memory) - warm)

    def plain_copy(self, file):
        """The same cells as plain values."""
        document = self.office.open(file)
        sheets = []
        for sheet in document.Sheets:
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            end = cursor.RangeAddress
            sheets.append((end.EndColumn, end.EndRow, sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()))
        document.close(True)
        document = self.office.new_calc()
        for number, (column, row, data) in enumerate(sheets):
            document.Sheets.insertNewByName(f"Trang thường {number}", number)
            shown = tuple(tuple("" if cell is None else cell for cell in line) for line in data)
            document.Sheets[number].getCellRangeByPosition(0, 0, column, row).setDataArray(shown)
        plain = file.with_name("thường.ods")
        self.office.save(document, plain)
        document.close(True)
        return plain

    def plain_growth(self, plain):
        memory = []
        for number in range(PLAIN_ROUNDS):
            document = self.office.open(plain, hidden=False)
            cell = document.Sheets[0].getCellByPosition(5, 5)
            if number % 3 == 2:
                self.type(document, cell, "1")
                document.UndoManager.undo()
            else:
                cell.setValue(1)
            document.close(True)
            memory.append(self.memory())
        return self.growth(memory, PLAIN_WARM)

    def test_200_rounds(self):
        with tempfile.TemporaryDirectory(prefix="thuocdo-soak-") as folder, office.Office(
                pathlib.Path(folder) / "office", "vi",
                {"THUOCDO_TEMPLATES": str(campaign.SOURCE / "tests" / "addin" / "templates")}) as self.office:
            self.office.install(OXT)
            self.office.start()
            campaign.require(campaign.result_of(self.office.dispatch(
                None, "vn.thuocdo:new-all", Programme=PROGRAMME, Tier=TIER, Folder=folder, Overwrite=True, Silent=True)),
                "new-all")
            file = next(pathlib.Path(folder).glob("*.ods"))
            memory, handles = [], []
            for number in range(ROUNDS):
                began = time.monotonic()
                document = self.office.open(file, hidden=False)
                if number == 0:
                    open_panel(self.office, document)  # from now on the office opens it with every window
                    table = campaign.Table(document)
                    place = table.columns["value"], table.rows[EDITED]
                    sheet = table.sheet.Name
                cell = document.Sheets.getByName(sheet).getCellByPosition(*place)
                if number % 3 == 2:
                    self.type(document, cell, "1")
                    self.assertEqual(cell.Value, 1)
                    document.UndoManager.undo()
                elif number % 10:
                    cell.setValue(1)  # and it closes while the panel has still to follow
                else:
                    panel = Panel(document)
                    panel.wait(panel.total, "the panel")
                    before = panel.total()
                    cell.setValue(1)
                    panel.wait(lambda: panel.total() != before, "the edit")
                document.close(True)
                memory.append(self.memory())
                handles.append(self.handles())
                self.assertLess(time.monotonic() - began, LONGEST_ROUND, f"round {number}")
            self.assertEqual(self.office.documents(), [])
            copy = self.plain_copy(file)
            self.assertEqual(self.office.stop(), 0)
            self.office.remove()
            self.office.start()
            growth, plain = self.growth(memory, WARM), self.plain_growth(copy)
            print(f"{growth:.1f} KiB a round, {plain:.1f} with a plain spreadsheet; {memory[0] // 1024}, {memory[WARM] // 1024}, {memory[-1] // 1024} MiB")
            files, threads = ([counted[i] for counted in handles] for i in (0, 1))
            print(f"{files[WARM]} to {files[-1]} open files, {threads[WARM]} to {threads[-1]} threads")
            self.assertLess(growth, MOST_GROWTH)
            self.assertLess(growth - plain, MOST_ABOVE_PLAIN)
            # One that comes and goes is no growth; one that stays in every round would make 150.
            self.assertLess(min(files[-20:]) - min(files[WARM - 20:WARM]), 5)
            self.assertLess(min(threads[-20:]) - min(threads[WARM - 20:WARM]), 3)


if __name__ == "__main__":
    unittest.main()
