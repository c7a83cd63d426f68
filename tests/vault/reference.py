#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes and reads vault files from FORMAT.md alone, sharing no code with core/vault.

It prints the known answers of tst_vaultformat.cpp, and reads them back. With `read CASE PASSPHRASE` it opens a case from FORMAT.md and
core/casefile/JOURNAL.md alone, verifies header, chain, seals and checkpoints, reads rows of every version and tells each in a line. Needs libsodium
and, for that, libzstd (through ctypes), and nothing else.
"""
import ctypes
import ctypes.util
import hashlib
import sqlite3
import struct
import sys

sodium = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
sodium.sodium_init()


def H(message):
    return hashlib.blake2b(message, digest_size=32).digest()


def D(key, purpose, salt, message=b""):
    return hashlib.blake2b(message, digest_size=32, key=key, salt=salt, person=purpose.ljust(16, b"\0")).digest()


def aead(key, nonce, associated, plain):
    out = ctypes.create_string_buffer(len(plain) + 16)
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
        out, None, plain, ctypes.c_ulonglong(len(plain)), associated, ctypes.c_ulonglong(len(associated)),
        None, nonce, key)
    return out.raw


def open_aead(key, nonce, associated, sealed):
    out = ctypes.create_string_buffer(max(1, len(sealed) - 16))
    assert sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        out, None, None, sealed, ctypes.c_ulonglong(len(sealed)), associated, ctypes.c_ulonglong(len(associated)),
        nonce, key) == 0
    return out.raw[:len(sealed) - 16]


def argon2id(passphrase, salt, passes, kib):
    out = ctypes.create_string_buffer(32)
    assert sodium.crypto_pwhash(out, ctypes.c_ulonglong(32), passphrase, ctypes.c_ulonglong(len(passphrase)), salt,
                                ctypes.c_ulonglong(passes), ctypes.c_size_t(kib * 1024), 2) == 0
    return out.raw


def sign(seed, message):
    public, secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
    sodium.crypto_sign_seed_keypair(public, secret, seed)
    out = ctypes.create_string_buffer(64)
    sodium.crypto_sign_detached(out, None, message, ctypes.c_ulonglong(len(message)), secret)
    return public.raw, out.raw


def sealed_object(vault, object_id, role, epoch, mk, fek, prefix, wrap_nonce, plain):
    head = b"RVO1" + struct.pack("<HBBBBHI", 1, 1, role, 16, 0, 256, epoch) + vault + object_id + prefix
    assert len(head) == 64
    out = head + wrap_nonce + aead(D(mk, b"rvo1-wrap", vault), wrap_nonce, head, fek)
    out += D(fek, b"rvo1-commit", object_id, head)
    mac = D(D(fek, b"rvo1-header", object_id), b"rvo1-mac", object_id, out)
    out += mac + bytes(56)
    assert len(out) == 256
    payload_key = D(fek, b"rvo1-payload", object_id)
    chunks = [plain[i:i + 65536] for i in range(0, len(plain), 65536)] or [b""]
    for i, chunk in enumerate(chunks):
        last = bytes([i + 1 == len(chunks)])
        out += aead(payload_key, prefix + i.to_bytes(7, "big") + last, mac, chunk)
    return out


def open_object(file, vault, object_id, mk):
    """What stands in an object, and whether it is an original (section 12): all that is left of it without the journal."""
    head, wrap_nonce, wrapped = file[:64], file[64:88], file[88:136]
    magic, version, suite, role, chunk_log2, flags, size, epoch = struct.unpack("<4sHBBBBHI", head[:16])
    assert (magic, version, suite, size) == (b"RVO1", 1, 1, 256) and 12 <= chunk_log2 <= 20 and flags in (0, 1)
    assert head[16:48] == vault + object_id and file[200:256] == bytes(56)
    fek = open_aead(D(mk, b"rvo1-wrap", vault), wrap_nonce, head, wrapped)
    assert file[136:168] == D(fek, b"rvo1-commit", object_id, head)
    mac = D(D(fek, b"rvo1-header", object_id), b"rvo1-mac", object_id, file[:168])
    assert file[168:200] == mac
    step = (1 << chunk_log2) + 16
    sealed = [file[i:i + step] for i in range(256, len(file), step)]
    plain = b""
    for i, chunk in enumerate(sealed):
        last = bytes([i + 1 == len(sealed)])
        plain += open_aead(D(fek, b"rvo1-payload", object_id), head[48:64] + i.to_bytes(7, "big") + last, mac, chunk)
    return plain, flags & 1 == 0


def header(vault, seed, keys, passphrase, slot_id, salt, passes, kib):
    owner, _ = sign(seed, b"")
    kek = argon2id(passphrase, salt, passes, kib)
    body = slot_id + struct.pack("<H", 0) + struct.pack("<BBHI", 1, passes, 0, kib) + salt
    body += D(kek, b"rvh1-commit", slot_id, vault) + struct.pack("<H", len(keys))
    wrap_key = D(kek, b"rvh1-wrap", slot_id, vault)
    for n, ((role, epoch), key) in enumerate(sorted(keys.items()), 1):
        name = struct.pack("<BI", role, epoch)
        nonce = struct.pack("<Q", n) + bytes(16)
        body += name + nonce + aead(wrap_key, nonce, b"RVH1" + vault + slot_id + name, key)
    out = b"RVH1" + struct.pack("<HBBQ", 1, 0, 0, 1) + bytes(32) + vault + owner + bytes(16) + bytes(32)
    out += struct.pack("<6I", *[1] * 6) + struct.pack("<H", 1) + struct.pack("<BBHI", 1, 1, 0, len(body)) + body
    return out + sign(seed, b"redoubt vault header v1" + out)[1]


def same(byte, size):
    return bytes([byte]) * size


# ---- A case, read


def verified(public, message, signature):
    return sodium.crypto_sign_verify_detached(signature, message, ctypes.c_ulonglong(len(message)), public) == 0


class Positional:
    """Fields one behind the other; order is '<' or '>'."""

    def __init__(self, data, order="<"):
        self.data, self.order, self.at = data, order, 0

    def take(self, size):
        assert self.at + size <= len(self.data)
        self.at += size
        return self.data[self.at - size:self.at]

    def number(self, form):
        return struct.unpack(self.order + form, self.take(struct.calcsize(form)))[0]

    def block(self):
        return self.take(self.number("I"))

    def text(self):
        return self.block().decode()

    def flag(self):
        value = self.number("B")
        assert value <= 1
        return value == 1

    def each(self, read):
        return [read() for _ in range(self.number("I"))]

    def finished(self):
        return self.at == len(self.data)


def keys_of(header, passphrase):
    """The keys of the first passphrase slot that opens, by (role, epoch); the vault; the owner's public key."""
    assert header[:8] == b"RVH1\x01\x00\x00\x00"
    vault, owner = header[48:64], header[64:96]
    assert verified(owner, b"redoubt vault header v1" + header[:-64], header[-64:])
    r = Positional(header[:-64])
    r.at = 168
    for _ in range(r.number("H")):
        kind, access, reserved, size = r.number("B"), r.number("B"), r.number("H"), r.number("I")
        slot = Positional(r.take(size))
        if kind != 1:
            continue
        slot_id = slot.take(16)
        slot.take(slot.number("H"))
        kdf, passes, reserved, kib = slot.number("B"), slot.number("B"), slot.number("H"), slot.number("I")
        assert kdf == 1 and reserved == 0 and access == 1
        salt, commitment = slot.take(16), slot.take(32)
        kek = argon2id(passphrase, salt, passes, kib)
        assert D(kek, b"rvh1-commit", slot_id, vault) == commitment, "wrong passphrase"
        wrap_key, keys = D(kek, b"rvh1-wrap", slot_id, vault), {}
        for _ in range(slot.number("H")):
            name, blob = slot.take(5), slot.take(72)
            keys[struct.unpack("<BI", name)] = open_aead(wrap_key, blob[:24], b"RVH1" + vault + slot_id + name, blob[24:])
        assert slot.finished() and sign(keys[(0xFF, 0xFFFFFFFF)], b"")[0] == owner
        return keys, vault, owner
    raise AssertionError("no passphrase slot")


