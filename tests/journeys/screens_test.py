"""Every screen of the desks in a real window of 1366 × 768, in Vietnamese and English, light and dark: the sheet's, the
sender's and the reviewer's, one office for each of these in each look, which goes from screen to screen; the main ones in high
contrast and with a larger font of the system too; what is printed or published as pages. The pictures are kept in <build>/screenshots as NAME-vi.png, NAME-vi-dark.png,
NAME-en-contrast.png, NAME-vi-large.png …, to be looked at. What the screens do is tested elsewhere; here no dialog may be cut,
larger than the screen or without names."""

import base64
import contextlib
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, Table  # noqa: E402
from desk_case import TEXTS  # noqa: E402
from desk_window import BUILD, DeskWindow  # noqa: E402

sys.path.insert(0, str(campaign.SOURCE / "tests" / "addin"))
from certificate_folder import Certificates  # noqa: E402
from panel_reader import open_panel  # noqa: E402

sys.path.insert(0, str(campaign.SOURCE / "tests" / "support"))
from dav_server import RealServer  # noqa: E402
from outbox_items import outbox_of, put_item  # noqa: E402

from campaign_sheets import CampaignSheets, run  # noqa: E402
from web_page_test import browser  # noqa: E402

SAMPLES = campaign.SOURCE / "tests" / "samples"
DECK = 1054  # where the sidebar begins
OPTIONS = ("language", "guide", "folder", "choose", "author", "phone", "sign", "single-file", "certificate", "timestamp", "delivery",
           "delivery-folder", "choose", "webdav", "user", "mail", "reset")  # as Tab goes through them
ANSWERS = campaign.read_answers(SAMPLES / campaign.PROGRAMME / "xa-2.csv")
LEVELS = campaign.level_texts(campaign.PROGRAMME, "xa")
PIN = "123456"
RESULT_SHEETS = {("Độ chắc của hạng", "How firm ranks are"): "robustness", ("Điểm cần xem", "Flags"): "flags",
                 ("Cần kiểm tra", "To verify"): "work-order"}
# Which looks the same whatever the theme is: drawn once in each language, or once.
PAPER = {"paper-submission", "paper-web"}
PAPER_ONCE = {"paper-decision", "paper-annex", "paper-notice"}
ROUND, DISTRICT = "gialai-dti-2023", "h-chuse"  # of the register
IN_TIME, LATE = "2023-12-10T09:30:00+07:00", "2024-02-20T08:00:00+07:00"


