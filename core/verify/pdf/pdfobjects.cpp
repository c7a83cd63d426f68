// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/pdf/pdfparts.h"
#include "core/verify/picture/picturewalk.h"
#include "core/verify/search/anchored.h"

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <QSet>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMaxStream = std::size_t(128) << 20;
constexpr qint64 kMaxAll = qint64(4) << 30;
constexpr int kMaxObjectDepth = 200;

using Keys = std::set<std::string>;

const Keys kTrailerKeys{"/Size", "/Root",  "/ID",     "/Info",        "/Type",
                        "/W",    "/Index", "/Filter", "/DecodeParms", "/Length"};
const Keys kCatalogKeys{"/Type",     "/Pages",      "/Version",           "/Lang",
                        "/PageMode", "/PageLayout", "/ViewerPreferences", "/Extensions",
                        "/MarkInfo"};
const Keys kPageKeys{"/Type",     "/Parent", "/MediaBox", "/CropBox",   "/BleedBox",
                     "/TrimBox",  "/ArtBox", "/Rotate",   "/Resources", "/Contents",
                     "/UserUnit", "/Group",  "/Tabs"};
/// Where text, files, scripts and traces of earlier versions live, wherever they stand.
const Keys kTellingKeys{"/JS",           "/JavaScript",
                        "/AA",           "/OpenAction",
                        "/EmbeddedFile", "/EmbeddedFiles",
                        "/EF",           "/AF",
                        "/RichMedia",    "/Metadata",
                        "/PieceInfo",    "/XFA",
                        "/Thumb",        "/Alternates",
                        "/Outlines",     "/Dests",
                        "/AcroForm",     "/Annots",
                        "/Threads",      "/StructTreeRoot",
                        "/URI",          "/SpiderInfo",
                        "/Collection",   "/Perms",
                        "/Legal",        "/DSS",
                        "/Names",        "/Prev",
                        "/XRefStm",      "/Encrypt",
                        "/PageLabels",   "/OPI",
                        "/LastModified", "/VP",
                        "/Measure",      "/GeoTiff"};
/// Dictionaries whose keys are names given by the author of the file.
const Keys kNaming{"/Font",    "/XObject",    "/ExtGState", "/ColorSpace", "/Pattern",
                   "/Shading", "/Properties", "/CharProcs", "/Colorants"};

