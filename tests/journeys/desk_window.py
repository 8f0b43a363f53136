"""A Calc window to look at: an office with the extension on a screen of its own, in a language and a theme.

    with DeskWindow(folder, language="vi", dark=True) as desk:
        document = desk.new_sheet()                        # a sheet of ours, shown
        desk.run(".uno:OptionsTreeDialog", OptionsPageURL=url)    # on the office's main thread, without waiting
        desk.wait_for_window("Tùy chọn")
        desk.picture("options")                            # <build>/screenshots/options-vi-dark.png
        desk.display.keys("Escape")

Every picture also looks at the dialogs that are open: one that is drawn badly (dialog_reader.py) ends the test.
"""

import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, file_url  # noqa: E402
from window_test import BUILD, Display  # noqa: E402

sys.path.insert(0, str(campaign.SOURCE / "tests" / "addin"))
from dialog_reader import open_dialog_faults  # noqa: E402

LOOKS = {"light": "", "dark": "-dark", "contrast": "-contrast", "contrast-inverse": "-contrast-inverse", "large": "-large"}


class DeskWindow:
    def __init__(self, folder, language="vi", dark=False, settings=(), environment=None, look=None):
        """`settings`: further (path, name, value) for the profile; `environment`: further variables for the office;
        `look`: one of LOOKS, in place of `dark`."""
        self.folder, self.language, self.settings = pathlib.Path(folder), language, settings
        self.look = look or ("dark" if dark else "light")
        self.dark = self.look == "dark"
        self.environment = environment or {}
        self.suffix = ("vi" if language == "vi" else "en") + LOOKS[self.look]

    def __enter__(self):
        self.display = Display()
        self.display.__enter__()
        try:
            for attempt in (1, 2):  # the first window of an office can hang
                try:
                    self._open(attempt)
                    return self
                except Exception:
                    self.office.stop()
                    if attempt == 2:
                        raise
        except BaseException:
            self.display.__exit__()
            raise
        return self

    def _open(self, attempt):
        environment = {"DISPLAY": self.display.name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1", **self.environment}
        # Whatever the office opens in a browser is written down instead.
        browser = self.folder / "browser"
        browser.mkdir(parents=True, exist_ok=True)
        self.opened = browser / "opened"
        (browser / "xdg-open").write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{self.opened}"\n')
        (browser / "xdg-open").chmod(0o755)
        environment["PATH"] = f"{browser}:{os.environ['PATH']}"
        if self.dark:
            environment["GTK_THEME"] = "Adwaita:dark"
        elif self.look != "light":
            gtk = self.folder / f"config-{self.look}" / "gtk-3.0"
            gtk.mkdir(parents=True, exist_ok=True)
            (gtk / "settings.ini").write_text("[Settings]\n" + {
                "contrast": "gtk-theme-name=HighContrast\n", "contrast-inverse": "gtk-theme-name=HighContrastInverse\n",
                "large": "gtk-font-name=Sans 14\n"}[self.look])
            environment["XDG_CONFIG_HOME"] = str(gtk.parent)
        self.office = Office(self.folder / f"office-{self.suffix}-{attempt}", language=self.language, environment=environment,
                             timeout=40)
        self.office.install(BUILD / "thuocdo.oxt")
        for path, name, value in (("/org.openoffice.Setup/Product", "ooSetupLastVersion", "7.4"),
                                  ("/org.openoffice.Office.Common/Misc", "FirstRun", False),
                                  ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", False), *self.settings):
            self.office.set_start_value(path, name, value)
        self.office.start()
        campaign.require(campaign.result_of(self.office.dispatch(
            None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier="xa", Unit="x-chuse-01", Folder=str(self.folder),
            Overwrite=True, Silent=True)), "new")
        self.office.stop()
        self.office.start(visible=True)
        self.show(self.office.open(self.folder / "x-chuse-01.ods", hidden=False))

    def __exit__(self, *_):
        # A modal dialog keeps the office from ending in good order.
        try:
            self.display.keys("Escape", "Escape")
            self.office.stop()
        finally:
            self.display.__exit__()

    def run(self, command, **arguments):
        document = self.document
        self.office.begin_on_main_thread(lambda: self.office.dispatch(document, command, **arguments))

    def show(self, document):
        """This document, in front."""
        def bring():
            window = document.CurrentController.Frame.ContainerWindow
            window.setPosSize(0, 0, 1366, 768, 15)
            window.setFocus()
            return window
        self.document, self.window = document, self.office.on_main_thread(bring)
        time.sleep(1.5)

    def close(self, document):
        """Whatever has been changed in it."""
        def close():
            document.setModified(False)
            document.close(True)
        self.office.on_main_thread(close)

    def titles(self):
        return [self.display.run("xdotool", "getwindowname", window).strip() for window in self.display.windows()]

    def wait_for_window(self, title, seconds=60):
        deadline = time.monotonic() + seconds
        while not any(title in found for found in self.titles()):
            if time.monotonic() > deadline:
                self.display.picture(BUILD / "screenshots" / f"missing-window-{self.suffix}.png")
                raise AssertionError(f"no window “{title}” among {self.titles()}")
            time.sleep(0.2)
        time.sleep(0.7)

    def wait_until_gone(self, title, seconds=30):
        deadline = time.monotonic() + seconds
        while any(title in found for found in self.titles()):
            if time.monotonic() > deadline:
                raise AssertionError(f"the window “{title}” stays")
            time.sleep(0.2)

    def came(self, before):
        """The document that a command opens, once there are more than `before` and it is the one in front; None until then."""
        current = self.office.service("com.sun.star.frame.Desktop").getCurrentComponent()
        return current if len(self.office.documents()) > before and current is not None and current != self.document else None

    def picture(self, name):
        """Number of colours in it."""
        pictures = BUILD / "screenshots"
        pictures.mkdir(exist_ok=True)
        colours = self.display.picture(pictures / f"{name}-{self.suffix}.png")
        if faults := open_dialog_faults(self.office):
            raise AssertionError(f"{name}: " + "\n".join(faults))
        return colours

    def options_page(self):
        """URL of our page under Tools, Options."""
        leaf = self.office.configuration("/org.openoffice.Office.OptionsDialog/Nodes/vn.thuocdo/Leaves/vn.thuocdo.desk")
        expander = self.office.context.getValueByName("/singletons/com.sun.star.util.theMacroExpander")
        page = leaf.OptionsPage
        return expander.expandMacros(page[len("vnd.sun.star.expand:"):]) if page.startswith("vnd.sun.star.expand:") else page


__all__ = ["BUILD", "DeskWindow", "file_url"]