class Screens(unittest.TestCase):
    settings = ()  # of the office's profile

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="thuocdo-screens-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.seen = set()

    # --- how one gets there ------------------------------------------------------------------------------------------

    def title(self, name):
        return self.says(name + "_title")

    def key(self, name):
        """The keys that press the control with this text."""
        text = self.says(name)
        return "alt+" + text[text.index("~") + 1].lower()

    def picture(self, name):
        self.assertGreater(self.desk.picture(name), 100 if "contrast" not in self.desk.look else 20, f"{name} is empty")
        self.seen.add(name)

    def says(self, name):
        return TEXTS[name][0 if self.desk.language == "vi" else 1]

    def wait_for(self, holds, what, seconds=60):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.2)

    def type(self, text):
        self.desk.display.run("xdotool", "type", "--delay", "8", str(text))
        time.sleep(0.3)

    def command(self, name, screen, *keys, title=None, close="Escape", **arguments):
        """Runs a command that opens a window; presses keys in it, takes its picture and closes it."""
        title = title or self.title(name.replace("-", "_"))
        self.desk.run("vn.thuocdo:" + name, **arguments)
        self.desk.wait_for_window(title)
        self.desk.display.keys(*keys)
        self.picture(screen)
        if close:
            self.desk.display.keys(close)
            self.desk.wait_until_gone(title)

    def silent(self, name, **arguments):
        return campaign.require(campaign.result_of(self.desk.office.dispatch(
            self.desk.document, "vn.thuocdo:" + name, Silent=True, **arguments)), name)

    def select(self, cell):
        def go():
            controller = self.desk.document.CurrentController
            controller.setActiveSheet(cell.Spreadsheet)
            controller.select(cell)
            self.desk.window.setFocus()
        self.desk.office.on_main_thread(go)
        time.sleep(0.7)

    def go_to(self, sheet):
        self.desk.document.CurrentController.setActiveSheet(self.desk.document.Sheets.getByName(sheet))
        time.sleep(0.7)

    def open(self, file):
        """Another document, in front."""
        document = self.desk.office.open(file, hidden=False)
        self.desk.show(document)
        return document

    def close(self, document, sheet):
        """The document; the sheet is in front again."""
        self.desk.close(document)
        self.desk.show(sheet)

    def new_document(self, before):
        """The document that a command opens, in front."""
        self.wait_for(lambda: self.desk.came(before), "the document")
        time.sleep(1)
        document = self.desk.came(before)
        self.desk.show(document)
        return document

    def fill_in(self):
        campaign.fill(self.table, ANSWERS, LEVELS)

    # --- how it is looked at -------------------------------------------------------------------------------------------

    def paper(self, name, file, last=4):
        """The first pages of a PDF."""
        pages = BUILD / "screenshots" / f"paper-{name}-{self.desk.suffix}"
        for old in pages.parent.glob(pages.name + "-*.png"):
            old.unlink()
        subprocess.run(["pdftoppm", "-r", "80", "-png", "-l", str(last), str(file), str(pages)], timeout=60, check=True)
        for page in pages.parent.glob(pages.name + "-*.png"):
            self.assertGreater(self.colours(page), 20, f"{page.name} is empty")
        self.seen.add("paper-" + name)

    def colours(self, picture):
        return int(self.desk.display.run("identify", "-format", "%k", str(picture)) or 0)

    def pages(self, **addresses):
        """In the browser, on a desk or on a telephone; gives the browser."""
        driver = browser(self.folder, 1366, 768)
        self.addCleanup(driver.quit)
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark" if self.desk.dark else "light"}]})
        for name, address in addresses.items():
            name = name.replace("_", "-")
            width, height = (390, 844) if "phone" in name else (1366, 768)
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
            driver.get("about:blank")
            driver.get(address)
            file = BUILD / "screenshots" / f"{name}-{self.desk.suffix}.png"
            file.write_bytes(driver.get_screenshot_as_png())
            self.assertGreater(self.colours(file), 20, f"{name} is empty")
            wide = driver.execute_script("return document.documentElement.scrollWidth")
            self.assertLessEqual(wide, width, f"{name} is wider than its window")
            self.seen.add(name)
        return driver

    def office(self, language, look):
        certificates = Certificates(self.folder / "pki")
        own = certificates.person("Nguyễn Thị Lan")
        certificates.person("Hết hạn", starts=-400, ends=-2)
        certificates.put_on_token(own, PIN)
        return DeskWindow(self.folder, language, environment=certificates.environment, settings=self.settings, look=look)

    def look(self, language, look, wanted):
        with self.office(language, look) as self.desk:
            self.table = Table(self.desk.document)
            for screens in self.screens():
                self.go_through(screens)
        self.assertEqual(wanted - self.seen, set())

    def go_through(self, screens):
        """What goes wrong on one screen leaves the others to be looked at."""
        sheet = self.desk.document
        with self.subTest():
            wrong = None
            try:
                screens()
            except Exception:  # told as a text: unittest cannot report the office's own
                wrong = traceback.format_exc()
                self.desk.display.keys("Escape", "Escape", "Escape")
                with contextlib.suppress(Exception):
                    self.desk.show(sheet)
            if wrong:
                self.fail(wrong)

    # --- screens of several parts ----------------------------------------------------------------------------------------

    def criterion(self):
        desk = self.desk
        self.select(self.table.cell("1.3", "value"))
        self.command("criterion", "criterion", "ctrl+a", "3", close=None)
        desk.display.keys("ctrl+a", "1", "period", "2", "3", "4", "Return")
        desk.wait_for_window(self.title("reading"))
        self.picture("reading")
        desk.display.keys("Return")
        desk.wait_until_gone(self.title("reading"))
        desk.wait_for_window(self.title("criterion"))
        desk.display.keys("Escape", "Escape")  # it may ask whether to write
        desk.wait_until_gone(self.title("criterion"))

    def follow(self, answers):
        """The sheet with these answers and a reason left out, beside the sidebar that has taken them in."""
        campaign.fill(self.table, answers, LEVELS)
        self.table.cell("1.3", "reason").setString("")
        self.select(self.table.cell("1.3", "value"))
        panel = open_panel(self.desk.office, self.desk.document)
        panel.wait(lambda: any(" 0/" not in text and ("Đã trả lời" in text or "Answered" in text) for text in panel.texts()), "the answers")
        time.sleep(1)
        self.picture("panel")
        return panel

    def close_panel(self):
        frame = self.desk.document.CurrentController.Frame
        self.desk.office.service("com.sun.star.frame.DispatchHelper").executeDispatch(frame, ".uno:Sidebar", "", 0, ())
        time.sleep(1)

    def submitting(self):
        desk = self.desk
        desk.document.store()
        self.command("submit", "submit", close=None)
        if desk.look in ("light", "dark"):
            for way, place in (("webdav", "https://nop.gialai.example.vn/so-tc/"), ("mail", "vanthu@gialai.example.vn")):
                desk.display.keys(self.key("submit_to_label"), "Down", self.key("submit_place_label"))
                self.type(place)
                self.picture("submit-" + way)
            desk.display.keys(self.key("submit_to_label"), "Home")
        desk.display.keys(self.key("sign_check"))
        time.sleep(1.5)
        self.picture("pin")
        desk.display.keys("Return")
        time.sleep(2)
        if desk.look in ("light", "dark"):
            self.picture("pin-asked")
            self.type("000000")
            desk.display.keys("Return")
            time.sleep(1.5)
            self.picture("pin-wrong")  # what the office says
            desk.display.keys("Escape")
            time.sleep(1)
            desk.display.keys("Escape")  # its box once more
            time.sleep(1.5)
            self.picture("pin-refused")  # what we say
            desk.display.keys(self.key("find_certificates_button"))
            time.sleep(1.5)
            desk.display.keys("Return")
            time.sleep(1.5)
        self.type(PIN)
        desk.display.keys("Return")
        time.sleep(2)
        self.picture("certificates")
        if desk.look in ("light", "dark"):
            desk.display.keys(self.key("certificate_label"), "End")
            self.picture("certificate-expired")
            desk.display.keys("Home")
        desk.display.keys(self.key("submit_button"))
        desk.wait_for_window(self.title("submission_receipt"), 60)
        self.picture("receipt")
        desk.display.keys("Escape")
        desk.wait_until_gone(self.title("submission_receipt"))
        if desk.look == "light":
            self.paper("submission", self.folder / "da-nop" / "x-chuse-01.pdf")
        self.command("outbox", "outbox")

    def appraising(self):
        """A reviewer's working copy, with its sidebar, its window, and another reviewer's that differs."""
        desk, sheet = self.desk, self.desk.document
        submission = self.silent("submit", Folder=str(self.folder / "da-nop"))["files"][0]
        desk.document = desk.office.open(submission)
        made = pathlib.Path(self.silent("appraise")["files"][0])
        desk.close(desk.document)
        other = made.with_name("nguoi-khac.ods")
        shutil.copy(made, other)
        theirs = desk.office.open(other)
        for document, verdict, comment in ((theirs, "Đồng ý", "Đủ văn bản"), (self.open(made), "Sửa số liệu", "Chỉ một văn bản do Chủ tịch ký")):
            table = Table(document)
            for key, text in (("verdict", verdict), ("basis", "Thực tế"), ("comment", comment)):
                table.cell("1.4", "appraisal-" + key).String = text
        theirs.store()
        desk.close(theirs)
        table.cell("1.4", "appraisal-value").Value = 1
        table.cell("1.5", "appraisal-verdict").String = "Đồng ý"
        self.select(table.cell("1.4", "appraisal-comment"))
        panel = open_panel(desk.office, desk.document)
        panel.wait(lambda: any(text.endswith(("điểm thẩm định", "points appraised")) for text in panel.texts()), "the appraised total")
        time.sleep(1)
        self.picture("appraise-review")
        self.command("appraise", "appraise", close=self.key("appraise_accept_button"))
        desk.wait_for_window(self.title("appraise_accept"))
        self.picture("appraise-accept")
        desk.display.keys("Escape")
        desk.wait_until_gone(self.title("appraise_accept"))
        self.command("split", "appraise-split", "Down", "Down", title=self.title("appraise_split"))
        self.command("merge", "appraise-merge", title=self.title("appraise_merge"), Parts=str(other))
        self.close(desk.document, sheet)


