// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/ocr.h"

#include "core/jobs/rundetached.h"
#include "core/verify/checklog.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>

#include <QTransform>

#include <exception>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSure = 75; // percent; text on its head comes out at less

} // namespace

struct OcrReader::Private
{
    tesseract::TessBaseAPI api;

    Result<QString> read(const QImage &grey, int dpi, const std::stop_token &token, int &sureness);
};

OcrReader::OcrReader()
    : d(std::make_shared<Private>())
{}

OcrReader::~OcrReader() = default;

Result<std::unique_ptr<OcrReader>> OcrReader::open(const QStringList &languages)
{
    setMsgSeverity(L_SEVERITY_NONE); // it tells stderr of every picture with little on it
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

// @a sureness: of the recogniser about the whole picture, 0 to 100.
Result<QString> OcrReader::Private::read(const QImage &grey, int dpi, const std::stop_token &token,
                                         int &sureness)
{
    try {
        api.SetPageSegMode(tesseract::PSM_AUTO);
        api.SetImage(grey.constBits(), grey.width(), grey.height(), 1, int(grey.bytesPerLine()));
        api.SetSourceResolution(dpi);
        tesseract::ETEXT_DESC monitor;
        monitor.cancel = [](void *stop, int) {
            return static_cast<const std::stop_token *>(stop)->stop_requested();
        };
        monitor.cancel_this = const_cast<std::stop_token *>(&token);
        const int failed = api.Recognize(&monitor);
        if (token.stop_requested()) {
            api.Clear();
            return JobContext::cancelledError("verify/ocr");
        }
        if (failed != 0) {
            api.Clear();
            return Error(ErrorKind::Internal, "verify/ocr",
                         Words::tr("The text recogniser failed on a picture."));
        }
        const std::unique_ptr<char[]> text(api.GetUTF8Text());
        const QString result = QString::fromUtf8(text.get());
        sureness = api.MeanTextConf();
        api.Clear();
        return result;
    } catch (const std::exception &) {
        return Error(ErrorKind::Internal, "verify/ocr",
                     Words::tr("The text recogniser failed on a picture."));
    }
}

Result<QString> OcrReader::read(const QImage &picture, int dpi, const JobContext &context,
                                Turns turns)
{
    if (!d)
        return Error(ErrorKind::Internal, "verify/ocr");
    if (picture.isNull())
        return QString();
    // A copy in any case: the pixels of a picture may be somebody else's.
    QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    grey.detach();
    if (grey.isNull())
        return Error(ErrorKind::Limit, "verify/ocr",
                     Words::tr("There is not enough memory to read the picture."));
    auto text = runDetached<QString>(
        context, "verify/ocr",
        [data = d, grey, dpi, turns, token = context.token()]() -> Result<QString> {
            int sureness = 100;
            auto upright = data->read(grey, dpi, token, sureness);
            if (!upright || turns == Turns::Upright || sureness >= kSure)
                return upright;
            QString all = *upright;
            for (const int quarters : {2, 1, 3}) {
                const QImage turned = grey.transformed(QTransform().rotate(90.0 * quarters));
                if (turned.isNull())
                    return Error(ErrorKind::Limit, "verify/ocr");
                auto other = data->read(turned, dpi, token, sureness);
                if (!other)
                    return other;
                all += u'\n' + *other;
                if (sureness >= kSure)
                    break;
            }
            return all;
        });
    if (!text && text.error().kind() == ErrorKind::Cancelled)
        d.reset();
    return text;
}

} // namespace redoubt::verify