/// Collects at most a limit, so that a small file cannot unpack to everything.
class Collector final : public Pipeline
{
public:
    Collector()
        : Pipeline("verify", nullptr)
    {}
    void write(unsigned char const *data, std::size_t length) override
    {
        if (std::size_t(m_bytes.size()) + length > kMaxStream)
            throw std::length_error("stream");
        m_bytes.append(reinterpret_cast<const char *>(data), qsizetype(length));
    }
    void finish() override {}
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// The strings of a content stream, joined: text that is drawn letter by letter reads as one.
QByteArray drawnStrings(const QByteArray &content)
{
    QByteArray out;
    const qsizetype size = content.size();
    for (qsizetype i = 0; i < size; ++i) {
        const char c = content[i];
        if (c == '(') {
            int depth = 1;
            for (++i; i < size; ++i) {
                char d = content[i];
                if (d == '\\' && i + 1 < size) {
                    d = content[++i];
                    if (d >= '0' && d <= '7') {
                        int code = 0;
                        for (int k = 0; k < 3 && i < size && content[i] >= '0' && content[i] <= '7';
                             ++k)
                            code = code * 8 + (content[i++] - '0');
                        --i;
                        out.append(char(code));
                    } else if (d == 'n' || d == 'r' || d == 't' || d == '\n' || d == '\r') {
                        out.append(' ');
                    } else {
                        out.append(d);
                    }
                    continue;
                }
                depth += d == '(' ? 1 : d == ')' ? -1 : 0;
                if (depth == 0)
                    break;
                out.append(d);
            }
        } else if (c == '<' && i + 1 < size && content[i + 1] != '<') {
            const qsizetype end = content.indexOf('>', i);
            if (end < 0)
                break;
            out.append(QByteArray::fromHex(content.mid(i + 1, end - i - 1)));
            i = end;
        } else if (c == 'T' && i + 1 < size &&
                   (content[i + 1] == 'd' || content[i + 1] == 'D' || content[i + 1] == '*' ||
                    content[i + 1] == 'm')) {
            out.append('\n');
        }
    }
    return out;
}

bool endsToken(char c)
{
    return static_cast<unsigned char>(c) <= 0x20 || QByteArrayView("()<>[]{}/%").contains(c);
}

/// A content stream or program without its numbers and hexadecimal strings: coordinates and codes
/// of glyphs are no text, and enough of them hold every number. What the strings say,
/// drawnStrings() gives.
QByteArray withoutNumbers(const QByteArray &content)
{
    QByteArray out;
    out.reserve(content.size());
    const qsizetype size = content.size();
    for (qsizetype i = 0; i < size; ++i) {
        const char c = content[i];
        if (c == '(' || c == '%') { // a string or a remark stays as it is
            int depth = 0;
            for (; i < size; ++i) {
                const char d = content[i];
                out.append(d);
                if (c == '%') {
                    if (d == '\n' || d == '\r')
                        break;
                    continue;
                }
                if (d == '\\' && i + 1 < size)
                    out.append(content[++i]);
                depth += d == '(' ? 1 : d == ')' ? -1 : 0;
                if (depth == 0)
                    break;
            }
            continue;
        }
        const qsizetype close =
            c == '<' && i + 1 < size && content[i + 1] != '<' ? content.indexOf('>', i) : -1;
        if (close > 0) {
            i = close;
            out.append(' ');
            continue;
        }
        if (i == 0 || endsToken(content[i - 1])) {
            qsizetype end = i;
            while (end < size && QByteArrayView("0123456789+-.").contains(content[end]))
                ++end;
            if (end > i && (end == size || endsToken(content[end]))) {
                i = end - 1;
                out.append(' ');
                continue;
            }
        }
        out.append(c);
    }
    return out;
}

bool isBinary(const QByteArray &bytes)
{
    const qsizetype seen = std::min<qsizetype>(bytes.size(), 4096);
    const auto controls = std::count_if(bytes.begin(), bytes.begin() + seen, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' &&
               c != 0;
    });
    return controls * 20 > seen;
}

class ObjectWalk
{
public:
    ObjectWalk(const PdfTask &pdf, CheckLog &log)
        : m_task(pdf)
        , m_log(log)
    {}

    Result<void> run()
    {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.setAttemptRecovery(false);
        pdf.processMemoryFile("output", m_task.bytes.constData(), std::size_t(m_task.bytes.size()));
        if (pdf.isEncrypted()) {
            m_log.incomplete(kStructure, Words::tr("the document is encrypted"));
            return {};
        }
        checkTops(pdf);
        reach(pdf);
        int loose = 0;
        for (QPDFObjectHandle object : pdf.getAllObjects()) {
            if (m_task.task.context.cancelled())
                return JobContext::cancelledError("verify/pdf");
            if (!m_reached.count(object.getObjGen()) && !object.isNull() && !isHousekeeping(object))
                ++loose;
            examine(object, 0, false);
        }
        if (loose > 0)
            m_log.leak(kStructure,
                       Words::tr("%n object(s) that nothing refers to", nullptr, loose));
        if (pdf.anyWarnings())
            m_log.incomplete(kStructure, Words::tr("the document is damaged"));
        report();
        return {};
    }

private:
    static bool isHousekeeping(QPDFObjectHandle &object)
    {
        if (!object.isStream())
            return false;
        QPDFObjectHandle type = object.getDict().getKey("/Type");
        return type.isNameAndEquals("/XRef") || type.isNameAndEquals("/ObjStm");
    }

    void checkKeys(QPDFObjectHandle dictionary, const Keys &allowed, const Message &owner)
    {
        for (const std::string &key : dictionary.getKeys()) {
            if (!allowed.count(key) && !kTellingKeys.count(key))
                m_log.incomplete(kStructure,
                                 Words::tr("%1: an entry that is not on the list").arg(owner));
        }
    }

