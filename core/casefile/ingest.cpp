// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case_p.h"

#include <algorithm>

namespace redoubt::casefile {

using namespace Qt::StringLiterals;

namespace {

/// What ends the whole run, and not only one file: the same would happen to the next.
bool endsRun(ErrorKind kind)
{
    return kind == ErrorKind::Cancelled || kind == ErrorKind::NoSpace ||
           kind == ErrorKind::Internal || kind == ErrorKind::Conflict;
}

constexpr qsizetype kLongestPartName = 100;

/// One component of a path, whatever a file calls its parts.
QString partFileName(QString part)
{
    for (QChar &c : part) {
        if (c == u'/' || c == u'\\' || c == u':' || c.category() == QChar::Other_Control)
            c = u'_';
    }
    while (part.startsWith(u'.'))
        part.remove(0, 1);
    // The end has the suffix.
    return part.isEmpty() ? u"part"_s : part.right(kLongestPartName);
}

} // namespace

Result<SealedInput> sealPart(vault::Vault &vault, const Item &parent, const QString &part,
                             const ByteSource &bytes, const IngestOptions &options,
                             const JobContext &context)
{
    SealedInput input;
    Item &item = input.item;
    if (options.kindOf)
        item.kind = options.kindOf(bytes, context);
    const Modality modality = options.modalityOf ? options.modalityOf(item.kind) : Modality::Text;
    const auto sealed = vault.seal(
        bytes, modality, [](const QByteArray &) { return std::optional<ObjectId>(); }, context);
    if (!sealed)
        return sealed.error();
    item.id = ItemId::random();
    const QString name = partFileName(part);
    item.rawName = parent.rawName + ".parts/" + name.toStdString();
    item.name = parent.name + u".parts/"_s + name;
    item.size = sealed->size;
    item.sha256 = sealed->sha256;
    item.object = sealed->id;
    item.parent = parent.id;
    item.part = part;
    input.contentId = sealed->contentId;
    return input;
}

Result<std::optional<SealedInput>> Ingest::sealOne(const InputFile &file,
                                                   const IngestOptions &options,
                                                   const JobContext &context,
                                                   std::vector<SkippedInput> &skipped)
{
    const auto source = openFileSource(file.path);
    if (!source) {
        skipped.push_back({file.path, source.error()});
        return std::optional<SealedInput>();
    }
    const std::string rawName = file.relative.native();
    // What an earlier run sealed before it was stopped is told by name, size and hash.
    const auto same = [&](const Known &known) {
        return known.rawName == rawName && known.size == (*source)->size();
    };
    if (std::any_of(m_known.begin(), m_known.end(), same)) {
        const auto hash = sha256(**source, [&] { return context.cancelled(); });
        if (!hash && endsRun(hash.error().kind()))
            return hash.error();
        const auto done = [&](const Known &known) {
            return same(known) && hash && known.sha256 == *hash;
        };
        if (std::any_of(m_known.begin(), m_known.end(), done))
            return std::optional<SealedInput>();
    }
    SealedInput input;
    Item &item = input.item;
    if (options.kindOf)
        item.kind = options.kindOf(**source, context);
    const Modality modality = options.modalityOf ? options.modalityOf(item.kind) : Modality::Text;
    if (auto offered = offerOrphans(modality, (*source)->size(), context); !offered)
        return offered.error();
    const auto sealed = m_vault->seal(
        **source, modality,
        [this](const QByteArray &contentId) {
            const auto it = m_contents.constFind(contentId);
            return it == m_contents.constEnd() ? std::nullopt : std::optional(*it);
        },
        context);
    if (!sealed) {
        if (endsRun(sealed.error().kind()))
            return sealed.error();
        skipped.push_back({file.path, sealed.error()});
        return std::optional<SealedInput>();
    }
    item.id = ItemId::random();
    item.rawName = rawName;
    item.name = displayName(file.relative);
    item.size = sealed->size;
    item.sha256 = sealed->sha256;
    item.object = sealed->id;
    input.contentId = sealed->contentId;
    input.adopted = std::erase_if(m_orphans, [&](const Candidate &candidate) {
                        return candidate.orphan.object == item.object;
                    }) > 0;
    input.duplicate = sealed->duplicate && !input.adopted;
    m_known.push_back({rawName, item.size, item.sha256});
    m_contents.insert(input.contentId, item.object);
    return std::optional(std::move(input));
}

Result<std::vector<SkippedInput>>
Ingest::run(const InputList &inputs, const IngestOptions &options,
            const std::function<Result<void>(SealedInput)> &sealed, const JobContext &context)
{
    std::vector<SkippedInput> skipped = inputs.skipped;
    const auto sizeOf = [](const InputFile &file) {
        std::error_code code;
        const auto size = std::filesystem::file_size(file.path, code);
        return code ? qint64(0) : qint64(size);
    };
    qint64 total = 0;
    for (const InputFile &file : inputs.files)
        total += sizeOf(file);
    qint64 before = 0;
    for (const InputFile &file : inputs.files) {
        if (context.cancelled())
            return JobContext::cancelledError("casefile/ingest");
        const auto one = context.withReporter(
            [&](qint64 done, qint64) { context.progress(before + done, total); });
        auto input = sealOne(file, options, one, skipped);
        if (!input)
            return input.error();
        if (input->has_value()) {
            if (auto taken = sealed(**std::move(input)); !taken)
                return taken.error();
        }
        before += sizeOf(file);
        context.progress(before, total);
    }
    return skipped;
}

Ingest Case::startIngest()
{
    std::vector<Ingest::Known> known;
    known.reserve(d->sheet.items().size());
    for (const Item &item : d->sheet.items())
        known.push_back({item.rawName, item.size, item.sha256});
    QList<ObjectId> unnamed = d->unnamed;
    unnamed.removeIf([this](ObjectId id) { return d->named.contains(id); });
    return Ingest(d->vault, std::move(known), Fold::contents(d->sheet), std::move(unnamed));
}

Result<void> Case::addSealed(const SealedInput &sealed)
{
    return d->record({ItemAdded{sealed.item, sealed.contentId}});
}

Result<IngestReport> Case::ingest(const InputList &inputs, const IngestOptions &options,
                                  const JobContext &context)
{
    IngestReport report;
    auto skipped = startIngest().run(
        inputs, options,
        [&](const SealedInput &sealed) -> Result<void> {
            if (auto added = addSealed(sealed); !added)
                return added;
            report.added.append(sealed.item.id);
            report.duplicates += sealed.duplicate ? 1 : 0;
            report.adopted += sealed.adopted ? 1 : 0;
            return {};
        },
        context);
    if (!skipped)
        return skipped.error();
    report.skipped = *std::move(skipped);
    return report;
}

} // namespace redoubt::casefile
