// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/geometry.h"
#include "core/base/itemkind.h"
#include "core/base/notexamined.h"
#include "core/base/sensitivetext.h"
#include "core/jobs/answers.h"
#include "core/jobs/jobcontext.h"

#include <QImage>
#include <QList>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace redoubt::document {

/// Where a word of a document was read.
enum class WordSource {
    TextLayer,
    Ocr,
    Annotation, ///< annotation contents or appearance
    FormField,
    Hidden ///< invisible, covered, off the page, in optional content that is off
};

/// One word with its box on the page and its place in DocModel::text (UTF-16 offsets, half-open).
struct Word
{
    qsizetype begin = 0;
    qsizetype end = 0;
    PageRect box; ///< covers all ink and advance of the word; never empty
    WordSource source = WordSource::TextLayer;
    float confidence = 1; ///< of OCR, 0..1
};

/// One page. For pictures the page is the picture and points are pixels.
struct Page
{
    QSizeF size;         ///< points, displayed orientation
    qsizetype begin = 0; ///< its part of DocModel::text
    qsizetype end = 0;
    std::vector<Word> words; ///< sorted by begin
    bool hasTextLayer = false;
};

struct MetadataField
{
    QString
        path; ///< "Info.Author", "Exif.GPSInfo.GPSLatitude", "Xmp.dc.creator", "Attachment.1.name"
    SensitiveText value;
};

/// A document as text with places: the one shape that recognisers, canvas and planner work on.
struct DocModel
{
    ItemKind kind;
    bool table = false;      ///< the text is cells in rows
    QString text;            ///< all pages, words separated by spaces, lines by '\n', pages by '\f'
    std::vector<Page> pages; ///< empty for plain text and tables
    QList<MetadataField> metadata;
    QList<NotExamined> notExamined;
    QString encoding;              ///< of plain text and tables, as in TextFile
    double encodingConfidence = 1; ///< 0..1
};

enum class Ocr {
    Never,
    WhereNeeded, ///< pictures, and pages without text or with large images
    Always
};

/// Kind of derived data (derivedQuestion()): what was recognised on a page. Another number when the
/// same page may be read otherwise.
inline constexpr char kWordsKind[] = "words-1";

struct LoadOptions
{
    Ocr ocr = Ocr::WhereNeeded;
    QStringList languages{QStringLiteral("eng")};
    int threads = 1; ///< page workers for OCR; results do not depend on it
    int maxPages = 20000;
    std::optional<int> onlyPage; ///< read no page but this one; the others stay empty
    /// Pages recognised before in the same file; null: none, and none are kept. Borrowed.
    Answers *answers = nullptr;
};

// Readers, one for each kind of document. Pages that cannot be read are listed in notExamined; a
// document is an error only when nothing of it can be read. Errors: Encrypted, Damaged,
// Unsupported, Limit, Cancelled.
Result<DocModel> loadPdf(const ByteSource &source, const LoadOptions &options,
                         const JobContext &context);
Result<DocModel> loadPicture(const ByteSource &source, const LoadOptions &options,
                             const JobContext &context);
Result<DocModel> loadText(const ByteSource &source, const LoadOptions &options,
                          const JobContext &context);
Result<DocModel> loadTable(const ByteSource &source, const LoadOptions &options,
                           const JobContext &context);
Result<DocModel> loadJson(const ByteSource &source, const LoadOptions &options,
                          const JobContext &context);

/// Renders pages for OCR, the canvas and thumbnails; a picture is its own only page.
/// Threads: one thread at a time. Ownership: borrows the source.
class PageRenderer
{
public:
    static Result<std::unique_ptr<PageRenderer>> openPdf(const ByteSource &source);
    static Result<std::unique_ptr<PageRenderer>> openPicture(const ByteSource &source);
    virtual ~PageRenderer() = default;
    virtual int pageCount() const = 0;
    virtual Result<QSizeF> pageSize(int page) const = 0; ///< points; pixels for pictures
    /// Annotations and form values included, as a person sees the page. Format_RGB888.
    /// @a dpi: 72 means one pixel per point; for pictures 72 is full size.
    virtual Result<QImage> render(int page, double dpi, const JobContext &context) = 0;
};

/// Decodes a picture of any supported format to Format_RGB888 or Format_ARGB32, orientation
/// applied. Limit on pixels: 400 million; refuses more before allocating.
Result<QImage> decodePicture(const ByteSource &source);

/// How a text file is written, so that it can be written the same way again.
struct TextFile
{
    QString text;     ///< line ends as in the file
    QString encoding; ///< "UTF-8", "UTF-16LE", "windows-1252", "Shift_JIS", ...
    bool bom = false;
    double confidence = 1;          ///< that this is the encoding, 0..1
    QList<NotExamined> notExamined; ///< an unsure encoding, damaged characters
};
Result<TextFile> decodeTextFile(const ByteSource &source);

/// A part of a decoded text, and what comes in its place.
struct TextPatch
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QString by;
};
/// The bytes of a text file with parts of its text replaced; all other bytes are the file's own,
/// whatever they mean. @a file is what was decoded from @a bytes. Characters that the encoding
/// lacks become '?'. Requires: patches are sorted, apart from each other, inside the text, and cut
/// no surrogate pair.
Result<QByteArray> patchTextFile(const QByteArray &bytes, const TextFile &file,
                                 const std::vector<TextPatch> &patches);

} // namespace redoubt::document
