// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/pdf/pdfframe_p.h"
#include "core/verify/pdf/pdfparts.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <QTransform>

#include <algorithm>
#include <optional>
#include <set>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMaxPictures = 400;
constexpr double kMargin = 0.75; // points by which neighbours may touch a box

struct Drawn
{
    QPDFObjectHandle picture;
    QTransform place; ///< unit square to displayed points
};

PageRect boundsOf(const QPolygonF &points)
{
    const QRectF rect = points.boundingRect();
    return {rect.x(), rect.y(), rect.width(), rect.height()};
}

std::optional<PageRect> common(const PageRect &a, const PageRect &b)
{
    const double left = std::max(a.x, b.x);
    const double top = std::max(a.y, b.y);
    const PageRect cut{left, top, std::min(a.right(), b.right()) - left,
                       std::min(a.bottom(), b.bottom()) - top};
    return cut.w > 2 * kMargin && cut.h > 2 * kMargin ? std::optional(cut) : std::nullopt;
}

/// Follows the drawing operators of one page and its forms.
class Content final : public QPDFObjectHandle::ParserCallbacks
{
public:
    Content(const PdfTask &pdf, int page, CheckLog &log)
        : m_task(pdf)
        , m_boxes(pdf.boxes.at(page))
        , m_place(Words::tr("page %1").arg(page + 1))
        , m_page(page)
        , m_log(log)
    {}

    std::vector<Drawn> pictures;

    void run(QPDFObjectHandle content, QPDFObjectHandle resources, const QTransform &base,
             bool isPage)
    {
        const QTransform outer = m_matrix;
        const auto outerStack = m_stack;
        QPDFObjectHandle outerResources = m_resources;
        m_matrix = base;
        m_stack.clear();
        m_resources = resources;
        m_operands.clear();
        if (isPage)
            content.parsePageContents(this);
        else
            content.parseAsContents(this);
        m_matrix = outer;
        m_stack = outerStack;
        m_resources = outerResources;
    }

    void handleObject(QPDFObjectHandle object) override
    {
        if (!object.isOperator()) {
            if (object.isInlineImage())
                m_log.incomplete(
                    kLayers, Words::tr("%1: a picture inside of the page's own code").arg(m_place));
            if (m_operands.size() < 4096)
                m_operands.push_back(object);
            return;
        }
        if (++m_count > kMaxOperators || m_task.task.context.cancelled()) {
            m_log.incomplete(kLayers,
                             Words::tr("%1: too much is drawn to be followed").arg(m_place));
            terminateParsing();
        }
        perform(object.getOperatorValue());
        m_operands.clear();
    }

    void handleEOF() override {}

private:
    double number(std::size_t index)
    {
        return index < m_operands.size() && m_operands[index].isNumber()
                   ? m_operands[index].getNumericValue()
                   : 0.0;
    }

    void point(std::size_t index)
    {
        m_path << m_matrix.map(QPointF(number(index), number(index + 1)));
    }

    void perform(const std::string &op)
    {
        if (op == "q") {
            if (m_stack.size() < 1024)
                m_stack.push_back(m_matrix);
        } else if (op == "Q") {
            if (!m_stack.empty()) {
                m_matrix = m_stack.back();
                m_stack.pop_back();
            }
        } else if (op == "cm") {
            m_matrix =
                QTransform(number(0), number(1), number(2), number(3), number(4), number(5)) *
                m_matrix;
        } else if (op == "m" || op == "l") {
            m_onlyRectangles = false;
            point(0);
        } else if (op == "c") {
            m_onlyRectangles = false;
            point(0);
            point(2);
            point(4);
        } else if (op == "v" || op == "y") {
            m_onlyRectangles = false;
            point(0);
            point(2);
        } else if (op == "re") {
            const double x = number(0);
            const double y = number(1);
            m_path << m_matrix.map(QPointF(x, y))
                   << m_matrix.map(QPointF(x + number(2), y + number(3)))
                   << m_matrix.map(QPointF(x + number(2), y))
                   << m_matrix.map(QPointF(x, y + number(3)));
        } else if (op == "n") {
            clearPath();
        } else if (op == "f" || op == "F" || op == "f*") {
            painted(!m_onlyRectangles || m_patterned);
        } else if (op == "S" || op == "s" || op == "B" || op == "B*" || op == "b" || op == "b*") {
            painted(true);
        } else if (op == "sh") {
            m_log.incomplete(kLayers, Words::tr("%1: a shading is drawn").arg(m_place));
        } else if (op == "scn") {
            m_patterned = !m_operands.empty() && m_operands.back().isName();
        } else if (op == "sc" || op == "g" || op == "rg" || op == "k" || op == "cs") {
            m_patterned = false;
        } else if (op == "Do" && !m_operands.empty() && m_operands[0].isName()) {
            draw(m_operands[0].getName());
        }
    }

