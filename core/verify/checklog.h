// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/message.h"
#include "core/verify/verify.h"

namespace redoubt::verify {

/// Bytes of an output that is read as a whole.
inline constexpr qint64 kMaxOutput = qint64(1) << 30;

/// What every attack is given. Borrows; lives as long as one verifyOutput() call.
struct Task
{
    const ByteSource &output;
    const Expectation &expectation;
    const VerifyOptions &options;
    const JobContext &context;
};

/// Checks that several readers report under one name.
inline const QString kLayers = QStringLiteral("layers");
inline const QString kMetadata = QStringLiteral("metadata");
inline const QString kStructure = QStringLiteral("structure");
inline const QString kTrailer = QStringLiteral("trailer");

/// The sentences of this module.
struct Words
{
    REDOUBT_TR_FUNCTIONS(redoubt::verify)
};

/// Collects checks by name. A check that is reported several times keeps its worst outcome; the
/// sentences of that outcome stay, the first eight of them, so that a file full of faults gives a
/// short report. Threads: use from one thread.
class CheckLog
{
public:
    void clean(const QString &name, const Message &detail = {});
    void leak(const QString &name, const Message &detail);
    void incomplete(const QString &name, const Message &detail);
    void add(const QString &name, Outcome outcome, const Message &detail);
    /// Kept up to 256, in the order reported.
    void suspect(const Suspect &suspect);
    /// Takes over everything that @a other holds, in its order.
    void merge(const CheckLog &other);

    Outcome outcomeOf(const QString &name) const;
    bool has(const QString &name) const;
    /// The verdict is the worst outcome; Incomplete when nothing ran.
    Verification result() const;

private:
    struct Entry
    {
        QString name;
        Outcome outcome = Outcome::Clean;
        QList<Message> details;
        int more = 0;
    };
    Entry &entry(const QString &name);

    QList<Entry> m_entries;
    QList<Suspect> m_suspects;
};

} // namespace redoubt::verify