    void checkTops(QPDF &pdf)
    {
        QPDFObjectHandle trailer = pdf.getTrailer();
        checkKeys(trailer, kTrailerKeys, Words::tr("trailer"));
        telling(trailer);
        QPDFObjectHandle info = trailer.getKey("/Info");
        if (info.isDictionary()) {
            for (const std::string &key : info.getKeys()) {
                QPDFObjectHandle value = info.getKey(key);
                const bool ours = key == "/Producer" && value.isString() &&
                                  value.getUTF8Value().rfind("Redoubt", 0) == 0 &&
                                  value.getUTF8Value().size() < 32;
                if (!ours)
                    m_log.leak(u"metadata"_s, Words::tr("an entry in the document information"));
            }
        }
        checkKeys(pdf.getRoot(), kCatalogKeys, Words::tr("catalogue"));
        for (QPDFObjectHandle page : pdf.getAllPages())
            checkKeys(page, kPageKeys, Words::tr("page"));
    }

    /// Everything that the trailer leads to.
    void reach(QPDF &pdf)
    {
        std::vector<QPDFObjectHandle> open{pdf.getTrailer()};
        while (!open.empty()) {
            QPDFObjectHandle object = open.back();
            open.pop_back();
            if (object.isIndirect() && !m_reached.insert(object.getObjGen()).second)
                continue;
            if (object.isStream())
                object = object.getDict();
            if (object.isDictionary()) {
                for (auto &item : object.ditems())
                    open.push_back(item.second);
            } else if (object.isArray()) {
                for (auto &item : object.aitems())
                    open.push_back(item);
            }
        }
    }

    void telling(QPDFObjectHandle &dictionary)
    {
        for (const std::string &key : dictionary.getKeys()) {
            if (!kTellingKeys.count(key))
                continue;
            QPDFObjectHandle value = dictionary.getKey(key);
            if (value.isNull() || (value.isArray() && value.getArrayNItems() == 0))
                continue;
            // Names of the format itself, from the fixed list above.
            m_log.leak(kStructure, Words::tr("an entry %1").arg(QString::fromStdString(key)));
        }
    }

    void text(const std::string &value)
    {
        if (value.size() < 2)
            return;
        const QString string = QString::fromStdString(value);
        m_task.withheld.searchText(string, m_found.withheld);
        m_task.tags.searchText(string, m_found.tags);
    }

    void raw(const QByteArray &bytes)
    {
        m_task.withheld.searchBytes(bytes, m_found.withheld);
        m_task.tags.searchBytes(bytes, m_found.tags);
    }

    void examine(QPDFObjectHandle object, int depth, bool names)
    {
        if (depth > kMaxObjectDepth) {
            m_log.incomplete(kStructure, Words::tr("objects are nested too deeply"));
            return;
        }
        if (object.isString()) {
            text(object.getUTF8Value());
            raw(QByteArray::fromStdString(object.getStringValue()));
        } else if (object.isName()) {
            text(object.getName());
        } else if (object.isArray()) {
            for (auto &item : object.aitems()) {
                if (!item.isIndirect())
                    examine(item, depth + 1, false);
            }
        } else if (object.isDictionary()) {
            if (!names)
                telling(object);
            for (auto &[key, value] : object.ditems()) {
                text(key);
                if (!value.isIndirect())
                    examine(value, depth + 1, kNaming.count(key) > 0);
            }
        } else if (object.isStream()) {
            examine(object.getDict(), depth + 1, false);
            stream(object);
        }
    }

