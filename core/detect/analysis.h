// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/itemkind.h"
#include "core/base/notexamined.h"
#include "core/detect/detector.h"
#include "core/detect/quality.h"
#include "core/document/docmodel.h"
#include "core/finding/decision.h"
#include "core/jobs/answers.h"

#include <QList>
#include <QSet>

#include <functional>
#include <memory>

namespace redoubt::detect {

/// One detector that the program can make. Exactly one of frame, sound and text is set, which says
/// what it looks at. Factories are called once per job or worker.
struct DetectorFactory
{
    DetectorInfo info; ///< its types decide whether it is wanted
    std::function<Result<std::unique_ptr<FrameDetector>>()> frame = {};
    std::function<Result<std::unique_ptr<AudioDetector>>(int channels)> sound = {};
    std::function<Result<std::shared_ptr<const TextDetector>>(const QStringList &names)> text = {};
    FrameProfile profile = {}; ///< of one that sees
    double cost = 1;           ///< of a look, next to the others; the costly ones come last
};

/// What the composition root knows how to make; nothing else names a concrete detector. Detectors
/// with different ids work side by side: one decoded frame is handed to all that are wanted.
struct Registry
{
    std::vector<DetectorFactory> detectors;

    QList<DetectorInfo> infos() const; ///< all of them, for `detectors` and manifests
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

/// What the pages of a document are.
enum class PageNature {
    None,    ///< it has none
    Paper,   ///< in points; marks name the page
    Pictures ///< in pixels; a single one is the picture, whose marks are tracks of one box
};

/// How the documents of one medium are read.
struct DocumentReader
{
    Result<document::DocModel> (*read)(const ByteSource &source,
                                       const document::LoadOptions &options,
                                       const JobContext &context) = nullptr;
    PageNature pages = PageNature::None;
    /// Null where there are no pages.
    Result<std::unique_ptr<document::PageRenderer>> (*openPages)(const ByteSource &) = nullptr;
};

// What media of one nature share. Findings get stable ids (stableFindingId): the same input and
// version give the same findings, whatever the number of threads. Cancel ends within 200 ms with
// Cancelled. Errors: Unsupported, Damaged, Encrypted, Limit, Missing, Cancelled.

/// Films and sound.
Result<Analysis> analyzeMedia(const ByteSource &source, ItemId item, const Registry &registry,
                              const AnalysisOptions &options, const JobContext &context);
/// Text with or without pages.
Result<Analysis> analyzeDocument(const ByteSource &source, const DocumentReader &reader,
                                 ItemId item, const Registry &registry,
                                 const AnalysisOptions &options, const JobContext &context);
/// What every analysis ends with: types that were not asked for go, the rest is sorted.
void settle(Analysis &analysis, const AnalysisOptions &options);

/// Personal data in the name of a file and of the folders that it lies in ('/' between them), as
/// fields of kFileNameField (core/finding/filename.h). Nothing when nothing is to be proposed.
/// Errors: of the text recognisers, Cancelled.
Result<FindingList> findInName(const QString &name, ItemId item, const Registry &registry,
                               const AnalysisOptions &options, const JobContext &context);

/// Marks to be resolved in one item, and how its pixels are read for them.
struct MarkRequest
{
    MarkRequest() = default;
    MarkRequest(QList<MarkSpec> all)
        : marks(std::move(all))
    {}
    MarkRequest(std::initializer_list<MarkSpec> all)
        : marks(all)
    {}
    QList<MarkSpec> marks;
    QStringList ocrLanguages{QStringLiteral("eng")};
    /// What is known of the item already (derivedQuestion()); null: nothing. Results do not depend
    /// on it. Borrowed.
    Answers *answers = nullptr;
};

/// Turns marks of a marks file into findings by a person at real places of one item.
/// Threads: one at a time.
class MarkResolver
{
public:
    virtual ~MarkResolver() = default;
    /// Errors: NoMatch with a half sentence that tells nothing of the mark; those of the readers.
    virtual Result<FindingList> resolve(const MarkSpec &mark) = 0;
};
/// The error for a mark of another medium.
Error unfitMark();

/// Resolvers of films and sound, and of documents; they borrow source, reader and context.
std::unique_ptr<MarkResolver> mediaResolver(const MarkRequest &request, const ByteSource &source,
                                            ItemId item, const JobContext &context);
/// The marks decide whether pixels are read.
std::unique_ptr<MarkResolver> documentResolver(const MarkRequest &request, const ByteSource &source,
                                               const DocumentReader &reader, ItemId item,
                                               const JobContext &context);

} // namespace redoubt::detect
