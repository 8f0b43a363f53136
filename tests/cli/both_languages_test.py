"""Nothing is said in one language only. In the sources of engine and extension every Vietnamese text stands beside its
English one, as in Text{"Đơn vị", "Unit"}; so do the words of menus and registry (xml:lang), of the guide, of the tables
of commands and functions, and of the public page. Left out are files whose Vietnamese is the thing itself: the official
form and decision, and words that are looked for in tables that people write. Two tables are checked where they are
compiled: engine/finding/catalogue.inc and addin/texts."""

import pathlib
import re
import sys
import unittest
import xml.etree.ElementTree as ElementTree

SOURCE = pathlib.Path(__file__).resolve().parents[2]
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
VIETNAMESE = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
TOKEN = re.compile(r'''//[^\n]*|/\*.*?\*/|\s+|(?:u8|[uUL])?R"(?P<mark>[^(\s]*)\((?P<raw>.*?)\)(?P=mark)"|(?:u8|[uUL])?"(?P<text>(?:[^"\\\n]|\\.)*)"'''
                   r'''|(?:u8|[uUL])?'(?:[^'\\\n]|\\.)+'|[0-9](?:'?[0-9A-Za-z_.])*|\w+|::|.''', re.S)

FORM = """addin/workbook/styles.h addin/workbook/start_page.cpp addin/workbook/cover.cpp addin/workbook/review_sheet.cpp addin/workbook/criteria_table.cpp
addin/workbook/validity.cpp addin/workbook/choice_lists.cpp addin/workbook/kept_content.cpp addin/workbook/repair.h addin/workbook/repair.cpp
addin/workbook/repair_beside.cpp addin/workbook/repair_looks.cpp addin/workbook/build_workbook.cpp addin/workbook/carried_answers.cpp
addin/workbook/undo_step.h addin/workbook/undoable_properties.cpp addin/workbook/report_sheet.cpp engine/sheet/contract.h""".split()
DECISION = "engine/report/approval_document.cpp engine/report/official_parts.cpp engine/report/unit_notice.cpp".split()
LOOKED_FOR = """engine/sheet/vietnamese_syllable.cpp engine/sheet/old_encodings.cpp engine/sheet/appraisal_table.cpp engine/sheet/appraisal_headings.cpp
engine/sheet/criteria_table_words.h engine/sheet/table_columns.cpp engine/sheet/row_number.cpp engine/sheet/rule_proposal.cpp
engine/programme/lint_ranges.cpp engine/programme/lint_wording.cpp""".split()
OTHERWISE = ["engine/finding/catalogue.inc",       # checked where it is compiled
             "engine/finding/system_error.cpp"]    # the system says it in English


CHOICE = object()  # between what is said in one case and in the other: vi ? "Có" : "Yes"


def elements(source):
    """A bracket is a list of elements, as commas part them; an element is a list of (text, line), of brackets and of
    CHOICE. Texts that stand side by side are one, as for the compiler."""
    source = re.sub(r";(\s*[\w.]+\.en\s*\+?=)", r",\1", source)  # words.vi = "Có"; words.en = "Yes";
    root = [[]]
    stack, line, joined = [root], 1, False
    for match in TOKEN.finditer(source):
        token = match.group(0)
        text = match.group("text") if match.group("raw") is None else match.group("raw")
        here = stack[-1][-1]
        if text is not None:
            if joined:
                here[-1] = (here[-1][0] + text, here[-1][1])
            else:
                here.append((text, line))
            joined = True
        elif not token.isspace() and not token.startswith(("//", "/*")):
            joined = False
            if token in ("(", "{", "["):
                inner = [[]]
                here.append(inner)
                stack.append(inner)
            elif token in (")", "}", "]") and len(stack) > 1:
                stack.pop()
            elif token in (",", ";"):
                stack[-1] += [[]] if token == "," else [[], []]  # what stands in two statements is no pair
            elif token == ":":
                here.append(CHOICE)
        line += token.count("\n")
    return root


