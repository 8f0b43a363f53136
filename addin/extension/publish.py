#!/usr/bin/env python3
"""Makes what an IT department puts on a server of its own, so that LibreOffice finds updates of Thước Đo there.

    publish.py thuocdo.oxt ADDRESS FOLDER        publish.py thuocdo.oxt https://may-chu.example/thuocdo /srv/www/thuocdo

ADDRESS is where FOLDER will be found: http://, https:// or file:// (a shared folder). Into FOLDER go

    thuocdo.oxt               the same extension, which now names the feed; this is the one to install
    thuocdo.update.xml        the feed: version, address of the extension, release notes
    release-notes-vi.html, release-notes-en.html

Version and release notes are those inside the given extension. For a new version run it again: whoever has installed the
.oxt of this folder is offered the new one by Tools, Extension Manager, Check for Updates. The office fetches the feed;
nothing in Thước Đo does. Needs Python 3 only.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from xml.sax.saxutils import quoteattr

DESCRIPTION = "http://openoffice.org/extensions/description/2006"
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/update/2006" xmlns:xlink="http://www.w3.org/1999/xlink"
             xmlns:lo="http://libreoffice.org/extensions/description/2011">
  <identifier value={identifier}/>
  <version value={version}/>
  {dependencies}
  <update-download>
    <src xlink:href={extension}/>
  </update-download>
  <release-notes>
{notes}  </release-notes>
</description>
"""


def write(path, data):
    """Whoever asks meanwhile gets the old file or the new one."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(data)
    new.replace(path)


def naming_feed(description, feed):
    """The description with the feed's address, in place of any other."""
    without = re.sub(r"\s*<update-information>.*?</update-information>", "", description, flags=re.S)
    named = f"  <update-information>\n    <src xlink:href={quoteattr(feed)}/>\n  </update-information>\n</description>"
    return without.replace("</description>", named)


def publish(oxt, address, folder):
    address = address.rstrip("/")
    if not re.match(r"(https?|file)://[^\s\"<>]+$", address):
        sys.exit(f"{address}: an address begins with http://, https:// or file://")
    if not re.fullmatch(r"[A-Za-z0-9._-]+\.oxt", oxt.name):
        sys.exit(f"{oxt.name}: letters, digits, dots and hyphens only, and .oxt at the end")
    if (folder / oxt.name).exists() and (folder / oxt.name).samefile(oxt):
        sys.exit("The extension lies in the folder already; give the one that was delivered.")
    folder.mkdir(parents=True, exist_ok=True)
    feed = oxt.with_suffix(".update.xml").name
    with zipfile.ZipFile(oxt) as packed:
        description = packed.read("description.xml").decode("utf-8")
        notes = {language: packed.read(f"guide/{language}/release-notes.html") for language in ("vi", "en")}
        entries = [(entry, packed.read(entry)) for entry in packed.infolist()]
    root = ElementTree.fromstring(description)
    identifier, version = (root.find(f"{{{DESCRIPTION}}}{name}").get("value") for name in ("identifier", "version"))
    dependencies = re.search(r"<dependencies>.*?</dependencies>", description, flags=re.S)

    copy = folder / (oxt.name + ".new")
    with zipfile.ZipFile(copy, "w") as packed:
        for entry, data in entries:
            if entry.filename == "description.xml":
                data = naming_feed(description, f"{address}/{feed}").encode("utf-8")
            packed.writestr(entry, data, compress_type=entry.compress_type)
    copy.replace(folder / oxt.name)
    for language, page in notes.items():
        write(folder / f"release-notes-{language}.html", page)
    # Last: it names the others.
    write(folder / feed, FEED.format(
        identifier=quoteattr(identifier), version=quoteattr(version), extension=quoteattr(f"{address}/{oxt.name}"),
        dependencies=dependencies[0] if dependencies else "", notes="".join(
            f'    <src xlink:href={quoteattr(f"{address}/release-notes-{language}.html")} lang="{language}"/>\n'
            for language in notes)).encode("utf-8"))
    print(f"{folder}: {version}, {address}/{feed}")


def main(arguments):
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    publish(pathlib.Path(arguments[0]), arguments[1], pathlib.Path(arguments[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
