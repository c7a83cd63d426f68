// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures that hold more than any page shows of them: cut off by a clip, masked, painted over, off
// the page. A picture that is suspected is replaced in a copy of the page, once by black and once
// by white; where both copies look the same, nobody sees it.
#include "core/verify/pdf/pdfframe_p.h"
#include "core/verify/pdf/pdfparts.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr double kDpi = 100;
constexpr double kLeastDpi = 40; // less would not show letters of a usual size
constexpr double kMaxLookPixels = 6e6;
constexpr std::size_t kMaxUses = 20'000; // of all pages
constexpr int kMaxLooks = 400;           // at single pictures, all pages together
constexpr int kSeen = 16;                // of 255
constexpr int kInk = 28;                 // of 255, between neighbours
constexpr int kSoftRim = 3;              // pixels
constexpr int kHiddenEdges = 60;         // two small letters have more

/// What of a picture is looked at: its colours, or the mask that lets them through.
enum class PicturePart { Colours, Mask };

struct Use
{
    QPDFObjectHandle picture;
    QTransform place; ///< unit square to displayed points
    int page = 0;

    QRectF box() const { return place.mapRect(QRectF(0, 0, 1, 1)); }
};

/// Lists the pictures that one page draws, those of its forms included.
class Follower final : public QPDFObjectHandle::ParserCallbacks
{
public:
    Follower(int page, const JobContext &context)
        : m_page(page)
        , m_context(context)
    {}

    std::vector<Use> uses;
    bool complete = true;

    void run(QPDFObjectHandle content, QPDFObjectHandle resources, const QTransform &base,
             bool isPage)
    {
        const auto outer = std::tuple(m_matrix, m_stack, m_resources);
        m_matrix = base;
        m_stack.clear();
        m_resources = resources;
        m_operands.clear();
        if (isPage)
            content.parsePageContents(this);
        else
            content.parseAsContents(this);
        std::tie(m_matrix, m_stack, m_resources) = outer;
    }

    void handleObject(QPDFObjectHandle object) override
    {
        if (!object.isOperator()) {
            if (m_operands.size() < 64)
                m_operands.push_back(object);
            return;
        }
        if (++m_count > kMaxOperators || m_context.cancelled()) {
            complete = false;
            terminateParsing();
        }
        perform(object.getOperatorValue());
        m_operands.clear();
    }

    void handleEOF() override {}

private:
    void perform(const std::string &op)
    {
        if (op == "q" && m_stack.size() < 1024) {
            m_stack.push_back(m_matrix);
        } else if (op == "Q" && !m_stack.empty()) {
            m_matrix = m_stack.back();
            m_stack.pop_back();
        } else if (op == "cm" && m_operands.size() >= 6) {
            double v[6];
            for (std::size_t i = 0; i < 6; ++i)
                v[i] = m_operands[i].isNumber() ? m_operands[i].getNumericValue() : 0;
            m_matrix = QTransform(v[0], v[1], v[2], v[3], v[4], v[5]) * m_matrix;
        } else if (op == "Do" && !m_operands.empty() && m_operands[0].isName()) {
            draw(m_operands[0].getName());
        }
    }

    void draw(const std::string &name)
    {
        QPDFObjectHandle list = m_resources.getKey("/XObject");
        QPDFObjectHandle object =
            list.isDictionary() ? list.getKey(name) : QPDFObjectHandle::newNull();
        if (!object.isStream())
            return;
        QPDFObjectHandle dictionary = object.getDict();
        QPDFObjectHandle subtype = dictionary.getKey("/Subtype");
        if (subtype.isNameAndEquals("/Image"))
            uses.push_back({object, m_matrix, m_page});
        if (!subtype.isNameAndEquals("/Form"))
            return;
        if (m_depth >= kMaxForms) {
            complete = false;
            return;
        }
        QTransform inner = m_matrix;
        QPDFObjectHandle matrix = dictionary.getKey("/Matrix");
        if (matrix.isArray() && matrix.getArrayNItems() == 6) {
            double v[6];
            for (int i = 0; i < 6; ++i)
                v[i] = matrix.getArrayItem(i).isNumber() ? matrix.getArrayItem(i).getNumericValue()
                                                         : 0;
            inner = QTransform(v[0], v[1], v[2], v[3], v[4], v[5]) * inner;
        }
        QPDFObjectHandle resources = dictionary.getKey("/Resources");
        ++m_depth;
        run(object, resources.isDictionary() ? resources : m_resources, inner, false);
        --m_depth;
    }

