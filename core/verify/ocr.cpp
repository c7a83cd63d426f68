// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/ocr.h"

#include "core/verify/checklog.h"

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>

#include <exception>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

struct OcrReader::Private
{
    tesseract::TessBaseAPI api;
};

OcrReader::OcrReader()
    : d(std::make_unique<Private>())
{}

OcrReader::~OcrReader() = default;

Result<std::unique_ptr<OcrReader>> OcrReader::open(const QStringList &languages)
{
    try {
        auto reader = std::unique_ptr<OcrReader>(new OcrReader);
        const QByteArray names = languages.join(u"+"_s).toUtf8();
        if (names.isEmpty() ||
            reader->d->api.Init(nullptr, names.constData(), tesseract::OEM_LSTM_ONLY) != 0)
            return Error(ErrorKind::Missing, "verify/ocr",
                         Words::tr("The language files of the text recogniser are not installed."));
        reader->d->api.SetVariable("debug_file", "/dev/null");
        return reader;
    } catch (const std::exception &) {
        return Error(ErrorKind::Internal, "verify/ocr",
                     Words::tr("The text recogniser could not be started."));
    }
}

Result<QString> OcrReader::read(const QImage &picture, int dpi, const JobContext &context)
{
    if (picture.isNull())
        return QString();
    try {
        const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
        d->api.SetPageSegMode(tesseract::PSM_AUTO);
        d->api.SetImage(grey.constBits(), grey.width(), grey.height(), 1, int(grey.bytesPerLine()));
        d->api.SetSourceResolution(dpi);
        tesseract::ETEXT_DESC monitor;
        monitor.cancel = [](void *token, int) {
            return static_cast<const JobContext *>(token)->cancelled();
        };
        monitor.cancel_this = const_cast<JobContext *>(&context);
        const int failed = d->api.Recognize(&monitor);
        if (context.cancelled()) {
            d->api.Clear();
            return JobContext::cancelledError("verify/ocr");
        }
        if (failed != 0) {
            d->api.Clear();
            return Error(ErrorKind::Internal, "verify/ocr",
                         Words::tr("The text recogniser failed on a picture."));
        }
        const std::unique_ptr<char[]> text(d->api.GetUTF8Text());
        const QString result = QString::fromUtf8(text.get());
        d->api.Clear();
        return result;
    } catch (const std::exception &) {
        return Error(ErrorKind::Internal, "verify/ocr",
                     Words::tr("The text recogniser failed on a picture."));
    }
}

} // namespace redoubt::verify
