// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

/// The signature of a release: MANIFEST.md. Pure functions.
namespace redoubt::release {

struct ManifestSignature
{
    QByteArray ownerKey; ///< Ed25519 public key, 32 bytes
    QByteArray value;    ///< 64 bytes
    bool operator==(const ManifestSignature &) const = default;
};

/// What is signed for a manifest without its signature.
QByteArray signedMessage(QByteArrayView body);
/// Requires: @a body ends as QJsonDocument::Indented ends an object.
QByteArray withSignature(const QByteArray &body, const ManifestSignature &signature);

struct SignedManifest
{
    QByteArray body; ///< the manifest as it was before it was signed
    std::optional<ManifestSignature> signature;
};
/// Takes a file apart. A file without a signature is its own body; so is one whose signature cannot
/// be read, and then the signature has empty parts, which no key verifies.
SignedManifest splitManifest(const QByteArray &file);

} // namespace redoubt::release
