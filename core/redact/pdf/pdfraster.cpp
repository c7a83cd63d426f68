// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/pdf/pdfraster.h"

#include "core/redact/picture/jpegwriter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace redoubt::redact {

namespace {

constexpr int kGrow = 1; // pixels, so that no anti-aliased rim survives
constexpr int kJpegQuality = 85;
constexpr double kAverageWidth = 0.5; // em; the width of every code of the text layer's font

PixelRect burntPixels(const PageRect &rect, const PageMapping &mapping)
{
    const QSize size = mapping.pixelSize();
    const PixelRect box = mapping.toPixels(rect);
    return PixelRect{box.x - kGrow, box.y - kGrow, box.w + 2 * kGrow, box.h + 2 * kGrow}
        .intersected({0, 0, size.width(), size.height()});
}

bool isNearlyGrey(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        const uchar *pixel = image.constScanLine(y);
        for (int x = 0; x < image.width(); ++x, pixel += 3) {
            if (std::abs(pixel[0] - pixel[1]) > 3 || std::abs(pixel[1] - pixel[2]) > 3)
                return false;
        }
    }
    return true;
}

// Photographs have many tones between ink and paper, text few.
bool isContinuous(const QImage &grey)
{
    qint64 between = 0;
    for (int y = 0; y < grey.height(); ++y) {
        const uchar *pixel = grey.constScanLine(y);
        for (int x = 0; x < grey.width(); ++x)
            between += pixel[x] > 32 && pixel[x] < 224;
    }
    return between * 5 > qint64(grey.width()) * grey.height();
}

QByteArray packedNibbles(const QImage &grey)
{
    const int stride = (grey.width() + 1) / 2;
    QByteArray rows(qsizetype(stride) * grey.height(), '\0');
    for (int y = 0; y < grey.height(); ++y) {
        const uchar *pixel = grey.constScanLine(y);
        auto *out = reinterpret_cast<uchar *>(rows.data()) + qsizetype(stride) * y;
        for (int x = 0; x < grey.width(); ++x) {
            const int level = (pixel[x] * 15 + 127) / 255;
            out[x / 2] = uchar(out[x / 2] | (x % 2 ? level : level << 4));
        }
    }
    return rows;
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'f', 2);
}

constexpr double kLeastLabel = 4; // points
constexpr double kMostLabel = 10;

// Widths of Helvetica's letters from U+0020 on, in thousandths; its metrics belong to the format.
constexpr std::array<short, 95> kWidths{
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

/// A reason and the box that it stands on.
struct Label
{
    QString text;
    PageRect box;
    double size = 0;
    PageRect place; ///< of its letters
};

// Fits a label in Helvetica into its box; a name is no use to anybody when cut off.
bool fit(Label &label)
{
    double width = 0; // em
    for (const QChar c : label.text) {
        if (c.unicode() < 0x20 || c.unicode() > 0x7E)
            return false; // the standard font has no other letters
        width += kWidths[size_t(c.unicode() - 0x20)] / 1000.0;
    }
    if (width <= 0)
        return false;
    label.size = std::min({kMostLabel, 0.75 * label.box.h, (label.box.w - 2) / width});
    label.place = {label.box.x + 1, label.box.y + (label.box.h - label.size) / 2,
                   width * label.size, label.size};
    return label.size >= kLeastLabel;
}

// Where boxes overlap, so might their labels; one line then names both reasons.
std::vector<Label> placedLabels(const std::vector<Label> &wanted)
{
    std::vector<Label> placed;
    for (Label label : wanted) {
        if (!fit(label))
            continue;
        const auto other = std::find_if(placed.begin(), placed.end(), [&](const Label &l) {
            return l.place.intersects(label.place);
        });
        if (other == placed.end()) {
            placed.push_back(label);
            continue;
        }
        Label both = *other;
        if (!both.text.split(u' ').contains(label.text))
            both.text += u' ' + label.text;
        if (fit(both))
            *other = both;
    }
    return placed;
}

QByteArray labelOperators(const Label &label, double pageHeight)
{
    QByteArray bytes;
    for (const QChar c : label.text) {
        if (c == u'(' || c == u')' || c == u'\\')
            bytes += '\\';
        bytes += char(c.unicode());
    }
    const double y = pageHeight - label.box.bottom() + (label.box.h - 0.7 * label.size) / 2;
    return "BT 1 g /F0 " + number(label.size) + " Tf " + number(label.place.x) + ' ' + number(y) +
           " Td (" + bytes + ") Tj ET\n";
}

// Positions on whole points and widths in steps of five percent tell little about what stood
// between two words.
QByteArray wordOperators(const KeptWord &word, double pageHeight, CodeTable &codes)
{
    const QByteArray code = codes.encode(word.text);
    if (code.isEmpty())
        return {};
    const auto letters = double(code.size()) / 4;
    const double size = std::clamp(std::round(word.box.h * 0.8), 1.0, 200.0);
    const double natural = letters * kAverageWidth * size;
    const double stretch = std::clamp(std::round(100 * word.box.w / natural / 5) * 5, 5.0, 1000.0);
    const double x = std::round(word.box.x);
    const double y = std::round(pageHeight - word.box.bottom() + 0.2 * word.box.h);
    // The blank behind every word keeps words apart for readers that go by distance.
    return "/F1 " + QByteArray::number(size) + " Tf " + QByteArray::number(stretch) +
           " Tz 1 0 0 1 " + QByteArray::number(x) + ' ' + QByteArray::number(y) + " Tm <" + code +
           "0020> Tj\n";
}

} // namespace

