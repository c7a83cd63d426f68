// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/ocr.h"

#include "core/base/scripts.h"
#include "core/document/tr.h"
#include "core/jobs/rundetached.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <clocale>
#include <cmath>
#include <cstdlib>
#include <dlfcn.h>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxPixels = 60'000'000;
constexpr int kDeadlineMs = 120'000;

[[maybe_unused]] const bool kLimitChildren = [] {
    setenv("OMP_THREAD_LIMIT", "1", 0); // a user's own value stays
    return true;
}();

// libgomp comes in with Tesseract, not with us, hence by name. No active level means that every
// parallel region of this thread runs on this thread alone.
void keepToOneThread()
{
    using SetLevels = void (*)(int);
    static const auto setLevels =
        reinterpret_cast<SetLevels>(dlsym(RTLD_DEFAULT, "omp_set_max_active_levels"));
    if (setLevels)
        setLevels(0);
}

PixelRect boxOf(const tesseract::ResultIterator &it, tesseract::PageIteratorLevel level)
{
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    if (!it.BoundingBox(level, &left, &top, &right, &bottom))
        return {};
    return {left, top, std::max(right - left, 1), std::max(bottom - top, 1)};
}

bool hasUnspaced(const QString &text)
{
    const QList<uint> codes = text.toUcs4();
    return std::any_of(codes.begin(), codes.end(), [](uint code) { return writesNoSpaces(code); });
}

// A word of a script that writes no spaces, character by character, so that each has its place.
void appendSymbols(const tesseract::ResultIterator &at, const OcrWord &word,
                   std::vector<OcrWord> &words)
{
    tesseract::ResultIterator it(at);
    bool first = true;
    bool unspaced = false; // the character before
    do {
        const std::unique_ptr<char[]> utf8(it.GetUTF8Text(tesseract::RIL_SYMBOL));
        const PixelRect box = boxOf(it, tesseract::RIL_SYMBOL);
        const QString text = utf8 ? QString::fromUtf8(utf8.get()).simplified() : QString();
        if (text.isEmpty() || box.isEmpty())
            continue;
        const bool own = hasUnspaced(text);
        if (first || own || unspaced) {
            words.push_back(word);
            words.back().text = text;
            words.back().box = box;
            words.back().glued = !first;
        } else {
            words.back().text += text;
            words.back().box = words.back().box.united(box);
        }
        first = false;
        unspaced = own;
    } while (!it.IsAtFinalElement(tesseract::RIL_WORD, tesseract::RIL_SYMBOL) &&
             it.Next(tesseract::RIL_SYMBOL));
}

// The recogniser puts spaces into Chinese and Japanese at will.
bool standsClose(const OcrWord &before, const OcrWord &word)
{
    const auto unspaced = [](char32_t code) {
        return writesNoSpaces(code) && QChar::script(code) != QChar::Script_Hangul;
    };
    return unspaced(before.text.toUcs4().back()) && unspaced(word.text.toUcs4().front()) &&
           word.box.x - before.box.right() < std::max(before.box.h, word.box.h) / 2;
}

} // namespace

struct OcrEngine::Private
{
    tesseract::TessBaseAPI api;

    Result<std::vector<OcrWord>> recognise(const QImage &grey, int dpi, OcrLayout layout,
                                           const std::stop_token &token);
    std::vector<OcrWord> words();
};

Result<std::vector<OcrWord>> OcrEngine::Private::recognise(const QImage &grey, int dpi,
                                                           OcrLayout layout,
                                                           const std::stop_token &token)
{
    keepToOneThread();
    try {
        api.SetPageSegMode(layout == OcrLayout::Page     ? tesseract::PSM_AUTO
                           : layout == OcrLayout::Sparse ? tesseract::PSM_SPARSE_TEXT
                                                         : tesseract::PSM_SINGLE_LINE);
        api.SetImage(grey.constBits(), grey.width(), grey.height(), 1, int(grey.bytesPerLine()));
        api.SetSourceResolution(dpi >= 70 ? dpi : 150);
        tesseract::ETEXT_DESC monitor;
        monitor.cancel = [](void *stop, int) {
            return static_cast<const std::stop_token *>(stop)->stop_requested();
        };
        monitor.cancel_this = const_cast<std::stop_token *>(&token);
        monitor.set_deadline_msecs(kDeadlineMs);
        const int failed = api.Recognize(&monitor);
        std::vector<OcrWord> found;
        if (!token.stop_requested() && failed == 0 && !monitor.deadline_exceeded())
            found = words();
        api.Clear();
        if (token.stop_requested())
            return JobContext::cancelledError("document/ocr");
        if (failed != 0 || monitor.deadline_exceeded())
            return Error(ErrorKind::Limit, "document/ocr",
                         Tr::tr("Text recognition took too long or failed."));
        return found;
    } catch (const std::exception &) {
        return Error(ErrorKind::Internal, "document/ocr",
                     Tr::tr("Text recognition failed on this picture."));
    }
}

