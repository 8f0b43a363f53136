"""Every screen of the desk in a real window of 1366 × 768, in Vietnamese and English, light and dark: one office for each of
the four, which goes from screen to screen. The pictures are kept in <build>/screenshots as NAME-vi.png, NAME-vi-dark.png,
NAME-en.png, NAME-en-dark.png, to be looked at. What the screens do is tested elsewhere."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Table, file_url  # noqa: E402
from desk_window import BUILD, DeskWindow  # noqa: E402

sys.path.insert(0, str(campaign.SOURCE / "tests" / "addin"))
from certificate_folder import Certificates  # noqa: E402
from dialog_reader import dialog_faults  # noqa: E402
from panel_reader import open_panel  # noqa: E402

SAMPLES = campaign.SOURCE / "tests" / "samples"
TEXT = re.compile(r'^TEXT\((\w+),\s*"([^"]*)",\s*"([^"]*)"\)', re.MULTILINE)
TEXTS = {name: (vi, en) for file in (campaign.SOURCE / "addin" / "texts").glob("*.inc")
         for name, vi, en in TEXT.findall(file.read_text("utf-8"))}
DECK = 1054  # where the sidebar begins
SCREENS = {
    "start-page", "sheet-empty", "cover", "menu", "context-menu", "options", "about", "new", "new-all", "criterion", "reading",
    "panel-empty", "panel", "panel-groups", "panel-wide", "panel-foreign", "check", "check-empty", "check-none", "next-none",
    "evidence-refused", "freeze", "repair", "split", "merge", "pin", "certificates", "submit", "submit-blocked", "receipt", "outbox",
    "appraise", "appraise-review", "appraise-split", "appraise-merge",
    "import", "import-preview", "receive", "status", "decide", "consolidate", "documents", "diff", "comparison", "guide"}


class Screens(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="thuocdo-screens-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.seen = set()

    # --- how one gets there ------------------------------------------------------------------------------------------

    def title(self, name):
        return TEXTS[name + "_title"][0 if self.desk.language == "vi" else 1]

    def key(self, name):
        """The keys that press the control with this text."""
        text = TEXTS[name][0 if self.desk.language == "vi" else 1]
        return "alt+" + text[text.index("~") + 1].lower()

    def picture(self, name):
        self.assertGreater(self.desk.picture(name), 100, f"{name} is empty")
        self.seen.add(name)

    def drawn_well(self, screen, title):
        self.assertEqual(dialog_faults(self.desk.office, title), [], screen)

    def command(self, name, screen, *keys, title=None, close="Escape", **arguments):
        """Runs a command that opens a window; presses keys in it, takes its picture and closes it."""
        title = title or self.title(name.replace("-", "_"))
        self.desk.run("vn.thuocdo:" + name, **arguments)
        self.desk.wait_for_window(title)
        self.desk.display.keys(*keys)
        self.picture(screen)
        self.drawn_well(screen, title)
        if close:
            self.desk.display.keys(close)
            self.desk.wait_until_gone(title)

    def silent(self, name, **arguments):
        return campaign.require(campaign.result_of(self.desk.office.dispatch(
            self.desk.document, "vn.thuocdo:" + name, Silent=True, **arguments)), name)

    def select(self, cell):
        controller = self.desk.document.CurrentController
        controller.setActiveSheet(cell.Spreadsheet)
        controller.select(cell)
        self.desk.window.setFocus()
        time.sleep(0.7)

    def go_to(self, sheet):
        self.desk.document.CurrentController.setActiveSheet(self.desk.document.Sheets.getByName(sheet))
        time.sleep(0.7)

    def open(self, file):
        """Another document, in front."""
        document = self.desk.office.open(file, hidden=False)
        self.show(document)
        return document

    def show(self, document):
        self.desk.document, self.desk.window = document, document.CurrentController.Frame.ContainerWindow
        self.desk.window.setPosSize(0, 0, 1366, 768, 15)
        self.desk.window.setFocus()
        time.sleep(1.5)

    # --- the screens -------------------------------------------------------------------------------------------------

    def empty_sheet(self, table):
        desk = self.desk
        self.picture("start-page")
        self.go_to("Bìa")
        self.picture("cover")
        self.select(table.cell("1.3", "value"))
        self.picture("sheet-empty")
        position = ("543", "36") if desk.language == "vi" else ("452", "36")
        desk.display.run("xdotool", "mousemove", *position, "click", "1")
        time.sleep(1)
        self.picture("menu")
        desk.display.keys("Escape", "Escape", "Menu")
        time.sleep(1)
        self.picture("context-menu")
        desk.display.keys("Escape")
        self.command("check", "check-empty")
        panel = open_panel(desk.office, desk.document)
        panel.wait(lambda: panel.total(), "the empty sheet")
        self.picture("panel-empty")
        self.close_panel()

    def dialogs(self, table):
        desk = self.desk
        self.command("new", "new")
        self.command("new-all", "new-all")
        desk.run(".uno:OptionsTreeDialog", OptionsPageURL=desk.options_page())
        options = ("Tùy chọn" if desk.language == "vi" else "Options") + " - Thước Đo"
        desk.wait_for_window(options)
        self.picture("options")
        desk.display.keys("Escape")
        desk.wait_until_gone(options)
        self.command("about", "about")
        self.command("freeze-values", "freeze")
        self.select(table.cell("1.3", "value"))
        self.command("criterion", "criterion", "ctrl+a", "3", close=None)
        desk.display.keys("ctrl+a", "1", "period", "2", "3", "4", "Return")
        desk.wait_for_window(self.title("reading"))
        self.picture("reading")
        desk.display.keys("Return")
        desk.wait_until_gone(self.title("reading"))
        desk.wait_for_window(self.title("criterion"))
        desk.display.keys("Escape")
        desk.wait_until_gone(self.title("criterion"))
        self.select(table.cell("thuocdo:total", "name"))
        self.command("evidence", "evidence-refused")
        for name in ("receive", "status", "decide", "consolidate", "documents"):
            self.command(name, name)
        self.command("diff", "diff", close="Return")
        deadline = time.monotonic() + 20
        while len(desk.office.documents()) < 2:
            self.assertLess(time.monotonic(), deadline, "no comparison")
            time.sleep(0.2)
        sheet = desk.document
        comparison = next(document for document in desk.office.documents() if document != sheet)
        self.show(comparison)
        self.picture("comparison")
        comparison.close(True)
        self.show(sheet)

    def filled_sheet(self, table):
        desk = self.desk
        answers = campaign.read_answers(SAMPLES / campaign.PROGRAMME / "xa-2.csv")
        levels = campaign.level_texts(campaign.PROGRAMME, "xa")
        campaign.fill(table, answers[:-60], levels)
        table.cell("1.3", "reason").setString("")
        self.select(table.cell("1.3", "value"))
        panel = open_panel(desk.office, desk.document)
        panel.wait(lambda: any(" 0/" not in text and ("Đã trả lời" in text or "Answered" in text) for text in panel.texts()), "the answers")
        time.sleep(1)
        self.picture("panel")
        switch = panel.named(TEXTS["panel_groups"][0 if desk.language == "vi" else 1])
        switch.doAccessibleAction(0)
        time.sleep(1)
        self.picture("panel-groups")
        switch.doAccessibleAction(0)
        desk.display.run("xdotool", "mousemove", str(DECK - 4), "350", "mousedown", "1")
        for x in range(DECK - 60, DECK - 300, -60):
            desk.display.run("xdotool", "mousemove", str(x), "350")
        desk.display.run("xdotool", "mouseup", "1")
        time.sleep(1)
        self.picture("panel-wide")
        self.close_panel()
        self.command("check", "check")
        self.command("submit", "submit-blocked")
        campaign.fill(table, answers, levels)
        self.command("check", "check-none")
        self.command("next", "next-none")

    def close_panel(self):
        frame = self.desk.document.CurrentController.Frame
        self.desk.office.service("com.sun.star.frame.DispatchHelper").executeDispatch(frame, ".uno:Sidebar", "", 0, ())
        time.sleep(1)

    def submitting(self):
        desk = self.desk
        desk.document.store()
        self.command("submit", "submit", close=None)
        desk.display.keys(self.key("sign_check"))
        time.sleep(1.5)
        self.picture("pin")
        desk.display.keys("Return")
        time.sleep(2)
        self.picture("certificates")
        self.drawn_well("certificates", self.title("submit"))
        desk.display.keys(self.key("submit_button"))
        desk.wait_for_window(self.title("submission_receipt"), 60)
        self.picture("receipt")
        self.drawn_well("receipt", self.title("submission_receipt"))
        desk.display.keys("Escape")
        desk.wait_until_gone(self.title("submission_receipt"))
        self.command("outbox", "outbox")

    def appraising(self):
        """A reviewer's working copy, with its sidebar, its window, and another reviewer's that differs."""
        desk, sheet = self.desk, self.desk.document
        submission = self.silent("submit", Folder=str(self.folder / "da-nop"))["files"][0]
        desk.document = desk.office.open(submission)
        made = pathlib.Path(self.silent("appraise")["files"][0])
        desk.document.close(True)
        other = made.with_name("nguoi-khac.ods")
        shutil.copy(made, other)
        theirs = desk.office.open(other)
        for document, verdict, comment in ((theirs, "Đồng ý", "Đủ văn bản"), (self.open(made), "Sửa số liệu", "Chỉ một văn bản do Chủ tịch ký")):
            table = Table(document)
            for key, text in (("verdict", verdict), ("basis", "Thực tế"), ("comment", comment)):
                table.cell("1.4", "appraisal-" + key).String = text
        theirs.store()
        theirs.close(True)
        table.cell("1.4", "appraisal-value").Value = 1
        table.cell("1.5", "appraisal-verdict").String = "Đồng ý"
        self.select(table.cell("1.4", "appraisal-comment"))
        panel = open_panel(desk.office, desk.document)
        panel.wait(lambda: any(text.endswith(("điểm thẩm định", "points appraised")) for text in panel.texts()), "the appraised total")
        time.sleep(1)
        self.picture("appraise-review")
        self.command("appraise", "appraise")
        self.command("split", "appraise-split", title=self.title("appraise_split"))
        self.command("merge", "appraise-merge", title=self.title("appraise_merge"), Parts=str(other))
        desk.document.close(True)
        self.show(sheet)

    def parts_and_repair(self, table):
        desk = self.desk
        self.command("split", "split")
        parts = [pathlib.Path(part) for part in self.silent("split", Folder=str(self.folder / "phong"))["files"]]
        part = desk.office.open(parts[0])
        Table(part).put("1.3", "value", "1")
        part.store()
        part.close(True)
        table.put("1.3", "value", "3")
        self.command("merge", "merge", Parts=str(parts[0].parent))
        table.sheet.unprotect("")
        table.cell("1.1", "points").setValue(4)
        table.cell("1.2", "maximum").setValue(40)
        table.cell("1.1", "evidence").setString("QuyÕt ®Þnh sè 15/Q§-UBND ngµy 02/3/2023")
        self.command("repair", "repair")

    def importing(self):
        desk = self.desk
        sheet = desk.document
        foreign = self.open("private:factory/scalc")
        panel = open_panel(desk.office, foreign)
        panel.wait(panel.buttons, "the sentence for a foreign document")
        self.picture("panel-foreign")
        self.close_panel()
        foreign.close(True)
        table = desk.office.open(SAMPLES / "tables" / "dti-huyen.csv", hidden=False, FilterName="Text - txt - csv (StarCalc)",
                                 FilterOptions="44,34,76,1")
        self.show(table)
        self.command("import-criteria", "import", close=None)
        desk.display.keys("Escape")
        desk.wait_until_gone(self.title("import_criteria"))
        preview = next(document for document in desk.office.documents() if document not in (sheet, table))
        self.show(preview)
        self.picture("import-preview")

    def guide(self):
        """A page of the guide, in the browser."""
        desk = self.desk
        page = next(desk.office.profile.glob(f"user/uno_packages/cache/**/guide/{desk.language[:2]}/dien-phieu.html"))
        file = BUILD / "screenshots" / f"guide-{desk.suffix}.png"
        file.unlink(missing_ok=True)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1366,768",
                        f"--user-data-dir={self.folder / 'chromium'}",
                        *(["--blink-settings=preferredColorScheme=0"] if desk.dark else []), f"--screenshot={file}", file_url(page)],
                       capture_output=True, timeout=60, check=True)
        self.assertGreater(int(desk.display.run("identify", "-format", "%k", str(file)) or 0), 20)
        self.seen.add("guide")

    def look(self, language, dark):
        certificates = Certificates(self.folder / "pki")
        certificates.person("Nguyễn Thị Lan")
        certificates.person("Hết hạn", starts=-400, ends=-2)
        with DeskWindow(self.folder, language, dark, environment=certificates.environment) as self.desk:
            table = Table(self.desk.document)
            self.empty_sheet(table)
            self.dialogs(table)
            self.filled_sheet(table)
            self.submitting()
            self.appraising()
            self.parts_and_repair(table)
            self.importing()
            self.guide()
        self.assertEqual(self.seen, SCREENS)

    def test_vietnamese_light(self):
        self.look("vi", dark=False)

    def test_vietnamese_dark(self):
        self.look("vi", dark=True)

    def test_english_light(self):
        self.look("en-US", dark=False)

    def test_english_dark(self):
        self.look("en-US", dark=True)


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
