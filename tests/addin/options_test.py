"""The options page and what the options do: language, folder, author and telephone; reset; what an administrator locked."""

import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
from office import IDENTIFIER, Office  # noqa: E402
from office_case import OfficeCase  # noqa: E402
from workbook_test import OXT  # noqa: E402

NODE = "/vn.thuocdo.Settings/Desk"
LOCKED = """<?xml version="1.0" encoding="UTF-8"?>
<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    oor:package="vn.thuocdo" oor:name="Settings">
  <node oor:name="Desk"><prop oor:name="WebDavAddress" oor:finalized="true"><value>https://so.example/nop</value></prop></node>
</oor:component-data>
"""


class Options(OfficeCase):
    prefix = "thuocdo-options-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # One page for all tests, which ends with the office: windows that come and go from another thread than the
        # office's own crash it, whatever stands in them.
        cls.document = cls.office.new_calc()
        frame = cls.document.CurrentController.Frame
        cls.handler = cls.office.service("vn.thuocdo.OptionsPage")
        cls.window = cls.office.service("com.sun.star.awt.ContainerWindowProvider").createContainerWindow(
            f"vnd.sun.star.extension://{IDENTIFIER}/dialogs/options.xdl", "", frame.ContainerWindow, None)

    def setUp(self):
        self.event("initialize")
        self.addCleanup(self.restore)

    def restore(self):
        self.press("reset")
        self.event("ok")

    def event(self, what):
        self.assertTrue(self.handler.callHandlerMethod(self.window, what, "external_event"))

    def press(self, what):
        self.assertTrue(self.handler.callHandlerMethod(self.window, None, what))

    def control(self, name):
        return self.window.getControl(name)

    def choose(self, name, position):
        self.control(name).selectItemPos(position, True)

    def setting(self, name):
        return getattr(self.office.configuration(NODE), name)

    def command(self, name, document=None, **arguments):
        return campaign.result_of(self.office.dispatch(document, "vn.thuocdo:" + name, Silent=True, **arguments))

    def new(self, **arguments):
        made = campaign.require(self.command("new", Programme=campaign.PROGRAMME, Tier="xa", Unit="x-chuse-01",
                                             Overwrite=True, **arguments), "new")
        return pathlib.Path(made["files"][0])

    def test_every_value_is_kept_and_shown_again(self):
        texts = {"sheet_folder": str(self.folder), "author": "Rơ Châm H’Lan", "phone": "0269 3 821 000",
                 "timestamp_server": "http://tsa.example", "delivery_folder": "/mnt/nộp", "webdav_address": "https://so.example/dav",
                 "webdav_user": "xa01", "mail_to": "so@example.vn", "certificate": "54010AB3"}
        for name, text in texts.items():
            self.control(name).setText(text)
        self.control("sign").setState(1)
        self.control("single_file").setState(1)
        self.choose("language", 2)
        self.choose("delivery", 1)
        self.event("ok")
        self.assertEqual((self.setting("WebDavUser"), self.setting("Certificate")), ("xa01", "54010AB3"))
        self.assertEqual((self.setting("Language"), self.setting("Delivery"), self.setting("Sign")), ("en", "webdav", True))
        for name in texts:
            self.control(name).setText("")
        self.event("back")
        self.assertEqual({name: self.control(name).getText() for name in texts}, texts)
        self.assertEqual(self.control("language").getSelectedItemPos(), 2)
        self.assertEqual(self.control("sign").getState(), 1)
        # In the language just chosen.
        self.assertEqual(self.control("author_label").getText(), "Prepared by:")
        self.press("reset")
        self.assertEqual([self.control(name).getText() for name in texts], [""] * len(texts))
        self.assertEqual(self.setting("WebDavUser"), "xa01", "reset is kept by OK only")
        self.event("ok")
        self.assertEqual((self.setting("WebDavUser"), self.setting("Delivery"), self.setting("Language")), ("", "folder", ""))

    def test_language_of_commands(self):
        self.assertEqual(self.command("check")["message"], "Hãy mở phiếu trước.")
        self.choose("language", 2)
        self.event("ok")
        self.assertEqual(self.command("check")["message"], "Open a sheet first.")

    def test_new_sheets_go_to_the_folder_and_name_their_author(self):
        self.control("sheet_folder").setText(str(self.folder / "phiếu"))
        self.control("author").setText("Nguyễn Thị Ánh")
        self.control("phone").setText("0912 345 678")
        self.event("ok")
        file = self.new()
        self.assertEqual(file.parent, self.folder / "phiếu")
        sheet = self.office.open(file)
        self.addCleanup(sheet.close, True)
        names = sheet.NamedRanges
        self.assertEqual(names.getByName("thuocdo_preparer").ReferredCells.getCellByPosition(0, 0).String, "Nguyễn Thị Ánh")
        self.assertEqual(names.getByName("thuocdo_phone").ReferredCells.getCellByPosition(0, 0).String, "0912 345 678")
        # Those of a whole tier are filled in by others.
        made = campaign.require(self.command("new-all", Programme=campaign.PROGRAMME, Tier="xa", Units="x-chuse-02",
                                             Folder=str(self.folder)), "new-all")
        other = self.office.open(made["files"][0])
        self.addCleanup(other.close, True)
        self.assertEqual(other.NamedRanges.getByName("thuocdo_preparer").ReferredCells.getCellByPosition(0, 0).String, "")

    def test_an_address_that_is_none_is_said(self):
        remark = self.control("remark").getText()
        self.control("webdav_address").setText("so.example/dav")
        self.press("addressChanged")
        self.assertIn("https://", self.control("remark").getText())
        self.control("webdav_address").setText("https://so.example/dav")
        self.press("addressChanged")
        self.assertEqual(self.control("remark").getText(), remark)


