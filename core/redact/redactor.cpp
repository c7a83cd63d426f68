// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/redactor.h"

#include "core/redact/documentredactors.h"
#include "core/redact/film/mediaformat.h"
#include "core/redact/tr.h"

namespace redoubt::redact {

namespace {

Error unsupported(ItemKind kind)
{
    return Error(ErrorKind::Unsupported, "redact/dispatch",
                 Tr::tr("Files of the kind “%1” cannot be redacted yet; the original stays sealed "
                        "in the vault.")
                     .arg(displayName(kind)));
}

} // namespace

Result<QString> outputSuffix(const ByteSource &source, ItemKind kind, const QString &sourceSuffix,
                             const JobContext &context)
{
    switch (kind) {
    case ItemKind::Video:
    case ItemKind::Audio:
        return mediaOutputSuffix(source, kind, sourceSuffix, context);
    case ItemKind::Image:
    case ItemKind::Pdf:
    case ItemKind::Text:
    case ItemKind::Csv:
    case ItemKind::Json:
        return documentOutputSuffix(source, kind, sourceSuffix, context);
    default:
        return unsupported(kind);
    }
}

Result<RedactReport> redact(const ByteSource &source, const RedactionPlan &plan,
                            const RedactOptions &options, AtomicOutput &output,
                            const JobContext &context)
{
    switch (plan.kind) {
    case ItemKind::Video:
        return redactVideo(source, plan, options, output, context);
    case ItemKind::Audio:
        return redactAudio(source, plan, options, output, context);
    case ItemKind::Image:
        return redactImage(source, plan, options, output, context);
    case ItemKind::Pdf:
        return redactPdf(source, plan, options, output, context);
    case ItemKind::Text:
    case ItemKind::Csv:
    case ItemKind::Json:
        return redactText(source, plan, options, output, context);
    default:
        return unsupported(plan.kind);
    }
}

} // namespace redoubt::redact
