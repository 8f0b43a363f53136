#!/usr/bin/env python3
"""From the table of commands to what the office and the protocol handler read.

    generate.py registry command_table.xml OUTPUT     writes Addons.xcu
    generate.py list command_table.xml OUTPUT         writes the list that the protocol handler includes
    generate.py basic command_table.xml OUTPUT        writes the module of macros, one for each command
"""

import json
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

CALC = "com.sun.star.sheet.SpreadsheetDocument"
TITLE = "Thước Đo"


def localised(vi, en):
    return "".join(f'<value xml:lang="{language}">{escape(text)}</value>'
                   for language, text in (("en-US", en), ("en", en), ("vi", vi)))


def texts(command):
    vi, en = command.findtext("vi", "").strip(), command.findtext("en", "").strip()
    if not vi or not en:
        sys.exit(f"{command.get('name')}: a text is missing")
    return localised(vi, en)


def entry(node, protocol, command, context):
    shown_in = f'<prop oor:name="Context" oor:type="xs:string"><value>{CALC}</value></prop>' if context else ""
    return (f'<node oor:name="{node}" oor:op="replace">{shown_in}'
            f'<prop oor:name="URL" oor:type="xs:string"><value>{protocol}{command.get("name")}</value></prop>'
            f'<prop oor:name="Title" oor:type="xs:string">{texts(command)}</prop>'
            '<prop oor:name="Target" oor:type="xs:string"><value>_self</value></prop></node>')


def separator(node):
    return (f'<node oor:name="{node}" oor:op="replace"><prop oor:name="URL" oor:type="xs:string">'
            '<value>private:separator</value></prop></node>')


def shown(command, place):
    return place in command.get("show", "menu toolbar tabs").split()


def menu(table):
    """No separator first, last, or after another."""
    lines, pending = [], False
    for row in table:
        if row.tag == "separator":
            pending = bool(lines)
        elif row.tag == "command" and shown(row, "menu"):
            if pending:
                lines.append(separator(f"m{len(lines):02}"))
                pending = False
            lines.append(entry(f"m{len(lines):02}", table.get("protocol"), row, False))
    return lines


def bar(table, place, letter):
    commands = [command for command in table.findall("command") if shown(command, place)]
    return [entry(f"{letter}{i:02}", table.get("protocol"), command, True) for i, command in enumerate(commands)]


def registry(table):
    # The office sorts entries by the length of their names, then by the names: they have one length.
    # fuse: replace would put the toolbar back to its default place at every update.
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" oor:name="Addons" oor:package="org.openoffice.Office">',
        '<node oor:name="AddonUI">',
        '<node oor:name="OfficeMenuBar"><node oor:name="vn.thuocdo.menu" oor:op="replace">',
        f'<prop oor:name="Context" oor:type="xs:string"><value>{CALC}</value></prop>',
        f'<prop oor:name="Title" oor:type="xs:string">{localised(TITLE, TITLE)}</prop>',
        '<node oor:name="Submenu">', *menu(table), '</node></node></node>',
        '<node oor:name="OfficeToolBar"><node oor:name="vn.thuocdo.toolbar" oor:op="fuse">',
        *bar(table, "toolbar", "t"), '</node></node>',
        '<node oor:name="OfficeNotebookBar"><node oor:name="vn.thuocdo.notebookbar" oor:op="replace">',
        *bar(table, "tabs", "n"), '</node></node>',
        '<node oor:name="Images">',
    ]
    for command in table.findall("command"):
        icon = command.get("icon")
        if icon:
            lines.append(
                f'<node oor:name="vn.thuocdo.image_{icon}" oor:op="replace">'
                f'<prop oor:name="URL" oor:type="xs:string"><value>{table.get("protocol")}{command.get("name")}</value></prop>'
                '<node oor:name="UserDefinedImages">'
                f'<prop oor:name="ImageSmallURL" oor:type="xs:string"><value>%origin%/../icons/{icon}_16.png</value></prop>'
                f'<prop oor:name="ImageBigURL" oor:type="xs:string"><value>%origin%/../icons/{icon}_24.png</value></prop>'
                '</node></node>')
    lines.append('</node></node></oor:component-data>')
    return "\n".join(lines) + "\n"


def listed(table):
    lines = []
    for command in table.findall("command"):
        name = command.get("name")
        plain = name.replace("-", "_")
        needs, cell = (str(holds).lower() for holds in (command.get("needs") == "sheet", shown(command, "cell")))
        vi, en = (json.dumps(command.findtext(language).strip(), ensure_ascii=False) for language in ("vi", "en"))
        lines.append(f'{{"{name}", run_{plain}, Says::{plain}_title, "{command.get("page")}", {needs}, '
                     f'{cell}, {vi}, {en}}},')
    return "\n".join(lines) + "\n"


