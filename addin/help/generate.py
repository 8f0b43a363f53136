#!/usr/bin/env python3
"""From the guide to pages for a browser.

    generate.py guide.xml command_table.xml function_table.xml releases.xml OUTPUT

writes OUTPUT/<language>/<page>.html, and OUTPUT/<language>/release-notes.html, which stands by itself. It ends with an error
where a text lacks a language, or a command or a link names a page that does not exist.
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


def marked(text):
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(text, quote=False))


class Guide:
    def __init__(self, guide, commands, functions, releases):
        self.pages = guide.findall("page")
        self.commands, self.functions, self.releases = commands, functions, releases
        for command in commands.findall("command"):
            if command.get("page") not in self.names():
                fail(f"the command {command.get('name')} names the page {command.get('page')}")

    def names(self):
        return [page.get("id") for page in self.pages]

    def title(self, name, language):
        if name not in self.names():
            fail(f"a link to {name}")
        return words(self.pages[self.names().index(name)].find("title"), language)

    def text(self, element, language):
        def link(found):
            return f'<a href="{found[1]}.html">{html.escape(self.title(found[1], language))}</a>'
        return re.sub(r"\[([a-z-]+)\]", link, marked(words(element, language)))

    def command_list(self, language):
        yield "<ul>"
        for command in self.commands.findall("command"):
            page = command.get("page")
            yield (f'<li><strong>{html.escape(words(command, language).rstrip("…"))}</strong>: '
                   f'<a href="{page}.html">{html.escape(self.title(page, language))}</a></li>')
        yield "</ul>"

    def function_list(self, language):
        for function in self.functions.findall("function"):
            arguments = function.findall("argument")
            names = [words(argument.find("title"), language) for argument in arguments]
            shown = "; ".join(f"[{name}]" if argument.get("optional") == "yes" else name
                              for name, argument in zip(names, arguments))
            yield f"<h2>{function.get('display')}({html.escape(shown)})</h2><p>{marked(words(function, language))}</p><ul>"
            for name, argument in zip(names, arguments):
                yield f"<li><strong>{html.escape(name)}</strong>: {marked(words(argument, language))}</li>"
            yield "</ul>"

    def release_list(self, language):
        for release in self.releases.findall("release"):
            year, month, day = release.get("date").split("-")
            date = f"{day}/{month}/{year}" if language == "vi" else release.get("date")
            yield f"<h2>{release.get('version')} ({date})</h2><ul>"
            for item in release.findall("item"):
                yield f"<li>{marked(words(item, language))}</li>"
            yield "</ul>"

    def body(self, page, language):
        tables = {"commands": self.command_list, "functions": self.function_list, "releases": self.release_list}
        in_list = False
        for part in page:
            if in_list != (part.tag == "li"):
                yield "</ul>" if in_list else "<ul>"
                in_list = not in_list
            if part.tag in tables:
                yield from tables[part.tag](language)
            else:
                tag = {"title": "h1", "h": "h2"}.get(part.tag, part.tag)
                yield f"<{tag}>{self.text(part, language)}</{tag}>"
        if in_list:
            yield "</ul>"

    def page(self, page, language):
        links = "".join(f'<a href="{name}.html"{" aria-current=page" if name == page.get("id") else ""}>'
                        f'{html.escape(self.title(name, language))}</a> ' for name in self.names())
        return document(self.title(page.get("id"), language), f"<nav>{links}</nav>" + "".join(self.body(page, language)), language)

    def release_notes(self, language):
        title = {"vi": "Có gì mới", "en": "What is new"}[language]
        return document(title, f"<h1>Thước Đo: {title}</h1>" + "".join(self.release_list(language)), language)


def document(title, body, language):
    return (f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" '
            f'content="width=device-width"><title>{html.escape(title)} – Thước Đo</title>'
            f'<style>{STYLE}</style></head><body>{body}</body></html>\n')


def main(arguments):
    if len(arguments) != 5:
        print(__doc__, file=sys.stderr)
        return 2
    guide = Guide(*(ElementTree.parse(file).getroot() for file in arguments[:4]))
    for language in LANGUAGES:
        folder = pathlib.Path(arguments[4]) / language
        folder.mkdir(parents=True, exist_ok=True)
        for page in guide.pages:
            (folder / f"{page.get('id')}.html").write_text(guide.page(page, language), "utf-8")
        (folder / "release-notes.html").write_text(guide.release_notes(language), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
