"""Many filled sheets from a few: the same package with another unit in its properties. The other parts keep the bytes
that LibreOffice wrote."""

import re
import struct
import zlib

LOCAL, CENTRAL, END = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"


class Package:
    """The parts of a zip file as they are packed: [(name, method, crc, packed, size)]."""

    def __init__(self, file):
        raw = file.read_bytes()
        end = struct.unpack(END, raw[-struct.calcsize(END):])
        self.parts, at = [], end[6]
        for _ in range(end[4]):
            head = struct.unpack_from(CENTRAL, raw, at)
            method, crc, packed_size, size = head[4], head[7], head[8], head[9]
            name_size, extra_size, comment_size, offset = head[10], head[11], head[12], head[16]
            at += struct.calcsize(CENTRAL)
            name = raw[at:at + name_size].decode()
            at += name_size + extra_size + comment_size
            local = struct.unpack_from(LOCAL, raw, offset)
            begin = offset + struct.calcsize(LOCAL) + local[9] + local[10]
            self.parts.append((name, method, crc, raw[begin:begin + packed_size], size))

    def text(self, name):
        for part, method, _, packed, _ in self.parts:
            if part == name:
                return (zlib.decompress(packed, -15) if method else packed).decode("utf-8")
        raise KeyError(name)

    def write(self, file, name, text):
        """Writes a copy with another text in the part `name`."""
        out, directory, at = [], [], 0
        for part, method, crc, packed, size in self.parts:
            if part == name:
                content = text.encode("utf-8")
                pack = zlib.compressobj(6, zlib.DEFLATED, -15)
                method, crc, size = 8, zlib.crc32(content), len(content)
                packed = pack.compress(content) + pack.flush()
            known = part.encode()
            head = (20, 0, method, 0, 33, crc, len(packed), size, len(known))
            local = struct.pack(LOCAL, b"PK\3\4", *head, 0) + known + packed
            directory.append(struct.pack(CENTRAL, b"PK\1\2", 20, *head, 0, 0, 0, 0, 0, at) + known)
            out.append(local)
            at += len(local)
        whole = b"".join(directory)
        out += [whole, struct.pack(END, b"PK\5\6", 0, 0, len(directory), len(directory), len(whole), at, 0)]
        file.write_bytes(b"".join(out))


UNIT = re.compile(r'(<meta:user-defined meta:name="thuocdo\.unit"[^>]*>)[^<]*(</meta:user-defined>)')


def with_properties(text, unit, more):
    """The text of meta.xml about another unit, with further properties."""
    added = "".join(f'<meta:user-defined meta:name="{name}">{value}</meta:user-defined>' for name, value in more.items())
    text, changed = UNIT.subn(lambda found: found.group(1) + unit + found.group(2) + added, text)
    if changed != 1:
        raise AssertionError("no property thuocdo.unit")
    return text


def write_sheets(originals, units, folder, submitted=None):
    """One sheet for each unit, made from the originals in turn; drafts, unless `submitted` has the digests of their answers."""
    folder.mkdir(parents=True, exist_ok=True)
    packages = [Package(file) for file in originals]
    texts = [package.text("meta.xml") for package in packages]
    for index, unit in enumerate(units):
        which = index % len(packages)
        packages[which].write(folder / f"{unit}.ods", "meta.xml", with_properties(texts[which], unit, properties_of((submitted or {}).get(unit))))


def properties_of(digest):
    """Of a sheet that was submitted with the command Submit."""
    if digest is None:
        return {}
    return {"thuocdo.submitted": "2024-01-02T08:00:00+07:00", "thuocdo.submission": digest, "thuocdo.code": check_code(digest)}


def check_code(digest):
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    bits = bin(int(digest, 16))[2:].zfill(256)
    signs = "".join(alphabet[int(bits[i:i + 5], 2)] for i in range(0, 60, 5))
    return "-".join(signs[i:i + 4] for i in range(0, 12, 4))


def write_versions(original, unit, digest, folder, count):
    """Files of one unit: the same answers, other bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    package = Package(original)
    text = package.text("meta.xml")
    for number in range(count):
        package.write(folder / f"{number}.ods", "meta.xml", with_properties(text, unit, {**properties_of(digest), "bench.number": number}))
