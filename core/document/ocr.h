// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/jobs/jobcontext.h"

#include <QImage>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace redoubt::document {

/// A picture or page of more pixels is read in a smaller size.
inline constexpr qint64 kMaxOcrPixels = 40'000'000;

struct OcrWord
{
    QString text;
    PixelRect box;
    float confidence = 0; ///< 0..1
    int line = 0;         ///< words of one line have the same number, growing down the page
    bool glued = false;   ///< follows the word before it without a space
};

enum class OcrLayout {
    Page,   ///< columns and paragraphs
    Sparse, ///< scattered text: photographs, screens
    Line,   ///< nothing but one line
};

/// Recognises text in pictures with Tesseract, one thread per engine. Several engines may run at
/// the same time; the result for a picture depends on nothing but the picture.
/// Tesseract's own threads make it ten times slower on a busy machine. They are switched off by
/// OMP_THREAD_LIMIT=1, which must stand in the environment before the program starts; this class
/// sets it for child processes and limits the OpenMP runtime of its own thread as well.
class OcrEngine
{
public:
    /// Errors: Missing when a language is not installed; the text says which package to install.
    static Result<std::unique_ptr<OcrEngine>> create(const QStringList &languages);
    ~OcrEngine();
    /// Of Tesseract.
    static QString version();

    /// Every word, also where the recogniser is sure of nothing: readPicture() looks again there.
    /// Scripts that write no spaces give a word for every character. @a image: any format; grey is
    /// fastest. Boxes are in its pixels. @a dpi 0: unknown. Errors: Cancelled, Limit, Internal.
    /// Cancelled, it returns at once although Tesseract's analysis of a layout can take seconds and
    /// cannot be stopped: that goes on alone with a copy of the picture, and takes the engine with
    /// it.
    Result<std::vector<OcrWord>> recognise(const QImage &image, int dpi, OcrLayout layout,
                                           const JobContext &context);

private:
    struct Private;
    explicit OcrEngine(std::shared_ptr<Private> d);
    std::shared_ptr<Private> d; ///< none when a recognition was left alone
};

/// True for paper without ink: nothing to recognise.
bool isBlank(const QImage &grey);

} // namespace redoubt::document