    void clearPath()
    {
        m_path.clear();
        m_onlyRectangles = true;
    }

    void painted(bool suspicious)
    {
        if (suspicious && !m_path.isEmpty()) {
            // A line has no area of its own; its pen has.
            const PageRect bounds = boundsOf(m_path).grown(kMargin + 0.5);
            for (const PageRect &box : m_boxes) {
                if (!common(bounds, box))
                    continue;
                m_log.leak(kLayers,
                           Words::tr("%1: a drawing reaches into a masked box").arg(m_place));
                m_log.suspect(
                    {kLayers, m_page, m_page, {}, Words::tr("a drawing under a masked box")});
                break;
            }
        }
        clearPath();
    }

    void draw(const std::string &name)
    {
        QPDFObjectHandle object = m_resources.getKey("/XObject").getKey(name);
        if (!object.isStream())
            return;
        QPDFObjectHandle dictionary = object.getDict();
        QPDFObjectHandle subtype = dictionary.getKey("/Subtype");
        if (subtype.isNameAndEquals("/Image")) {
            if (pictures.size() < kMaxPictures)
                pictures.push_back({object, m_matrix});
            else
                m_log.incomplete(kLayers, Words::tr("%1: too many pictures").arg(m_place));
            return;
        }
        if (!subtype.isNameAndEquals("/Form"))
            return;
        if (m_depth >= kMaxForms) {
            m_log.incomplete(kLayers, Words::tr("%1: forms are nested too deeply").arg(m_place));
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

    const PdfTask &m_task;
    const QList<PageRect> &m_boxes;
    Message m_place;
    int m_page;
    CheckLog &m_log;
    QTransform m_matrix;
    std::vector<QTransform> m_stack;
    QPDFObjectHandle m_resources = QPDFObjectHandle::newDictionary();
    std::vector<QPDFObjectHandle> m_operands;
    QPolygonF m_path;
    bool m_onlyRectangles = true;
    bool m_patterned = false;
    int m_depth = 0;
    int m_count = 0;
};

/// A page of @a target that shows @a drawn and nothing else, without masks that hide parts of it.
void addAlone(QPDF &target, const Drawn &drawn, const QSizeF &size)
{
    QPDFObjectHandle picture = target.copyForeignObject(drawn.picture);
    QPDFObjectHandle dictionary = picture.getDict();
    for (const char *key : {"/SMask", "/Mask", "/SMaskInData", "/OC", "/Metadata"}) {
        if (dictionary.hasKey(key))
            dictionary.removeKey(key);
    }
    const QTransform place = drawn.place * QTransform(1, 0, 0, -1, 0, size.height());
    QPDFObjectHandle page = QPDFObjectHandle::newDictionary();
    page.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
    page.replaceKey("/MediaBox", QPDFObjectHandle::newArray(QPDFObjectHandle::Rectangle(
                                     0, 0, size.width(), size.height())));
    QPDFObjectHandle names = QPDFObjectHandle::newDictionary();
    names.replaceKey("/I", picture);
    QPDFObjectHandle resources = QPDFObjectHandle::newDictionary();
    resources.replaceKey("/XObject", names);
    page.replaceKey("/Resources", resources);
    page.replaceKey("/Contents",
                    QPDFObjectHandle::newStream(&target, "q " + numbersOf(place) + " cm /I Do Q"));
    QPDFPageDocumentHelper(target).addPage(QPDFPageObjectHelper(target.makeIndirectObject(page)),
                                           false);
}

Result<void> follow(const PdfTask &pdf, CheckLog &log)
{
    QPDF source;
    source.setSuppressWarnings(true);
    source.processMemoryFile("output", pdf.bytes.constData(), std::size_t(pdf.bytes.size()));
    if (source.isEncrypted()) {
        log.incomplete(kLayers, Words::tr("the document is encrypted"));
        return {};
    }
    auto pages = QPDFPageDocumentHelper(source).getAllPages();
    QPDF target;
    target.emptyPDF();
    std::vector<AlonePage> alone;
    log.clean(kLayers);
    for (const auto &[number, boxes] : pdf.boxes) {
        if (pdf.task.context.cancelled())
            return JobContext::cancelledError("verify/pdf");
        if (number < 0 || std::size_t(number) >= pages.size()) {
            log.incomplete(kLayers, Words::tr("a masked box lies on a page that does not exist"));
            continue;
        }
        QPDFPageObjectHelper &page = pages[std::size_t(number)];
        const PageFrame frame = pageFrame(page);
        Content content(pdf, number, log);
        content.run(page.getObjectHandle(), page.getAttribute("/Resources", false),
                    frame.toDisplayed, true);
        for (const Drawn &drawn : content.pictures) {
            const PageRect bounds = boundsOf(
                drawn.place.map(QPolygonF(QList<QPointF>{{0, 0}, {1, 0}, {1, 1}, {0, 1}})));
            AlonePage entry{number, {}};
            for (const PageRect &box : boxes) {
                if (const auto part = common(bounds, box))
                    entry.places.push_back(*part);
            }
            if (entry.places.empty())
                continue;
            addAlone(target, drawn, frame.size);
            alone.push_back(entry);
        }
    }
    if (alone.empty())
        return {};
    QPDFWriter writer(target);
    writer.setOutputMemory();
    writer.setStaticID(true);
    writer.write();
    const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
    const QByteArray document(reinterpret_cast<const char *>(buffer->getBuffer()),
                              qsizetype(buffer->getSize()));
    return judgeAlonePages(pdf, document, alone, log);
}

} // namespace

PageFrame pageFrame(QPDFPageObjectHelper &page)
{
    QPDFObjectHandle::Rectangle box{0, 0, 612, 792};
    QPDFObjectHandle crop = page.getCropBox();
    if (crop.isRectangle())
        box = crop.getArrayAsRectangle();
    const double w = box.urx - box.llx;
    const double h = box.ury - box.lly;
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    const int turn = rotate.isInteger() ? ((rotate.getIntValueAsInt() % 360) + 360) % 360 : 0;
    const QTransform toCorner = QTransform::fromTranslate(-box.llx, -box.lly);
    switch (turn) {
    case 90:
        return {toCorner * QTransform(0, 1, 1, 0, 0, 0), QSizeF(h, w)};
    case 180:
        return {toCorner * QTransform(-1, 0, 0, 1, w, 0), QSizeF(w, h)};
    case 270:
        return {toCorner * QTransform(0, -1, -1, 0, h, w), QSizeF(h, w)};
    default:
        return {toCorner * QTransform(1, 0, 0, -1, 0, h), QSizeF(w, h)};
    }
}

std::string numbersOf(const QTransform &t)
{
    return QStringLiteral("%1 %2 %3 %4 %5 %6")
        .arg(t.m11(), 0, 'f', 6)
        .arg(t.m12(), 0, 'f', 6)
        .arg(t.m21(), 0, 'f', 6)
        .arg(t.m22(), 0, 'f', 6)
        .arg(t.dx(), 0, 'f', 6)
        .arg(t.dy(), 0, 'f', 6)
        .toStdString();
}

Result<void> checkPdfLayers(const PdfTask &pdf, CheckLog &log)
{
    if (pdf.boxes.empty())
        return {};
    try {
        return follow(pdf, log);
    } catch (const std::exception &) {
        if (pdf.task.context.cancelled())
            return JobContext::cancelledError("verify/pdf");
        log.incomplete(kLayers, Words::tr("what is drawn on masked pages could not be followed"));
        return {};
    }
}

} // namespace redoubt::verify
