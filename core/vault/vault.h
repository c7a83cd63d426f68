// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/ids.h"
#include "core/base/itemkind.h"
#include "core/base/secretbytes.h"
#include "core/jobs/answers.h"
#include "core/jobs/jobcontext.h"
#include "core/vault/attempt.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace redoubt::vault {

enum class Access { ReadOnly, ReadWrite };

/// Cost of the passphrase slot. The defaults are what users get; tests use less.
struct KdfCost
{
    quint8 passes = 3;
    quint32 memoryKiB = 256 * 1024;
};

/// Whether the bytes are compressed before they are sealed. Compressed sizes tell more about the
/// content; media does not shrink anyway.
enum class Compression { None, Zstd };

/// One way in to a vault, for lists.
struct SlotInfo
{
    enum class Kind { Passphrase, Recipient, Recovery, Unknown };
    Kind kind = Kind::Unknown;
    bool full = false; ///< opens everything, and may sign
    KdfCost cost;      ///< of passphrase slots
};

/// What sealing one original gave.
struct SealedObject
{
    ObjectId id;
    QByteArray sha256;      ///< of the plaintext
    QByteArray contentId;   ///< keyed, for finding duplicates inside this vault only
    qint64 size = 0;        ///< of the plaintext
    bool duplicate = false; ///< the bytes were there already; id names the older object
};

/// What the authenticated header of an object tells without the journal.
struct ObjectInfo
{
    Modality modality = Modality::Meta; ///< whose key sealed it
    /// Originals are stored as they are; what the program derived from them is compressed.
    Compression compression = Compression::None;
    qint64 size = 0; ///< of the plaintext
};

/// An original that other data is worked out from.
struct DerivedFrom
{
    ItemId item;
    ObjectId object;
    Modality modality = Modality::Meta; ///< whose key sealed it
};

/// A folder with `vault.hdr` and `objects/`. Layout and threat model: FORMAT.md.
/// Threads: seal() and open() may be called from several threads at once, close() from any. What a
/// job holds on another thread is a std::shared_ptr of it: after close() the object is still there
/// and answers Cancelled.
class Vault
{
public:
    /// Makes a new vault in @a folder, which must be empty or absent.
    static Result<std::unique_ptr<Vault>> create(const std::filesystem::path &folder,
                                                 const SecretBytes &passphrase, KdfCost cost = {});
    /// @a secret: a passphrase or the text of a recipient's secret key. Writing needs a passphrase.
    /// Errors: WrongKey, Damaged, Conflict (another process has it open for writing), NotFound.
    static Result<std::unique_ptr<Vault>> open(const std::filesystem::path &folder,
                                               const SecretBytes &secret, Access access);
    ~Vault(); ///< as close()
    /// Wipes the keys and lets others open the folder for writing. Work that is under way on other
    /// threads, and every reader that open() gave out, fails with Cancelled from then on. Does not
    /// wait for it. Safe to call again.
    void close();

    VaultId id() const;
    Access access() const;
    const std::filesystem::path &folder() const;
    /// Fingerprint of the owner's signing key, for people to compare.
    QString fingerprint() const;
    QList<SlotInfo> slotInfos() const;

    /// Seals all of @a source as one object under the key of @a modality. @a knownContent answers
    /// whether a content id is stored already, and as which object (the journal knows; file names
    /// do not tell); it is called under a lock and must not seal. Of equal sources sealed at the
    /// same time one is stored, too. Appears whole or not at all.
    Result<SealedObject>
    seal(const ByteSource &source, Modality modality,
         const std::function<std::optional<ObjectId>(const QByteArray &contentId)> &knownContent,
         const JobContext &context, Compression compression = Compression::None);
    /// A seekable reader; nothing is released before its chunk verified. It may outlive the vault,
    /// and answers Cancelled then. Errors: NotFound, Damaged, WrongKey (no grant for its modality).
    /// Cancelled is the answer of everything here after close().
    Result<std::unique_ptr<ByteSource>> open(ObjectId id) const;
    /// Checks every chunk of an object.
    Result<void> verify(ObjectId id, const JobContext &context) const;
    Result<QList<ObjectId>> objects() const;
    /// Reads header and end of an object. Errors: as open().
    Result<ObjectInfo> inspect(ObjectId id) const;
    /// What seal() calls the content of a source; empty when this access has no key for it.
    QByteArray contentId(Modality modality, QByteArrayView sha256, qint64 size) const;

    /// What an unfinished examination of an item has found out so far, kept sealed and forgotten
    /// when @a purpose is another than it was. Null when nothing may be written; what cannot be
    /// written is not kept. It may outlive the vault. Requires: no other one of the item is open.
    std::unique_ptr<Answers> openWork(ItemId item, QByteArrayView purpose) const;
    /// The examination is finished.
    void removeWork(ItemId item) const;
    /// What was worked out from an original before: answers to questions of derivedQuestion().
    /// Nothing but time depends on them, and any may be gone at any time
    /// (FORMAT.md section 15). @a version: another one's answers are not found. Keeps nothing when
    /// nothing may be written, and finds and keeps nothing after close(); may outlive the vault.
    /// Null without a key for the modality. Threads: any, also several of one original.
    std::shared_ptr<Answers> openDerived(const DerivedFrom &original, QByteArrayView version) const;
    /// All of it is worked out anew.
    void forgetDerived(ItemId item) const;
    /// Begins work of a kind ("analysis", "release") on an item, counting what became of earlier
    /// tries; the attempt may outlive the vault. Null when nothing may be written.
    std::unique_ptr<Attempt> beginAttempt(ItemId item, QLatin1StringView work) const;
    /// It may be tried again.
    void forgetAttempts(ItemId item, QLatin1StringView work) const;

