// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/itemkind.h"
#include "core/detect/detector.h"
#include "core/detect/quality.h"
#include "core/finding/decision.h"
#include "core/jobs/answers.h"

#include <QList>
#include <QSet>

#include <functional>
#include <memory>

namespace redoubt::detect {

/// What the composition root knows how to make. Factories are called once per job or worker.
/// `app` fills it (see standardRegistry()); nothing else names a concrete detector.
struct Registry
{
    std::function<Result<std::unique_ptr<FrameDetector>>()> faceDetector;
    std::function<Result<std::unique_ptr<AudioDetector>>(int channels)> voiceDetector;
    std::function<Result<std::shared_ptr<const TextDetector>>(const QStringList &names)>
        textDetector;
    QList<DetectorInfo> infos; ///< all of them, for `detectors` and manifests
};

/// YuNet when its model is found and its hash is known, else Haar cascades (and infos say that
/// recall is poor); WebRTC voice activity; the text recognisers. Looks for models in
/// REDOUBT_MODELS, the user's data folder, the system's.
Registry standardRegistry();

struct AnalysisOptions
{
    bool detect = true; ///< false: streams and text are described, nothing is proposed
    Quality quality = Quality::Standard;
    QSet<FindingType> types; ///< empty: all
    QStringList names;       ///< names of subjects, for the text recognisers
    QStringList ocrLanguages{QStringLiteral("eng")};
    int threads = 1; ///< results do not depend on it
    /// Of earlier runs with the same item, options and detectors; null: none, and none are kept.
    /// Results do not depend on it either. Borrowed.
    Answers *answers = nullptr;
};

/// One stream of an item, as `detect --json` prints it and the planner needs it.
struct StreamSummary
{
    int index = 0;
    Modality modality = Modality::Meta;
    QString codec;
    QSize size; ///< displayed, video and images
    Rational timeBase{1, 1};
    double seconds = 0;
    int sampleRate = 0;
    int channels = 0;
};

/// What an analysis found out about one item.
struct Analysis
{
    QList<StreamSummary> streams;
    double start = 0;     ///< media: as media::MediaInfo::start
    FindingList findings; ///< sorted by placeLess
    QList<NotExamined> notExamined;
    QString text;     ///< extracted text of a document; empty for media
    QString encoding; ///< of plain text and tables, as document::TextFile
    double encodingConfidence = 1;
    qint64 extent = 0;     ///< as casefile::Item::extent
    QList<TimeSpan> shots; ///< of the first video stream, in its ticks
};

/// Called with each finished batch of findings, from the thread of analyze().
using FindingSink = std::function<Result<void>(FindingList)>;

/// Examines one item. Findings get stable ids (stableFindingId): the same input and version give
/// the same findings, whatever the number of threads. Cancel ends within 200 ms with Cancelled.
/// Errors: Unsupported (no reader for the kind), Damaged, Encrypted, Limit, Missing, Cancelled.
Result<Analysis> analyze(const ByteSource &source, ItemKind kind, ItemId item,
                         const Registry &registry, const AnalysisOptions &options,
                         const JobContext &context);

/// Personal data in the name of a file and of the folders that it lies in ('/' between them), as
/// fields of kFileNameField (core/finding/filename.h). Nothing when nothing is to be proposed.
/// Errors: of the text recognisers, Cancelled.
Result<FindingList> findInName(const QString &name, ItemId item, const Registry &registry,
                               const AnalysisOptions &options, const JobContext &context);

/// Turns a mark of a marks file into findings by a person at real places: terms in every text
/// source, boxes on every frame of a time, and so on. A mark that matches nothing is a NoMatch
/// error, whose half sentence ("it matches nothing.") tells nothing of the mark.
Result<FindingList> resolveMark(const MarkSpec &mark, const ByteSource &source, ItemKind kind,
                                ItemId item, const JobContext &context);

/// The same for all marks of one item, which is opened, read and recognised once: one answer per
/// mark, in their order. An error of the whole is Cancelled only.
Result<std::vector<Result<FindingList>>> resolveMarks(const QList<MarkSpec> &marks,
                                                      const ByteSource &source, ItemKind kind,
                                                      ItemId item, const JobContext &context);

/// Video or audio for a media container (or Unknown when neither can be decoded), by looking at its
/// streams.
ItemKind refineMediaKind(const ByteSource &source, ItemKind guessed);

} // namespace redoubt::detect
