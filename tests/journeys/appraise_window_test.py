"""A submission appraised in a real window: the command makes the working copy and opens it, a verdict typed by keyboard changes points
and sidebar, two reviewers' copies are merged, the unit explains, and the second round begins. In Vietnamese and English, light and
dark; the pictures are kept in <build>/screenshots, to be looked at."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from desk_window import BUILD, DeskWindow  # noqa: E402

os.environ.setdefault("THUOCDO", str(BUILD / "bin" / "thuocdo"))
sys.path.insert(0, str(campaign.SOURCE / "tests" / "cli"))
from campaign_sheets import CampaignSheets, environment  # noqa: E402
from panel_reader import open_panel  # noqa: E402

SAMPLE = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME / "xa-2.csv"
WORDS = {"vi": ("Thẩm định", "Ghép bản thẩm định", "điểm thẩm định"), "en-US": ("Appraise", "Merge appraisals", "points appraised")}


class AppraiseWindow(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-appraise-window-")
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)

    def show(self, ending):
        """The document with this name, in front."""
        desk = self.desk
        desk.show(next(document for document in desk.office.documents() if document.URL.endswith(ending)))
        return campaign.Table(desk.document)

    def result(self):
        """A result of six communes, among them the one that is appraised."""
        sheets, out = self.folder / "phieu", self.folder / "KETQUA"
        made = CampaignSheets(campaign.PROGRAMME, self.folder / "scratch")
        others = [row["code"] for row in made.units if row["tier"] == "xa" and row["code"] != "x-chuse-01"][:5]
        made.write_drafts({(code, 1): sheets / f"{code}.ods" for code in others})
        shutil.copy(self.folder / "da-nop" / "x-chuse-01.ods", sheets)
        subprocess.run([os.environ["THUOCDO"], "consolidate", sheets, "--programme", campaign.PROGRAMME, "--out", out], env=environment(), capture_output=True,
                       timeout=120, check=False)
        return out

    def step(self, key, title, picture=None):
        """Presses one of the buttons of the window of a working copy, and closes what it says at the end."""
        desk = self.desk
        desk.run("vn.thuocdo:appraise")
        desk.wait_for_window(title)
        if picture:
            self.assertGreater(desk.picture(picture), 100)
        desk.display.keys(key)
        time.sleep(3)

    def decide(self, table, criterion, verdict, comment, **more):
        for key, text in {"verdict": verdict, "basis": "Thực tế", "comment": comment, **more}.items():
            table.cell(criterion, "appraisal-" + key).String = text

    def go_through(self, language, dark=False):
        title, merging, appraised = WORDS[language]
        vi = language == "vi"
        with DeskWindow(self.folder, language=language, dark=dark) as desk:
            self.desk = desk
            campaign.fill(campaign.Table(desk.document), campaign.read_answers(SAMPLE), campaign.level_texts(campaign.PROGRAMME, "xa"))
            desk.document.calculate()
            desk.document.store()
            submitted = campaign.result_of(desk.office.dispatch(desk.document, "vn.thuocdo:submit", Folder=str(self.folder / "da-nop"), Silent=True))
            campaign.require(submitted, "submit")
            desk.close(desk.document)
            desk.office.open(self.folder / "da-nop" / "x-chuse-01.ods", hidden=False)
            self.show("da-nop/x-chuse-01.ods")
            desk.run("vn.thuocdo:appraise")
            desk.wait_for_window(title)
            self.assertGreater(desk.picture("appraise-made"), 100)
            desk.display.keys("Return")
            desk.wait_for_window("-tham-dinh.ods")
            time.sleep(2)
            self.assertIn("-tham-dinh.ods", desk.display.run("xdotool", "getactivewindow", "getwindowname"), "the copy is in front")
            table = self.show("-tham-dinh.ods")
            review = desk.document
            self.assertGreater(desk.picture("appraise-empty"), 100)
            panel = open_panel(desk.office, review)
            panel.wait(lambda: any(appraised in text for text in panel.texts()), "the working copy in the sidebar")
            chosen = desk.office.dispatch(review, "vn.thuocdo:appraise", Silent=True, ResultFolder=str(self.result()))
            campaign.require(campaign.result_of(chosen), "the result")
            panel.wait(lambda: any("/6" in text for text in panel.texts()), "the rank, without a change in the sheet")
            for row in table.rows:
                if "|" not in row and row not in ("1.1", "1.4") and not table.cell(row, "appraisal-verdict").CellProtection.IsLocked:
                    self.decide(table, row, "Đồng ý", "Hồ sơ đủ")
            self.decide(table, "1.4", "Sửa số liệu", "Chỉ một văn bản do Chủ tịch ký", question="Danh sách ba văn bản đã kê?", internal="Hỏi lại Văn phòng")
            table.cell("1.5", "appraisal-comment").String = ""
            review.CurrentController.select(table.cell("1.4", "appraisal-value"))
            desk.window.setFocus()
            time.sleep(1)
            desk.display.keys("1", "Return")
            panel.wait(lambda: any(appraised in text for text in panel.texts()), "the appraised total")
            panel.wait(lambda: table.cell("1.4", "appraisal-change").Value < 0, "the difference in the table")
            time.sleep(1)
            self.assertGreater(desk.picture("appraise-review"), 100)
            # Another reviewer decided one criterion differently.
            table.cell("1.5", "appraisal-comment").String = "Đủ tin, bài"
            other = self.folder / "da-nop" / "nguoi-khac.ods"
            review.store()
            shutil.copy(self.folder / "da-nop" / "x-chuse-01-tham-dinh.ods", other)
            theirs = desk.office.open(other)
            self.decide(campaign.Table(theirs), "1.4", "Đồng ý", "Đủ văn bản")
            campaign.Table(theirs).cell("1.4", "appraisal-value").String = ""
            self.decide(campaign.Table(theirs), "1.1", "Đồng ý", "Có quyết định")
            theirs.store()
            desk.close(theirs)
            desk.run("vn.thuocdo:merge", Parts=str(other))
            desk.wait_for_window(merging)
            self.assertGreater(desk.picture("appraise-merge"), 100)
            desk.display.keys("Return")
            time.sleep(2)
            desk.display.keys("Return")
            desk.wait_until_gone(merging)
            self.assertEqual(table.cell("1.1", "appraisal-verdict").String, "Đồng ý")
            self.assertEqual(table.cell("1.4", "appraisal-verdict").String, "Sửa số liệu")  # kept
            self.step("alt+x" if vi else "alt+w", title, "appraise-steps")
            self.assertGreater(desk.picture("appraise-written"), 100)
            desk.display.keys("Return")
            desk.wait_until_gone(title)
            desk.office.open(self.folder / "da-nop" / "x-chuse-01-tham-dinh-giai-trinh.ods", hidden=False)
            sent = self.show("-giai-trinh.ods")
            sent.cell("1.4", "appraisal-explanation").String = "Hai văn bản kia ở phụ lục 2"
            sent.document.CurrentController.select(sent.cell("1.4", "appraisal-explanation"))
            time.sleep(1)
            self.assertGreater(desk.picture("appraise-explain"), 100)
            sent.document.store()
            desk.close(sent.document)
            self.show("-tham-dinh.ods")
            made = desk.office.dispatch(review, "vn.thuocdo:appraise", Silent=True, Step="second",
                                        Explanations=str(self.folder / "da-nop" / "x-chuse-01-tham-dinh-giai-trinh.ods"))
            campaign.require(campaign.result_of(made), "second")
            desk.office.open(self.folder / "da-nop" / "x-chuse-01-tham-dinh-lan-2.ods", hidden=False)
            second = self.show("-lan-2.ods")
            second.document.CurrentController.select(second.cell("1.4", "appraisal-verdict-second"))
            panel = open_panel(desk.office, second.document)
            panel.wait(lambda: any(appraised in text for text in panel.texts()), "the appraised total")
            time.sleep(1)
            self.assertGreater(desk.picture("appraise-second"), 100)
            for document in desk.office.documents():
                document.setModified(False)

    def test_vietnamese(self):
        self.go_through("vi")

    def test_english(self):
        self.go_through("en-US")

    def test_vietnamese_dark(self):
        self.go_through("vi", dark=True)

    def test_english_dark(self):
        self.go_through("en-US", dark=True)


if __name__ == "__main__":
    unittest.main()
