// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/secretbytes.h"
#include "core/jobs/answers.h"
#include "core/vault/keygate.h"

#include <QHash>

#include <chrono>
#include <filesystem>
#include <mutex>

namespace redoubt::vault {

/// Answers in a sealed file that only grows (FORMAT.md section 11). Internal to core/vault; made by
/// Vault::openWork().
class WorkFile : public Answers
{
public:
    /// Reads what is there for @a purpose, and drops the rest of the file: a torn end, another
    /// purpose, bytes that somebody else wrote. When @a gate is revoked, what waits is written, and
    /// then nothing is kept or known any more.
    WorkFile(const std::filesystem::path &file, SecretBytes key, QByteArray associated,
             std::shared_ptr<KeyGate> gate = std::make_shared<KeyGate>());
    /// Writes what waits.
    ~WorkFile() override;
    WorkFile(const WorkFile &) = delete;
    WorkFile &operator=(const WorkFile &) = delete;

    std::optional<QByteArray> find(const QByteArray &question) const override;
    void keep(const QByteArray &question, const QByteArray &answer) override;

private:
    using Clock = std::chrono::steady_clock;
    qint64 read(const std::filesystem::path &file);
    bool takeRecord(QByteArrayView plain);
    QByteArray associatedOfNext() const;
    void write();
    void end();

    const std::shared_ptr<KeyGate> m_gate; // shared with the vault, which may go first
    SecretBytes m_key;                     ///< empty when the gate is revoked
    const QByteArray m_associated;
    QHash<QByteArray, QByteArray>
        m_known;        ///< of earlier runs; changes only when the gate is revoked
    std::mutex m_mutex; ///< what follows
    int m_file = -1;    ///< -1: nothing is kept any more
    quint64 m_records = 0;
    QByteArray m_waiting;
    Clock::time_point m_written = Clock::now();
    quint64 m_end = 0; ///< of the gate
};

} // namespace redoubt::vault
