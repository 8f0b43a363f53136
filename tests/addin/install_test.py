"""The ways in which the extension is installed, replaced and removed, and what stays of the user's: on names and paths with
blanks, accents, apostrophes and percent signs; for one user, for all, and as part of the office."""

import pathlib
import re
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
import uno  # noqa: E402
from office import Office, file_url  # noqa: E402
from window_test import Display  # noqa: E402
from workbook_test import OXT  # noqa: E402

STATES = "/org.openoffice.Office.UI.CalcWindowState/UIElements/States"
TOOLBAR_NAME = "private:resource/toolbar/addon_vn.thuocdo.toolbar"
NAMESPACE = {"t": "urn:thuocdo:definition:1"}
AWKWARD = "Đo lường 100% “của tôi” d'Huyện"


def other_version(folder, version, other_files=False):
    """The same extension under another version number; with files that this one no longer has, and without some that it has."""
    made = folder / f"thuocdo-{version}.oxt"
    with zipfile.ZipFile(OXT) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if other_files and entry.filename == "template/thuocdo/khac.ots":
                target.writestr("template/thuocdo/cu.ots", data)
                target.writestr("lib/libthuocdo_cu.so", b"not of today")
                continue
            if entry.filename == "description.xml":
                data = re.sub(rb'<version value="[^"]*"', f'<version value="{version}"'.encode(), data)
            target.writestr(entry, data)
    return made


def first_version(folder):
    """The extension as it first came: a menu, a toolbar and an officer's settings; without what registers itself since
    (sidebar, shortcuts, events, options page, templates) and without the settings of reception and of the toolbar."""
    made = folder / "thuocdo-0.0.1.oxt"
    later = "Accelerators|Factories|Jobs|OptionsDialog|Paths|Sidebar"
    with zipfile.ZipFile(other_version(folder, "0.0.1-now")) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            text = source.read(entry)
            if entry.filename == "description.xml":
                text = text.replace(b"0.0.1-now", b"0.0.1")
            elif entry.filename == "META-INF/manifest.xml":
                text, taken = re.subn(rf'<manifest:file-entry[^>]*registry/({later})\.xcu"[^>]*/>'.encode(), b"", text)
                assert taken == later.count("|") + 1, taken
            elif entry.filename.endswith("Settings.xcs"):
                names = b"Register|RegisterRound|RegisterUnit|TrustFolder|LastSheet|ResultFolder"
                text = re.sub(rb'<prop oor:name="(' + names + rb')".*?</prop>', b"", text, flags=re.S)
                text, taken = re.subn(rb'<group oor:name="Toolbar">.*?</group>', b"", text, flags=re.S)
                assert taken == 1, taken
            target.writestr(entry, text)
    return made