def cbor(data, at=0):
    """The value at that place and where it ends: what JOURNAL.md takes of CBOR, in its one form."""
    kind, info = data[at] >> 5, data[at] & 31
    at += 1
    value = info
    if info > 23:
        assert info <= 27
        size = 1 << (info - 24)
        value = int.from_bytes(data[at:at + size], "big")
        assert at + size <= len(data) and (kind == 7 or value >= (24, 1 << 8, 1 << 16, 1 << 32)[info - 24])
        at += size
    if kind == 0:
        return value, at
    if kind == 1:
        return -1 - value, at
    if kind in (2, 3):
        assert at + value <= len(data)
        piece = data[at:at + value]
        return (piece if kind == 2 else piece.decode()), at + value
    if kind == 4:
        items = []
        for _ in range(value):
            item, at = cbor(data, at)
            items.append(item)
        return items, at
    if kind == 5:
        record, last = {}, -1
        for _ in range(value):
            tag, at = cbor(data, at)
            rank = tag if tag >= 0 else (1 << 32) - tag
            assert rank > last
            last = rank
            record[tag], at = cbor(data, at)
        return record, at
    assert kind == 7 and info in (20, 21, 27)
    return struct.unpack(">d", struct.pack(">Q", value))[0] if info == 27 else info == 21, at


