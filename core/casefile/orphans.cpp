// SPDX-License-Identifier: AGPL-3.0-or-later
// Sealed objects that the journal does not name: telling of them, and taking them back.
#include "core/casefile/case_p.h"
#include "core/casefile/tr.h"

#include <QMimeDatabase>

namespace redoubt::casefile {

using namespace Qt::StringLiterals;

namespace {

/// Digits of the object's id that tell its item from all others.
constexpr qsizetype kNameDigits = 12;
constexpr qint64 kHead = 16 << 10;

Orphan orphanOf(const vault::Vault &vault, ObjectId id)
{
    Orphan orphan;
    orphan.object = id;
    if (const auto info = vault.inspect(id)) {
        orphan.modality = info->modality;
        orphan.size = info->size;
        orphan.role = info->compression == vault::Compression::None ? Orphan::Role::Original
                                                                    : Orphan::Role::Derived;
    }
    return orphan;
}

/// What the original was called is lost with the row that named it.
QString neutralName(ObjectId id, const ByteSource &source)
{
    QString name = u"recovered-"_s + id.toString().first(kNameDigits);
    const auto head = source.read(0, kHead);
    if (!head || head->isEmpty())
        return name;
    const QString suffix = QMimeDatabase().mimeTypeForData(*head).preferredSuffix();
    return suffix.isEmpty() ? name : name + u'.' + suffix;
}

} // namespace

QString toString(Orphan::Role role)
{
    switch (role) {
    case Orphan::Role::Original:
        return u"original"_s;
    case Orphan::Role::Derived:
        return u"derived"_s;
    case Orphan::Role::Unknown:
        return u"unknown"_s;
    }
    return {};
}

QList<Orphan> Case::orphans() const
{
    QList<Orphan> result;
    for (const ObjectId id : std::as_const(d->unnamed)) {
        if (!d->named.contains(id))
            result.append(orphanOf(*d->vault, id));
    }
    return result;
}

/// Makes the content of orphans known that may hold the same bytes as an input of @a size: only
/// their whole plaintext tells.
Result<void> Ingest::offerOrphans(Modality modality, qint64 size, const JobContext &context)
{
    for (const ObjectId id : std::exchange(m_unnamed, {}))
        m_orphans.push_back({orphanOf(*m_vault, id), false});
    for (Candidate &candidate : m_orphans) {
        const Orphan &orphan = candidate.orphan;
        if (candidate.hashed || orphan.role != Orphan::Role::Original ||
            orphan.modality != modality || orphan.size != size)
            continue;
        candidate.hashed = true;
        const auto source = m_vault->open(orphan.object);
        if (!source)
            continue; // it stays an orphan, and the input is stored anew
        const auto hash = sha256(**source, [&] { return context.cancelled(); });
        if (!hash && hash.error().kind() == ErrorKind::Cancelled)
            return hash.error();
        if (!hash)
            continue;
        const QByteArray contentId = m_vault->contentId(modality, *hash, size);
        if (!m_contents.contains(contentId))
            m_contents.insert(contentId, orphan.object);
    }
    return {};
}

Result<QList<Error>> Ingest::takeBack(const IngestOptions &options,
                                      const std::function<Result<void>(SealedInput)> &sealed,
                                      const JobContext &context)
{
    for (const ObjectId id : std::exchange(m_unnamed, {}))
        m_orphans.push_back({orphanOf(*m_vault, id), false});
    const std::vector<Candidate> candidates = std::exchange(m_orphans, {});
    QList<Error> problems;
    qint64 done = 0;
    for (const Candidate &candidate : candidates) {
        context.progress(done++, qint64(candidates.size()));
        if (context.cancelled())
            return JobContext::cancelledError("casefile/orphan");
        const Orphan &orphan = candidate.orphan;
        if (orphan.role == Orphan::Role::Derived)
            continue;
        const auto source = m_vault->open(orphan.object);
        const auto hash = source ? sha256(**source, [&] { return context.cancelled(); })
                                 : Result<QByteArray>(source.error());
        if (!hash) {
            if (hash.error().kind() == ErrorKind::Cancelled)
                return hash.error();
            problems.append(Error(hash.error().kind(), "casefile/orphan",
                                  Tr::tr("The sealed file %1 cannot be taken back: %2")
                                      .arg(orphan.object.toString(), hash.error().message())));
            continue;
        }
        SealedInput input;
        input.adopted = true;
        Item &item = input.item;
        item.id = ItemId::random();
        item.name = neutralName(orphan.object, **source);
        item.rawName = item.name.toStdString();
        if (options.kindOf)
            item.kind = options.kindOf(**source, context);
        item.size = orphan.size;
        item.sha256 = *hash;
        item.object = orphan.object;
        input.contentId = m_vault->contentId(orphan.modality, *hash, orphan.size);
        if (auto taken = sealed(std::move(input)); !taken)
            return taken.error();
    }
    return problems;
}

Result<TakeBackReport> Case::takeBack(const IngestOptions &options, const JobContext &context)
{
    TakeBackReport report;
    auto problems = startIngest().takeBack(
        options,
        [&](const SealedInput &sealed) -> Result<void> {
            if (auto added = addSealed(sealed); !added)
                return added;
            report.added.append(sealed.item.id);
            return {};
        },
        context);
    if (!problems)
        return problems.error();
    report.problems = *std::move(problems);
    return report;
}

} // namespace redoubt::casefile
