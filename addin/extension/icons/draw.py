#!/usr/bin/env python3
"""Draws the icons of the commands: for each a .svg, and .png of 16 and of 24 pixels.

    python3 addin/extension/icons/draw.py [NAME…]      needs rsvg-convert (package librsvg2-bin)

An extension names two images for a command, a small and a big one (7.4). The office brings the big one to 24 pixels
(times the screen's scale) wherever it shows large or extra large icons: toolbar, tabbed interface; what has 24 pixels
already stays sharp. The small one, 16 pixels, is for menus and small icons. The sidebar shows its image as it is.

Every icon is the yellow ruler, a white page beside it, and one sign on the page. The office has no place for a second
image for dark themes, so that the page is white and outlined in a grey that is seen on a light ground and on a dark one.
Only the sidebar has one for high contrast, panel_hc: black and white, seen on either.
"""

import pathlib
import re
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
SIZES = (16, 24)
BLUE, GREEN, RUST, GREY = "#1a66c2", "#1e8e3e", "#b4531a", "#6b7d94"

RULER = ('<rect x="2.75" y="3.5" width="8" height="25" rx="1.5" fill="#f2b632" stroke="#a86f00" stroke-width="1.5"/>'
         + "".join(f'<path d="M10.75 {y}h-{length}" stroke="#8a5a00" stroke-width="1.6"/>' for y, length in
                   (("7.67", "4.96"), ("11.83", "3.04"), ("16.00", "4.96"), ("20.17", "3.04"), ("24.33", "4.96"))))
PAGE = (f'<path d="M13.5 3.5h10l5 5v20h-15z" fill="#fff" stroke="{GREY}" stroke-width="1.6" stroke-linejoin="round"/>'
        f'<path d="M23.5 3.5v5h5" fill="none" stroke="{GREY}" stroke-width="1.6" stroke-linejoin="round"/>')
PAGES = (f'<path d="M17.5 3.5h11v18h-11z" fill="#dfe6ef" stroke="{GREY}" stroke-width="1.6"/>'
         f'<path d="M13.5 9.5h11v19h-11z" fill="#fff" stroke="{GREY}" stroke-width="1.6"/>')


def line(path, color, width=3.2):
    return (f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{width}" stroke-linecap="round" '
            'stroke-linejoin="round"/>')


def dot(x, y, radius, color):
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{color}"/>'


