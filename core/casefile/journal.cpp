// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/journal.h"

#include "core/casefile/highwater.h"
#include "core/casefile/tr.h"
#include "core/vault/chain.h"

#include <QDateTime>

namespace redoubt::casefile {

namespace {

constexpr char kJournalSite[] = "casefile/journal";
constexpr quint64 kRowsPerCheckpoint = 1000;
constexpr qint64 kMaxRow = 256 * 1024 * 1024;

/// Nothing is wrong inside of the case: only what this computer remembers of it tells.
Error otherHistory(const Message &what)
{
    return Error(
        ErrorKind::OtherHistory, kJournalSite,
        Tr::tr("%1 If nobody restored it from a copy on purpose, somebody put it back in time, and "
               "decisions are missing: use the newest copy that you trust. Sealed files that this "
               "journal does not name are kept, and can be taken back once the case is open.")
            .arg(what));
}

/// How far a history has come.
struct Position
{
    QByteArray chain;
    vault::MerkleTree tree;
    quint64 signedRows = 0; ///< rows when the last checkpoint was the newest row
};

} // namespace

struct Journal::Private
{
    Private(std::unique_ptr<EventLog> l, const vault::Vault &v, vault::Access a)
        : log(std::move(l))
        , vault(v)
        , access(a)
        , at{vault::chainStart(v.id()), {}, 0}
    {}

    /// Seals an event behind the rows of @a batch, and moves @a end past it.
    Result<void> add(const Event &event, RowBatch &batch, Position &end) const;
    Result<void> sign(const QString &actor, RowBatch &batch, Position &end) const;
    /// Writes what was sealed from where the journal is up to @a end.
    Result<void> write(const RowBatch &batch, const Position &end);
    /// Walks over all rows of the log; @a end grows with them.
    Result<void> walk(const std::optional<HighWater> &mark, const Visitor &visit,
                      Position &end) const;
    Result<void> checkCheckpoint(const CheckpointSigned &signedOne, const Position &end) const;
    RowBatch batch() const { return {at.tree.size() + 1, {}, {}}; }

