// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/secretbytes.h"
#include "core/jobs/answers.h"
#include "core/vault/keygate.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

/// Derived data of a vault (FORMAT.md section 15). Internal to core/vault; made by
/// Vault::openDerived().
namespace redoubt::vault {

inline constexpr char kDerivedFolder[] = "derived"; ///< in a vault's folder
/// Bytes that all derived data of a vault may take.
inline constexpr qint64 kMostDerived = qint64(1) << 30;
/// Bytes of one answer.
inline constexpr qint64 kLargestDerived = qint64(64) << 20;

/// The files, whose bytes it does not look into. Threads: any. Requires: one writer at a time,
/// which the locks of the vault see to.
class DerivedFolder
{
public:
    explicit DerivedFolder(std::filesystem::path folder, qint64 budget = kMostDerived);
    DerivedFolder(const DerivedFolder &) = delete;
    DerivedFolder &operator=(const DerivedFolder &) = delete;

    /// Nothing for a file that cannot be read or is too large.
    std::optional<QByteArray> read(ItemId item, const std::string &name) const;
    /// Writes it whole or not at all, and then removes the oldest files of any item when all of
    /// them exceed the budget. What cannot be written is not there.
    void write(ItemId item, const std::string &name, QByteArrayView bytes);
    void forget(ItemId item);

private:
    struct File;
    std::filesystem::path folderOf(ItemId item) const;
    std::vector<File> files() const;
    void makeRoom();

    const std::filesystem::path m_folder;
    const qint64 m_budget;
    std::mutex m_mutex;           ///< of writers
    std::optional<qint64> m_size; ///< of all files, once they were counted
};

/// Derived data of one item. Answers nothing but questions of derivedQuestion().
class DerivedData : public Answers
{
public:
    struct Setup
    {
        ItemId item;
        SecretBytes key;       ///< seals
        SecretBytes nameKey;   ///< names
        QByteArray salt;       ///< id of the vault
        QByteArray associated; ///< all but the question
        bool writable = false;
    };
    /// When @a gate is revoked, nothing is kept or known any more.
    DerivedData(Setup setup, std::shared_ptr<DerivedFolder> folder, std::shared_ptr<KeyGate> gate);
    ~DerivedData() override;
    DerivedData(const DerivedData &) = delete;
    DerivedData &operator=(const DerivedData &) = delete;

    std::optional<QByteArray> find(const QByteArray &question) const override;
    void keep(const QByteArray &question, const QByteArray &answer) override;

private:
    std::string nameOf(const QByteArray &question) const;
    QByteArray associatedOf(const QByteArray &question) const;

    const std::shared_ptr<DerivedFolder> m_folder; // shared with the vault, which may go first
    const std::shared_ptr<KeyGate> m_gate;         // the same
    Setup m_setup;     ///< keys are touched under a Use of the gate and empty once it is revoked
    quint64 m_end = 0; ///< of the gate
};

} // namespace redoubt::vault