    /// Changes the passphrase slot; other slots stay.
    Result<void> changePassphrase(const SecretBytes &passphrase, KdfCost cost = {});

    /// A further way in that opens everything: who holds the secret key of @a publicKey
    /// (parseRecipient()) can open the vault when the passphrase is lost. Errors: Invalid (not a
    /// usable key), Limit (too many slots).
    Result<void> addRecovery(QByteArrayView publicKey);

    // For the journal (core/casefile): who writes it, sealing of rows and signing of checkpoints.
    // Keys never leave the vault.
    /// Locks the journal in the folder of the vault against a second writer; done by open() when it
    /// is there already. Requires: the vault outlives the connection to the journal.
    Result<void> lockJournal();
    /// Conflict when the journal is no longer the file that was locked.
    Result<void> checkJournal() const;
    /// Whether a writer has the vault in @a folder open. Requires: this process has no connection
    /// to its journal, unless it is the writer's.
    static bool isBeingWritten(const std::filesystem::path &folder);
    /// epoch 4 || nonce 24 || ciphertext || tag, under the metadata key, bound to @a associated
    /// (rowContext() of chain.h).
    Result<QByteArray> sealRow(QByteArrayView plain, QByteArrayView associated) const;
    Result<QByteArray> openRow(QByteArrayView sealed, QByteArrayView associated) const;
    /// 64 bytes, Ed25519; empty when this access may not sign.
    QByteArray sign(QByteArrayView message) const;
    bool verifySignature(QByteArrayView message, QByteArrayView signature) const;

    // For releases (core/release).
    /// The owner's Ed25519 public key, 32 bytes.
    QByteArray ownerKey() const;
    /// Names an original by its SHA-256 to those who may open everything here, and tells others
    /// nothing (FORMAT.md section 13). 32 bytes; empty for who holds a grant only.
    QByteArray sourceFingerprint(QByteArrayView sha256) const;

private:
    friend Result<void> packVault(const Vault &vault, const struct PackRequest &request,
                                  const std::filesystem::path &archive, const JobContext &context);
    struct Private;
    explicit Vault(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Invalid when @a path is a vault's folder or lies in one: what is written there could take the
/// place of its journal or of a sealed file. For everything that people choose as an output.
Result<void> checkOutput(const std::filesystem::path &path);

/// Whether the holder of an Ed25519 key signed @a message. False for keys and signatures of wrong
/// sizes.
bool verifyOwnerSignature(QByteArrayView ownerKey, QByteArrayView message,
                          QByteArrayView signature);
/// Fingerprint of an owner's key, as Vault::fingerprint() gives it.
QString fingerprintOfOwner(QByteArrayView ownerKey);

/// A recipient's public key as text ("redoubt1..."), for `vault pack --recipient`.
Result<QByteArray> parseRecipient(QStringView text);
/// A new recipient key pair: what to print on paper, and what to give to others.
struct RecipientKey
{
    SecretBytes secret;
    QString secretText;
    QString publicText;
};
RecipientKey generateRecipient();

/// One original named in a package.
struct PackedItem
{
    std::string name; ///< bytes of the relative path, as ingested
    ItemKind kind = ItemKind::Unknown;
    qint64 size = 0;
    QByteArray sha256;
    ObjectId object;
};

/// Writes a stored ZIP64 of the vault folder: header re-wrapped for the given slots, the objects of
/// @a items, a sealed list of the items. Appears whole or not at all. Objects that do not open are
/// an error (Damaged, NotFound): a package that cannot be read is worse than none.
struct PackRequest
{
    std::vector<PackedItem> items;
    QList<QByteArray> recipients; ///< X25519 public keys; the passphrase slot is kept as well
};
Result<void> packVault(const Vault &vault, const PackRequest &request,
                       const std::filesystem::path &archive, const JobContext &context);

/// A packed vault, read in place from the archive.
class VaultArchive
{
public:
    /// @a secret: a passphrase or the text of a recipient's secret key.
    static Result<std::unique_ptr<VaultArchive>> open(const std::filesystem::path &archive,
                                                      const SecretBytes &secret);
    ~VaultArchive();
    const std::vector<PackedItem> &items() const;
    VaultId id() const;
    /// Fingerprint of the owner's signing key, for people to compare.
    QString fingerprint() const;
    /// A seekable reader inside the archive; nothing is unpacked. The archive must outlive it.
    Result<std::unique_ptr<ByteSource>> open(const PackedItem &item) const;
    /// Reads all of an item and compares its SHA-256.
    Result<void> verify(const PackedItem &item, const JobContext &context) const;

private:
    struct Private;
    explicit VaultArchive(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Writes an original to @a target, whole or not at all, after comparing its SHA-256.
Result<void> extractOriginal(const ByteSource &source, QByteArrayView sha256,
                             const std::filesystem::path &target, const JobContext &context);

} // namespace redoubt::vault
