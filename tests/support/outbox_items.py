"""Puts submissions into an outbox as the extension does (engine/submission/outbox_state.cpp says what a state is)."""

import hashlib
import pathlib


def outbox_of(office):
    return office.home / ".local" / "share" / "thuocdo" / "outbox"


def write_state(folder, values, files):
    text = "thuocdo-outbox=1\n"
    for key, value in values.items():
        value = str(value).replace("\\", "\\\\").replace("\n", "\\n")
        text += f"{key}={value}\n"
    for name, data in files.items():
        text += f"file={len(data)} {hashlib.sha256(data).hexdigest()} {name}\n"
    text += "sha256=" + hashlib.sha256(text.encode()).hexdigest() + "\n"
    (folder / "state").write_bytes(text.encode())


def read_state(folder):
    lines = (pathlib.Path(folder) / "state").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def put_item(outbox, number, files=None, **values):
    """A submission that waits; returns its id."""
    files = files if files is not None else {"phiếu so-tc.ods": bytes(range(256)) * 120, "so-tc.pdf": b"%PDF" + b"p" * 5000}
    given = dict(programme="gialai-dti-2023", tier="so", unit="so-tc", unit_name="Sở Tài chính", code=f"7K3M-9QXZ-{number:04}",
                 digest="0" * 64, submitted=f"2024-12-{number % 28 + 1:02}T09:30:00+07:00", total="61.5", maximum="80",
                 kind="folder", target="", user="", subject="", body="", state="waiting", attempts=0)
    given.update(values)
    name = f"item-{number:04}"
    folder = pathlib.Path(outbox) / name
    folder.mkdir(parents=True)
    for file, data in files.items():
        (folder / file).write_bytes(data)
    write_state(folder, given, files)
    return name