class LockedOptions(unittest.TestCase):
    def test_what_an_administrator_locked_cannot_be_changed(self):
        with tempfile.TemporaryDirectory(prefix="thuocdo-locked-") as folder:
            locked = pathlib.Path(folder) / "locked"
            (locked / "META-INF").mkdir(parents=True)
            (locked / "locked.xcu").write_text(LOCKED, "utf-8")
            (locked / "description.xml").write_text(
                '<?xml version="1.0"?><description xmlns="http://openoffice.org/extensions/description/2006">'
                '<identifier value="vn.thuocdo.locked"/><version value="1"/></description>', "utf-8")
            (locked / "META-INF" / "manifest.xml").write_text(
                '<?xml version="1.0"?><manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest"><manifest:file-entry '
                'manifest:media-type="application/vnd.sun.star.configuration-data" manifest:full-path="locked.xcu"/>'
                '</manifest:manifest>', "utf-8")
            oxt = pathlib.Path(folder) / "locked.oxt"
            shutil.make_archive(str(oxt.with_suffix("")), "zip", locked)
            oxt.with_suffix(".zip").rename(oxt)
            with Office(pathlib.Path(folder) / "office", "vi") as office:
                office.install(OXT)
                office.install(oxt, "vn.thuocdo.locked")
                office.start()
                document = office.new_calc()
                window = office.service("com.sun.star.awt.ContainerWindowProvider").createContainerWindow(
                    f"vnd.sun.star.extension://{IDENTIFIER}/dialogs/options.xdl", "",
                    document.CurrentController.Frame.ContainerWindow, None)
                handler = office.service("vn.thuocdo.OptionsPage")
                handler.callHandlerMethod(window, "initialize", "external_event")
                self.assertEqual(window.getControl("webdav_address").getText(), "https://so.example/nop")
                self.assertFalse(window.getControl("webdav_address").Model.Enabled)
                self.assertTrue(window.getControl("webdav_user").Model.Enabled)
                window.getControl("webdav_user").setText("xa02")
                handler.callHandlerMethod(window, "ok", "external_event")
                self.assertEqual(office.configuration(NODE).WebDavUser, "xa02")
                self.assertEqual(office.configuration(NODE).WebDavAddress, "https://so.example/nop")
                window.dispose()
                document.close(True)


if __name__ == "__main__":
    unittest.main()