class Install(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="thuocdo-install-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def command(self, office, name, document=None, **arguments):
        return campaign.result_of(office.dispatch(document, "vn.thuocdo:" + name, Silent=True, **arguments))

    def make_sheet(self, office, folder):
        made = campaign.require(self.command(office, "new", Programme="mau-2-cap", Tier="xa", Unit=self.unit(), Overwrite=True,
                                             Folder=str(folder)), "new")
        return pathlib.Path(made["files"][0])

    def unit(self):
        return next(one.unit for one in campaign.expected("mau-2-cap") if one.tier == "xa")

    def assert_works(self, office, folder):
        """Cell functions, commands, programmes, guide and macros: whatever lies in the extension is found."""
        document = office.open(self.make_sheet(office, folder))
        try:
            self.assertEqual(campaign.Table(document).cell("thuocdo:total", "points").getError(), 0)
            self.assertIn("findings", self.command(office, "check", document))
            self.assertTrue(self.command(office, "help")["ok"])
            provider = office.service("com.sun.star.script.provider.MasterScriptProviderFactory").createScriptProvider("")
            provider.getScript("vnd.sun.star.script:ThuocDo.Lenh.KiemTra?language=Basic&location=application").invoke((), (), ())

        finally:
            document.close(True)

    def about(self, office):
        return self.command(office, "about")["message"]

    def test_for_one_user_with_awkward_names_and_its_removal(self):
        # (A percent sign in the name of the .oxt itself is refused by the office.)
        oxt = self.folder / f"{AWKWARD.replace('%', '')}.oxt"
        oxt.write_bytes(OXT.read_bytes())
        with Office(self.folder / AWKWARD, "vi") as office:
            office.install(oxt)
            office.start()
            self.assert_works(office, self.folder / AWKWARD)
            self.assertIn("cho một người dùng", self.about(office))
            file = self.make_sheet(office, self.folder)
            document = office.open(file)
            campaign.Table(document).put("1.1", "reason", "còn nguyên")
            campaign.Table(document).put("1.3", "value", "3")
            document.calculate()
            points = tuple(campaign.Table(document).cell(row, "points").String for row in ("1.3", "thuocdo:total"))
            self.assertEqual(points[1], "3")
            document.store()
            document.close(True)
            with zipfile.ZipFile(file) as saved:
                self.assertFalse([name for name in saved.namelist() if name.startswith(("Basic", "Scripts", "Dialogs"))])
                self.assertNotIn(b"script:event-listener", saved.read("content.xml"))
            office.stop()

            office.remove()
            office.start()
            document = office.open(file)
            table = campaign.Table(document)
            self.assertEqual(table.cell("1.1", "reason").String, "còn nguyên")
            # The points that the sheet was saved with are still to be read; the office cannot compute them again.
            self.assertEqual(tuple(table.cell(row, "points").String for row in ("1.3", "thuocdo:total")), points)
            document.calculateAll()
            self.assertNotEqual(table.cell("thuocdo:total", "points").getError(), 0)
            document.store()
            document.close(True)
            office.stop()
            left = [path for path in (office.profile / "user").rglob("*") if "thuocdo" in path.name.lower()]
            self.assertEqual([path.name for path in left if path.name not in ("thuocdo", "thuocdo.log")], [])
            # Of ours the profile keeps settings alone: nothing that the office would show or call.
            registry = (office.profile / "user" / "registrymodifications.xcu").read_text("utf-8")
            kept = [line for line in registry.splitlines() if "thuocdo" in re.sub(r"<value>.*?</value>", "", line).lower()]
            self.assertEqual([line for line in kept if 'oor:path="/vn.thuocdo.Settings/' not in line], [])

            office.install(OXT)
            office.start()
            document = office.open(file)
            document.calculateAll()
            table = campaign.Table(document)
            self.assertEqual(table.cell("thuocdo:total", "points").getError(), 0)
            self.assertEqual(table.cell("1.1", "reason").String, "còn nguyên")
            document.close(True)

    def test_for_every_user(self):
        shared = f"-env:UNO_SHARED_PACKAGES_CACHE={file_url(self.folder / 'shared')}"
        with Office(self.folder / "office", "vi") as office:
            # The commands of README.
            code, output = office.unopkg("add", "--shared", shared, OXT)
            self.assertEqual(code, 0, output)
            office.start(shared)
            self.assert_works(office, self.folder)
            self.assertIn("cho mọi người dùng", self.about(office))
            office.stop()
            code, output = office.unopkg("add", "--shared", shared, other_version(self.folder, "99.1"))
            self.assertEqual(code, 0, output)
            self.assertIn("Version: 99.1", office.unopkg("list", "--shared", shared)[1])
            again = ("add", "--shared", shared, self.folder / "thuocdo-99.1.oxt")
            self.assertNotEqual(office.unopkg(*again)[0], 0)
            code, output = office.unopkg(*again, "-f")
            self.assertEqual(code, 0, output)
            code, output = office.unopkg("remove", "--shared", shared, "vn.thuocdo.extension")
            self.assertEqual(code, 0, output)
            self.assertNotIn("vn.thuocdo", office.unopkg("list", "--shared", shared)[1])

    def test_as_part_of_the_office(self):
        bundled = self.folder / "bundled" / "thuocdo"
        with zipfile.ZipFile(OXT) as packed:
            packed.extractall(bundled)
        with Office(self.folder / "office", "vi") as office:
            office.start(f"-env:BUNDLED_EXTENSIONS={file_url(bundled.parent)}")
            self.assert_works(office, self.folder)
            self.assertIn("cùng với LibreOffice", self.about(office))

    def test_replaced_by_a_newer_and_by_an_older_one(self):
        older, newer = other_version(self.folder, "0.0.9", other_files=True), other_version(self.folder, "99.1")
        with Office(self.folder / "office", "vi") as office:
            self.assertIn("Version: 0.0.9", office.install(older))
            office.start()
            # What the user has arranged and set:
            states = office.configuration(STATES, write=True)
            toolbar = states.getByName(TOOLBAR_NAME)
            toolbar.Visible, toolbar.DockingArea, toolbar.Docked = False, 2, True
            states.commitChanges()
            office.new_calc().close(True)
            settings = office.configuration("/vn.thuocdo.Settings/Desk", write=True)
            settings.Author = "Nguyễn Thị Ánh"
            settings.commitChanges()
            old_sheet = self.make_sheet(office, self.folder / "cũ")
            document = office.open(old_sheet)
            campaign.Table(document).put("1.4", "value", "3")
            document.calculate()
            points = campaign.Table(document).cell("thuocdo:total", "points").Value
            document.store()
            document.close(True)
            office.stop()
            self.assertTrue(self.installed_files(office, "cu.ots"))
            for oxt, version in ((newer, "99.1"), (older, "0.0.9"), (newer, "99.1")):
                self.assertIn(f"Version: {version}", office.install(oxt))
            office.start()
            office.new_calc().close(True)
            toolbar = office.configuration(STATES).getByName(TOOLBAR_NAME)
            self.assertEqual((toolbar.Visible, toolbar.DockingArea), (False, 2))
            self.assertEqual(office.configuration("/vn.thuocdo.Settings/Desk").Author, "Nguyễn Thị Ánh")
            self.assert_works(office, self.folder)
            # What the older one alone had is gone, what it lacked is there, and its sheet goes on.
            self.assertEqual(self.installed_files(office, "cu.ots") + self.installed_files(office, "libthuocdo_cu.so"), [])
            self.assertEqual(len(self.installed_files(office, "khac.ots")), 1)
            document = office.open(old_sheet)
            document.calculateAll()
            table = campaign.Table(document)
            self.assertEqual((table.cell("1.4", "value").Value, table.cell("thuocdo:total", "points").Value), (3, points))
            self.assertEqual([line for line in self.command(office, "check", document)["findings"] if "phiên bản" in line], [])
            document.close(True)

    def test_replaces_the_first_version(self):
        """What registers itself since then is there, and the settings that existed then are kept."""
        with Office(self.folder / "office", "vi") as office:
            self.assertIn("Version: 0.0.1", office.install(first_version(self.folder)))
            office.start()
            settings = office.configuration("/vn.thuocdo.Settings/Desk", write=True)
            self.assertFalse(hasattr(settings, "Register"))
            settings.Author, settings.Sign = "Nguyễn Thị Ánh", True
            settings.commitChanges()
            self.assertFalse(office.configuration("/org.openoffice.Office.UI.Sidebar/Content/DeckList").hasByName("ThuocDoDeck"))
            office.stop()

            office.install(OXT)
            office.start()
            settings = office.configuration("/vn.thuocdo.Settings/Desk")
            self.assertEqual((settings.Author, settings.Sign, settings.Register), ("Nguyễn Thị Ánh", True, ""))
            self.assertTrue(office.configuration("/org.openoffice.Office.UI.Sidebar/Content/DeckList").hasByName("ThuocDoDeck"))
            self.assertTrue(office.configuration("/org.openoffice.Office.Jobs/Jobs").hasByName("vn.thuocdo.ViewJob"))
            self.assert_works(office, self.folder)

    @staticmethod
    def installed_files(office, name):
        return list((office.profile / "user" / "uno_packages").rglob(name))

    # --- the toolbar in real windows ---------------------------------------------------------------------------------

    @staticmethod
    def toolbar_in_window(office, change=None):
        """"hidden", "floating", or where it is docked in a new window of 1366 × 768, as (upright, at the left edge); after
        `change(layout)`, where given. The window is closed as a user closes it."""
        office.start(visible=True)
        try:
            document = office.new_calc(hidden=False)
            frame = document.CurrentController.Frame
            frame.ContainerWindow.setPosSize(0, 0, 1366, 768, 15)
            time.sleep(3)
            layout = frame.LayoutManager
            if change:
                change(layout)
                time.sleep(1)
            place = "hidden"
            if layout.isElementVisible(TOOLBAR_NAME):
                box = layout.getElement(TOOLBAR_NAME).RealInterface.PosSize
                place = "floating" if layout.isElementFloating(TOOLBAR_NAME) else (box.Height > box.Width, box.X < 60)
            office.service("com.sun.star.frame.DispatchHelper").executeDispatch(frame, ".uno:CloseWin", "", 0, ())
            time.sleep(0.5)
            return place
        finally:
            office.stop()

    def test_the_toolbar_stays_where_the_user_has_put_it(self):
        left = uno.Enum("com.sun.star.ui.DockingArea", "DOCKINGAREA_LEFT")
        corner = uno.createUnoStruct("com.sun.star.awt.Point")
        versions = iter(other_version(self.folder, version) for version in ("0.0.8", "0.0.9", "99.1", "99.2"))
        lying, upright = (False, True), (True, True)
        with Display() as display, Office(self.folder / "office", "vi", timeout=120, environment={
                "DISPLAY": display.name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}) as office:
            office.install(next(versions))
            self.assertEqual(self.toolbar_in_window(office), lying)  # as delivered
            self.assertEqual(self.toolbar_in_window(office, lambda layout: layout.dockWindow(TOOLBAR_NAME, left, corner)), upright)
            office.install(next(versions))
            self.assertEqual(self.toolbar_in_window(office), upright)
            self.assertEqual(self.toolbar_in_window(office, lambda layout: layout.hideElement(TOOLBAR_NAME)), "hidden")
            office.install(next(versions))
            self.assertEqual(self.toolbar_in_window(office), "hidden")
            self.assertEqual(self.toolbar_in_window(office), "hidden")  # and in the windows after the first
            # Floating is seen from the next window on, here as after an update.
            self.toolbar_in_window(office, lambda layout: (layout.showElement(TOOLBAR_NAME), layout.floatWindow(TOOLBAR_NAME)))
            self.assertEqual(self.toolbar_in_window(office), "floating")
            office.install(next(versions))
            self.toolbar_in_window(office)
            self.assertEqual(self.toolbar_in_window(office), "floating")

    # --- blank sheets of the template manager ------------------------------------------------------------------------

    def test_blank_sheets_are_of_use_without_the_extension(self):
        """Whoever keeps one, or removed the extension, has the criteria to read, to print and to draft answers in."""
        with zipfile.ZipFile(OXT) as packed:
            packed.extractall(self.folder / "oxt")
        blanks = sorted((self.folder / "oxt" / "template" / "thuocdo").glob("*.ots"))
        with Office(self.folder / "office", "vi") as office:
            office.start()
            for blank in blanks:
                document = office.open(blank, AsTemplate=True)
                cursor = document.Sheets[0].createCursor()
                cursor.gotoEndOfUsedArea(False)
                end = cursor.RangeAddress
                rows = document.Sheets[0].getCellRangeByPosition(0, 0, max(end.EndColumn, 2), end.EndRow).getDataArray()
                self.assertIn("Tạo phiếu mới", rows[1][0], blank.name)
                wanted = document.DocumentProperties.UserDefinedProperties.getPropertyValue("thuocdo.blank")
                if blank.name != "khac.ots":
                    file = campaign.SOURCE / "templates" / f"{wanted}.xml"
                    criteria = [(one.get("number") or one.get("id"), " ".join(one.findtext("t:name/t:vi", "", NAMESPACE).split()))
                                for one in ElementTree.parse(file).getroot().iter() if one.tag.split("}")[1] in ("group", "criterion")]
                    heading = next(i for i, row in enumerate(rows) if row[0] == "STT")
                    self.assertEqual([(row[0], row[1]) for row in rows[heading + 1:]], criteria, blank.name)
                    # A draft is an ordinary workbook.
                    document.Sheets[0].getCellByPosition(5, heading + 2).String = "Có"
                    office.save(document, self.folder / "nháp.ods")
                document.close(True)
            draft = office.open(self.folder / "nháp.ods")
            self.assertEqual(draft.Sheets[0].getCellByPosition(5, heading + 2).String, "Có")
            draft.close(True)


if __name__ == "__main__":
    unittest.main()