QByteArray CodeTable::encode(const QString &text)
{
    QByteArray out;
    for (const char32_t code : text.toUcs4()) {
        int value = int(code);
        if (code < 0x20 || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF)
            continue;
        if (code > 0xFFFF) {
            const auto found = m_high.find(code);
            if (found == m_high.end() && m_high.size() >= 0x800)
                continue;
            value = 0xD800 +
                    (found == m_high.end() ? (m_high[code] = int(m_high.size())) : found->second);
        }
        out += QByteArray::number(value, 16).rightJustified(4, '0');
    }
    return out;
}

QByteArray CodeTable::toUnicode() const
{
    QByteArray map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                     "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                     "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                     "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    // Ranges may not cross a change of the first byte; blocks hold at most 100 of them.
    QList<QByteArray> ranges;
    for (int high = 0; high < 256; ++high) {
        if (high >= 0xD8 && high < 0xE0)
            continue;
        const QByteArray first = QByteArray::number(high, 16).rightJustified(2, '0');
        ranges.append('<' + first + "00> <" + first + "ff> <" + first + "00>\n");
    }
    for (qsizetype at = 0; at < ranges.size(); at += 100) {
        const auto block = ranges.mid(at, 100);
        map += QByteArray::number(block.size()) + " beginbfrange\n" + block.join() + "endbfrange\n";
    }
    QList<QByteArray> single;
    for (const auto &[code, index] : m_high) {
        const QString text = QString::fromUcs4(&code, 1);
        QByteArray units;
        for (const QChar unit : text)
            units += QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
        single.append('<' + QByteArray::number(0xD800 + index, 16) + "> <" + units + ">\n");
    }
    for (qsizetype at = 0; at < single.size(); at += 100) {
        const auto block = single.mid(at, 100);
        map += QByteArray::number(block.size()) + " beginbfchar\n" + block.join() + "endbfchar\n";
    }
    return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

void burn(QImage &image, const QList<BurntBox> &boxes, const PageMapping &mapping)
{
    for (const BurntBox &box : boxes) {
        const PixelRect pixels =
            burntPixels(box.rect, mapping).intersected({0, 0, image.width(), image.height()});
        for (int y = pixels.y; y < pixels.bottom(); ++y) {
            if (pixels.w > 0)
                std::memset(image.scanLine(y) + 3 * pixels.x, 0, size_t(3 * pixels.w));
        }
    }
}

Result<RasterPage> encodePage(const QImage &burnt, QSizeF size, const QList<BurntBox> &boxes,
                              const std::vector<KeptWord> &words, double dpi, CodeTable &codes)
{
    RasterPage page;
    page.size = size;
    page.pixels = burnt.size();
    const bool grey = isNearlyGrey(burnt);
    const QImage picture = grey ? burnt.convertToFormat(QImage::Format_Grayscale8) : burnt;
    page.colour = grey ? "/DeviceGray" : "/DeviceRGB";
    if (grey && !isContinuous(picture)) {
        page.bits = 4;
        page.filter = "/FlateDecode";
        page.samples = qCompress(packedNibbles(picture), 6).mid(4); // without Qt's length
    } else {
        page.filter = "/DCTDecode";
        auto jpeg = encodeJpeg(picture, kJpegQuality, ChromaSampling::Halved);
        if (!jpeg)
            return jpeg.error();
        page.samples = *std::move(jpeg);
    }

    const PageMapping mapping(size, dpi);
    const double scale = 72.0 / dpi;
    // The picture's last row and column may reach over the page; its scale stays exact.
    page.operators = "q " + number(page.pixels.width() * scale) + " 0 0 " +
                     number(page.pixels.height() * scale) + " 0 " +
                     number(size.height() - page.pixels.height() * scale) + " cm /Im0 Do Q\n";
    std::vector<Label> labels;
    for (const BurntBox &box : boxes) {
        const PixelRect pixels = burntPixels(box.rect, mapping);
        if (pixels.isEmpty())
            continue;
        const PageRect rect = mapping.toPage(pixels);
        page.operators += "0 g " + number(rect.x) + ' ' + number(size.height() - rect.bottom()) +
                          ' ' + number(rect.w) + ' ' + number(rect.h) + " re f\n";
        labels.push_back({box.label, rect, 0, {}});
    }
    // On top of all boxes, so that none cuts the label of another.
    for (const Label &label : placedLabels(labels))
        page.operators += labelOperators(label, size.height());
    if (!words.empty()) {
        page.operators += "BT 3 Tr\n";
        for (const KeptWord &word : words)
            page.operators += wordOperators(word, size.height(), codes);
        page.operators += "ET\n";
    }
    return page;
}

} // namespace redoubt::redact
