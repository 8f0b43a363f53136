#!/usr/bin/env python3
"""From the table of cell functions to what Calc reads.

    generate.py registry function_table.xml OUTPUT     writes CalcAddIns.xcu
    generate.py check function_table.xml FILE.idl      fails when the interface differs from the table, or the table
                                                       lacks a text
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

TYPES = {"any": "any", "string": "string", "range": "com::sun::star::table::XCellRange"}


def read_table(path):
    return ElementTree.parse(path).getroot()


def texts(element):
    """The values of a localised property. en-US is what Calc looks for with "Use English function names"."""
    vi, en = element.findtext("vi", "").strip(), element.findtext("en", "").strip()
    return localised(vi, en)


def localised(vi, en):
    return "".join(f'<value xml:lang="{language}">{escape(text)}</value>'
                   for language, text in (("en-US", en), ("en", en), ("vi", vi)))


def registry(table):
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="CalcAddIns" oor:package="org.openoffice.Office">',
        '<node oor:name="AddInInfo">',
        f'<node oor:name="{table.get("service")}" oor:op="replace"><node oor:name="AddInFunctions">',
    ]
    for function in table.findall("function"):
        display = function.get("display")
        lines += [
            f'<node oor:name="{function.get("name")}" oor:op="replace">',
            f'<prop oor:name="DisplayName">{localised(display, display)}</prop>',
            f'<prop oor:name="Description">{texts(function)}</prop>',
            '<prop oor:name="Category"><value>Add-In</value></prop>',
            '<node oor:name="Parameters">',
        ]
        for argument in function.findall("argument"):
            lines += [
                f'<node oor:name="{argument.get("name")}" oor:op="replace">',
                f'<prop oor:name="DisplayName">{texts(argument.find("title"))}</prop>',
                f'<prop oor:name="Description">{texts(argument)}</prop>',
                '</node>',
            ]
        lines.append('</node></node>')
    lines.append('</node></node></node></oor:component-data>')
    return "\n".join(lines) + "\n"


def signatures_of_table(table):
    return [(function.get("returns"), function.get("name"),
             [(TYPES.get(argument.get("type")), argument.get("name")) for argument in function.findall("argument")])
            for function in table.findall("function")]


def signatures_of_idl(text, interface):
    text = re.sub(r"//[^\n]*", "", text)
    body = re.search(r"interface\s+" + interface.rsplit(".", 1)[-1] + r"\s*\{(.*?)\}\s*;", text, re.S)
    if not body:
        return []
    found = []
    for returns, name, arguments in re.findall(r"([\w:]+)\s+(\w+)\s*\((.*?)\)\s*;", body.group(1), re.S):
        found.append((returns, name, re.findall(r"\[in\]\s*([\w:]+)\s+(\w+)", arguments)))
    return found


def problems(table, idl):
    found = []
    wanted, there = signatures_of_table(table), signatures_of_idl(idl, table.get("interface"))
    found += [f"not in the interface as in the table: {signature}" for signature in wanted if signature not in there]
    found += [f"not in the table as in the interface: {signature}" for signature in there if signature not in wanted]
    displays = [function.get("display") for function in table.findall("function")]
    found += [f"used twice: {name}" for name in {*displays} if displays.count(name) > 1]
    for function in table.findall("function"):
        described = [function, *function.findall("argument"), *function.findall("argument/title")]
        found += [f"{function.get('name')}: a text lacks {language}"
                  for element in described for language in ("vi", "en") if not element.findtext(language, "").strip()]
        optional = [argument.get("optional") == "yes" for argument in function.findall("argument")]
        if optional != sorted(optional):
            found.append(f"{function.get('name')}: an optional argument stands before a required one")
        found += [f"{function.get('name')}: only arguments of type any can be optional"
                  for argument in function.findall("argument")
                  if argument.get("optional") == "yes" and argument.get("type") != "any"]
    return found


def main(arguments):
    if len(arguments) != 3 or arguments[0] not in ("registry", "check"):
        print(__doc__, file=sys.stderr)
        return 2
    what, table_path, other = arguments
    table = read_table(table_path)
    if what == "registry":
        with open(other, "w", encoding="utf-8") as output:
            output.write(registry(table))
        return 0
    with open(other, encoding="utf-8") as idl:
        found = problems(table, idl.read())
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
