#!/usr/bin/env python3
"""From the guide to pages for a browser.

    generate.py guide.xml OUTPUT          writes OUTPUT/<language>/<page>.html
"""

import html
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

LANGUAGES = ("vi", "en")
STYLE = """:root{color-scheme:light dark}body{font:17px/1.55 "Noto Sans","Segoe UI",sans-serif;max-width:46rem;margin:2rem auto;
padding:0 1rem;background:Canvas;color:CanvasText}nav{border:1px solid GrayText;border-radius:6px;padding:.6rem 1rem}
nav a{display:inline-block;margin-right:1rem}nav [aria-current]{font-weight:bold;text-decoration:none}h1{font-size:1.6rem}
h2{font-size:1.2rem;margin-top:1.6rem}li{margin:.35rem 0}"""


def fail(text):
    sys.exit(f"guide.xml: {text}")


def words(element, language):
    text = " ".join((element.findtext(language) or "").split())
    return text or fail(f"<{element.tag}> “{(element.findtext('vi') or '')[:40]}” lacks {language}")


def marked(text, open_mark, close_mark, quote):
    return re.sub(r"\*\*(.+?)\*\*", lambda found: open_mark + found[1] + close_mark, quote(text))


def browser_page(guide, page, language):
    links = "".join(f'<a href="{other.get("id")}.html"{" aria-current=page" if other is page else ""}>'
                    f'{html.escape(words(other.find("title"), language))}</a> ' for other in guide.findall("page"))
    body, in_list = [], False
    for part in page:
        if in_list != (part.tag == "li"):
            body.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        tag = {"title": "h1", "h": "h2"}.get(part.tag, part.tag)
        text = marked(words(part, language), "<strong>", "</strong>", lambda raw: html.escape(raw, quote=False))
        body.append(f"<{tag}>{text}</{tag}>")
    if in_list:
        body.append("</ul>")
    return (f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" '
            f'content="width=device-width"><title>{html.escape(words(page.find("title"), language))} – Thước Đo</title>'
            f'<style>{STYLE}</style></head><body><nav>{links}</nav>{"".join(body)}</body></html>\n')


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    guide = ElementTree.parse(arguments[0]).getroot()
    for language in LANGUAGES:
        folder = pathlib.Path(arguments[1]) / language
        folder.mkdir(parents=True, exist_ok=True)
        for page in guide.findall("page"):
            (folder / f"{page.get('id')}.html").write_text(browser_page(guide, page, language), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
