"""The first dialog of somebody who has made no sheet yet: it begins with the newest programme that a decision has issued, not with the
sample to copy from. The pictures are kept in <build>/screenshots, to be looked at."""

import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk_case  # noqa: E402
from desk_window import DeskWindow  # noqa: E402


class FirstSheetWindow(desk_case.DeskCase):
    prefix = "thuocdo-first-sheet-"

    def look(self, language):
        with DeskWindow(self.folder, language) as self.desk:
            desk = self.desk
            desk.close(desk.document)
            desk.document = desk.office.service("com.sun.star.frame.Desktop").loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
            time.sleep(2)
            title = self.says("new_title")
            desk.run("vn.thuocdo:new")
            desk.wait_for_window(title)
            desk.picture("new-first")
            self.press("new_button")
            made = desk.office.home
            self.wait_for(lambda: list(made.glob("*.ods")), "the sheet")
            desk.wait_until_gone(title)
            time.sleep(2)
            properties = next(one for one in desk.office.documents() if one.URL.endswith(".ods")).DocumentProperties.UserDefinedProperties
            self.assertEqual(properties.getPropertyValue("thuocdo.programme"), "gialai-dti-2023")


if __name__ == "__main__":
    desk_case.main()
