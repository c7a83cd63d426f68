// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/inflate.h"
#include "core/verify/pdf/pdfparts.h"

#include <algorithm>
#include <cctype>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxCarved = qint64(128) << 20;
constexpr qint64 kMaxUnpacked = qint64(4) << 30;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

int countOf(const QByteArray &bytes, QByteArrayView word)
{
    int count = 0;
    for (qsizetype at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + word.size()))
        ++count;
    return count;
}

/// Reads the file from front to back as a list of objects and reports bytes that belong to none.
class Sequence
{
public:
    explicit Sequence(const QByteArray &bytes)
        : m_bytes(bytes)
    {}

    /// Bytes outside of objects; -1 when the file does not read as a list of objects.
    qint64 looseBytes()
    {
        skipHeader();
        qint64 loose = 0;
        while (m_at < m_bytes.size()) {
            skipSpaces();
            if (startsWith("xref") || startsWith("startxref") || m_at >= m_bytes.size())
                return loose;
            if (skipObject())
                continue;
            const qsizetype begin = m_at;
            do {
                ++m_at;
            } while (m_at < m_bytes.size() && !atObject() && !startsWith("xref") &&
                     !startsWith("startxref"));
            loose += m_at - begin;
        }
        return loose;
    }

private:
    bool startsWith(const char *word) const
    {
        return QByteArrayView(m_bytes).sliced(m_at).startsWith(word);
    }

    void skipSpaces()
    {
        while (m_at < m_bytes.size() && isSpace(m_bytes[m_at]))
            ++m_at;
    }

    /// The version, and one comment of binary marks.
    void skipHeader()
    {
        for (int line = 0; line < 2 && m_at < m_bytes.size() && m_bytes[m_at] == '%'; ++line) {
            const qsizetype begin = m_at;
            while (m_at < m_bytes.size() && m_bytes[m_at] != '\n' && m_bytes[m_at] != '\r')
                ++m_at;
            if (m_at - begin > 32) { // no mark, but a message
                m_at = begin;
                return;
            }
            skipSpaces();
        }
    }

    bool atObject() const
    {
        qsizetype at = m_at;
        const auto digits = [&] {
            const qsizetype begin = at;
            while (at < m_bytes.size() && at - begin < 12 &&
                   std::isdigit(static_cast<unsigned char>(m_bytes[at])))
                ++at;
            return at > begin;
        };
        const auto spaces = [&] {
            const qsizetype begin = at;
            while (at < m_bytes.size() && isSpace(m_bytes[at]))
                ++at;
            return at > begin;
        };
        return digits() && spaces() && digits() && spaces() &&
               QByteArrayView(m_bytes).sliced(at).startsWith("obj");
    }

    bool skipObject()
    {
        if (!atObject())
            return false;
        const qsizetype end = m_bytes.indexOf("endobj", m_at);
        if (end < 0)
            return false;
        // A stream keyword that ends a dictionary: its data may hold anything.
        for (qsizetype at = m_bytes.indexOf("stream", m_at); at >= 0 && at < end;
             at = m_bytes.indexOf("stream", at + 6)) {
            qsizetype before = at;
            while (before > m_at && isSpace(m_bytes[before - 1]))
                --before;
            const char after = at + 6 < m_bytes.size() ? m_bytes[at + 6] : ' ';
            if (before < 2 || m_bytes[before - 1] != '>' || m_bytes[before - 2] != '>' ||
                (after != '\n' && after != '\r'))
                continue;
            const qsizetype stop = m_bytes.indexOf("endstream", at + 6);
            if (stop < 0)
                return false;
            m_at = stop + 9;
            skipSpaces();
            if (startsWith("endobj"))
                m_at += 6;
            return true;
        }
        m_at = end + 6;
        return true;
    }

    const QByteArray &m_bytes;
    qsizetype m_at = 0;
};

} // namespace

Result<void> carvePdf(const PdfTask &pdf, CheckLog &log)
{
    const QByteArray &bytes = pdf.bytes;
    log.clean(kStructure);
    if (!bytes.startsWith("%PDF-"))
        log.leak(kStructure, Words::tr("there are bytes before the beginning of the document"));
    const int revisions = countOf(bytes, "startxref");
    if (revisions != 1)
        log.leak(kStructure, revisions == 0 ? Words::tr("the document has no end mark")
                                            : Words::tr("the document holds %n revision(s)",
                                                        nullptr, revisions));
    const qsizetype end = bytes.lastIndexOf("%%EOF");
    const qsizetype behind = end < 0 ? 0
                                     : std::count_if(bytes.begin() + end + 5, bytes.end(),
                                                     [](char c) { return !isSpace(c); });
    if (behind > 0 || (end >= 0 && bytes.size() - end - 5 > 64))
        log.leak(kStructure,
                 Words::tr("%1 bytes after the end of the document").arg(bytes.size() - end - 5));
    const qint64 loose = Sequence(bytes).looseBytes();
    if (loose > 0)
        log.leak(kStructure, Words::tr("%1 bytes that belong to no object").arg(loose));

    PdfFound found;
    qint64 unpacked = 0;
    bool cut = false;
    for (qsizetype at = bytes.indexOf("stream"); at >= 0; at = bytes.indexOf("stream", at + 6)) {
        if (pdf.task.context.cancelled())
            return JobContext::cancelledError("verify/pdf");
        if (at >= 3 && QByteArrayView(bytes).sliced(at - 3, 3) == QByteArrayView("end"))
            continue;
        qsizetype begin = at + 6;
        if (begin < bytes.size() && bytes[begin] == '\r')
            ++begin;
        if (begin < bytes.size() && bytes[begin] == '\n')
            ++begin;
        // Data that begin like zlib's; others are searched as they are.
        if (begin + 2 > bytes.size() || (bytes[begin] & 0x0f) != 8)
            continue;
        const Inflated data = inflate(QByteArrayView(bytes).sliced(begin), kMaxCarved);
        unpacked += data.bytes.size();
        cut = cut || data.bytes.size() >= kMaxCarved;
        pdf.withheld.searchBytes(data.bytes, found.withheld);
        pdf.tags.searchBytes(data.bytes, found.tags);
        if (unpacked > kMaxUnpacked) {
            cut = true;
            break;
        }
    }
    if (cut)
        log.incomplete(u"raw_bytes"_s, Words::tr("streams unpack to more than can be searched"));
    if (!found.withheld.empty())
        log.leak(u"raw_bytes"_s, Words::tr("%n withheld text(s) in packed streams", nullptr,
                                           int(found.withheld.size())));
    if (!found.tags.empty())
        log.leak(u"metadata"_s, Words::tr("%n dropped metadata value(s) in packed streams", nullptr,
                                          int(found.tags.size())));
    return {};
}

} // namespace redoubt::verify
