"""A LibreOffice of one's own for a test: private profile, private pipe, time-outs, and nothing left behind.

    with Office(folder, language="vi") as office:      # everything is written below `folder`
        office.install("build/thuocdo.oxt")            # proven by the list of extensions, not by an exit code
        office.start()
        document = office.new_calc()                   # hidden
        cell = document.Sheets[0].getCellByPosition(0, 0)
        cell.Formula = "=VN.THUOCDO.FUNCTIONS.VERSION()"
        office.dispatch(document, "vn.thuocdo:check")

Run with the Python that has the module `uno` (/usr/bin/python3 with the package python3-uno). Texts of errors and
default sheet names follow the language of the office: compare XCell.getError() and sheet indexes, not texts.
"""

import atexit
import contextlib
import ctypes
import faulthandler
import itertools
import os
import pathlib
import signal
import subprocess
import threading
import time

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PROGRAM = pathlib.Path(os.environ.get("LIBREOFFICE_PROGRAM", "/usr/lib/libreoffice/program"))
IDENTIFIER = "vn.thuocdo.extension"
RESTART = 81  # exit code: "start me again", after a new profile or an installed extension

# A call into an office that hangs cannot be given up: the log of the test that is ended for it says at least where it hung.
faulthandler.dump_traceback_later(500, repeat=True)

_running = set()
_numbers = itertools.count(1)


class OfficeError(Exception):
    """The office did not do what it was asked to, or not in time."""


