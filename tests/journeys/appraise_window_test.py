"""A submission appraised in a real window: the command makes the working copy and opens it, a verdict typed by keyboard changes points
and sidebar. In Vietnamese and English; the pictures are kept in <build>/screenshots, to be looked at."""

import pathlib
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from desk_window import DeskWindow  # noqa: E402
from panel_reader import open_panel  # noqa: E402

SAMPLE = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME / "xa-2.csv"
WORDS = {"vi": ("Thẩm định", "điểm thẩm định"), "en-US": ("Appraise", "points appraised")}


class AppraiseWindow(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-appraise-window-")
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)

    def go_through(self, language):
        title, appraised = WORDS[language]
        with DeskWindow(self.folder, language=language) as desk:
            campaign.fill(campaign.Table(desk.document), campaign.read_answers(SAMPLE), campaign.level_texts(campaign.PROGRAMME, "xa"))
            desk.document.calculate()
            desk.document.store()
            submitted = campaign.result_of(desk.office.dispatch(desk.document, "vn.thuocdo:submit", Folder=str(self.folder / "da-nop"), Silent=True))
            campaign.require(submitted, "submit")
            desk.document.close(True)
            desk.document = desk.office.open(self.folder / "da-nop" / "x-chuse-01.ods", hidden=False)
            desk.window = desk.document.CurrentController.Frame.ContainerWindow
            desk.window.setPosSize(0, 0, 1366, 768, 15)
            time.sleep(1)
            desk.run("vn.thuocdo:appraise")
            desk.wait_for_window(title)
            self.assertGreater(desk.picture("appraise-made"), 100)
            desk.display.keys("Return")
            time.sleep(2)
            review = next(document for document in desk.office.documents() if document.URL.endswith("-tham-dinh.ods"))
            desk.document, desk.window = review, review.CurrentController.Frame.ContainerWindow
            desk.window.setPosSize(0, 0, 1366, 768, 15)
            panel = open_panel(desk.office, review)
            table = campaign.Table(review)
            controller = review.CurrentController
            controller.setActiveSheet(table.sheet)
            controller.setFirstVisibleColumn(table.columns["points"])
            controller.setFirstVisibleRow(table.rows["1.2"] - 1)
            for key, text in (("verdict", "Sửa số liệu"), ("basis", "Thực tế"), ("comment", "Chỉ một văn bản do Chủ tịch ký"),
                              ("question", "Danh sách ba văn bản đã kê?"), ("internal", "Hỏi lại Văn phòng")):
                table.cell("1.4", "appraisal-" + key).String = text
            table.cell("1.5", "appraisal-verdict").String = "Đồng ý"
            controller.select(table.cell("1.4", "appraisal-value"))
            desk.window.setFocus()
            time.sleep(1)
            desk.display.keys("1", "Return")
            panel.wait(lambda: any(appraised in text for text in panel.texts()), "the appraised total")
            panel.wait(lambda: table.cell("1.4", "appraisal-change").Value < 0, "the difference in the table")
            time.sleep(1)
            self.assertGreater(desk.picture("appraise-review"), 100)
            for document in desk.office.documents():
                document.setModified(False)

    def test_vietnamese(self):
        self.go_through("vi")

    def test_english(self):
        self.go_through("en-US")


if __name__ == "__main__":
    unittest.main()
