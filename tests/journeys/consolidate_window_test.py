"""Consolidating in a real window of 1366 × 768, by keyboard: the dialog takes the programme from the sheets, reading thousands
of sheets can be given up without leaving anything, and writing the result without touching the former one, and the workbook opens. The pictures are kept in <build>/screenshots, to be looked at."""

import os
import pathlib
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk_case  # noqa: E402
from desk_window import DeskWindow  # noqa: E402
from campaign_sheets import CampaignSheets  # noqa: E402

KEY = "gialai-dti-2023"
TITLES = {"vi": ("Tổng hợp", "tong-hop.ods"), "en-US": ("Consolidate", "consolidation.ods")}


class ConsolidateWindow(desk_case.DeskCase):
    prefix = "thuocdo-consolidate-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sheets = cls.folder / "phieu"
        made = CampaignSheets(KEY, cls.folder / "scratch")
        made.write_drafts({(row["code"], 1): cls.sheets / f"{row['code']}.ods" for row in made.units})
        # The same sheets many times over: enough to be given up in the middle.
        cls.many = cls.folder / "nhieu"
        for number in range(80):
            (cls.many / str(number)).mkdir(parents=True)
            for sheet in cls.sheets.iterdir():
                os.link(sheet, cls.many / str(number) / sheet.name)

    @staticmethod
    def wait_until_still(count):
        before = None
        while before != count():
            before = count()
            time.sleep(4)

    @staticmethod
    def worked(desk):
        """Seconds of the processor that the office has taken."""
        fields = pathlib.Path(f"/proc/{desk.office.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def look(self, language):
        title, workbook = TITLES[language]
        out = self.folder / "phieu-ket-qua"
        given_up = self.folder / "nhieu-ket-qua"
        shutil.rmtree(out, ignore_errors=True)
        folder_of_sheets = ("/vn.thuocdo.Settings/Desk", "SheetFolder", str(self.many))
        with DeskWindow(self.folder, language, settings=(folder_of_sheets,)) as self.desk:
            desk = self.desk
            # Given up while the sheets are read: nothing is left.
            desk.run("vn.thuocdo:consolidate")
            desk.wait_for_window(title)
            desk.picture("consolidate-filled")
            desk.display.run("xdotool", "key", "Return")
            time.sleep(1.5)
            desk.picture("consolidate-progress")
            desk.display.keys("Escape")
            desk.wait_until_gone(title)
            time.sleep(1)
            before = self.worked(desk)
            time.sleep(2)
            self.assertLess(self.worked(desk) - before, 1, "the sheets are still being read")
            self.assertEqual(len(desk.office.documents()), 1)
            self.assertFalse(given_up.exists(), "a consolidation that was given up left something")
            # And to the end.
            desk.run("vn.thuocdo:consolidate", Folder=str(self.sheets))
            self.wait_for(lambda: any(one.URL.endswith(workbook) for one in desk.office.documents()), "the workbook")
            self.assertTrue((out / "result.json").exists())
            desk.show(next(one for one in desk.office.documents() if one.URL.endswith(workbook)))
            for number, sheet in enumerate(desk.document.Sheets):
                desk.document.CurrentController.setActiveSheet(sheet)
                time.sleep(1.2)
                desk.picture(f"result-{number:02}")
            desk.document.setModified(False)
            self.stopped_while_writing(out, title)
            self.documents(out)
            self.web_page(out)

    def stopped_while_writing(self, out, title):
        """On a slow disk (strace makes it slow), cancelled when some files are written already: the former result stays as it was, and nothing else."""
        desk = self.desk
        before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in out.iterdir() if file.is_file()}
        slow = subprocess.Popen(["strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=1500000", "-p", str(desk.office.process.pid)])
        self.addCleanup(slow.kill)
        time.sleep(1)
        documents = len(desk.office.documents())
        desk.run("vn.thuocdo:consolidate", Folder=str(self.sheets), Out=str(out), Overwrite=True)
        self.wait_for(lambda: len(list(out.glob(".*.tmp"))) >= 3, "the first files")
        desk.picture("consolidate-writing")
        desk.display.keys("Escape")
        desk.wait_until_gone(title)
        self.wait_for(lambda: not list(out.glob(".*.tmp")), "what was begun to go")
        slow.terminate()
        slow.wait(10)
        time.sleep(1)
        after = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in out.iterdir() if file.is_file()}
        self.assertEqual([name for name in before | after if before.get(name) != after.get(name)], [])
        self.assertEqual(len(desk.office.documents()), documents, "no workbook opens")

    def documents(self, result):
        """The draft decision: making the PDFs is given up in the middle; then the decision alone, which opens in Writer."""
        desk = self.desk
        out = result / "van-ban"
        shutil.rmtree(out, ignore_errors=True)
        title = self.says("documents_title")
        desk.run("vn.thuocdo:documents")
        desk.wait_for_window(title)
        self.write(result)
        self.press("documents_source_label")
        self.write(self.sheets)
        desk.picture("documents-filled")
        self.press("documents_button")
        self.wait_for(lambda: (out / "thong-bao").exists() and len(list(out.rglob("*.pdf"))) >= 3, "the first PDFs")
        desk.picture("documents-progress")
        desk.display.keys("Escape")
        self.wait_until_still(lambda: len(list(out.rglob("*.pdf"))))  # the one that is being made is made
        desk.picture("documents-stopped")
        self.assertLess(len(list(out.rglob("*.pdf"))), len(list(out.rglob("*.odt"))), "it goes on")
        self.assertTrue((out / "quyet-dinh.pdf").exists())
        self.assertEqual([file.name for file in out.rglob("*") if file.suffix not in (".odt", ".ods", ".pdf", "") ], [])
        desk.display.keys("Return")
        desk.wait_until_gone(title)
        before = len(desk.office.documents())
        desk.run("vn.thuocdo:documents", Result=str(result), Folder=str(self.sheets), Pdf=False, Overwrite=True)
        self.wait_for(lambda: len(desk.office.documents()) > before, "the decision")
        time.sleep(6)
        desk.picture("documents-decision")
        for document in desk.office.documents():
            if document.URL.endswith("quyet-dinh.odt"):
                desk.close(document)
                return
        self.fail("the decision is not open")

    def web_page(self, result):
        """By the keyboard: a place among sheets is refused and asked for again; then the page is made and offered to be opened."""
        desk = self.desk
        page = result / "trang-web"
        title = self.says("publish_title")
        desk.run("vn.thuocdo:publish")
        desk.wait_for_window(title)
        self.write(result)
        self.press("publish_out_label")
        self.write(self.sheets)
        self.press("publish_button")
        time.sleep(1.5)
        desk.picture("publish-refused")
        self.assertFalse((self.sheets / "index.html").exists())
        desk.display.keys("Return")
        desk.wait_for_window(title)
        time.sleep(1)
        self.press("publish_out_label")
        self.write(page)
        desk.picture("publish-filled")
        self.press("publish_button")
        self.wait_for((page / "index.html").exists, "the page")
        time.sleep(1)
        desk.picture("publish-done")
        desk.display.keys("Escape")
        desk.wait_until_gone(title)


if __name__ == "__main__":
    desk_case.main()
