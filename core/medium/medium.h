// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/notexamined.h"
#include "core/casefile/item.h"
#include "core/detect/analysis.h"
#include "core/finding/decision.h"
#include "core/media/videoreader.h"
#include "core/redact/redactor.h"
#include "core/verify/verify.h"

#include <QImage>
#include <QRectF>

#include <memory>
#include <optional>
#include <vector>

/// What the program knows of the kinds of files that it takes: one value for each, in a folder of
/// its own name, where its parts stand or are named from. Code that handles items of any kind looks
/// the value up in the table (mediumtable.h) and never asks which kind it is.
namespace redoubt::medium {

class FileHead;

/// What shows an item in the middle of the window. The window maps the name to a pane of its own; a
/// name that it does not know, or none, gets a page that says so.
using View = QLatin1StringView;
inline constexpr View kNoView{};
inline constexpr View kPlayerView{"player"}; ///< pictures and sound over time
inline constexpr View kPagesView{"pages"};   ///< pages or pictures, one at a time
inline constexpr View kTextView{"text"};

/// What a small picture of a finding shows.
struct Detail
{
    FindingId id;
    int stream = 0;
    Ticks pts = 0;
    int page = 0;
    QRectF rect;              ///< displayed pixels, or points of a page
    std::optional<Span> span; ///< of sound: instead of all that
};
using DetailPictures = std::vector<std::pair<FindingId, QImage>>;

/// A whole frame, page or picture.
struct WholePicture
{
    QImage image;
    double scale = 1; ///< pixels of the image for one unit of the item's places
};

/// Something inside of an item that is an item itself: an attachment, a member of an archive.
struct Part
{
    QString name; ///< as the item calls it
    QByteArray bytes;
};
struct Parts
{
    std::vector<Part> parts;
    QList<NotExamined> notExamined; ///< what could not be taken out
};
/// What is taken out of one item, and how deep; what is beyond is not examined.
inline constexpr size_t kMostParts = 10'000;
inline constexpr qint64 kMostPartBytes = 256LL * 1024 * 1024;
inline constexpr int kDeepestPart = 8;

/// An item that was redacted, as the verifier's expectation is made of it. Borrows.
struct Written
{
    const redact::RedactionPlan &plan;
    const redact::RedactReport &report;
    const casefile::Item &item;
};

/// What stands on a canvas. Borrows.
struct Shown
{
    int page = 0;
    QSizeF size; ///< of the whole: points of a page, pixels of a picture
    int stream = 0;
    const media::VideoFrame *frame = nullptr; ///< of a film; its picture is the one that is painted
};

/// One medium. Functions are called from any thread, several at once; those that read foreign bytes
/// trust nothing in them, ask context.cancelled(), and give errors of the kinds Unsupported,
/// Damaged, Encrypted, Limit or Cancelled. What may be null says what that means.
struct Medium
{
    ItemKind kind;
    /// For people ("Picture"). Null: core/base has the words.
    Message (*words)() = nullptr;
    QLatin1StringView icon{"document"}; ///< a file of resources/icons
    View view = kNoView;
    /// Boxes of its items lie on one picture instead of frames over time.
    bool still = false;
    Modality modality = Modality::Text; ///< whose key seals its items
    /// Of the streams whose clock runs below the view; none: items have no time.
    std::optional<Modality> axis = {};
    /// Places of replacements are row and cell; else line and character.
    bool cells = false;

    /// How surely a file is of this kind: sure::kNot to sure::kPreamble (sniff/filehead.h).
    int (*sniff)(const FileHead &head) = nullptr;
    /// What a file is after all that sniff() took, where only a reader can tell. Null: that.
    ItemKind (*refine)(const ByteSource &source) = nullptr;

    /// How its documents are read. Null: its items are no documents.
    const detect::DocumentReader *document = nullptr;
    /// Describes an item and proposes findings. Null: its items are sealed and listed only.
    Result<detect::Analysis> (*analyze)(const ByteSource &source, ItemId item,
                                        const detect::Registry &registry,
                                        const detect::AnalysisOptions &options,
                                        const JobContext &context) = nullptr;
    /// Takes out what an item holds that is an item itself; its own copy holds it no more. Keeps to
    /// kMostParts and kMostPartBytes. Null: it holds nothing.
    Result<Parts> (*parts)(const ByteSource &source, const JobContext &context) = nullptr;
    /// Finds the places of a person's marks. @a request: all that are going to be resolved. The
    /// resolver borrows source, answers and context. Null: no mark fits.
    std::unique_ptr<detect::MarkResolver> (*resolver)(const detect::MarkRequest &request,
                                                      const ByteSource &source, ItemId item,
                                                      const JobContext &context) = nullptr;

    /// The suffix of the output, with its dot; as redact::RedactReport::suffix.
    Result<QString> (*suffix)(const ByteSource &source, const QString &sourceSuffix,
                              const JobContext &context) = nullptr;
    /// Writes the copy. Null: items are sealed and listed, never released. Null together with
    /// suffix and expect.
    Result<redact::RedactReport> (*redact)(const ByteSource &source,
                                           const redact::RedactionPlan &plan,
                                           const redact::RedactOptions &options,
                                           AtomicOutput &output,
                                           const JobContext &context) = nullptr;
    /// Makes of what is shown what a release will show, on pictures that may be smaller or larger
    /// than the original. Null: it shows no pictures.
    void (*preview)(QImage &image, const redact::RedactionPlan &plan, const Shown &shown) = nullptr;
    /// The same of the text that was read. Null: it is not shown as text.
    QString (*previewText)(const QString &text, const redact::RedactionPlan &plan) = nullptr;
    /// Adds what only this medium knows to what the verifier is told of an output of this kind.
    void (*expect)(const Written &written, verify::Expectation &expectation) = nullptr;
    /// The same for an output of which only the marks are known. Null: its places are not known,
    /// and the texts of the marks are searched.
    Result<void> (*expectMarks)(const ByteSource &output, const QList<MarkSpec> &marks,
                                verify::Expectation &expectation,
                                const JobContext &context) = nullptr;

    /// About the seconds that the work on an item takes, in any unit that all media share.
    qint64 (*analysisWeight)(const casefile::Item &item) = nullptr;
    qint64 (*releaseWeight)(const casefile::Item &item) = nullptr;

    /// Small pictures of @a details, none larger than @a size; null images where there is nothing
    /// to see. Format_Alpha8 for sound. Null: its findings have none.
    Result<DetailPictures> (*details)(const ByteSource &source, std::vector<Detail> details,
                                      QSize size, const JobContext &context) = nullptr;
    /// The frame at @a pts of the first picture stream, or page @a page. Null: there is none.
    Result<WholePicture> (*whole)(const ByteSource &source, const casefile::Item &item, int page,
                                  Ticks pts, const JobContext &context) = nullptr;
};

/// Weights of items that are read in one go.
qint64 smallWeight(const casefile::Item &item);
qint64 smallReleaseWeight(const casefile::Item &item);

} // namespace redoubt::medium
