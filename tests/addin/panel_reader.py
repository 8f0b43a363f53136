"""What the live score in the sidebar shows, read as a screen reader does: through the accessible objects of its window.

    panel = open_panel(office, document)         # by the command, as from the menu
    panel.texts()                                # every text that is visible, from top to bottom
    panel.list("Còn được thêm")                  # the lines of the list with that label
    panel.wait(lambda: "45,33/55" in panel.total(), "the total")
"""

import time

import uno  # noqa: F401
from com.sun.star.lang import IndexOutOfBoundsException

from office import OfficeError

DECK, PANEL = "ThuocDoDeck", "ThuocDoPanel"
# com.sun.star.accessibility.AccessibleRole, AccessibleStateType
LABEL, BUTTON, ENABLED, VISIBLE, FOCUSED = 30, 44, 7, 30, 11


def context_of(accessible):
    return accessible.getAccessibleContext()


def children(context):
    while True:
        try:
            return [context_of(context.getAccessibleChild(i)) for i in range(context.getAccessibleChildCount())]
        except IndexOutOfBoundsException:  # it has just changed
            pass


def window_texts(office, names=4000):
    """Every text that the dialogs of the office show, as a screen reader finds them: to look for a sentence."""
    toolkit = office.service("com.sun.star.awt.Toolkit")
    waiting = [context_of(toolkit.getTopWindow(i)) for i in range(toolkit.getTopWindowCount())]
    texts = []
    while waiting and len(texts) < names:
        part = waiting.pop()
        texts.append(part.getAccessibleName())
        if part.getAccessibleChildCount() < 200:  # not the cells of a sheet
            waiting += children(part)
    return texts


class Panel:
    def __init__(self, document):
        self.deck = document.CurrentController.getSidebar().getDecks().getByName(DECK)
        self.window = self.deck.getPanels().getByName(PANEL).getDialog()

    def parts(self):
        """The accessible contexts of the visible controls."""
        return [part for part in children(context_of(self.window)) if part.getAccessibleStateSet().contains(VISIBLE)]

    def texts(self):
        return [part.getAccessibleName() for part in self.parts() if part.getAccessibleRole() == LABEL]

    def total(self):
        return next((text for text in self.texts() if " điểm (" in text or " points (" in text), "")

    def group(self, name):
        """How a group is shown: "named" with its whole name, "bar" with its number, None not at all."""
        texts = self.texts()
        return "named" if name in texts else "bar" if name.split()[0] in texts else None

    def named(self, beginning):
        """The control that has this label (lists and the explanation have one)."""
        for part in self.parts():
            if part.getAccessibleRole() != LABEL and part.getAccessibleName().startswith(beginning):
                return part
        return None

    def list(self, beginning):
        control = self.named(beginning)
        lines = [] if control is None else children(control)[0]
        return [] if control is None else [item.getAccessibleName() for item in children(lines)]

    def explanation(self):
        """What is told beside the field of several lines, in which the office lets nobody read."""
        return next((text for text in self.texts() if text.startswith(("Tiêu chí ", "Criterion ")) and "\n" in text), "")

    def buttons(self):
        return [part.getAccessibleName() for part in self.parts() if part.getAccessibleRole() == BUTTON]

    def everything(self):
        return "\n".join([*self.texts(), *self.list("Còn được"), *self.list("Kiểm tra"), self.explanation()])

    def wait(self, holds, what, seconds=20):
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited for {what}; the panel shows:\n{self.everything()}")
            time.sleep(0.02)


def open_panel(office, document):
    outcome = {value.Name: value.Value for value in office.dispatch(document, "vn.thuocdo:panel", Silent=True).Result}
    if not outcome["ok"]:
        raise OfficeError(outcome["message"])
    return Panel(document)