def property_value(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def file_url(path):
    return uno.systemPathToFileUrl(str(pathlib.Path(path).resolve()))


def _die_with_parent():
    # When this process is killed, the office must not survive it. 1 is PR_SET_PDEATHSIG.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _kill(process):
    if process.poll() is None:
        process.kill()
    process.wait(10)
    _running.discard(process)


@atexit.register
def _kill_all():
    for process in list(_running):
        _kill(process)


class _Begun(unohelper.Base, XCallback):
    """A function that the office's main thread calls: a call back from there runs in that thread."""

    def __init__(self, function):
        self.function, self.value, self.error, self.ended = function, None, None, threading.Event()

    def notify(self, _):
        try:
            self.value = self.function()
        except Exception as error:  # told by `on_main_thread`; the office may also be stopped while its dialog is open
            self.error = error
        finally:
            self.ended.set()


class Office:
    def __init__(self, folder, language=None, environment=None, timeout=60):
        """`language`: of the user interface, "vi" or "en-US" (the language pack must be there); None leaves it open.
        `environment`: further variables for the office. `timeout`: seconds for starting, stopping and installing."""
        self.folder = pathlib.Path(folder).resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.profile = self.folder / "profile"
        self.home = self.folder / "home"
        self.home.mkdir(exist_ok=True)
        self.profile.mkdir(exist_ok=True)
        (self.folder / "tmp").mkdir(exist_ok=True)
        self.timeout = timeout
        self.process = None
        self.context = None
        self.address = None  # for other programs that connect
        self.log = self.folder / "office.log"
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith(("URE_", "UNO_", "XDG_DATA", "THUOCDO_PROGRAMMES"))}
        self.environment.update(HOME=str(self.home), TMPDIR=str(self.folder / "tmp"), SAL_USE_VCLPLUGIN="svp", **(environment or {}))
        if language:
            self.set_start_value("/org.openoffice.Office.Linguistic/General", "UILocale", language)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    # --- profile -----------------------------------------------------------------------------------------------------

    def set_start_value(self, path, name, value):
        """Writes a configuration value of type string or boolean into the profile; only while the office is not
        running."""
        file = self.profile / "user" / "registrymodifications.xcu"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text("utf-8") if file.exists() else (
            '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
            'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
            "</oor:items>\n")
        shown = str(value).lower() if isinstance(value, bool) else value
        item = (f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{shown}</value></prop></item>\n')
        file.write_text(text.replace("</oor:items>", item + "</oor:items>"), "utf-8")

    # --- extensions --------------------------------------------------------------------------------------------------

    def unopkg(self, *arguments):
        """Runs unopkg as an ordinary user (it refuses root) and returns its exit code and output."""
        if self.process is not None:
            raise OfficeError("extensions are installed while the office is not running")
        command = [str(PROGRAM / "unopkg.bin"), arguments[0], "-env:UserInstallation=" + file_url(self.profile),
                   *map(str, arguments[1:])]
        result = None
        if os.geteuid() != 0:
            result = self._run(command)
        else:
            namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
            if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0:
                result = self._run(namespace + command)
            else:  # no user namespaces: another user, to whom the profile is lent
                owner = 65534
                self._give_to(owner)
                try:
                    result = self._run(["setpriv", f"--reuid={owner}", f"--regid={owner}", "--clear-groups", *command])
                finally:
                    self._give_to(0)
        return result

    def _give_to(self, owner):
        for path in [self.folder, *self.folder.rglob("*")]:
            os.chown(path, owner, owner, follow_symlinks=False)

    def _run(self, command):
        process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, preexec_fn=_die_with_parent)
        _running.add(process)
        try:
            output = process.communicate(timeout=self.timeout)[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired as error:
            raise OfficeError(f"no end within {self.timeout} s: {' '.join(command)}") from error
        finally:
            _kill(process)
        return process.returncode, output

    def install(self, oxt, identifier=IDENTIFIER):
        """Installs (or replaces) an extension, and makes sure that it is registered."""
        code, output = self.unopkg("add", "-f", "-s", pathlib.Path(oxt).resolve())
        listed = self.listed(identifier)
        if "is registered: yes" not in listed:
            raise OfficeError(f"{oxt} is not installed (exit code {code}):\n{output}\n{listed}")
        return listed

    def remove(self, identifier=IDENTIFIER):
        code, output = self.unopkg("remove", identifier)
        if self.listed(identifier):
            raise OfficeError(f"{identifier} was not removed (exit code {code}):\n{output}")

    def listed(self, identifier=IDENTIFIER):
        """What `unopkg list` says about an extension; empty when it is not installed."""
        _, output = self.unopkg("list", identifier)
        return output if f"Identifier: {identifier}" in output else ""

    # --- running -----------------------------------------------------------------------------------------------------

    def start(self, *arguments, visible=False):
        """Starts the office and connects. `visible` for tests with a display: it then uses $SAL_USE_VCLPLUGIN of the
        caller and shows windows; documents must be opened with OnMainThread (`open` and `new_calc` do)."""
        if self.process is not None:
            raise OfficeError("the office is running")
        environment = dict(self.environment)
        if visible:
            environment["SAL_USE_VCLPLUGIN"] = os.environ.get("SAL_USE_VCLPLUGIN", "gtk3")
        deadline = time.monotonic() + self.timeout
        for _ in range(4):  # a new profile and a new extension each ask for one restart
            pipe = f"thuocdo_{os.getpid()}_{next(_numbers)}_{time.monotonic_ns()}"
            command = [str(PROGRAM / "soffice.bin"), "-env:UserInstallation=" + file_url(self.profile),
                       *([] if visible else ["--headless", "--invisible"]), "--norestore", "--nologo", "--nodefault",
                       "--nofirststartwizard", "--nolockcheck", f"--accept=pipe,name={pipe};urp", *arguments]
            with open(self.log, "ab") as log:
                self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log,
                                                stderr=log, preexec_fn=_die_with_parent)
            _running.add(self.process)
            if self._connect(pipe, deadline):
                return self
        raise OfficeError("the office keeps asking for a restart")

    def _connect(self, pipe, deadline):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        while True:
            code = self.process.poll()
            if code is not None:
                _running.discard(self.process)
                self.process = None
                if code == RESTART:
                    return False
                raise OfficeError(f"the office ended with {code}:\n{self.log.read_text('utf-8', 'replace')[-2000:]}")
            try:
                self.address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
                self.context = resolver.resolve(self.address)
                return True
            except NoConnectException:
                pass
            if time.monotonic() > deadline:
                _kill(self.process)
                self.process = None
                raise OfficeError(f"the office did not start within {self.timeout} s")
            time.sleep(0.05)

    def stop(self):
        """Ends the office, without asking about documents; kills it when it does not obey. Returns its exit code."""
        if self.process is None:
            return None
        try:
            for document in self.documents():
                document.setModified(False)
                document.close(True)
            self.desktop.terminate()
        except Exception:  # the connection may end before the answer
            pass
        self.context = None
        try:
            self.process.wait(min(20, self.timeout))
        except subprocess.TimeoutExpired:
            pass
        process, self.process = self.process, None
        _kill(process)
        return process.returncode

    def begin_on_main_thread(self, function):
        """Has the office's main thread call the function, and does not wait for its end."""
        begun = _Begun(function)
        self.service("com.sun.star.awt.AsyncCallback").addCallback(begun, None)
        return begun

    def on_main_thread(self, function, seconds=120):
        """What the function gives, called in the office's main thread, where windows are to be opened and closed: from
        another thread gtk3 can hang for ever. An office that has not called it in that time is killed."""
        begun = self.begin_on_main_thread(function)
        if not begun.ended.wait(seconds):
            _kill(self.process)
            raise OfficeError(f"the office hung for {seconds} s")
        if begun.error is not None:
            raise begun.error
        return begun.value

    def service(self, name, *arguments):
        manager = self.context.ServiceManager
        if arguments:
            return manager.createInstanceWithArgumentsAndContext(name, arguments, self.context)
        return manager.createInstanceWithContext(name, self.context)

    @property
    def desktop(self):
        return self.service("com.sun.star.frame.Desktop")

    def documents(self):
        found, every = [], self.desktop.Components.createEnumeration()
        while every.hasMoreElements():
            component = every.nextElement()
            if hasattr(component, "supportsService") and component.supportsService("com.sun.star.document.OfficeDocument"):
                found.append(component)
        return found

    def addresses(self):
        """Of the open documents, "" for one that was never saved; without those that are just closing."""
        found = []
        for document in self.documents():
            with contextlib.suppress(Exception):
                found.append(document.getURL())
        return found

    def open(self, url, hidden=True, **arguments):
        """Opens a URL or path; further arguments of the media descriptor by name (FilterName="…")."""
        if "://" not in str(url) and not str(url).startswith("private:"):
            url = file_url(url)
        # From another thread gtk3 can hang for ever when a window opens.
        descriptor = {"Hidden": hidden, "OnMainThread": not hidden, **arguments}
        document = self.desktop.loadComponentFromURL(
            url, "_blank", 0, tuple(property_value(name, value) for name, value in descriptor.items()))
        if document is None:
            raise OfficeError(f"the office did not open {url}")
        return document

    def new_calc(self, hidden=True):
        return self.open("private:factory/scalc", hidden)

    def save(self, document, path, filter_name="calc8"):
        """Stores a copy: "calc8" (.ods), "Calc MS Excel 2007 XML" (.xlsx), "calc_pdf_Export" (.pdf)."""
        document.storeToURL(file_url(path), (property_value("FilterName", filter_name),))

    def dispatch(self, document, command, **arguments):
        """Runs a command in the document's frame and returns what the command gives back, where it gives something."""
        helper = self.service("com.sun.star.frame.DispatchHelper")
        provider = document.CurrentController.Frame if document is not None else self.desktop
        return helper.executeDispatch(provider, command, "_self", 0,
                                      tuple(property_value(name, value) for name, value in arguments.items()))

    def configuration(self, path, write=False):
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        view = "com.sun.star.configuration.Configuration" + ("UpdateAccess" if write else "Access")
        return provider.createInstanceWithArguments(view, (property_value("nodepath", path),))