def texts(element):
    for one in element:
        if isinstance(one, tuple):
            yield one[0]
        elif one is not CHOICE:
            for inner in one:
                yield from texts(inner)


def language_of(node):
    return node.get(LANG) or node.get("lang")


def is_english(all_texts):
    """Not empty, and hardly a Vietnamese letter beside names and what is quoted."""
    text = " ".join(all_texts)
    bare = re.sub(r'“[^”]*”|\\"[^"]*\\"|Thước Đo', "", text)
    letters = [sign for sign in bare if sign.isalpha()]
    return text.strip() != "" and sum(bool(VIETNAMESE.match(sign)) for sign in letters) * 8 <= len(letters)


def alone(bracket, around=()):
    """Vietnamese texts after which no English one stands, with their lines."""
    for i, element in enumerate(bracket):
        places = ((bracket, i), *around[-2:])
        for j, one in enumerate(element):
            if isinstance(one, list):
                yield from alone(one, (*around, (bracket, i)))
            elif one is not CHOICE and VIETNAMESE.search(one[0]):
                followed = any(k + 1 < len(outer) and is_english(texts(outer[k + 1])) for outer, k in places)
                follows = is_english([one[0]]) and any(k > 0 and VIETNAMESE.search(" ".join(texts(outer[k - 1]))) for outer, k in places)
                chosen = CHOICE in element[j:] and is_english(texts(element[element.index(CHOICE, j):]))
                if not followed and not follows and not chosen:
                    yield one


