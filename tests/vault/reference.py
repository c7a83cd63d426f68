#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes and reads vault files from FORMAT.md alone, sharing no code with core/vault.

It prints the known answers of tst_vaultformat.cpp, and reads them back. Needs libsodium (through ctypes) and nothing else.
"""
import ctypes
import ctypes.util
import hashlib
import struct

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
