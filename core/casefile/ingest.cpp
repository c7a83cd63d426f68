// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case_p.h"

#include <algorithm>

namespace redoubt::casefile {

namespace {

Modality modalityOf(ItemKind kind)
{
    switch (kind) {
    case ItemKind::Video:
        return Modality::Video;
    case ItemKind::Audio:
        return Modality::Audio;
    case ItemKind::Image:
    case ItemKind::Dicom:
        return Modality::Image;
    default:
        return Modality::Text;
    }
}

/// What ends the whole run, and not only one file: the same would happen to the next.
bool endsRun(ErrorKind kind)
{
    return kind == ErrorKind::Cancelled || kind == ErrorKind::NoSpace ||
           kind == ErrorKind::Internal || kind == ErrorKind::Conflict;
}

} // namespace

Result<bool> Case::Private::ingestOne(const InputFile &file, const IngestOptions &options,
                                      const JobContext &context, IngestReport &report)
{
    const auto source = openFileSource(file.path);
    if (!source) {
        report.skipped.push_back({file.path, source.error()});
        return false;
    }
    const std::string rawName = file.relative.native();
    // What an earlier run sealed before it was stopped is told by name, size and hash.
    const auto same = [&](const Item &item) {
        return item.rawName == rawName && item.size == (*source)->size();
    };
    if (std::any_of(sheet.items().begin(), sheet.items().end(), same)) {
        const auto hash = sha256(**source, [&] { return context.cancelled(); });
        if (!hash && endsRun(hash.error().kind()))
            return hash.error();
        const auto done = [&](const Item &item) {
            return same(item) && hash && item.sha256 == *hash;
        };
        if (std::any_of(sheet.items().begin(), sheet.items().end(), done))
            return false;
    }
    ItemAdded added;
    Item &item = added.item;
    item.kind = sniffKind(**source);
    if (options.refineKind && (item.kind == ItemKind::Video || item.kind == ItemKind::Audio))
        item.kind = options.refineKind(**source, item.kind);
    const auto sealed = vault->seal(
        **source, modalityOf(item.kind),
        [this](const QByteArray &contentId) { return Fold::objectOfContent(sheet, contentId); },
        context);
    if (!sealed) {
        if (endsRun(sealed.error().kind()))
            return sealed.error();
        report.skipped.push_back({file.path, sealed.error()});
        return false;
    }
    item.id = ItemId::random();
    item.rawName = rawName;
    item.name = displayName(file.relative);
    item.size = sealed->size;
    item.sha256 = sealed->sha256;
    item.object = sealed->id;
    added.contentId = sealed->contentId;
    if (auto recorded = record({added}); !recorded)
        return recorded.error();
    report.added.append(item.id);
    report.duplicates += sealed->duplicate ? 1 : 0;
    return true;
}

Result<IngestReport> Case::ingest(const InputList &inputs, const IngestOptions &options,
                                  const JobContext &context)
{
    IngestReport report;
    report.skipped = inputs.skipped;
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
        if (const auto step = d->ingestOne(file, options, one, report); !step)
            return step.error();
        before += sizeOf(file);
        context.progress(before, total);
    }
    return report;
}

} // namespace redoubt::casefile