class BothLanguages(unittest.TestCase):
    maxDiff = None

    def files(self, *patterns):
        found = sorted(path for pattern in patterns for path in SOURCE.glob(pattern))
        self.assertTrue(found, patterns)
        return found

    def test_the_search_finds_what_lacks_english(self):
        def found(source):
            return [text for text, _ in alone(elements(source))]

        self.assertEqual(found('say({"Đơn vị", "Unit"}); f("Cấp " + x + " đã khóa", "Level " + x + " is closed");'), [])
        self.assertEqual(found('Text{"Chọn “Đã xác nhận”", "Choose “Đã xác nhận”"}; // "Không sao"'), [])
        self.assertEqual(found('say(one ? Text{"Có", "Yes"} : Text{"Không", "No"})'), [])
        self.assertEqual(found('say({one ? "Có" : "Không", one ? "Yes" : "No"}); text += vi ? "Có" : "Yes";'), [])
        self.assertEqual(found('void f() { say({"Có", ""}); say("Yes"); }'), ["Có"])
        self.assertEqual(found('words.vi += "Có " + x;\n words.en += "Yes " + x;'), [])
        self.assertEqual(found('text += vi ? "Có" : "Không";'), ["Có", "Không"])
        self.assertEqual(found('Text{"Đơn vị"}'), ["Đơn vị"])
        self.assertEqual(found('Text{"Đơn vị", ""}'), ["Đơn vị"])
        self.assertEqual(found('Text{"Đơn vị", "Đơn vị"}'), ["Đơn vị", "Đơn vị"])
        self.assertEqual(found('out << "Đã "\n "ghi";'), ["Đã ghi"])

    def test_every_text_in_the_sources(self):
        left_out = {*FORM, *DECISION, *LOOKED_FOR, *OTHERWISE}
        for name in left_out:
            self.assertTrue((SOURCE / name).is_file(), name)
        lacking = []
        for path in self.files("engine/**/*.cpp", "engine/**/*.h", "engine/**/*.inc", "addin/**/*.cpp", "addin/**/*.h"):
            name = path.relative_to(SOURCE).as_posix()
            if name in left_out:
                continue
            source = path.read_text(encoding="utf-8")
            lines = source.split("\n")
            # What is Vietnamese by itself in a file that also speaks says so in its line.
            lacking += [f"{name}:{line}: {text}" for text, line in alone(elements(source)) if "// Vietnamese: " not in lines[line - 1]]
        self.assertEqual(lacking, [])

    def test_every_word_of_the_registry(self):
        for path in self.files("addin/**/*.xcu", "addin/**/*.xcs", "addin/**/*.xdl", "addin/extension/description.xml.in"):
            root = ElementTree.parse(path).getroot()
            for parent in root.iter():
                by_language = {}
                for child in parent:
                    if language_of(child):
                        by_language.setdefault(child.tag, {})[language_of(child).split("-")[0]] = (child.text or "").strip() or "".join(child.attrib.values())
                for tag, said in by_language.items():
                    # The licence is in English, and keys are laid out by languages without being words.
                    if tag.endswith("license-text") or path.name == "Accelerators.xcu":
                        continue
                    self.assertGreaterEqual(set(said), {"vi", "en"}, f"{path.name}: {tag} {said}")
                    self.assertTrue(all(said.values()), f"{path.name}: {tag} {said}")
                own = " ".join([parent.text or "", *parent.attrib.values()])
                if VIETNAMESE.search(own.replace("Thước Đo", "")):
                    self.assertIsNotNone(language_of(parent), f"{path.name}: {own.strip()}")

    def test_every_word_of_guide_commands_functions_and_releases(self):
        for path in self.files("addin/help/guide.xml", "addin/commands/command_table.xml", "addin/functions/function_table.xml", "addin/extension/releases.xml"):
            pairs = 0
            for parent in ElementTree.parse(path).getroot().iter():
                said = {child.tag: "".join(child.itertext()).strip() for child in parent if child.tag in ("vi", "en")}
                if said:
                    pairs += 1
                    self.assertEqual(set(said), {"vi", "en"}, f"{path.name}: {said}")
                    self.assertTrue(all(said.values()), f"{path.name}: {said}")
                    self.assertTrue(is_english([said["en"].replace("**", "“", 1).replace("**", "”", 1)]) or said["en"] != said["vi"], f"{path.name}: {said}")
                elif parent.tag not in ("vi", "en"):
                    bare = " ".join(filter(None, [parent.text, parent.tail])).replace("Thước Đo", "")
                    self.assertIsNone(VIETNAMESE.search(bare) if parent.tag not in ("b", "code", "key") else None, f"{path.name}: {bare.strip()}")
            self.assertGreater(pairs, 4, path.name)

    def test_every_word_of_the_public_page(self):
        page = (SOURCE / "engine/report/web/page.html").read_text(encoding="utf-8")
        words = {language: dict(re.findall(r'"?([\w-]+)"?: "((?:[^"\\]|\\.)*)"', re.search(rf"^    {language}: \{{(.*)\}},?$", page, re.M).group(1)))
                 for language in ("vi", "en")}
        self.assertGreater(len(words["vi"]), 60)
        self.assertEqual(set(words["vi"]), set(words["en"]))
        for key, said in words["en"].items():
            self.assertTrue(is_english([said]), f"{key}: {said}")
            self.assertEqual(sorted(re.findall(r"\{\d\}", said)), sorted(re.findall(r"\{\d\}", words["vi"][key])), key)
        for key in re.findall(r'\bsay\("([\w-]+)"', page):
            self.assertIn(key, words["vi"])
        # Elsewhere the page says both in one breath, or offers the other language by its name.
        for line in page.split("\n"):
            if VIETNAMESE.search(line) and not line.startswith(("    vi: {", "    en: {")):
                self.assertTrue(" / " in line or 'lang="vi">Tiếng Việt</button>' in line or ".replace(/đ/g" in line, line)

    def test_what_the_scripting_service_is_said_to_do(self):
        for path in self.files("idl/*.idl"):
            self.assertIsNone(VIETNAMESE.search(re.sub("“[^”]*”|\"[^\"]*\"|Thước Đo", "", path.read_text(encoding="utf-8"))), f"{path.name} is in English, for who writes scripts")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
