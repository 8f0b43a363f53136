"""What is wrong with a dialog as it is drawn: a control that a screen reader cannot name, a text that is cut, a control that
lies outside the window or on another one, two with the same access key, one that is on for a field that is off, a window larger
than the screen.

    assert dialog_faults(office, "Tạo phiếu mới") == []
    assert open_dialog_faults(office) == []         # of every dialog that is open
"""

import collections
import contextlib
import math

from com.sun.star.accessibility.AccessibleRole import DIALOG
from com.sun.star.lang import DisposedException, IllegalArgumentException, IndexOutOfBoundsException

from panel_reader import ENABLED, LABEL, VISIBLE, children, context_of

BUTTON, CHECK_BOX, RADIO_BUTTON, SCROLL_BAR, ICON = 44, 4, 46, 50, 28  # com.sun.star.accessibility.AccessibleRole
SCREEN = (1366, 768)


def name_of(context):
    return context.getAccessibleName() or next((part.getAccessibleName() for part in children(context) if part.getAccessibleName()), "")


def cut(role, text, size, needed):
    if role == LABEL:  # it may break its lines
        paragraphs = [len(paragraph) for paragraph in text.split("\n")]
        width = needed[0] / max(1, *paragraphs)  # of a letter
        lines = sum(max(1, math.ceil(letters * width / max(size[0], 1))) for letters in paragraphs)
        return lines > max(1, size[1] * len(paragraphs) // max(needed[1], 1))
    return role in (BUTTON, CHECK_BOX, RADIO_BUTTON) and text != "" and needed[0] > size[0]


def overlap(one, other):
    return (min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0]) > 1
            and min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1]) > 1)


def smallest(control):
    try:
        size = control.getMinimumSize()
        return size.Width, size.Height
    except IllegalArgumentException:  # that of a field asks for columns and rows
        return 0, 0


def access_key(control, context):
    """The letter that with Alt goes to a control or presses it; empty when it has none."""
    if hasattr(control, "getText"):  # a text, which may name the next control
        mark, letter = control.getText().partition("~")[1:]
        return letter[:1].lower() if mark else ""
    with contextlib.suppress(AttributeError, IndexOutOfBoundsException):
        strokes = context.getAccessibleActionKeyBinding(0).getAccessibleKeyBinding(0)
        code = strokes[0].KeyCode - 512  # com.sun.star.awt.Key.A
        return chr(ord("a") + code) if 0 <= code < 26 else ""
    return ""


def windows_of(office):
    """The top windows with what a screen reader is told of them; without those that are just coming or going."""
    toolkit = office.service("com.sun.star.awt.Toolkit")
    found = []
    for number in range(toolkit.getTopWindowCount()):
        with contextlib.suppress(DisposedException, IndexOutOfBoundsException):
            window = toolkit.getTopWindow(number)
            context = window and context_of(window)
            if context:
                found.append((window, context))
    return found


def dialog_faults(office, title):
    window = next((window for window, context in windows_of(office) if title in context.getAccessibleName()), None)
    return [f"no window “{title}”"] if window is None else window_faults(window)


def open_dialog_faults(office):
    faults = []
    for window, context in windows_of(office):
        with contextlib.suppress(DisposedException):  # it has just been closed
            if hasattr(window, "getWindows") and context.getAccessibleRole() == DIALOG and context.getAccessibleStateSet().contains(VISIBLE):
                faults += [f"{context.getAccessibleName()}: {fault}" for fault in window_faults(window)]
    return faults


def window_faults(window):
    whole = window.getPosSize()
    faults, places, keys, label = [], [], collections.defaultdict(list), ""
    if whole.Width > SCREEN[0] or whole.Height > SCREEN[1]:
        faults.append(f"{whole.Width} × {whole.Height} is larger than the screen")
    for control in window.getWindows():
        context = control.getAccessibleContext()
        role = context.getAccessibleRole()
        if role in (SCROLL_BAR, ICON) or not context.getAccessibleStateSet().contains(VISIBLE):
            continue
        key, is_on = access_key(control, context), context.getAccessibleStateSet().contains(ENABLED)
        if key:
            keys[key].append(name_of(context)[:40])
        if label and not is_on:
            faults.append(f"{label} is on, its field is off")
        label = f"Alt+{key.upper()}" if key and is_on and role == LABEL else ""
        name, place, needed = name_of(context), control.getPosSize(), smallest(control)
        box = (place.X, place.Y, place.Width, place.Height)
        where = f"“{name[:40]}” at {box}"
        if not name and role != LABEL:
            faults.append(f"no name: role {role} at {box}")
        if cut(role, name.strip(), box[2:], needed):
            faults.append(f"cut, needs {needed[0]}: {where}")
        if box[0] < 0 or box[1] < 0 or box[0] + box[2] > whole.Width or box[1] + box[3] > whole.Height:
            faults.append(f"outside: {where}")
        if name.strip():
            faults += [f"on one another: {where}, {other}" for taken, other in places if overlap(box, taken)]
            places.append((box, where))
    return faults + [f"Alt+{key.upper()}: {names}" for key, names in keys.items() if len(names) > 1]
