// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/pagereading.h"

#include <leptonica/allheaders.h>

#include <QTransform>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace redoubt::document {

namespace {

constexpr float kLeastConfidence = 0.3F; // of a word that is taken
constexpr float kNoiseConfidence = 0.8F; // of lone punctuation: lines, folds and textures
constexpr float kSureConfidence = 0.7F;
constexpr float kDoubtful = 0.6F;          // below, a word is looked at again
constexpr float kSecondConfidence = 0.45F; // of a word that says something else at a second look
constexpr int kFewestLetters = 8;          // that decide about a direction
constexpr int kWordLetters = 3;            // shorter doubtful words are specks
constexpr int kMaxSecondLooks = 60;
constexpr int kLooksInVain = 10;   // on a page of which nearly nothing can be read
constexpr int kLetterHeight = 40;  // pixels that the recogniser likes best
constexpr float kLeastSkew = 0.6F; // degrees; less does no harm
constexpr float kMostSkew = 15;
constexpr float kSkewConfidence = 3;

int lettersOf(const QString &text)
{
    return int(std::count_if(text.begin(), text.end(),
                             [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); }));
}

struct PixDeleter
{
    void operator()(Pix *pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

PixPtr toPix(const QImage &grey)
{
    PixPtr pix(pixCreate(grey.width(), grey.height(), 8));
    if (!pix)
        return pix;
    l_uint32 *data = pixGetData(pix.get());
    const int words = pixGetWpl(pix.get());
    for (int y = 0; y < grey.height(); ++y) {
        l_uint32 *row = data + qptrdiff(y) * words;
        const uchar *from = grey.constScanLine(y);
        for (int x = 0; x < grey.width(); ++x)
            SET_DATA_BYTE(row, x, from[x]);
    }
    return pix;
}

// Degrees by which the lines of the picture fall to the right; 0 where nothing tells.
double skewOf(const QImage &grey)
{
    const PixPtr pix = toPix(grey);
    if (!pix)
        return 0;
    Pix *binary = nullptr;
    if (pixOtsuAdaptiveThreshold(pix.get(), grey.width(), grey.height(), 0, 0, 0.1F, nullptr,
                                 &binary) != 0)
        return 0;
    const PixPtr owned(binary);
    l_float32 angle = 0;
    l_float32 confidence = 0;
    const int reduction = std::min(grey.width(), grey.height()) >= 1000 ? 4 : 2;
    if (pixFindSkewSweepAndSearch(binary, &angle, &confidence, reduction, reduction / 2, kMostSkew,
                                  1.0F, 0.05F) != 0 ||
        confidence < kSkewConfidence || std::abs(angle) < kLeastSkew)
        return 0;
    return double(-angle); // Leptonica gives the angle that puts the picture right
}

// The picture turned about its centre by @a degrees clockwise, in white; @a toSource leads from its
// pixels to those of @a grey.
QImage turned(const QImage &grey, double degrees, QTransform &toSource)
{
    const double w = grey.width();
    const double h = grey.height();
    const double radians = degrees * std::numbers::pi / 180;
    const double c = std::abs(std::cos(radians));
    const double s = std::abs(std::sin(radians));
    const int width = int(std::ceil(w * c + h * s));
    const int height = int(std::ceil(w * s + h * c));
    QTransform forth;
    forth.translate(width / 2.0, height / 2.0);
    forth.rotate(degrees);
    forth.translate(-w / 2, -h / 2);
    toSource = forth.inverted();
    QImage out(width, height, QImage::Format_Grayscale8);
    if (out.isNull())
        return out;
    const QPointF step(toSource.m11(), toSource.m12());
    for (int y = 0; y < height; ++y) {
        uchar *line = out.scanLine(y);
        QPointF at = toSource.map(QPointF(0.5, y + 0.5)) - QPointF(0.5, 0.5);
        for (int x = 0; x < width; ++x, at += step) {
            const int left = int(std::floor(at.x()));
            const int top = int(std::floor(at.y()));
            if (left < 0 || top < 0 || left + 1 >= grey.width() || top + 1 >= grey.height()) {
                line[x] = 255;
                continue;
            }
            const uchar *a = grey.constScanLine(top) + left;
            const uchar *b = grey.constScanLine(top + 1) + left;
            const double fx = at.x() - left;
            const double fy = at.y() - top;
            line[x] = uchar((a[0] * (1 - fx) + a[1] * fx) * (1 - fy) +
                            (b[0] * (1 - fx) + b[1] * fx) * fy + 0.5);
        }
    }
    return out;
}

PixelRect mapped(const PixelRect &box, const QTransform &transform)
{
    return outward(transform.mapRect(QRectF(box.x, box.y, box.w, box.h)));
}

QString folded(const QString &text)
{
    QString out;
    for (const QChar c : text) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            out += c.toCaseFolded();
    }
    return out;
}

// Whether a second look at a word helped: the recogniser is fairly sure now, or it has seen the
// same twice.
bool isRead(const OcrWord &first, const std::vector<OcrWord> &second)
{
    QString text;
    float least = 1;
    for (const OcrWord &word : second) {
        text += folded(word.text);
        if (lettersOf(word.text) >= kWordLetters)
            least = std::min(least, word.confidence);
    }
    return least >= kSecondConfidence || (least >= kLeastConfidence && text == folded(first.text));
}

// One way of holding the picture.
struct Attempt
{
    QImage image;        ///< upright, if the guess is right
    QTransform toSource; ///< from its pixels to those of the picture
    std::vector<OcrWord> words;
    int letters = 0;
    int sureLetters = 0;

