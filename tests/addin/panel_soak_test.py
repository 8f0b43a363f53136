"""200 rounds of opening a sheet with the panel beside it, editing and closing: no crash, no hang, and no growth — of memory,
open files or threads — once the office has everything that it keeps."""

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
PROGRAMME, TIER, EDITED = "trial-2024", "so", "2.1"
LONGEST_ROUND = 30  # seconds; most take less than one
MOST_GROWTH = 100  # KiB a round; without any panel of ours the office itself grows by some 60 with each window


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
                if number % 10:
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
            growth = (min(memory[-20:]) - min(memory[WARM - 20:WARM])) / (ROUNDS - WARM)
            print(f"{growth:.1f} KiB a round; {memory[0] // 1024}, {memory[WARM] // 1024}, {memory[-1] // 1024} MiB")
            files, threads = ([counted[i] for counted in handles] for i in (0, 1))
            print(f"{files[WARM]} to {files[-1]} open files, {threads[WARM]} to {threads[-1]} threads")
            self.assertLess(growth, MOST_GROWTH)
            # One that comes and goes is no growth; one that stays in every round would make 150.
            self.assertLess(min(files[-20:]) - min(files[WARM - 20:WARM]), 5)
            self.assertLess(min(threads[-20:]) - min(threads[WARM - 20:WARM]), 3)
            self.assertEqual(self.office.documents(), [])
            self.assertEqual(self.office.stop(), 0)


if __name__ == "__main__":
    unittest.main()