    const std::unique_ptr<EventLog> log;
    const vault::Vault &vault;
    const vault::Access access;
    Position at;
};

Result<void> Journal::Private::add(const Event &event, RowBatch &batch, Position &end) const
{
    const quint64 n = end.tree.size() + 1;
    auto row = vault.sealRow(toBytes(event), vault::rowContext(vault.id(), n, end.chain));
    if (!row)
        return row.error();
    end.chain = vault::chainNext(end.chain, n, *row);
    end.tree.append(*row);
    batch.rows.append(*std::move(row));
    return {};
}

Result<void> Journal::Private::sign(const QString &actor, RowBatch &batch, Position &end) const
{
    vault::Checkpoint checkpoint;
    checkpoint.vault = vault.id();
    checkpoint.rows = end.tree.size();
    checkpoint.chain = end.chain;
    checkpoint.merkle = end.tree.root();
    checkpoint.time = QDateTime::currentMSecsSinceEpoch() * 1000;
    CheckpointSigned payload;
    payload.checkpoint = checkpoint.toBytes();
    payload.signature = vault.sign(payload.checkpoint);
    if (payload.signature.isEmpty())
        return Error(ErrorKind::PermissionDenied, kJournalSite,
                     Tr::tr("This access to the case may not sign."));
    if (auto done = add({checkpoint.time, actor, payload}, batch, end); !done)
        return done;
    end.signedRows = end.tree.size();
    // In the clear as well: an auditor without keys verifies the chain with it.
    batch.checkpoint = payload.checkpoint + payload.signature;
    return {};
}

Result<void> Journal::Private::write(const RowBatch &batch, const Position &end)
{
    if (auto done = log->append(batch); !done)
        return done;
    at = end;
    if (at.signedRows == at.tree.size())
        writeHighWater(vault, {at.tree.size(), at.chain});
    return {};
}

Result<void> Journal::Private::checkCheckpoint(const CheckpointSigned &signedOne,
                                               const Position &end) const
{
    const auto checkpoint = vault::Checkpoint::fromBytes(signedOne.checkpoint);
    if (!checkpoint || checkpoint->vault != vault.id() || checkpoint->rows != end.tree.size() ||
        checkpoint->chain != end.chain || checkpoint->merkle != end.tree.root() ||
        !vault.verifySignature(signedOne.checkpoint, signedOne.signature))
        return damagedJournal(Tr::tr("a signed checkpoint does not fit the rows before it."));
    return {};
}

Result<void> Journal::Private::walk(const std::optional<HighWater> &mark, const Visitor &visit,
                                    Position &end) const
{
    const auto look = [&](quint64 number, const QByteArray &row) -> Result<void> {
        const quint64 n = end.tree.size() + 1;
        if (number != n || row.size() > kMaxRow)
            return damagedJournal(Tr::tr("row %1 is missing.").arg(n));
        const auto plain = vault.openRow(row, vault::rowContext(vault.id(), n, end.chain));
        if (!plain) {
            if (plain.error().kind() == ErrorKind::WrongKey)
                return plain.error();
            return damagedJournal(Tr::tr("row %1 is not the one that was written.").arg(n));
        }
        auto event = eventFromBytes(*plain);
        if (!event)
            return Error(ErrorKind::Unsupported, kJournalSite,
                         Tr::tr("Row %1 of the case journal was written by a newer version of this "
                                "program. Open the case with that version.")
                             .arg(n));
        const auto *signedOne = std::get_if<CheckpointSigned>(&event->payload);
        if (signedOne != nullptr) {
            if (auto fits = checkCheckpoint(*signedOne, end); !fits)
                return fits;
        }
        end.chain = vault::chainNext(end.chain, n, row);
        end.tree.append(row);
        if (signedOne != nullptr)
            end.signedRows = n;
        if (mark && mark->rows == n && mark->chain != end.chain)
            return otherHistory(Tr::tr("This case is not the one that this computer has seen: its "
                                       "journal differs up to row %1.")
                                    .arg(n));
        return visit(n, *std::move(event));
    };
    if (auto read = log->scan(0, look); !read)
        return read;
    const quint64 rows = end.tree.size();
    if (rows == 0)
        return damagedJournal(Tr::tr("it has no rows."));
    if (mark && mark->rows > rows)
        return otherHistory(
            Tr::tr("This case is older than this computer has seen it: its journal has %1 rows, "
                   "and had %2.")
                .arg(QString::number(rows), QString::number(mark->rows)));
    return {};
}

Journal::Journal(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

Journal::~Journal() = default;

std::unique_ptr<Journal> Journal::create(std::unique_ptr<EventLog> log, const vault::Vault &vault)
{
    return std::unique_ptr<Journal>(
        new Journal(std::make_unique<Private>(std::move(log), vault, vault::Access::ReadWrite)));
}

Result<std::unique_ptr<Journal>> Journal::open(std::unique_ptr<EventLog> log,
                                               const vault::Vault &vault, vault::Access access,
                                               Rollback rollback, const Visitor &visit)
{
    auto p = std::make_unique<Private>(std::move(log), vault, access);
    // The mark is read before the rows: a writer in another process may only add to both.
    const auto mark = rollback == Rollback::Refuse ? readHighWater(vault) : std::nullopt;
    if (auto done = p->walk(mark, visit, p->at); !done)
        return done.error();
    if (access == vault::Access::ReadWrite)
        writeHighWater(vault, {p->at.tree.size(), p->at.chain});
    return std::unique_ptr<Journal>(new Journal(std::move(p)));
}

Result<void> Journal::append(const QList<Event> &events)
{
    if (d->access != vault::Access::ReadWrite)
        return Error(ErrorKind::PermissionDenied, kJournalSite,
                     Tr::tr("The case is open for reading only."));
    RowBatch batch = d->batch();
    Position end = d->at;
    for (const Event &event : events) {
        if (auto added = d->add(event, batch, end); !added)
            return added;
    }
    if (end.tree.size() / kRowsPerCheckpoint != d->at.tree.size() / kRowsPerCheckpoint) {
        if (auto done = d->sign(events.last().actor, batch, end); !done)
            return done;
    }
    return d->write(batch, end);
}

Result<void> Journal::checkpoint(const QString &actor)
{
    if (d->access != vault::Access::ReadWrite || d->at.signedRows == d->at.tree.size())
        return {};
    RowBatch batch = d->batch();
    Position end = d->at;
    if (auto done = d->sign(actor, batch, end); !done)
        return done;
    return d->write(batch, end);
}

quint64 Journal::rows() const
{
    return d->at.tree.size();
}

QByteArray Journal::head() const
{
    return d->at.chain;
}

Result<void> Journal::verify(const Visitor &visit) const
{
    Position end{vault::chainStart(d->vault.id()), {}, 0};
    if (auto done = d->walk(readHighWater(d->vault), visit, end); !done)
        return done;
    if (d->access == vault::Access::ReadWrite && end.chain != d->at.chain)
        return damagedJournal(Tr::tr("its end is not what this program wrote."));
    return {};
}

void Journal::moveToThread(QThread &thread)
{
    d->log->moveToThread(thread);
}

} // namespace redoubt::casefile