    int m_page;
    const JobContext &m_context;
    QTransform m_matrix;
    std::vector<QTransform> m_stack;
    QPDFObjectHandle m_resources = QPDFObjectHandle::newDictionary();
    std::vector<QPDFObjectHandle> m_operands;
    int m_depth = 0;
    int m_count = 0;
};

QByteArray written(QPDF &pdf)
{
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setStaticID(true);
    writer.write();
    const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
    return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()),
                      qsizetype(buffer->getSize()));
}

void dropKeys(QPDFObjectHandle dictionary, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        if (dictionary.hasKey(key))
            dictionary.removeKey(key);
    }
}

/// One pixel instead of the picture or its mask, black or white; of a stencil everything or
/// nothing.
void replaceByOnePixel(QPDFObjectHandle object, bool white)
{
    QPDFObjectHandle dictionary = object.getDict();
    QPDFObjectHandle stencil = dictionary.getKey("/ImageMask");
    const bool isStencil = stencil.isBool() && stencil.getBoolValue();
    dropKeys(dictionary, {"/Decode", "/DecodeParms", "/Filter", "/Matte"});
    if (dictionary.getKey("/Mask").isArray())
        dictionary.removeKey("/Mask");
    dictionary.replaceKey("/Width", QPDFObjectHandle::newInteger(1));
    dictionary.replaceKey("/Height", QPDFObjectHandle::newInteger(1));
    dictionary.replaceKey("/BitsPerComponent", QPDFObjectHandle::newInteger(isStencil ? 1 : 8));
    if (!isStencil)
        dictionary.replaceKey("/ColorSpace", QPDFObjectHandle::newName("/DeviceGray"));
    object.replaceStreamData(std::string(1, white ? '\xff' : '\0'), QPDFObjectHandle::newNull(),
                             QPDFObjectHandle::newNull());
}

QPDFObjectHandle partOf(QPDFObjectHandle picture, PicturePart part)
{
    if (part == PicturePart::Colours)
        return picture;
    QPDFObjectHandle mask = picture.getDict().getKey("/SMask");
    return mask.isStream() ? mask : picture.getDict().getKey("/Mask");
}

int differenceOf(QRgb a, QRgb b)
{
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                     std::abs(qBlue(a) - qBlue(b))});
}

/// Edges of a picture, drawn alone, between pixels of which the page shows none. @a seen lies at
/// @a offset in it.
int hiddenEdges(const QImage &alone, const QImage &seen, QPoint offset)
{
    const auto isSeen = [&](int x, int y) {
        const QPoint at = QPoint(x, y) - offset;
        return seen.rect().contains(at) && seen.constScanLine(at.y())[at.x()] != 0;
    };
    int edges = 0;
    for (int y = 0; y + 1 < alone.height(); ++y) {
        for (int x = 0; x + 1 < alone.width(); ++x) {
            if (isSeen(x, y))
                continue;
            const QRgb here = alone.pixel(x, y);
            edges += differenceOf(here, alone.pixel(x + 1, y)) >= kInk && !isSeen(x + 1, y);
            edges += differenceOf(here, alone.pixel(x, y + 1)) >= kInk && !isSeen(x, y + 1);
        }
    }
    return edges;
}

/// Where two drawings differ, and some pixels around.
QImage differing(const QImage &a, const QImage &b)
{
    QImage out(a.size(), QImage::Format_Grayscale8);
    out.fill(0);
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            if (differenceOf(a.pixel(x, y), b.pixel(x, y)) < kSeen)
                continue;
            const int left = std::max(0, x - kSoftRim);
            const int right = std::min(a.width() - 1, x + kSoftRim);
            for (int row = std::max(0, y - kSoftRim); row <= std::min(a.height() - 1, y + kSoftRim);
                 ++row)
                std::fill(out.scanLine(row) + left, out.scanLine(row) + right + 1, uchar(255));
        }
    }
    return out;
}

enum class Shown { All, NotAll, Unknown };