    bool isConvincing() const
    {
        return sureLetters >= kFewestLetters && sureLetters * 5 >= letters * 4;
    }
};

class Reader
{
public:
    Reader(OcrEngine &engine, int dpi, OcrLayout layout, const JobContext &context)
        : m_engine(engine)
        , m_dpi(dpi)
        , m_layout(layout)
        , m_context(context)
    {}

    Result<PictureText> read(const QImage &grey)
    {
        auto best = attempt(grey, 0);
        if (!best)
            return best.error();
        // Most pages stand upright; the others cost three further looks.
        for (const int turn : {2, 1, 3}) {
            if (best->isConvincing() || (best->letters == 0 && m_layout == OcrLayout::Sparse))
                break;
            auto other = attempt(grey, turn);
            if (!other)
                return other.error();
            if (other->sureLetters > best->sureLetters)
                best = std::move(other);
        }
        return lookAgain(*best);
    }

private:
    Result<Attempt> attempt(const QImage &grey, int quarterTurns)
    {
        Attempt attempt;
        attempt.image = grey;
        if (quarterTurns != 0) {
            const QTransform turn = QImage::trueMatrix(QTransform().rotate(90.0 * quarterTurns),
                                                       grey.width(), grey.height());
            attempt.image = grey.transformed(turn);
            attempt.toSource = turn.inverted();
        }
        if (m_layout == OcrLayout::Page) {
            if (const double skew = skewOf(attempt.image); skew != 0) {
                QTransform back;
                QImage straight = turned(attempt.image, -skew, back);
                if (!straight.isNull()) {
                    attempt.image = std::move(straight);
                    attempt.toSource = back * attempt.toSource;
                }
            }
        }
        auto words = m_engine.recognise(attempt.image, m_dpi, m_layout, m_context);
        if (!words)
            return words.error();
        attempt.words = *std::move(words);
        for (const OcrWord &word : attempt.words) {
            const int letters = lettersOf(word.text);
            attempt.letters += letters;
            attempt.sureLetters += word.confidence >= kSureConfidence ? letters : 0;
        }
        return attempt;
    }

    Result<PictureText> lookAgain(const Attempt &attempt)
    {
        PictureText text;
        const int most = attempt.isConvincing() ? kMaxSecondLooks : kLooksInVain;
        int looks = 0;
        for (const OcrWord &word : attempt.words) {
            const int letters = lettersOf(word.text);
            std::vector<OcrWord> better{word};
            if (word.confidence < kDoubtful && letters >= kWordLetters) {
                if (looks++ < most) {
                    auto second = lookAt(attempt.image, word);
                    if (!second)
                        return second.error();
                    better = *std::move(second);
                    text.unread += !isRead(word, better);
                } else {
                    text.unread += word.confidence < kSecondConfidence;
                }
            }
            for (OcrWord &taken : better) {
                if (taken.confidence < kLeastConfidence ||
                    (lettersOf(taken.text) == 0 && taken.confidence < kNoiseConfidence))
                    continue;
                taken.box = mapped(taken.box, attempt.toSource);
                text.words.push_back(std::move(taken));
            }
        }
        return text;
    }

    // One doubtful word by itself, at the size that the recogniser likes best. What it says then
    // is taken when it is surer of it.
    Result<std::vector<OcrWord>> lookAt(const QImage &image, const OcrWord &word)
    {
        const bool upright = word.box.h > 2 * word.box.w; // set along a margin
        const int height = upright ? word.box.w : word.box.h;
        const int room = std::max(4, height / 3);
        const PixelRect part = PixelRect{word.box.x - room, word.box.y - room,
                                         word.box.w + 2 * room, word.box.h + 2 * room}
                                   .intersected({0, 0, image.width(), image.height()});
        std::vector<OcrWord> best{word};
        if (part.isEmpty())
            return best;
        const QImage cut = image.copy(part.x, part.y, part.w, part.h);
        const std::initializer_list<int> turns{0};
        const std::initializer_list<int> sideways{1, 3};
        for (const int turn : upright ? sideways : turns) {
            const double scale = std::clamp(double(kLetterHeight) / std::max(height, 1), 0.2, 4.0);
            QTransform change = QTransform().rotate(90.0 * turn).scale(scale, scale);
            change = QImage::trueMatrix(change, cut.width(), cut.height());
            const QImage near = cut.transformed(change, Qt::SmoothTransformation)
                                    .convertToFormat(QImage::Format_Grayscale8);
            auto seen = m_engine.recognise(near, 300, OcrLayout::Line, m_context);
            if (!seen)
                return seen.error();
            float sum = 0;
            int letters = 0;
            for (const OcrWord &other : *seen) {
                letters += lettersOf(other.text);
                sum += other.confidence * float(lettersOf(other.text));
            }
            if (letters == 0 || sum / float(letters) <= best.front().confidence)
                continue;
            const QTransform back = change.inverted() * QTransform::fromTranslate(part.x, part.y);
            best = *std::move(seen);
            for (OcrWord &other : best) {
                other.box = mapped(other.box, back);
                other.line = word.line;
                // The halves of a doubtful word are no surer than the whole.
                other.confidence = std::min(other.confidence, sum / float(letters));
            }
            best.front().glued = word.glued;
        }
        return best;
    }

    OcrEngine &m_engine;
    int m_dpi;
    OcrLayout m_layout;
    const JobContext &m_context;
};

} // namespace

Result<PictureText> readPicture(OcrEngine &engine, const QImage &image, int dpi, OcrLayout layout,
                                const JobContext &context)
{
    return Reader(engine, dpi, layout, context)
        .read(image.convertToFormat(QImage::Format_Grayscale8));
}

} // namespace redoubt::document