class FourLooks:
    """In both languages, light and dark."""

    def look_at_all(self, language, look):
        self.look(language, look, self.wanted - (set() if look == "light" else PAPER) - (set() if (language, look) == ("vi", "light") else PAPER_ONCE))

    def test_vietnamese_light(self):
        self.look_at_all("vi", "light")

    def test_vietnamese_dark(self):
        self.look_at_all("vi", "dark")

    def test_english_light(self):
        self.look_at_all("en-US", "light")

    def test_english_dark(self):
        self.look_at_all("en-US", "dark")


class SheetScreens(FourLooks, Screens):
    """What an officer sees before the sheet is sent."""
    wanted = {
        "start-page", "sheet-empty", "cover", "menu", "context-menu", "options", "about", "new", "new-all", "criterion", "reading", "input-help", "stopped",
        "options-changed", "options-wrong", "options-reset", "panel-empty", "panel", "panel-groups", "panel-wide", "panel-foreign", "check", "check-empty",
        "check-none", "next-none", "evidence-refused", "freeze", "repair", "split", "merge", "diff", "comparison", "import", "import-preview", "guide",
        "function-wizard", "template-manager", "tabs", "submit-blocked"}

    def screens(self):
        return (self.empty_sheet, self.dialogs, self.around, self.filled_sheet, self.parts_and_repair, self.importing, self.guide)

    def empty_sheet(self):
        desk = self.desk
        self.picture("start-page")
        self.go_to("Bìa")
        self.picture("cover")
        self.select(self.table.cell("1.3", "value"))
        self.picture("sheet-empty")
        position = ("543", "36") if desk.language == "vi" else ("452", "36")
        desk.display.run("xdotool", "mousemove", *position, "click", "1")
        time.sleep(1)
        self.picture("menu")
        desk.display.run("xdotool", "mousemove", "1360", "760")  # no help bubble of a button in what follows
        desk.display.keys("Escape", "Escape", "Menu")
        time.sleep(1)
        self.picture("context-menu")
        desk.display.keys("Escape")
        self.select(self.table.cell("1.3", "value"))
        desk.display.keys("Up", "Down")
        time.sleep(0.5)
        self.picture("input-help")
        # Points that the unit gives itself: the office reads this as more than a thousand.
        self.select(self.table.cell("6.4", "value"))
        before = set(desk.display.windows())
        self.type("1.234")
        desk.display.keys("Return")
        self.wait_for(lambda: set(desk.display.windows()) - before, "the message that stops a number with two readings", 10)
        time.sleep(0.7)
        self.picture("stopped")
        desk.display.keys("Escape", "Escape")
        self.command("check", "check-empty")
        panel = open_panel(desk.office, desk.document)
        panel.wait(lambda: panel.total(), "the empty sheet")
        time.sleep(1)  # to be drawn
        self.picture("panel-empty")
        self.close_panel()

    def dialogs(self):
        desk = self.desk
        self.command("new", "new")
        self.command("new-all", "new-all")
        desk.run(".uno:OptionsTreeDialog", OptionsPageURL=desk.options_page())
        options = ("Tùy chọn" if desk.language == "vi" else "Options") + " - Thước Đo"
        desk.wait_for_window(options)
        self.picture("options")
        at = -1
        for name, field, text in (("changed", "author", "Nguyen Thi Thuoc"), ("wrong", "webdav", "nop.gialai.example.vn")):
            desk.display.keys(*["Tab"] * (OPTIONS.index(field) - at))
            self.type(text)
            desk.display.keys("Tab")
            at = OPTIONS.index(field) + 1
            time.sleep(0.5)
            self.picture("options-" + name)
        desk.display.keys(*["Tab"] * (OPTIONS.index("reset") - at), "space")
        time.sleep(0.7)
        self.picture("options-reset")
        desk.display.keys("Escape")
        desk.wait_until_gone(options)
        self.command("about", "about")
        self.command("freeze-values", "freeze")
        self.criterion()
        self.select(self.table.cell("thuocdo:total", "name"))
        self.command("evidence", "evidence-refused")
        self.command("diff", "diff", close="Return")
        sheet, comparison = desk.document, self.new_document(1)
        self.picture("comparison")
        self.close(comparison, sheet)

    def around(self):
        """What LibreOffice itself shows of ours."""
        desk, sheet = self.desk, self.desk.document
        other = self.open("private:factory/scalc")
        cell = other.Sheets[0].getCellByPosition(0, 0)
        cell.Formula = "=VN.THUOCDO.FUNCTIONS.POINTS()"
        other.CurrentController.select(cell)
        wizard = "Trợ lý hàm" if desk.language == "vi" else "Function Wizard"
        desk.run(".uno:FunctionDialog")
        desk.wait_for_window(wizard)
        self.picture("function-wizard")
        desk.display.keys("Escape")
        desk.wait_until_gone(wizard)
        self.close(other, sheet)
        desk.run(".uno:NewDoc")
        desk.wait_for_window("Templates")
        self.picture("template-manager")
        desk.display.keys("Escape")
        desk.wait_until_gone("Templates")
        desk.run(".uno:ToolbarMode", Mode="notebookbar.ui")
        time.sleep(2)
        desk.display.run("xdotool", "mousemove", "946", "30", "click", "1")  # Extension
        time.sleep(1)
        self.picture("tabs")
        desk.run(".uno:ToolbarMode", Mode="Default")
        time.sleep(1.5)

    def filled_sheet(self):
        desk = self.desk
        panel = self.follow(ANSWERS[:-60])
        switch = panel.named(self.says("panel_groups"))
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
        campaign.fill(self.table, ANSWERS, LEVELS)
        self.command("check", "check-none")
        self.command("next", "next-none")

    def parts_and_repair(self):
        desk = self.desk
        self.command("split", "split", "Down", "Down")
        parts = [pathlib.Path(part) for part in self.silent("split", Folder=str(self.folder / "phong"))["files"]]
        part = desk.office.open(parts[0])
        Table(part).put("1.3", "value", "1")
        part.store()
        desk.close(part)
        self.table.put("1.3", "value", "3")
        self.command("merge", "merge", Parts=str(parts[0].parent))
        self.table.sheet.unprotect("")
        self.table.cell("1.1", "points").setValue(4)
        self.table.cell("1.2", "maximum").setValue(40)
        self.table.cell("1.1", "evidence").setString("QuyÕt ®Þnh sè 15/Q§-UBND ngµy 02/3/2023")
        self.command("repair", "repair")

    def importing(self):
        desk = self.desk
        sheet = desk.document
        foreign = self.open("private:factory/scalc")
        panel = open_panel(desk.office, foreign)
        panel.wait(panel.buttons, "the sentence for a foreign document")
        self.picture("panel-foreign")
        self.close_panel()
        desk.close(foreign)
        table = desk.office.open(SAMPLES / "tables" / "dti-huyen.csv", hidden=False, FilterName="Text - txt - csv (StarCalc)",
                                 FilterOptions="44,34,76,1")
        desk.show(table)
        self.command("import-criteria", "import", close=None)
        desk.display.keys("Escape")
        desk.wait_until_gone(self.title("import_criteria"))
        preview = next(document for document in desk.office.documents() if document not in (sheet, table))
        desk.show(preview)
        self.picture("import-preview")

    def guide(self):
        page = next(self.desk.office.profile.glob(f"user/uno_packages/cache/**/guide/{self.desk.language[:2]}/dien-phieu.html"))
        self.pages(guide=page.as_uri())