def macro_name(command):
    """What the row says, otherwise its Vietnamese text: "Nộp phiếu…" → NopPhieu."""
    if command.get("macro"):
        return command.get("macro")
    plain = unicodedata.normalize("NFD", command.findtext("vi", "").replace("đ", "d").replace("Đ", "D"))
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", "".join(
        letter for letter in plain if not unicodedata.combining(letter))))


BASIC_HEAD = """REM Lệnh của Thước Đo cho phím tắt, nút bấm và macro khác. Mỗi hàm làm đúng việc của mục cùng tên trong menu.
REM The commands of Thước Đo for keys, buttons and other macros. Each function does what its entry of the menu does.
REM
REM   GlobalScope.BasicLibraries.LoadLibrary("ThuocDo")
REM   ThuocDo.Lenh.NopPhieu()                                                  ' như từ menu / as from the menu
REM   aKetQua = ThuocDo.Lenh.NopPhieu(Array(ThamSo("Silent", True)))           ' không hỏi gì / nothing is asked
REM   If GiaTri(aKetQua, "ok") Then MsgBox GiaTri(aKetQua, "message")          ' ok, message, files, findings, ...

Option Explicit

' Chạy một lệnh trên tài liệu đang mở; trả về kết quả (mảng PropertyValue), hoặc Empty khi không có.
' Runs a command on the open document; gives its result (PropertyValues), or Empty. A button hands over an event
' instead of arguments: it is left alone.
Function ChayLenh(sLenh As String, Optional aThamSo As Variant) As Variant
    Dim aGiaTri As Variant, oKetQua As Variant
    aGiaTri = Array()
    If Not IsMissing(aThamSo) Then
        If IsArray(aThamSo) Then aGiaTri = aThamSo
    End If
    oKetQua = createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch( _
        Khung(), "PROTOCOL" & sLenh, "_self", 0, aGiaTri)
    If IsUnoStruct(oKetQua) Then ChayLenh = oKetQua.Result
End Function

' Cửa sổ của tài liệu đang mở, cả khi macro chạy từ trình soạn thảo; không có thì cả LibreOffice.
' The open document's window, also for a macro that runs from the editor; without a document the whole office.
Private Function Khung() As Object
    Khung = StarDesktop
    On Local Error Resume Next
    If Not IsNull(ThisComponent) Then Khung = ThisComponent.getCurrentController().getFrame()
End Function

' Một tham số / one argument: ThamSo("Silent", True)
Function ThamSo(sTen As String, aGiaTri As Variant) As Object
    Dim aMot As New com.sun.star.beans.PropertyValue
    aMot.Name = sTen
    aMot.Value = aGiaTri
    ThamSo = aMot
End Function

' Giá trị của một mục trong kết quả / one entry of a result: GiaTri(aKetQua, "ok")
Function GiaTri(aKetQua As Variant, sTen As String) As Variant
    Dim i As Integer
    If Not IsArray(aKetQua) Then Exit Function
    For i = LBound(aKetQua) To UBound(aKetQua)
        If aKetQua(i).Name = sTen Then GiaTri = aKetQua(i).Value
    Next i
End Function

' Dịch vụ cho macro / the scripting service: BanLamViec().score(ThisComponent, "1.2").Points
Function BanLamViec() As Object
    BanLamViec = createUnoService("vn.thuocdo.Desk")
End Function
"""


def basic(table):
    lines = [BASIC_HEAD.replace("PROTOCOL", table.get("protocol"))]
    names = set()
    for command in table.findall("command"):
        name = macro_name(command)
        if name.lower() in names:
            sys.exit(f"{command.get('name')}: another macro is called {name}")
        names.add(name.lower())
        vi, en = (command.findtext(language).strip() for language in ("vi", "en"))
        lines += [f"' {vi} / {en}", f"Function {name}(Optional aThamSo As Variant) As Variant",
                  f"    {name} = ChayLenh(\"{command.get('name')}\", aThamSo)", "End Function", ""]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n'
            '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
            '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Lenh" '
            'script:language="StarBasic">' + escape("\n".join(lines)) + '</script:module>\n')


def main(arguments):
    makers = {"registry": registry, "list": listed, "basic": basic}
    if len(arguments) != 3 or arguments[0] not in makers:
        print(__doc__, file=sys.stderr)
        return 2
    what, table_path, output_path = arguments
    text = makers[what](ElementTree.parse(table_path).getroot())
    with open(output_path, "w", encoding="utf-8") as output:
        output.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
