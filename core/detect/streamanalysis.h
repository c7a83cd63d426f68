// SPDX-License-Identifier: AGPL-3.0-or-later
// The parts of analyze() and resolveMark(), one per medium. Only this module and tests include
// this.
#pragma once

#include "core/detect/analysis.h"
#include "core/detect/trackbuilder.h"
#include "core/document/docmodel.h"
#include "core/media/filmpass.h"
#include "core/media/mediainfo.h"
#include "core/text/readings.h"

#include <vector>

namespace redoubt::detect {

/// Whether anything of @a type was asked for.
bool wanted(const AnalysisOptions &options, FindingType type);

/// Whether anything of @a types was asked for.
bool wantsAny(const AnalysisOptions &options, const QList<FindingType> &types);

/// A frame detector at work.
struct FrameLooker
{
    std::unique_ptr<FrameDetector> detector;
    DetectorInfo info;
    FrameProfile profile;

    static FrameLooker of(std::unique_ptr<FrameDetector> detector, const FrameProfile &profile);
    /// "face-3"
    QString group(int number) const;
};

/// What the lookers follow in one video stream.
struct FoundTrack
{
    size_t looker = 0;
    FindingType type = FindingType::Custom;
    BuiltTrack track;
};
struct SeenStream
{
    std::vector<FoundTrack> tracks; ///< in a fixed order
    QList<TimeSpan> shots;
    QList<NotExamined> notExamined;
};

/// How a stream is read for the lookers.
media::VideoReadOptions readOptionsFor(const media::StreamInfo &stream,
                                       const std::vector<FrameLooker> &lookers,
                                       const AnalysisOptions &options);
/// What the lookers see in one video stream. What cannot be decoded is noted with its times,
/// counted from @a start (Analysis::start); an error ends the analysis (Cancelled, or a detector
/// that fails). Requires: lookers have different ids. Threads: several streams at once.
Result<SeenStream> analyzeVideoStream(Result<std::unique_ptr<media::VideoReader>> reader,
                                      const media::StreamInfo &stream, double start,
                                      const std::vector<FrameLooker> &lookers,
                                      const AnalysisOptions &options, const JobContext &context);
/// Adds it, with the groups numbered behind those of the streams before.
void addSeenStream(SeenStream seen, const media::StreamInfo &stream, ItemId item,
                   const std::vector<FrameLooker> &lookers, Analysis &analysis);

/// What a sound detector hears in one audio stream as spans, added to @a analysis, whose start is
/// set. @a detector: the first one that @a hearing made, at whose rate the stream is read.
/// Threads: several streams at once.
Result<void> analyzeAudioStream(Result<std::unique_ptr<media::AudioReader>> reader,
                                std::unique_ptr<AudioDetector> detector,
                                const media::StreamInfo &stream, ItemId item,
                                const DetectorFactory &hearing, Analysis &analysis,
                                const JobContext &context);

/// All streams of a film or sound, demuxed once. Errors: as of the two.
Result<void> analyzeStreams(const ByteSource &source, std::unique_ptr<media::FilmPass> pass,
                            ItemId item, const std::vector<const media::StreamInfo *> &seen,
                            const std::vector<FrameLooker> &lookers,
                            const std::vector<const media::StreamInfo *> &heard,
                            const std::vector<const DetectorFactory *> &hearing,
                            const AnalysisOptions &options, Analysis &analysis,
                            const JobContext &context);

/// Personal data in the text of a document.
Result<void> analyzeText(const document::DocModel &model, ItemId item, const TextDetector &detector,
                         Analysis &analysis, const JobContext &context);

/// What the lookers see on a picture, or on the pages of a PDF.
Result<void> analyzePages(const ByteSource &source, const DocumentReader &reader, ItemId item,
                          const std::vector<FrameLooker> &lookers, int threads, Analysis &analysis,
                          const JobContext &context);

/// One finding for one metadata field.
Finding metadataFinding(ItemId item, const QString &path, const SensitiveText &value);

/// The words that @a range touches, each covered whole: rectangles united per line, per page.
struct TextPlace
{
    Area area;
    TextSource source = TextSource::Text;
};
std::vector<TextPlace> placesOf(const document::DocModel &model, TextRange range);

/// The text of a document in all the ways in which a reader understands it. Borrows the document.
class ReadableText
{
public:
    explicit ReadableText(const document::DocModel &model);
    /// Never empty; the first is the text as it stands.
    const std::vector<text::Reading> &readings() const { return m_readings.all; }
    /// The ranges of the document's own text that a range of a reading stands for.
    std::vector<TextRange> inDocument(const text::Reading &reading, TextRange range) const;
    /// Places of a range of the document's own text as findings: areas where the document has
    /// pages, else the range. Their text is @a read, or what stands there.
    FindingList findings(ItemId item, TextRange range, FindingType type, double score,
                         const Provenance &provenance, const QString &read = {}) const;
    /// What holds something that no reading shows.
    QList<NotExamined> unread() const;

private:
    const document::DocModel &m_model;
    text::Readings m_readings;
    bool m_json;
};

/// Streams as they are printed.
StreamSummary summaryOf(const media::StreamInfo &stream);

} // namespace redoubt::detect