class SendingScreens(FourLooks, Screens):
    """Submitting, the certificates, the outbox."""
    wanted = {
        "pin", "pin-asked", "pin-wrong", "pin-refused", "certificates", "certificate-expired", "submit", "submit-webdav", "submit-mail", "receipt",
        "web-receipt", "outbox", "outbox-all", "outbox-delivered", "login", "paper-submission"}

    def screens(self):
        self.fill_in()
        return (self.submitting, self.outbox, self.receipt)

    def outbox(self):
        """Submissions in every state; one that asks for a password."""
        desk = self.desk
        outbox = outbox_of(desk.office)
        put_item(outbox, 1, unit_name="Sở Thông tin và Truyền thông", state="delivered", place="/mnt/sotttt/nop-2024",
                 target="/mnt/sotttt/nop-2024", when="2024-12-02T09:31:00+07:00", attempts=1, signer="Nguyễn Thị Thước")
        put_item(outbox, 2, unit_name="Ủy ban nhân dân xã Ia Hrú", kind="mail", state="handed-to-mail", place="vanthu@gialai.example.vn",
                 target="vanthu@gialai.example.vn", when="2024-12-03T10:02:00+07:00", attempts=1)
        damaged = put_item(outbox, 3)
        (outbox / damaged / "state").write_bytes(b"thuocdo-outbox=1\n")
        place = self.folder / "may-chu"
        place.mkdir()
        with RealServer(place, "so-tc", "mat-khau-1") as server:
            put_item(outbox, 4, kind="webdav", target=server.address, user="so-tc", attempts=1, place=server.address,
                     when="2024-12-06T10:00:00+07:00", reason_vi="Máy chủ không trả lời.", reason_en="The server does not answer.")
            desk.run("vn.thuocdo:outbox")
            desk.wait_for_window(self.title("outbox"))
            self.picture("outbox-all")
            desk.display.keys(self.key("outbox_label"), "End")
            self.picture("outbox-delivered")
            desk.display.keys("Home", self.key("outbox_send_button"))
            desk.wait_for_window(self.title("login"))
            self.picture("login")
            desk.display.keys("Escape")
            time.sleep(1)
            desk.display.keys("Escape", "Escape")
            desk.wait_until_gone(self.title("outbox"))

    def receipt(self):
        self.pages(web_receipt=next(outbox_of(self.desk.office).glob("*/*-bien-nhan.html")).as_uri())


