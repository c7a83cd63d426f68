// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/signature.h"

#include "core/vault/vault.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace redoubt::release {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kPurpose("redoubt release v1\n");
constexpr QByteArrayView kEnd("\n}\n");
constexpr QByteArrayView kBegin(",\n    \"signature\": ");
constexpr qsizetype kMostSignature = 4096;

} // namespace

QByteArray signedMessage(QByteArrayView body)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(body);
    return kPurpose.toByteArray() + hash.result();
}

QByteArray withSignature(const QByteArray &body, const ManifestSignature &signature)
{
    Q_ASSERT(body.endsWith(kEnd));
    const QJsonObject object{{u"algorithm"_s, u"Ed25519"_s},
                             {u"key"_s, QString::fromLatin1(signature.ownerKey.toHex())},
                             {u"key_fingerprint"_s, vault::fingerprintOfOwner(signature.ownerKey)},
                             {u"value"_s, QString::fromLatin1(signature.value.toHex())}};
    return body.chopped(kEnd.size()) + kBegin.toByteArray() +
           QJsonDocument(object).toJson(QJsonDocument::Compact) + kEnd.toByteArray();
}

SignedManifest splitManifest(const QByteArray &file)
{
    const qsizetype begin = file.lastIndexOf(kBegin);
    const qsizetype from = begin + kBegin.size();
    const qsizetype length = file.size() - kEnd.size() - from;
    if (begin < 0 || length < 0 || length > kMostSignature || !file.endsWith(kEnd))
        return {file, std::nullopt};
    const QJsonDocument document = QJsonDocument::fromJson(file.sliced(from, length));
    if (!document.isObject())
        return {file, ManifestSignature()};
    const QJsonObject object = document.object();
    ManifestSignature signature;
    if (object[u"algorithm"].toString() == u"Ed25519"_s) {
        signature.ownerKey = QByteArray::fromHex(object[u"key"].toString().toLatin1());
        signature.value = QByteArray::fromHex(object[u"value"].toString().toLatin1());
    }
    return {file.first(begin) + kEnd.toByteArray(), signature};
}

} // namespace redoubt::release
