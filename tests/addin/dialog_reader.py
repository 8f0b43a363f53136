"""What is wrong with a dialog as it is drawn: a control that a screen reader cannot name, a text that is cut, a control that
lies outside the window or on another one, a window larger than the screen.

    assert dialog_faults(office, "Tạo phiếu mới") == []
"""

from com.sun.star.lang import IllegalArgumentException

from panel_reader import LABEL, VISIBLE, children, context_of

BUTTON, CHECK_BOX, RADIO_BUTTON, SCROLL_BAR, ICON = 44, 4, 46, 50, 28  # com.sun.star.accessibility.AccessibleRole
SCREEN = (1366, 768)


def name_of(context):
    return context.getAccessibleName() or next((part.getAccessibleName() for part in children(context) if part.getAccessibleName()), "")


def cut(role, text, size, needed):
    if role == LABEL:  # it may break its lines
        lines = max(1, size[1] // max(needed[1], 1))
        return needed[0] > size[0] * lines
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


def dialog_faults(office, title):
    toolkit = office.service("com.sun.star.awt.Toolkit")
    windows = [toolkit.getTopWindow(i) for i in range(toolkit.getTopWindowCount())]
    window = next((window for window in windows if title in context_of(window).getAccessibleName()), None)
    if window is None:
        return [f"no window “{title}”"]
    whole = window.getPosSize()
    faults, places = [], []
    if whole.Width > SCREEN[0] or whole.Height > SCREEN[1]:
        faults.append(f"{whole.Width} × {whole.Height} is larger than the screen")
    for control in window.getWindows():
        context = control.getAccessibleContext()
        role = context.getAccessibleRole()
        if role in (SCROLL_BAR, ICON) or not context.getAccessibleStateSet().contains(VISIBLE):
            continue
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
    return faults