def whole_cbor(data):
    value, end = cbor(data)
    assert end == len(data)
    return value


def unzstd(data):
    zstd = ctypes.CDLL(ctypes.util.find_library("zstd") or "libzstd.so.1")
    zstd.ZSTD_getFrameContentSize.restype = ctypes.c_ulonglong
    zstd.ZSTD_decompress.restype = ctypes.c_size_t
    size = zstd.ZSTD_getFrameContentSize(data, ctypes.c_size_t(len(data)))
    assert size < 1 << 26
    out = ctypes.create_string_buffer(max(1, size))
    assert zstd.ZSTD_decompress(out, ctypes.c_size_t(size), data, ctypes.c_size_t(len(data))) == size
    return out.raw[:size]


PLACES = ("track", "span", "area", "range", "field")
SOURCES = ("none", "text", "ocr", "speech", "metadata", "hidden")
ORIGINS = ("detected", "interpolated", "padded", "drawn")


def old_finding(data):
    """A finding of version 1 as (id, item, words)."""
    r = Positional(data, ">")
    assert r.number("B") == 1
    finding, item, kind, score = r.take(16), r.take(16), r.text(), r.number("d")
    place = PLACES[r.number("B")]
    if place == "track":
        words = str(r.number("i"))
        for box in r.each(lambda: (r.number("q"), [r.number("i") for _ in range(4)], ORIGINS[r.number("B")], r.number("H"))):
            words += " %d/%s/%s/%d" % (box[0], ",".join(map(str, box[1])), box[2], box[3])
    elif place == "span":
        words = "%d %d %d %s" % (r.number("i"), r.number("q"), r.number("q"), r.each(lambda: r.number("i")))
    elif place == "area":
        words = "%d %s" % (r.number("i"), [v for rect in r.each(lambda: [r.number("d") for _ in range(4)]) for v in rect])
        words += " %d..%d" % (r.number("q"), r.number("q")) if r.flag() else ""
    elif place == "range":
        words = "%d..%d" % (r.number("q"), r.number("q"))
    else:
        words = r.text()
    detector, version, model, group = r.text(), r.text(), r.block(), r.text()
    source, text = SOURCES[r.number("B")], r.text()
    moved = r.take(16) if r.flag() else b""
    assert r.finished()
    return finding, item, finding_words(kind, score, place, words, detector, version, model, group, source, text, moved)


def new_finding(f, body=False):
    """A finding of version 2 as (id, item, words)."""
    place, p = f[5]
    if place == "track":
        words, at, values = str(p[1]), 0, [0] * 5
        names = [run[1] for run in p[7] for _ in range(run[2])]
        assert len({len(column) for column in (p[2], p[3], p[4], p[5], p[6], names, p[8])}) == 1
        for row in zip(p[2], p[3], p[4], p[5], p[6], names, p[8]):
            values = [old + step for old, step in zip(values, row)]
            words += " %d/%s/%s/%d" % (values[0], ",".join(map(str, values[1:])), row[5], row[6])
    elif place == "span":
        words = "%d %d %d %s" % (p[1], *p[2], p.get(3, []))
    elif place == "area":
        words = "%d %s" % (p[1], p.get(2, []))
        words += " %d..%d" % (p[3][1], p[3][2]) if 3 in p else ""
    elif place == "range":
        words = "%d..%d" % (p[1], p[2])
    else:
        assert place == "field"
        words = p[1]
    assert body or set(f) >= {1, 2}
    return f.get(1), f.get(2), finding_words(f[3], f[4], place, words, f[6], f[7], f.get(8, b""), f.get(9, ""), f[10], f.get(11, ""), f.get(12, b""))


def finding_words(kind, score, place, words, detector, version, model, group, source, text, moved):
    return "%s %g %s (%s) by %s %s %s%s %s <%s>%s" % (
        kind, score, place, words, detector, version, model.decode(), group, source, text, " moved" if moved else "")


def old_item(r):
    r.take(16)
    name, _, kind, size = r.block(), r.text(), r.text(), r.number("q")
    r.block(), r.take(16)
    state, problem = ("sealed", "analysed", "unsupported", "failed")[r.number("B")], r.text()
    streams = r.each(lambda: (r.number("i"), r.number("B"), r.text(), [r.number("i") for _ in range(4)], r.number("d"), r.number("i"), r.number("i")))
    left = r.each(lambda: (r.text(), r.text()))
    shots = r.each(lambda: (r.number("q"), r.number("q")))
    return item_words(name, kind, size, state, problem, [s[2] for s in streams], left, len(shots), r.text())


