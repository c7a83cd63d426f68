// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/atomicoutput.h"
#include "core/base/bytesource.h"
#include "core/base/sensitivetext.h"
#include "core/jobs/jobcontext.h"
#include "core/redact/plan/plan.h"

#include <QString>
#include <QStringList>

namespace redoubt::redact {

/// Where a replacement stands in a text that was written, for people: line and character of a text,
/// row and cell of a table, all from 1. Zeros: not known.
struct TextPlace
{
    qint64 line = 0;
    qint64 column = 0;
    bool operator==(const TextPlace &) const = default;
};

struct RedactOptions
{
    int threads = 2;                                 ///< for encoders and page workers
    int pageDpi = 200;                               ///< of rasterised pages
    QStringList ocrLanguages{QStringLiteral("eng")}; ///< of scanned pages that stay searchable
};

/// What the writer did that a manifest or verifier needs to know.
struct RedactReport
{
    QString suffix; ///< of the output file, with the dot (".mp4"); may differ from the source's
    ItemKind kind;  ///< of the output
    QList<Message> notes; ///< for people: "Video was re-encoded from VP9 to H.264."
    // Video and audio.
    std::vector<Ticks>
        framePts; ///< written, in the base below, in order; empty when there is no video
    Rational frameTimeBase{1, 1};
    QSize frameSize;         ///< displayed
    QList<int> audioStreams; ///< source stream indices in the order of the output's audio streams
    // Texts and tables.
    /// One for every edit of the plan, in its order; empty when the writer does not know. A log
    /// names these and not the places in the source, whose distances tell the length of what went.
    std::vector<TextPlace> textPlaces;
    SensitiveText text; ///< as read from the source: what the ranges of the plan's edits count
    // Documents.
    int pageCount = 0;      ///< pictures: pages, frames of an animation
    QList<QSize> pageSizes; ///< pictures: displayed pixels of each page
    QList<int> rasterisedPages;
    QString textEncoding; ///< of a written text, as document::TextFile names it
    /// What the writer did with each part of the plan, in plan order. Default: nothing.
    std::vector<Effect> done;
    /// The same for each of the plan's marks, in their order; medium::redact() fills it in. A log
    /// is written from this.
    std::vector<Effect> applied;
};

/// RedactReport::applied of RedactReport::done. A part that nothing was done with is an error.
Result<std::vector<Effect>> appliedEffects(const RedactionPlan &plan,
                                           const std::vector<Effect> &done);

// One writer for each medium. The copy goes to @a output (not committed here: the caller verifies
// first). A mark that cannot be applied is an error; then the caller drops the output.
Result<RedactReport> redactMedia(const ByteSource &source, const RedactionPlan &plan,
                                 const RedactOptions &options, AtomicOutput &output,
                                 const JobContext &context);
Result<RedactReport> redactImage(const ByteSource &source, const RedactionPlan &plan,
                                 const RedactOptions &options, AtomicOutput &output,
                                 const JobContext &context);
Result<RedactReport> redactPdf(const ByteSource &source, const RedactionPlan &plan,
                               const RedactOptions &options, AtomicOutput &output,
                               const JobContext &context);
/// Texts, tables and JSON, as the plan's kind says.
Result<RedactReport> redactText(const ByteSource &source, const RedactionPlan &plan,
                                const RedactOptions &options, AtomicOutput &output,
                                const JobContext &context);

// The suffix that the output will have for a source named with @a sourceSuffix, before any bytes
// are written (final names must be known before). A writer may not deviate from it. A suffix of the
// source that fits the format that the bytes have is kept as it is.
/// (With or without dot, any case.) Errors: as media::probe().
Result<QString> mediaSuffix(const ByteSource &source, const QString &sourceSuffix,
                            const JobContext &context);
Result<QString> imageSuffix(const ByteSource &source, const QString &sourceSuffix,
                            const JobContext &context);
Result<QString> pdfSuffix(const ByteSource &source, const QString &sourceSuffix,
                          const JobContext &context);
Result<QString> textSuffix(const ByteSource &source, const QString &sourceSuffix,
                           const JobContext &context);

} // namespace redoubt::redact
