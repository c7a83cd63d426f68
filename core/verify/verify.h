// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/geometry.h"
#include "core/base/itemkind.h"
#include "core/base/message.h"
#include "core/base/sensitivetext.h"
#include "core/base/timespan.h"
#include "core/jobs/jobcontext.h"

#include <QImage>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace redoubt::verify {

enum class Outcome { Clean, Leak, Incomplete };
QString toString(Outcome outcome);

/// What is expected inside one masked box. Colours are as painted, before encoding.
struct BoxExpectation
{
    Ticks pts = 0;     ///< video: the frame; documents and pictures: the page number
    PixelRect rect;    ///< video and pictures: displayed pixels
    PageRect pageRect; ///< documents: points
    bool solid = true; ///< filled with one colour; false for pixelate and blur, which are checked
                       ///< for change only
    std::optional<QRgb> colour = {}; ///< of the fill; not set: any one colour will do
    QString label = {};              ///< pictures: the reason printed on it in white, if it fits
    bool outlined = false;           ///< films: a white line runs along the edge, inside
};

/// Sound that must be gone. Ticks of the output stream of that number among the audio streams of
/// the output.
struct CutExpectation
{
    int audioStream = 0; ///< 0 is the first audio stream of the output
    double beginSeconds = 0;
    double endSeconds = 0;
    QList<int> channels; ///< empty: all
    bool silent = true;  ///< false: replaced by bleep or noise
};

/// A short or common string that was taken out of running text (see telling.h): it may stand
/// elsewhere, but not between the words that it stood between.
struct AnchoredText
{
    SensitiveText before;
    SensitiveText text;
    SensitiveText after;
};

/// Everything the verifier is told about an output. It is told what must be gone, not how it was
/// removed.
struct Expectation
{
    ItemKind kind = ItemKind::Unknown; ///< of the output
    std::vector<BoxExpectation> boxes; ///< sorted by pts
    std::vector<CutExpectation> cuts;
    QList<SensitiveText> withheld;      ///< text that must not be found in any spelling
    QList<SensitiveText> forbiddenTags; ///< values of dropped metadata; short or common ones are
                                        ///< left out by the caller
    QStringList replacements;           ///< text: what was written in the place of marks
    std::vector<AnchoredText> anchored; ///< text: marks that are searched at their places
    SensitiveText redactedText;         ///< text: the source with its marks replaced, so that what
                                        ///< stays is known; empty without places
    std::vector<Ticks> framePts;        ///< source's frame times, in order; empty: not checked
    Rational frameTimeBase{1, 1};
    QSize frameSize; ///< displayed
    int audioStreams = 0;
    int pageCount = 0;      ///< documents, pages or frames of a picture; 0: not checked
    QList<QSize> pageSizes; ///< pictures: displayed pixels of each page; empty: not checked
    QString textEncoding;   ///< texts: in what it was written; empty: not known
    QStringList labels;     ///< reasons printed on masks in white: the only words that may stand in
                        ///< a masked box of a document, and the only light marks. Pictures: what
                        ///< may be printed on boxes without a label of their own
};

/// One attack and how it went. @a detail holds no case contents: counts, places, times.
///
/// Names are stable:
/// - "raw_bytes"    withheld text in the bytes of the file, in packed streams too
/// - "metadata"     tags, descriptions, profiles, dropped values
/// - "text"         text as a reader of the kind gives it; words under masked boxes of pages
/// - "pixels"       every solid box is of its colour, but for the printed reason
/// - "ocr"          text recognised on pages with boxes, pictures, frames
/// - of PictureSearch ("faces")   what it finds outside of what was kept
/// - "trailer"      pictures: bytes that belong to no part of the picture
/// - "name"         added by a release: the name of the output holds nothing withheld
/// - "marks"        added later: nobody said what should be gone, so it could not be searched
/// - "examined"     added by a release: parts of the original that no detector could examine
/// - "structure", "objects", "pages", "layers"   PDF: revisions, keys and loose objects; names,
///                  strings and streams; number of pages; what lies beneath painted boxes
/// - "streams", "side_data", "container", "timestamps", "audio_energy"   films and sound
struct Check
{
    QString name;
    Outcome outcome = Outcome::Clean;
    Message detail;
};

/// A place where something suspicious was found, for the picture in the release assistant.
struct Suspect
{
    QString check;
    int page = -1;
    Ticks pts = 0;
    PixelRect rect;
    Message why;
    int withheld = -1; ///< number of the text in Expectation::withheld, where that is known
};

struct Verification
{
    Outcome verdict = Outcome::Incomplete; ///< worst of the checks; Incomplete when none ran
    QList<Check> checks;
    QList<Suspect> suspects;
};

/// A search for things that are to be gone from pictures; set by the caller, since the verifier
/// knows no detectors.
struct PictureSearch
{
    QString name; ///< of its check ("faces")
    Message what; ///< what it finds, for people ("Face")
    /// Gives the boxes of what it is certain of on a picture (Format_BGR888). Called from other
    /// threads, one at a time; a call may go on after the verifier was cancelled and has returned,
    /// so it owns what it uses.
    std::function<Result<QList<PixelRect>>(const QImage &)> find;
    /// Displayed-pixel boxes of what was kept on purpose, by pts (video) or page.
    std::map<Ticks, QList<PixelRect>> kept = {};
};

struct VerifyOptions
{
    bool ocr = true; ///< recognise text again on masked pages, pictures and sampled frames
    QStringList ocrLanguages{QStringLiteral("eng")};
    std::vector<PictureSearch> searches; ///< with different names
};

/// Reopens @a output cold and attacks it with readers that did not write it.
/// An error means that the verification itself could not run; the caller treats it as Incomplete
/// and withholds.
Result<Verification> verifyOutput(const ByteSource &output, const Expectation &expectation,
                                  const VerifyOptions &options, const JobContext &context);

} // namespace redoubt::verify