SIGNS = {
    "new": PAGE + line("M21 13.5v10M16 18.5h10", GREEN),
    "new_all": PAGES + line("M19 14.9v8.6M14.9 19.2h8.2", GREEN, 2.8),
    "check": PAGE + line("M16.2 19l3.6 4 6.2-9", BLUE),
    "repair": PAGE + line("M17 25l5.6-5.6", BLUE, 3.4) + f'<path d="M26.6 12.2a4.4 4.4 0 1 0 .9 4.6l-3-.5-.9-2.2z" fill="{BLUE}"/>',
    "split": PAGE + line("M14.5 16h13", GREY, 1.8) + line("M21 13.2V7.6M18.7 9.7L21 7.4l2.3 2.3M21 18.8v5.6M18.7 22.3l2.3 2.3 2.3-2.3", RUST, 2.4),
    "merge": PAGE + line("M14.5 16h13", GREY, 1.8) + line("M21 7v5.6M18.7 10.5l2.3 2.3 2.3-2.3M21 25v-5.6M18.7 21.5l2.3-2.3 2.3 2.3", GREEN, 2.4),
    "submit": PAGE + line("M21 24.5v-11M16.3 17.6L21 12.9l4.7 4.7", RUST),
    # A lens over the page.
    "appraise": PAGE + line("M16 12.5h6M16 16.5h3", GREY, 1.8) + f'<circle cx="21.2" cy="19.6" r="4.6" fill="#e8f1fb" stroke="{BLUE}" stroke-width="2.2"/>' + line("M24.8 23.2l4 4.4", BLUE, 3),
    # A sheet comes into the register.
    "receive": PAGE + line("M16 20v4.6h10V20", GREY, 2) + line("M21 9.5v10M17.4 16.2l3.6 3.6 3.6-3.6", GREEN, 2.8),
    "status": PAGE + line("M15.9 12.2l1.5 1.7 2.6-3.6M15.9 18.2l1.5 1.7 2.6-3.6", GREEN, 1.9) + line("M22 12.4h4.4M22 18.4h4.4M22 24.4h4.4", BLUE, 2.8)
              + dot(17.9, 24.4, 1.5, RUST),
    "decide": PAGE + line("M15.6 14.4l2.4 2.8 4-5.8", GREEN, 2.6) + line("M20.6 20.4l5 5M25.6 20.4l-5 5", RUST, 2.6),
    # A level is locked.
    "close_level": PAGE + line("M17.6 17.5v-3.4a3.4 3.4 0 0 1 6.8 0v3.4", GREY, 2.4) + f'<rect x="15.6" y="16.6" width="10.8" height="8.6" rx="1.4" fill="{RUST}"/>' + dot(21, 20.8, 1.5, "#fff"),
    # A decision with its seal.
    "documents": PAGE + line("M16 12.5h8M16 16.5h10", GREY, 1.8) + dot(23.6, 23, 3.6, "#c62828") + line("M16 20.5h2.5", GREY, 1.8),
    # The globe of the web.
    "publish": PAGE + f'<circle cx="21" cy="18.5" r="6" fill="#e8f1fb" stroke="{BLUE}" stroke-width="2"/>'
               + f'<ellipse cx="21" cy="18.5" rx="2.6" ry="6" fill="none" stroke="{BLUE}" stroke-width="1.6"/>' + line("M15.4 18.5h11.2", BLUE, 1.6),
    # Sheets become a ranking.
    "consolidate": PAGES + line("M14.9 24.8v-4M19 24.8v-9.6M23.1 24.8v-6.6", BLUE, 2.6),
    "import_criteria": PAGE + line("M16 12.5h10M16 16.5h10", GREY, 1.8) + line("M21 17v7M17.6 20.6l3.4 3.6 3.4-3.6", GREEN, 3),
    "diff": PAGE + line("M16.5 14.5h9M22.8 11.6l3 2.9-3 2.9M25.5 22h-9M19.2 19.1l-3 2.9 3 2.9", RUST, 2.6),
    # A sum that became a figure.
    "freeze_values": PAGE + line("M25 12.5h-8l4 4-4 4", GREY, 2) + line("M16.8 25h8.4", BLUE, 3),
    "about": PAGE + dot(21, 12.8, 1.9, BLUE) + line("M19 17.2h2.2v7M18.6 24.6h5", BLUE, 2.6),
    "help": PAGE + line("M17.6 15.2c0-4.6 7-4.4 7 0 0 3-3.4 3-3.4 5.6", BLUE, 2.8) + dot(21.2, 25, 1.8, BLUE),
    "criterion": PAGE + f'<rect x="16" y="12" width="10" height="5" rx="1" fill="#d6e6fa" stroke="{BLUE}" stroke-width="1.8"/>'
                 + line("M16.2 21h9.6M16.2 25h6", BLUE, 2),
    "next": PAGE + line("M21 11v13M16 19.5l5 5 5-5", BLUE, 3),
    "previous": PAGE + line("M21 25V12M16 16.5l5-5 5 5", BLUE, 3),
    "evidence": PAGE + line("M24.5 14l-5.8 6.4a2 2 0 0 0 3 2.7l5.3-5.9a3.6 3.6 0 0 0-5.3-4.8l-5.6 6.2", RUST, 2),
    "panel": (f'<rect x="13.5" y="3.5" width="16" height="25" rx="1.5" fill="#fff" stroke="{GREY}" stroke-width="1.6"/>'
              + line("M16.5 9.5h10M16.5 16h6.5M16.5 22.5h8.5", BLUE)),
    "outbox": (f'<path d="M13.5 17.5h4l1.5 3.5h4l1.5-3.5h4v11h-15z" fill="#fff" stroke="{GREY}" stroke-width="1.6" '
               'stroke-linejoin="round"/>' + line("M15.5 14.2l-2 3.3M26.5 14.2l2 3.3", GREY, 1.6)
               + line("M21 15.5v-9M16.3 9.6L21 4.9l4.7 4.7", "#fff", 6) + line("M21 15.5v-9M16.3 9.6L21 4.9l4.7 4.7", RUST)),
}


def black_and_white(drawing):
    """Grounds white, all else black."""
    return re.sub(r'#[0-9a-f]+(?=")', lambda found: "#fff" if found[0] in ("#fff", "#f2b632") else "#000", drawing)


DRAWINGS = {name: RULER + sign for name, sign in SIGNS.items()}
DRAWINGS["panel_hc"] = black_and_white(DRAWINGS["panel"])


def main(names):
    for name in names or DRAWINGS:
        file = FOLDER / f"{name}.svg"
        file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">\n  {DRAWINGS[name]}\n</svg>\n', "utf-8")
        for size in SIZES[name == "panel_hc":]:
            subprocess.run(["rsvg-convert", "-w", str(size), "-h", str(size), file, "-o", FOLDER / f"{name}_{size}.png"],
                           check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
