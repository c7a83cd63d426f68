// SPDX-License-Identifier: AGPL-3.0-or-later
// Recipient keys as text: Bech32m (BIP 350), which finds up to four wrong characters.
#include "core/vault/recipient.h"

#include "core/vault/primitives.h"
#include "core/vault/tr.h"
#include "core/vault/vault.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace redoubt::vault {

namespace {

constexpr char kPublicPart[] = "redoubt";
constexpr char kSecretPart[] = "redoubt-secret-";
constexpr char kCharset[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr quint32 kBech32m = 0x2bc830a3;
constexpr int kChecksumLength = 6;
constexpr int kDataLength = 52; // 32 bytes in groups of five bits
constexpr qsizetype kMaximumText = 200;

quint32 step(quint32 state, quint32 value)
{
    static constexpr quint32 kGenerator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                             0x2a1462b3};
    const quint32 top = state >> 25;
    state = ((state & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < 5; ++i) {
        if ((top >> i) & 1)
            state ^= kGenerator[i];
    }
    return state;
}

quint32 startOf(const char *part)
{
    quint32 state = 1;
    for (const char *c = part; *c; ++c)
        state = step(state, quint32(quint8(*c)) >> 5);
    state = step(state, 0);
    for (const char *c = part; *c; ++c)
        state = step(state, quint32(quint8(*c)) & 31);
    return state;
}

/// The text of @a key into locked memory: it may be a secret.
SecretBytes encode(const char *part, const SecretBytes &key)
{
    const qsizetype partLength = qsizetype(std::strlen(part));
    SecretBytes text(partLength + 1 + kDataLength + kChecksumLength);
    std::memcpy(text.data(), part, size_t(partLength));
    text.data()[partLength] = '1';
    unsigned char *at = text.data() + partLength + 1;
    quint32 state = startOf(part);
    quint32 bits = 0;
    int count = 0;
    const auto put = [&](quint32 value) {
        state = step(state, value);
        *at++ = static_cast<unsigned char>(kCharset[value]);
    };
    for (qsizetype i = 0; i < key.size(); ++i) {
        bits = (bits << 8 | key.data()[i]) & 0xffff;
        for (count += 8; count >= 5; count -= 5)
            put((bits >> (count - 5)) & 31);
    }
    if (count > 0)
        put((bits << (5 - count)) & 31);
    quint32 check = state;
    for (int i = 0; i < kChecksumLength; ++i)
        check = step(check, 0);
    check ^= kBech32m;
    for (int i = 0; i < kChecksumLength; ++i)
        *at++ =
            static_cast<unsigned char>(kCharset[(check >> (5 * (kChecksumLength - 1 - i))) & 31]);
    return text;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

bool startsWithPart(QByteArrayView text, QByteArrayView part)
{
    if (text.size() < part.size())
        return false;
    for (qsizetype i = 0; i < part.size(); ++i) {
        if (lower(text[i]) != part[i])
            return false;
    }
    return true;
}

std::optional<SecretBytes> decode(const char *part, QByteArrayView text)
{
    const qsizetype partLength = qsizetype(std::strlen(part));
    if (text.size() != partLength + 1 + kDataLength + kChecksumLength ||
        !startsWithPart(text, part) || text[partLength] != '1')
        return std::nullopt;
    bool small = false;
    bool large = false;
    for (const char c : text) {
        small = small || (c >= 'a' && c <= 'z');
        large = large || (c >= 'A' && c <= 'Z');
    }
    if (small && large)
        return std::nullopt;

    quint32 state = startOf(part);
    SecretBytes key(kKeySize);
    quint32 bits = 0;
    int count = 0;
    int filled = 0;
    const QByteArrayView data = text.sliced(partLength + 1);
    for (qsizetype i = 0; i < data.size(); ++i) {
        const char *found = data[i] ? std::strchr(kCharset, lower(data[i])) : nullptr;
        if (!found)
            return std::nullopt;
        const quint32 value = quint32(found - kCharset);
        state = step(state, value);
        if (i >= kDataLength)
            continue;
        bits = (bits << 5 | value) & 0xfff;
        count += 5;
        if (count >= 8 && filled < kKeySize) {
            count -= 8;
            key.data()[filled++] = static_cast<unsigned char>(bits >> count);
        }
    }
    // 260 bits hold 256; the four behind them must be zero.
    if (state != kBech32m || filled != kKeySize || (bits & 0xf) != 0)
        return std::nullopt;
    return key;
}

} // namespace

bool looksLikeRecipientSecret(QByteArrayView text)
{
    return startsWithPart(text.trimmed(), QByteArrayView(kSecretPart));
}

Result<SecretBytes> parseRecipientSecret(QByteArrayView text)
{
    auto key = text.size() <= kMaximumText ? decode(kSecretPart, text.trimmed()) : std::nullopt;
    if (!key)
        return Error(ErrorKind::Invalid, "vault/recipient",
                     Tr::tr("This is not a recipient's secret key, or it has a typing error. Copy "
                            "all of it, from “REDOUBT-SECRET-1” to its end."));
    return std::move(*key);
}

Result<QByteArray> parseRecipient(QStringView text)
{
    const QByteArray latin =
        text.trimmed().first(std::min(text.trimmed().size(), kMaximumText)).toString().toUtf8();
    if (looksLikeRecipientSecret(latin))
        return Error(ErrorKind::Invalid, "vault/recipient",
                     Tr::tr("This is a secret key, which only its owner may have. Ask the "
                            "recipient for the public key, which starts with “redoubt1”."));
    const auto key = decode(kPublicPart, latin);
    if (!key)
        return Error(ErrorKind::Invalid, "vault/recipient",
                     Tr::tr("This is not a recipient's public key, or it has a typing error. Copy "
                            "all of it, from “redoubt1” to its end."));
    return key->view().toByteArray();
}

RecipientKey generateRecipient()
{
    RecipientKey key;
    key.secret = SecretBytes::random(kKeySize);
    const QByteArray publicKey = boxPublicKey(key.secret);
    key.secretText = QString::fromLatin1(encode(kSecretPart, key.secret).view()).toUpper();
    key.publicText =
        QString::fromLatin1(encode(kPublicPart, SecretBytes::copyOf(publicKey)).view());
    return key;
}

} // namespace redoubt::vault