class HiddenParts
{
public:
    HiddenParts(const PdfTask &pdf, CheckLog &log)
        : m_task(pdf)
        , m_context(pdf.task.context)
        , m_log(log)
    {}

    Result<void> run()
    {
        m_source.setSuppressWarnings(true);
        m_source.processMemoryFile("output", m_task.bytes.constData(),
                                   std::size_t(m_task.bytes.size()));
        if (m_source.isEncrypted()) {
            m_log.incomplete(kLayers, Words::tr("the document is encrypted"));
            return {};
        }
        QPDFPageDocumentHelper helper(m_source);
        helper.pushInheritedAttributesToPage();
        m_pages = helper.getAllPages();
        collect();
        m_log.clean(kLayers);
        for (auto &[id, uses] : m_uses) {
            if (m_context.cancelled())
                return JobContext::cancelledError("verify/pdf");
            for (const PicturePart part : {PicturePart::Colours, PicturePart::Mask}) {
                if (partOf(uses.front().picture, part).isStream())
                    judge(uses, part);
            }
        }
        return {};
    }

private:
    void collect()
    {
        std::size_t count = 0;
        for (std::size_t number = 0; number < m_pages.size() && !m_context.cancelled(); ++number) {
            QPDFPageObjectHelper &page = m_pages[number];
            m_frames.push_back(pageFrame(page));
            Follower follower(int(number), m_context);
            follower.run(page.getObjectHandle(), page.getAttribute("/Resources", false),
                         m_frames.back().toDisplayed, true);
            count += follower.uses.size();
            if (!follower.complete || count > kMaxUses) {
                m_log.incomplete(
                    kLayers,
                    Words::tr("page %1: too much is drawn to be followed").arg(number + 1));
                return;
            }
            for (Use &use : follower.uses)
                m_uses[use.picture.getObjGen()].push_back(std::move(use));
        }
    }

    /// A picture is no leak when one of its uses shows all of it.
    void judge(const std::vector<Use> &uses, PicturePart part)
    {
        std::optional<Use> hidden;
        for (const Use &use : uses) {
            if (++m_looks > kMaxLooks) {
                m_log.incomplete(kLayers, Words::tr("there are too many pictures to look at each"));
                return;
            }
            const Shown shown = look(use, part);
            if (shown == Shown::All)
                return;
            if (shown == Shown::Unknown) {
                m_log.incomplete(
                    kLayers,
                    Words::tr("page %1: a picture could not be shown alone").arg(use.page + 1));
                return;
            }
            hidden = use;
        }
        if (!hidden)
            return;
        m_log.leak(kLayers, Words::tr("page %1: a picture holds parts that the page does not show")
                                .arg(hidden->page + 1));
        const QRectF box =
            hidden->box() & QRectF(QPointF(), m_frames[std::size_t(hidden->page)].size);
        m_log.suspect({kLayers, hidden->page, hidden->page, outward(box),
                       Words::tr("hidden parts of a picture")});
    }

    Shown look(const Use &use, PicturePart part)
    {
        const QRectF box = use.box();
        const double area = std::max(box.width() * box.height(), 1.0);
        const double dpi = std::min(kDpi, 72 * std::sqrt(kMaxLookPixels / area));
        if (!(dpi >= kLeastDpi))
            return Shown::Unknown;
        const double scale = dpi / 72;
        const QRect whole = QRectF(box.topLeft() * scale, box.size() * scale).toAlignedRect();
        if (whole.width() < 3 || whole.height() < 3)
            return Shown::All;
        const QImage alone = drawnAlone(use, part, whole, scale);
        if (alone.isNull())
            return Shown::Unknown;
        if (hiddenEdges(alone, {}, {}) < kHiddenEdges)
            return Shown::All; // nothing to be seen anywhere
        const QSizeF size = m_frames[std::size_t(use.page)].size * scale;
        const QRect cut = whole.intersected(QRectF(QPointF(), size).toAlignedRect());
        QImage seen;
        if (!cut.isEmpty()) {
            const QImage black = drawnReplaced(use, part, false, cut, dpi);
            const QImage white = drawnReplaced(use, part, true, cut, dpi);
            if (black.isNull() || white.isNull() || black.size() != white.size())
                return Shown::Unknown;
            seen = differing(black, white);
            rimsOfBoxes(use.page, scale, cut.topLeft(), seen);
        }
        return hiddenEdges(alone, seen, cut.topLeft() - whole.topLeft()) < kHiddenEdges
                   ? Shown::All
                   : Shown::NotAll;
    }