class ReviewScreens(FourLooks, Screens):
    """The reviewer's desk, from receiving to publishing."""
    wanted = {
        "receive", "receive-progress", "receive-stopped", "receive-result", "status", "status-result", "decide", "decide-list", "close-level",
        "close-level-left", "close-level-closed", "close-level-bundle", "close-level-reopen", "appraise", "appraise-accept", "appraise-review", "appraise-split",
        "appraise-merge", "consolidate", "result-robustness", "result-flags", "result-work-order", "documents", "publish", "decision", "web-ranking", "web-unit",
        "web-phone", "web-phone-unit", "paper-decision", "paper-annex", "paper-notice", "paper-web"}

    @classmethod
    def setUpClass(cls):
        """What a department has received of one district, and the sheets to be consolidated."""
        temporary = tempfile.TemporaryDirectory(prefix="thuocdo-screens-")
        cls.addClassCleanup(temporary.cleanup)
        cls.received = pathlib.Path(temporary.name)
        made = CampaignSheets(ROUND, cls.received / "scratch")
        communes = [row["code"] for row in made.units if row["parent"] == DISTRICT]
        made.write_submitted({(code, 1): cls.received / "den" / f"{code}.ods" for code in [DISTRICT, *communes[2:]]}, IN_TIME)
        made.write_submitted({(communes[1], 1): cls.received / "tre" / f"{communes[1]}.ods"}, LATE)
        cls.book = cls.received / "so.db"
        for folder, when, codes in (("den", IN_TIME, (0,)), ("tre", LATE, (1,))):
            run("receive", cls.received / folder, "--programme", ROUND, "--register", cls.book, "--received", when, codes=codes)
        cls.settings = tuple(("/vn.thuocdo.Settings/Desk", name, value) for name, value in (("RegisterRound", ROUND), ("Register", str(cls.book))))
        # The same register with that district's level closed.
        cls.closed = cls.received / "so-da-khoa.db"
        shutil.copy(cls.book, cls.closed)
        shutil.copytree(f"{cls.book}.originals", f"{cls.closed}.originals")
        with contextlib.closing(sqlite3.connect(cls.closed)) as database:
            late = database.execute("SELECT number FROM receipts WHERE state = 'late'").fetchone()[0]
        of_register = ("--programme", ROUND, "--register", cls.closed)
        run("decide", late, "--accept", "--basis", "Công văn 12/UBND", "--register", cls.closed)
        run("level", communes[0], "--absent", "--basis", "Không nộp phiếu", *of_register)
        run("level", DISTRICT, "--close", "--with-below", *of_register)
        # What comes in with some that nobody can read; and so much that one gives up.
        cls.mixed = cls.received / "den-them"
        shutil.copytree(cls.received / "den", cls.mixed)
        (cls.mixed / "hỏng.ods").write_bytes(b"rubbish")
        made.write_drafts({(communes[1], 1): cls.mixed / "chưa nộp.ods"})
        cls.many = cls.received / "den-nhieu"
        cls.many.mkdir()
        for number in range(4000):
            (cls.many / f"hỏng {number:04}.ods").write_bytes(b"rubbish %d" % number)
        cls.sheets = cls.received / "phieu"
        made.same_as[communes[3]] = communes[2]
        made.write_drafts({(row["code"], 1): cls.sheets / f"{row['code']}.ods" for row in made.units})
        result = cls.received / "ket-qua"
        run("consolidate", cls.sheets, "--programme", ROUND, "--out", result, codes=(0, 1))
        run("publish", result, "--out", cls.received / "trang")

    def screens(self):
        self.fill_in()
        return (self.reviewing, self.closed_level, self.receiving, self.result, self.appraising, self.web)

    def reviewing(self):
        """With a register: who has submitted, what waits for a decision, what keeps a level open."""
        desk, sheet = self.desk, self.desk.document
        for name in ("receive", "consolidate", "documents", "publish"):
            self.command(name, name)
        self.command("decide", "decide", close=None)
        desk.display.keys("Return")
        time.sleep(1)
        self.picture("decide-list")
        desk.display.keys("Escape")
        desk.wait_until_gone(self.title("decide"))
        self.command("status", "status", close="Return")
        table = self.new_document(1)
        self.picture("status-result")
        self.close(table, sheet)
        self.command("close-level", "close-level", close=None)
        desk.display.keys("Return")
        time.sleep(2)
        self.picture("close-level-left")
        desk.display.keys("Escape")
        desk.wait_until_gone(self.title("close_level"))

    def closed_level(self):
        """Of another register: the bundle is made, and whether to open again is asked."""
        desk = self.desk
        title = self.title("close_level")

        def ask(book):
            desk.run("vn.thuocdo:close-level")
            desk.wait_for_window(title)
            desk.display.keys(self.key("register_at_label"), "ctrl+a")
            self.type(book)
            desk.display.keys("Return")
            time.sleep(2)
        ask(self.closed)
        self.picture("close-level-closed")
        desk.display.keys(self.key("level_reopen_label"))
        self.type("Nham")
        desk.display.keys(self.key("level_reopen_button"))
        time.sleep(1)
        self.picture("close-level-reopen")
        desk.display.keys("Escape")  # no
        time.sleep(1.5)
        desk.display.keys(self.key("level_bundle_label"), "ctrl+a")
        bundle = self.folder / "goi-chuse.ods"
        self.type(bundle)
        desk.display.keys("Return")
        self.wait_for(bundle.exists, "the bundle")
        time.sleep(1.5)
        self.picture("close-level-bundle")
        desk.display.keys("Escape")
        desk.wait_until_gone(title)
        ask(self.book)  # which is remembered
        desk.display.keys("Escape")
        desk.wait_until_gone(title)

    def receiving(self):
        """Into a new register: what has come in, and so much of it that one gives up."""
        desk, sheet = self.desk, self.desk.document
        book = self.folder / "so-moi.db"

        def receive(sheets):
            desk.run("vn.thuocdo:receive")
            desk.wait_for_window(self.title("receive"))
            for label, text in (("register_at_label", book), ("receive_sheets_label", sheets), ("receive_times_label", "10/12/2023 09:30")):
                desk.display.keys(self.key(label), "ctrl+a")
                self.type(text)
            desk.display.run("xdotool", "key", self.key("receive_button"))

        def table(name):
            document = self.new_document(1)
            self.picture(name)
            self.close(document, sheet)
        receive(self.mixed)
        table("receive-result")
        receive(self.many)
        time.sleep(1.5)
        self.picture("receive-progress")
        desk.display.keys("Escape")
        table("receive-stopped")

    def result(self):
        """The consolidated workbook sheet by sheet, and the draft decision."""
        desk, sheet = self.desk, self.desk.document
        out = self.sheets.with_name("phieu-ket-qua")
        shutil.rmtree(out, ignore_errors=True)
        desk.run("vn.thuocdo:consolidate", Folder=str(self.sheets), Robustness=True)
        workbook = self.new_document(1)
        for number, page in enumerate(workbook.Sheets, 1):
            workbook.CurrentController.setActiveSheet(page)
            time.sleep(0.8)
            self.picture("result-" + next((name for words, name in RESULT_SHEETS.items() if page.Name in words), f"{number:02}"))
        desk.run("vn.thuocdo:documents", Result=str(out), Folder=str(self.sheets), Pdf=False, Overwrite=True)
        decision = self.new_document(2)
        time.sleep(2)
        self.picture("decision")
        desk.close(decision)
        if desk.suffix == "vi":
            self.print(out / "van-ban")
        self.close(workbook, sheet)

    def print(self, documents):
        """The drafts as pages, by an office without a window."""
        with Office(self.folder / "printer", "vi") as printer:
            printer.start()
            for name, pattern in (("decision", "quyet-dinh.odt"), ("annex", "phu-luc*.ods"), ("notice", "thong-bao/*.odt")):
                made = sorted(documents.glob(pattern))[0]
                document = printer.open(made)
                printer.save(document, self.folder / f"{name}.pdf", "calc_pdf_Export" if made.suffix == ".ods" else "writer_pdf_Export")
                document.close(True)
                self.paper(name, self.folder / f"{name}.pdf")

    def web(self):
        """The page of a result, also on paper."""
        result = (self.received / "trang" / "index.html").as_uri() + ("" if self.desk.language == "vi" else "?lang=en")
        unit = f"{result}#{DISTRICT}"
        driver = self.pages(web_ranking=result, web_unit=unit, web_phone=result, web_phone_unit=unit)
        if self.desk.look == "light":
            driver.get("about:blank")
            driver.get(unit)
            printed = self.folder / "web.pdf"
            printed.write_bytes(base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})["data"]))
            self.paper("web", printed)


class MainScreens(Screens):
    """The screens that are most used, and the largest dialogs: what a large font or few colours may spoil."""
    wanted = {"start-page", "sheet-empty", "criterion", "reading", "check", "submit", "certificates", "receipt", "outbox", "panel",
              "appraise", "appraise-review"}

    def screens(self):
        return (self.sheet, self.submitting, self.appraising)

    def sheet(self):
        self.picture("start-page")
        self.select(self.table.cell("1.3", "value"))
        self.picture("sheet-empty")
        self.criterion()
        self.follow(ANSWERS)
        self.close_panel()
        self.command("check", "check")
        self.table.cell("1.3", "reason").setString("Chưa đủ số cuộc họp")

    def test_contrast(self):
        self.look("vi", "contrast", self.wanted)

    def test_contrast_inverse(self):
        self.look("en-US", "contrast-inverse", self.wanted)

    def test_large_font(self):
        self.look("vi", "large", self.wanted)

    def test_large_font_in_english(self):
        self.look("en-US", "large", self.wanted)


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