std::vector<OcrWord> OcrEngine::Private::words()
{
    std::vector<OcrWord> words;
    const std::unique_ptr<tesseract::ResultIterator> it(api.GetIterator());
    if (!it)
        return words;
    int line = -1;
    do {
        if (it->IsAtBeginningOf(tesseract::RIL_TEXTLINE))
            ++line;
        if (it->Empty(tesseract::RIL_WORD))
            continue;
        const std::unique_ptr<char[]> utf8(it->GetUTF8Text(tesseract::RIL_WORD));
        OcrWord word;
        word.box = boxOf(*it, tesseract::RIL_WORD);
        if (!utf8 || word.box.isEmpty())
            continue;
        word.text = QString::fromUtf8(utf8.get()).simplified();
        if (word.text.isEmpty())
            continue;
        word.confidence = std::clamp(it->Confidence(tesseract::RIL_WORD) / 100.0F, 0.0F, 1.0F);
        word.line = std::max(line, 0);
        const size_t before = words.size();
        if (hasUnspaced(word.text))
            appendSymbols(*it, word, words);
        else
            words.push_back(word);
        if (before > 0 && words.size() > before && words[before - 1].line == word.line)
            words[before].glued = standsClose(words[before - 1], words[before]);
    } while (it->Next(tesseract::RIL_WORD));
    return words;
}

OcrEngine::OcrEngine(std::shared_ptr<Private> data)
    : d(std::move(data))
{}

OcrEngine::~OcrEngine() = default;

QString OcrEngine::version()
{
    return QString::fromLatin1(tesseract::TessBaseAPI::Version());
}

Result<std::unique_ptr<OcrEngine>> OcrEngine::create(const QStringList &languages)
{
    keepToOneThread();
    setMsgSeverity(L_SEVERITY_NONE); // it tells stderr of every picture with little on it
    auto d = std::make_shared<Private>();
    const QByteArray names = languages.join(u'+').toUtf8();
    // Asked with debug output off: a missing file would be announced on stderr.
    const std::vector<std::string> keys{"debug_file"};
    const std::vector<std::string> values{"/dev/null"};
    try {
        if (d->api.Init(nullptr, names.constData(), tesseract::OEM_LSTM_ONLY, nullptr, 0, &keys,
                        &values, false) != 0)
            return Error(ErrorKind::Missing, "document/ocr",
                         Tr::tr("Text recognition for \"%1\" is not installed. Install the "
                                "packages tesseract-ocr-… of these languages.")
                             .arg(languages.join(u", "_s)));
    } catch (const std::exception &) {
        return Error(ErrorKind::Missing, "document/ocr",
                     Tr::tr("Text recognition could not be started. Install the package "
                            "tesseract-ocr again."));
    }
    // Nothing learnt from one page may change the next.
    d->api.SetVariable("tessedit_enable_doc_dict", "0");
    d->api.SetVariable("classify_enable_learning", "0");
    d->api.SetVariable("classify_enable_adaptive_matcher", "0");
    return std::unique_ptr<OcrEngine>(new OcrEngine(std::move(d)));
}

Result<std::vector<OcrWord>> OcrEngine::recognise(const QImage &image, int dpi, OcrLayout layout,
                                                  const JobContext &context)
{
    if (!d)
        return Error(ErrorKind::Internal, "document/ocr");
    if (context.cancelled())
        return JobContext::cancelledError("document/ocr");
    // A copy in any case: the pixels of a picture may be somebody else's.
    QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
    grey.detach();
    if (grey.isNull() || qint64(grey.width()) * grey.height() > kMaxPixels)
        return Error(ErrorKind::Limit, "document/ocr",
                     Tr::tr("The picture is too large for text recognition."));
    if (grey.width() < 8 || grey.height() < 8)
        return std::vector<OcrWord>();
    auto words = runDetached<std::vector<OcrWord>>(
        context, "document/ocr", [data = d, grey, dpi, layout, token = context.token()] {
            return data->recognise(grey, dpi, layout, token);
        });
    if (!words && words.error().kind() == ErrorKind::Cancelled)
        d.reset();
    return words;
}

bool isBlank(const QImage &grey)
{
    // Ink is what differs clearly from the brightness of most of the page.
    qint64 histogram[256] = {};
    qint64 total = 0;
    for (int y = 0; y < grey.height(); ++y) {
        const uchar *line = grey.constScanLine(y);
        for (int x = 0; x < grey.width(); ++x)
            ++histogram[line[x]];
        total += grey.width();
    }
    if (total == 0)
        return true;
    const auto ground =
        std::max_element(std::begin(histogram), std::end(histogram)) - std::begin(histogram);
    qint64 ink = 0;
    for (int level = 0; level < 256; ++level) {
        if (std::abs(level - int(ground)) > 24)
            ink += histogram[level];
    }
    return ink < 12; // not even one full stop
}

} // namespace redoubt::document
