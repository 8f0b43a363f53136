"""Which commands can be used: those that need a sheet are grey in other documents, at once when a window gets another
document or a command changes it."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
from office_case import OfficeCase  # noqa: E402
import uno  # noqa: E402
import unohelper  # noqa: E402
from com.sun.star.frame import XStatusListener  # noqa: E402
from office import file_url  # noqa: E402


class Listener(unohelper.Base, XStatusListener):
    def __init__(self):
        self.told = []

    def statusChanged(self, event):
        self.told.append(event.IsEnabled)

    def disposing(self, _):
        pass


class Status(OfficeCase):
    prefix = "thuocdo-status-"

    def new(self, document=None, **arguments):
        return campaign.require(campaign.result_of(self.office.dispatch(
            document, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier="xa", Unit="x-chuse-01", Silent=True, Overwrite=True,
            **arguments)), "new")

    def listen(self, frame, command):
        url = uno.createUnoStruct("com.sun.star.util.URL")
        url.Complete = "vn.thuocdo:" + command
        url.Protocol, url.Path, url.Main = "vn.thuocdo:", command, url.Complete
        dispatch = frame.queryDispatch(url, "_self", 0)
        listener = Listener()
        dispatch.addStatusListener(listener, url)
        self.addCleanup(dispatch.removeStatusListener, listener, url)
        return listener

    def test_only_what_needs_a_sheet_is_grey_elsewhere(self):
        document = self.office.new_calc()
        self.addCleanup(document.close, True)
        frame = document.CurrentController.Frame
        self.assertEqual(self.listen(frame, "check").told, [False])
        self.assertEqual(self.listen(frame, "submit").told, [False])
        self.assertEqual(self.listen(frame, "new").told, [True])
        made = self.office.open(self.new(Folder=str(self.folder))["files"][0])
        self.addCleanup(made.close, True)
        self.assertEqual(self.listen(made.CurrentController.Frame, "check").told, [True])
        self.assertEqual(self.listen(frame, "check").told, [False], "another window is another matter")

    def test_a_command_that_makes_a_sheet_is_followed(self):
        document = self.office.new_calc()
        self.addCleanup(document.close, True)
        listener, other = (self.listen(document.CurrentController.Frame, name) for name in ("check", "new"))
        self.new(document, Current=True)
        self.assertEqual(listener.told, [False, True])
        self.assertEqual(other.told, [True], "nothing is told twice")

    def test_another_document_in_the_same_window(self):
        file = self.new(Folder=str(self.folder))["files"][0]
        document = self.office.new_calc()
        frame = document.CurrentController.Frame
        self.assertEqual(self.listen(frame, "check").told, [False])
        other = frame.loadComponentFromURL(file_url(file), "_self", 0, ())
        self.addCleanup(other.close, True)
        self.assertEqual(self.listen(other.CurrentController.Frame, "check").told, [True])

    def test_what_is_left_of_a_sheet_is_still_ours(self):
        document = self.office.open(self.new(Folder=str(self.folder))["files"][0])
        self.addCleanup(document.close, True)
        properties = document.DocumentProperties.UserDefinedProperties
        for name in [one.Name for one in properties.PropertySetInfo.Properties]:
            properties.removeProperty(name)
        self.assertEqual(self.listen(document.CurrentController.Frame, "check").told, [True])

    def test_windows_that_close_leave_nothing_behind(self):
        file = self.new(Folder=str(self.folder))["files"][0]
        for _ in range(10):
            document = self.office.open(file)
            listener = self.listen(document.CurrentController.Frame, "check")
            document.close(True)
            self.assertEqual(listener.told, [True])
        fresh = self.office.new_calc()
        self.addCleanup(fresh.close, True)
        self.new(fresh, Current=True)  # tells every window that still listens
        self.assertEqual(listener.told[:1], [True])


if __name__ == "__main__":
    unittest.main()