    void stream(QPDFObjectHandle &object)
    {
        Collector data;
        bool tried = false;
        bool decoded = false;
        try {
            decoded = object.pipeStreamData(&data, &tried, 0, qpdf_dl_generalized, true, false);
        } catch (const std::length_error &) {
            m_log.incomplete(u"objects"_s,
                             Words::tr("a stream unpacks to more than can be searched"));
            return;
        } catch (const std::exception &) {
            decoded = false;
        }
        m_total += data.bytes().size();
        if (m_total > kMaxAll) {
            m_log.incomplete(u"objects"_s,
                             Words::tr("streams unpack to more than can be searched"));
            return;
        }
        if (!decoded && data.bytes().isEmpty() && object.getDict().getKey("/Length").isInteger() &&
            object.getDict().getKey("/Length").getIntValue() > 0)
            m_log.incomplete(u"objects"_s, Words::tr("a stream could not be unpacked"));
        raw(data.bytes());
        QPDFObjectHandle dictionary = object.getDict();
        if (dictionary.getKey("/Subtype").isNameAndEquals("/Image")) {
            if (data.bytes().startsWith("\xff\xd8\xff"))
                embeddedJpeg(data.bytes());
            return;
        }
        if (isHousekeeping(object) || dictionary.hasKey("/Length1"))
            return;
        const QByteArray drawn = drawnStrings(data.bytes());
        raw(drawn);
        pieces(drawn, [](const QByteArray &piece) { return QString::fromLatin1(piece); });
        // Streams of text: descriptions, scripts, attached files; and the code of pages.
        const bool code = !dictionary.hasKey("/Type") ||
                          dictionary.getKey("/Subtype").isNameAndEquals("/Form") ||
                          dictionary.getKey("/Type").isNameAndEquals("/Pattern");
        pieces(code ? withoutNumbers(data.bytes()) : data.bytes(),
               [](const QByteArray &piece) { return QString::fromUtf8(piece); });
    }

    /// As text, piece by piece: a large stream would take many times its size in memory.
    void pieces(const QByteArray &bytes, QString (*decode)(const QByteArray &))
    {
        constexpr qsizetype kPiece = 1 << 20;
        constexpr qsizetype kOverlap = 4096;
        for (qsizetype at = 0; at < bytes.size(); at += kPiece) {
            if (m_task.task.context.cancelled())
                return; // the caller asks again
            const qsizetype from = std::max<qsizetype>(0, at - kOverlap);
            const QByteArray piece = bytes.mid(from, at + kPiece - from);
            if (isBinary(piece))
                continue; // fonts, profiles: the bytes were searched
            const QString text = decode(piece);
            m_task.withheld.searchText(text, m_found.withheld);
            m_task.tags.searchText(text, m_found.tags);
        }
    }

    /// Descriptions inside of a picture that was taken over from the source.
    void embeddedJpeg(const QByteArray &bytes)
    {
        CheckLog inner;
        walkPicture(bytes, inner);
        if (inner.outcomeOf(u"trailer"_s) == Outcome::Leak)
            m_log.leak(u"metadata"_s,
                       Words::tr("bytes behind the end of a picture in the document"));
        if (bytes.contains(QByteArrayView("Exif\0", 5)) ||
            bytes.contains("http://ns.adobe.com/xap/"))
            m_log.incomplete(u"metadata"_s,
                             Words::tr("a picture in the document carries a description "
                                       "of its own; its values were searched"));
    }

    void report()
    {
        m_log.clean(u"objects"_s, placesNote(m_task.withheld.atPlaces(), m_task.withheld.size()));
        m_log.clean(u"metadata"_s);
        if (!m_found.withheld.empty())
            m_log.leak(u"objects"_s, Words::tr("%n withheld text(s) in objects of the document",
                                               nullptr, int(m_found.withheld.size())));
        if (!m_found.tags.empty())
            m_log.leak(u"metadata"_s,
                       Words::tr("%n dropped metadata value(s) in objects of the document", nullptr,
                                 int(m_found.tags.size())));
    }

    const PdfTask &m_task;
    CheckLog &m_log;
    std::set<QPDFObjGen> m_reached;
    PdfFound m_found;
    qint64 m_total = 0;
};

} // namespace

Result<void> walkPdfObjects(const PdfTask &pdf, CheckLog &log)
{
    try {
        return ObjectWalk(pdf, log).run();
    } catch (const std::exception &) {
        log.incomplete(kStructure, Words::tr("the document is damaged"));
        return {};
    }
}

} // namespace redoubt::verify