def message(r):
    """The English sentence, with its placeholders, or the words that are not the program's."""
    r.block()
    words = r.text()
    r.number("i")
    for _ in range(r.number("B")):
        kind = r.number("B")
        assert kind <= 3
        (lambda: r.number("q"), lambda: r.take(8 + 1 + 1), r.text, lambda: message(r))[kind]()
    return words


def left_out(r):
    what, place = whole(r.block(), message), r.number("B")
    assert place <= 2
    if place == 1:
        r.number("i")
        r.take(4 if r.flag() else 0)
    elif place == 2:
        r.number("i")
        r.take(8 + 8 + 4 + 4 + 8 if r.flag() else 0)
    return what, whole(r.block(), message)


def whole(data, read):
    r = Positional(data)
    value = read(r)
    assert r.finished()
    return value


def new_item(i):
    return item_words(i[2], i[4], i[5], i[8], whole(i[9], message) if 9 in i else "", [s.get(3, "") for s in i.get(10, [])],
                      [whole(n[1], left_out) for n in i.get(11, [])], len(i.get(12, [])) // 2, i.get(13, ""))


def item_words(name, kind, size, state, problem, codecs, left, shots, version):
    return "%s %s %d %s <%s> %s %s %d %s" % (
        name.decode("latin-1"), kind, size, state, problem, codecs, ["%s: %s" % each for each in left], shots, version)


def old_change(r):
    kind = r.number("B")
    if kind == 0:
        r.take(16)
        verdict, effect = ("redact", "keep")[r.number("B")], r.text()
        return "decision %s %s %s by %s at %d" % (verdict, effect, r.each(r.text), r.text(), r.number("q"))
    if kind == 2:
        return "mark_added " + old_finding(r.block())[2]
    if kind == 4:
        r.take(16)
        return "subject_set %s %s %s %s" % (r.text(), r.each(r.text), r.each(r.text), [r.take(16) and r.text() for _ in range(r.number("I"))])
    r.take(16)
    return {1: "decision_withdrawn", 3: "mark_withdrawn", 5: "subject_removed", 6: "item_removed", 7: "item_restored"}[kind]


def new_change(change):
    kind, c = change
    if kind == "decision":
        d = c[1]
        return "decision %s %s %s by %s at %d" % (d[2], d[3], d.get(4, []), d.get(5, ""), d.get(6, 0))
    if kind == "mark_added":
        return "mark_added " + new_finding(c[1])[2]
    if kind == "subject_set":
        s = c[1]
        return "subject_set %s %s %s %s" % (s[2], s.get(3, []), s.get(4, []), [g[2] for g in s.get(5, [])])
    assert kind in ("decision_withdrawn", "mark_withdrawn", "subject_removed", "item_removed", "item_restored") and len(c[1]) == 16
    return kind


def pack(item, ids, packed, read):
    r, words = Positional(unzstd(packed)), []
    for at in range(0, len(ids), 16):
        finding, of, said = read(r.block())
        assert finding in (None, ids[at:at + 16]) and of in (None, item)
        words.append(said)
    assert r.finished()
    return "findings_added " + "; ".join(words)


def old_row(plain):
    """A row of version 1 in words, and its checkpoint if it is one."""
    r = Positional(plain)
    kind = r.number("H")
    assert r.number("H") == 1
    r.number("q"), r.text()
    signed = None
    if kind == 0:
        words = "case_created"
    elif kind == 1:
        words = "item_added " + old_item(r)
        r.block()
        if not r.finished():
            r.take(16)
            words += " part <%s>" % r.text()
    elif kind == 2:
        words = pack(r.take(16), r.block(), r.block(), old_finding)
    elif kind == 3:
        words = "item_analysed " + old_item(r)
        words += " %d" % (0 if r.finished() else r.number("q"))
        words += "" if r.finished() else " %g" % r.number("d")
    elif kind == 4:
        words = "item_text" if r.take(32) else ""
    elif kind == 5:
        words = "profile_set " + r.text()
    elif kind == 6:
        r.take(16)
        words = "seen %d %d %d" % (r.number("i"), r.number("q"), r.number("q"))
    elif kind == 7:
        words = "release %d %s" % (r.number("i"), r.block().hex())
    elif kind == 8:
        words, signed = "checkpoint", (r.block(), r.block())
    else:
        assert kind == 9
        role = ("none", "do", "undo", "redo", "drop")[r.number("B")]
        words = "gesture %s %d: " % (role, r.number("Q"))
        r.number("Q")
        words += "; ".join(r.each(lambda: old_change(r)))
    assert r.finished()
    return words, signed


def new_row(plain):
    """A row of version 2 in words, and its checkpoint if it is one."""
    assert plain[:4] == b"\0\0\2\0"
    event = whole_cbor(plain[4:])
    assert set(event) == {1, 2, 3}
    kind, e = event[3]
    if kind == "checkpoint":
        return kind, (e[1], e[2])
    if kind == "item_added":
        part = " part <%s>" % e[1][17] if 16 in e[1] else ""
        return "item_added " + new_item(e[1]) + part, None
    if kind == "item_analysed":
        start = " %g" % e[1][15] if 15 in e[1] else ""
        return "item_analysed %s %d%s" % (new_item(e[1]), e[1].get(14, 0), start), None
    if kind == "findings_added":
        assert e[4] == "tagged"
        return pack(e[1], e[2], e[3], lambda body: new_finding(whole_cbor(body), True)), None
    if kind == "gesture":
        return "gesture %s %d: %s" % (e[2], e.get(3, 0), "; ".join(map(new_change, e[1]))), None
    words = {"case_created": lambda: "", "item_text": lambda: "", "profile_set": lambda: " " + e[1],
             "seen": lambda: " %d %d %d" % (e[2], *e[3]), "release": lambda: " %d %s" % (e[1], e[2].hex())}
    return kind + words[kind](), None


def merkle(rows):
    if not rows:
        return H(b"")
    if len(rows) == 1:
        return H(b"\0" + rows[0])
    half = 1
    while half * 2 < len(rows):
        half *= 2
    return H(b"\1" + merkle(rows[:half]) + merkle(rows[half:]))


def read_case(folder, passphrase):
    with open(folder + "/vault.hdr", "rb") as file:
        keys, vault, owner = keys_of(file.read(), passphrase)
    database = sqlite3.connect("file:%s/journal.db?mode=ro&immutable=1" % folder, uri=True)
    chain, rows = H(b"RVJ1" + vault), []
    for number, blob in database.execute("SELECT seq, blob FROM events ORDER BY seq"):
        assert number == len(rows) + 1
        row_key = D(keys[(4, struct.unpack("<I", blob[:4])[0])], b"rvj1-row", vault)
        context = blob[:4] + b"RVJ1" + vault + struct.pack("<Q", number) + chain
        plain = open_aead(row_key, blob[4:28], context, blob[28:])
        words, signed = old_row(plain) if plain[2:4] == b"\1\0" else new_row(plain)
        if signed:
            checkpoint, signature = signed
            assert verified(owner, checkpoint, signature) and len(checkpoint) == 100
            assert checkpoint[:92] == b"RVC1" + vault + struct.pack("<Q", len(rows)) + chain + merkle(rows)
        print(words)
        chain = H(chain + struct.pack("<Q", number) + blob)
        rows.append(blob)


if len(sys.argv) == 4 and sys.argv[1] == "read":
    sys.stdout.reconfigure(encoding="utf-8")
    read_case(sys.argv[2], sys.argv[3].encode())
    sys.exit()

VAULT, OBJECT, MK, FEK, PREFIX, NONCE = (same(1, 16), same(2, 16), same(3, 32), same(4, 32), same(5, 16), same(6, 24))
print("small", sealed_object(VAULT, OBJECT, 1, 7, MK, FEK, PREFIX, NONCE, b"abc").hex())
pattern = bytes(i * 7 % 251 for i in range(200000))
for content in (b"", b"abc", pattern, pattern[:65536], pattern[:131072]):
    sealed = sealed_object(VAULT, OBJECT, 1, 7, MK, FEK, PREFIX, NONCE, content)
    assert open_object(sealed, VAULT, OBJECT, MK) == (content, True)
print("large", H(sealed_object(VAULT, OBJECT, 1, 7, MK, FEK, PREFIX, NONCE, pattern)).hex())
KEYS = {(0, 1): same(0x10, 32), (4, 1): same(0x14, 32), (4, 0xFFFFFFFF): same(0x24, 32), (0xFF, 0xFFFFFFFF): same(9, 32)}
print("header", header(VAULT, same(9, 32), KEYS, b"correct horse", same(7, 16), same(8, 16), 1, 1024).hex())
print("content", D(MK, b"rvd1-content", bytes(16), hashlib.sha256(b"abc").digest() + struct.pack("<Q", 3)).hex())
