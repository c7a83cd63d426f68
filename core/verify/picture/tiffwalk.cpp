// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/bytes.h"
#include "core/verify/picture/picturewalk.h"

#include <QSet>

#include <algorithm>
#include <vector>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

/// Baseline tags and those of the codecs that describe pixels, and nothing about where they are
/// from.
const QSet<int> kAllowedTags{254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274,
                             277, 278, 279, 280, 281, 282, 283, 284, 287, 288, 289, 290, 291,
                             292, 293, 296, 297, 301, 317, 318, 319, 320, 322, 323, 324, 325,
                             336, 338, 339, 340, 341, 347, 529, 530, 531, 532};

constexpr int kMaxDirectories = 2000;
constexpr int kMaxValues = 1 << 20;

class TiffReader
{
public:
    TiffReader(QByteArrayView bytes, CheckLog &log, Message where)
        : m_in(bytes)
        , m_big(bytes.startsWith("MM"))
        , m_log(log)
        , m_where(std::move(where))
    {
        m_used.push_back({0, 8});
    }

    void walk(PictureWalk &result)
    {
        qint64 at = u32(4);
        QSet<qint64> seen;
        result.pages = 0;
        while (at != 0) {
            if (seen.contains(at) || seen.size() >= kMaxDirectories || !m_in.holds(at, 2)) {
                damaged();
                return;
            }
            seen.insert(at);
            result.extents.push_back({{}, {{at, 0}}});
            const qint64 next = directory(at, result);
            if (m_damaged)
                return;
            ++result.pages;
            at = next;
        }
        if (!result.extents.empty())
            result.size = result.extents.front().size;
        gaps();
    }

private:
    struct Extent
    {
        qint64 begin;
        qint64 end;
    };

    quint16 u16(qint64 at) const { return m_big ? m_in.be16(at) : m_in.le16(at); }
    quint32 u32(qint64 at) const { return m_big ? m_in.be32(at) : m_in.le32(at); }

    void damaged()
    {
        m_damaged = true;
        m_log.incomplete(u"metadata"_s, m_where + Words::tr("the TIFF directories are damaged"));
    }

    static int sizeOf(int type)
    {
        static constexpr int kSizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
        return type >= 1 && type <= 12 ? kSizes[type] : 0;
    }

    qint64 value(qint64 at, int type, qint64 index) const
    {
        return type == 3   ? u16(at + 2 * index)
               : type == 4 ? u32(at + 4 * index)
                           : m_in.u8(at + index);
    }

    qint64 directory(qint64 at, PictureWalk &result)
    {
        const int count = u16(at);
        if (!m_in.holds(at + 2, qint64(count) * 12 + 4)) {
            damaged();
            return 0;
        }
        m_used.push_back({at, at + 2 + qint64(count) * 12 + 4});
        std::vector<qint64> offsets;
        std::vector<qint64> lengths;
        for (int i = 0; i < count; ++i) {
            const qint64 entry = at + 2 + qint64(i) * 12;
            const int tag = u16(entry);
            const int type = u16(entry + 2);
            const qint64 values = u32(entry + 4);
            const qint64 bytes = values * sizeOf(type);
            const qint64 data = bytes <= 4 ? entry + 8 : qint64(u32(entry + 8));
            if (sizeOf(type) == 0 || values > kMaxValues || !m_in.holds(data, bytes)) {
                damaged();
                return 0;
            }
            if (bytes > 4)
                m_used.push_back({data, data + bytes});
            if (tag == 34675) {
                if (!isPlainSrgbProfile(m_in.part(data, bytes)))
                    m_log.leak(u"metadata"_s,
                               m_where + Words::tr("a colour profile that is not plain sRGB"));
            } else if (!kAllowedTags.contains(tag)) {
                m_log.leak(u"metadata"_s,
                           m_where + Words::tr("TIFF tag %1 of %2 bytes, which no picture needs")
                                         .arg(tag)
                                         .arg(bytes));
            }
            QSize &size = result.extents.back().size;
            if (tag == 256)
                size.setWidth(int(std::min<qint64>(value(data, type, 0), 1 << 30)));
            if (tag == 257)
                size.setHeight(int(std::min<qint64>(value(data, type, 0), 1 << 30)));
            // The copy shows what lies where; a tag that turns it would move it from under its box.
            if (tag == 274 && value(data, type, 0) != 1)
                m_log.leak(u"metadata"_s, m_where + Words::tr("a tag that turns the picture"));
            if (tag == 259 && (value(data, type, 0) == 7 || value(data, type, 0) == 6))
                result.lossy = true;
            if (tag == 273 || tag == 324 || tag == 279 || tag == 325) {
                auto &list = tag == 273 || tag == 324 ? offsets : lengths;
                for (qint64 k = 0; k < values; ++k)
                    list.push_back(value(data, type, k));
            }
        }
        if (offsets.size() != lengths.size()) {
            damaged();
            return 0;
        }
        for (std::size_t k = 0; k < offsets.size(); ++k) {
            if (!m_in.holds(offsets[k], lengths[k])) {
                damaged();
                return 0;
            }
            m_used.push_back({offsets[k], offsets[k] + lengths[k]});
        }
        return u32(at + 2 + qint64(count) * 12);
    }

    /// Bytes that no directory names: old directories, thumbnails, hidden data.
    void gaps()
    {
        std::sort(m_used.begin(), m_used.end(),
                  [](const Extent &a, const Extent &b) { return a.begin < b.begin; });
        qint64 reached = 0;
        qint64 loose = 0;
        for (const Extent &extent : m_used) {
            if (extent.begin > reached && !m_in.isZero(reached, extent.begin - reached))
                loose += extent.begin - reached;
            reached = std::max(reached, extent.end);
        }
        if (m_in.size() > reached && !m_in.isZero(reached, m_in.size() - reached))
            loose += m_in.size() - reached;
        if (loose > 0)
            m_log.leak(u"trailer"_s,
                       m_where +
                           Words::tr("%1 bytes that belong to no part of the picture").arg(loose));
    }

    Bytes m_in;
    bool m_big;
    CheckLog &m_log;
    Message m_where;
    std::vector<Extent> m_used;
    bool m_damaged = false;
};

} // namespace

void walkTiff(QByteArrayView bytes, PictureWalk &walk, CheckLog &log, const Message &where)
{
    TiffReader(bytes, log, where).walk(walk);
}

} // namespace redoubt::verify