    /// Beside the edge of a masked box, and between two that all but touch, the painted box reaches
    /// over the one in the picture by part of a pixel: a seam that says nothing. What lies inside
    /// of the boxes the judge of layers looks at.
    void rimsOfBoxes(int page, double scale, QPoint origin, QImage &seen) const
    {
        const auto boxes = m_task.boxes.find(page);
        if (boxes == m_task.boxes.end())
            return;
        for (const PageRect &box : boxes->second) {
            const QRect place = QRectF(box.x * scale, box.y * scale, box.w * scale, box.h * scale)
                                    .toAlignedRect()
                                    .translated(-origin);
            const QRect around =
                place.adjusted(-kSoftRim, -kSoftRim, kSoftRim, kSoftRim) & seen.rect();
            const QRect inside = place.adjusted(kSoftRim, kSoftRim, -kSoftRim, -kSoftRim);
            for (int y = around.top(); y <= around.bottom(); ++y) {
                for (int x = around.left(); x <= around.right(); ++x) {
                    if (!inside.contains(x, y))
                        seen.scanLine(y)[x] = 255;
                }
            }
        }
    }

    /// The picture, or its mask as a grey picture, on a sheet of just its size.
    QImage drawnAlone(const Use &use, PicturePart part, const QRect &whole, double scale)
    {
        QPDF target;
        target.emptyPDF();
        QPDFObjectHandle picture = target.copyForeignObject(partOf(use.picture, part));
        dropKeys(picture.getDict(),
                 {"/SMask", "/Mask", "/SMaskInData", "/OC", "/Metadata", "/Matte"});
        const double w = whole.width() / scale;
        const double h = whole.height() / scale;
        const QTransform place = use.place *
                                 QTransform::fromTranslate(-whole.x() / scale, -whole.y() / scale) *
                                 QTransform(1, 0, 0, -1, 0, h);
        QPDFObjectHandle page = QPDFObjectHandle::newDictionary();
        page.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
        page.replaceKey("/MediaBox",
                        QPDFObjectHandle::newArray(QPDFObjectHandle::Rectangle(0, 0, w, h)));
        QPDFObjectHandle names = QPDFObjectHandle::newDictionary();
        names.replaceKey("/I", picture);
        QPDFObjectHandle resources = QPDFObjectHandle::newDictionary();
        resources.replaceKey("/XObject", names);
        page.replaceKey("/Resources", resources);
        page.replaceKey("/Contents", QPDFObjectHandle::newStream(&target, "q " + numbersOf(place) +
                                                                              " cm /I Do Q"));
        QPDFPageDocumentHelper(target).addPage(
            QPDFPageObjectHelper(target.makeIndirectObject(page)), false);
        return drawPdfPage(written(target), 0, 72 * scale, {0, 0, whole.width(), whole.height()},
                           m_context);
    }

    QImage drawnReplaced(const Use &use, PicturePart part, bool white, const QRect &cut, double dpi)
    {
        QPDF target;
        target.emptyPDF();
        QPDFPageDocumentHelper(target).addPage(m_pages[std::size_t(use.page)], false);
        replaceByOnePixel(target.copyForeignObject(partOf(use.picture, part)), white);
        return drawPdfPage(written(target), 0, dpi, {cut.x(), cut.y(), cut.width(), cut.height()},
                           m_context);
    }

    const PdfTask &m_task;
    const JobContext &m_context;
    CheckLog &m_log;
    QPDF m_source;
    std::vector<QPDFPageObjectHelper> m_pages;
    std::vector<PageFrame> m_frames;
    std::map<QPDFObjGen, std::vector<Use>> m_uses;
    int m_looks = 0;
};

} // namespace

Result<void> checkPdfHidden(const PdfTask &pdf, CheckLog &log)
{
    try {
        return HiddenParts(pdf, log).run();
    } catch (const std::exception &) {
        if (pdf.task.context.cancelled())
            return JobContext::cancelledError("verify/pdf");
        log.incomplete(kLayers, Words::tr("the pictures of the document could not be followed"));
        return {};
    }
}

} // namespace redoubt::verify
