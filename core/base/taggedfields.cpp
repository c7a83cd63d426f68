// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/taggedfields.h"

#include "core/base/fieldcodec.h"

#include <bit>

namespace redoubt {

namespace {

// Records within records; what was written goes no deeper than this.
constexpr int kMaxDepth = 16;
constexpr quint8 kMostInHead = 23; ///< larger values follow the head
constexpr quint8 kFalse = 20;      ///< of major type 7, as kTrue and kReal
constexpr quint8 kTrue = 21;
constexpr quint8 kReal = 27;
constexpr quint8 kSimple = 0xE0;
constexpr quint8 kNothing = 0xFF;

/// The order of tags in a record: 0, 1, 2, ..., -1, -2, ...
qint64 rankOf(qint64 tag)
{
    constexpr qint64 kBehindAll = qint64(1) << 32;
    return tag >= 0 ? tag : kBehindAll - tag;
}

} // namespace

void TaggedWriter::head(quint8 type, quint64 value)
{
    if (value <= kMostInHead) {
        m_bytes.append(char(type | value));
        return;
    }
    const int log2 = value <= 0xFF ? 0 : value <= 0xFFFF ? 1 : value <= 0xFFFFFFFF ? 2 : 3;
    const int size = 1 << log2;
    char bytes[9];
    bytes[0] = char(type | (24 + log2));
    for (int i = 0; i < size; ++i)
        bytes[1 + i] = char(value >> (8 * (size - 1 - i)));
    m_bytes.append(bytes, 1 + size);
}

void TaggedWriter::put(double value)
{
    char bytes[9];
    bytes[0] = char(kSimple | kReal);
    qToBigEndian(std::bit_cast<quint64>(value), bytes + 1);
    m_bytes.append(bytes, sizeof bytes);
}

/// Writes how many fields the record has that began at @a at.
void TaggedWriter::close(qsizetype at)
{
    if (m_count <= kMostInHead) {
        m_bytes[at] = char(kMap | m_count);
        return;
    }
    Q_ASSERT(m_count <= 0xFF);
    m_bytes[at] = char(kMap | 24);
    m_bytes.insert(at + 1, char(m_count));
}

TaggedReader::Head TaggedReader::head()
{
    Head result;
    const QByteArrayView first = take(1);
    if (first.isEmpty())
        return result;
    const auto byte = quint8(first[0]);
    const quint8 type = byte & 0xE0;
    result.info = byte & 0x1F;
    if (result.info <= kMostInHead) {
        result.value = result.info;
    } else if (result.info <= 27) {
        for (const char c : take(quint64(1) << (result.info - 24)))
            result.value = result.value << 8 | quint8(c);
        const quint64 least =
            result.info == 24 ? kMostInHead + 1 : quint64(1) << (8 << (result.info - 25));
        // Floats have 8 bytes whatever they are.
        m_ok = m_ok && (type == kSimple || result.value >= least);
    } else {
        m_ok = false;
    }
    result.type = m_ok ? type : kNothing;
    return result;
}

quint64 TaggedReader::headOf(quint8 type)
{
    const Head next = head();
    m_ok = m_ok && next.type == type;
    return m_ok ? next.value : 0;
}

quint64 TaggedReader::elements()
{
    const quint64 count = headOf(0x80);
    // Every element needs a byte.
    m_ok = m_ok && count <= quint64(m_bytes.size() - m_at);
    return m_ok ? count : 0;
}

QByteArrayView TaggedReader::take(quint64 size)
{
    if (!m_ok || size > quint64(m_bytes.size() - m_at)) {
        m_ok = false;
        return {};
    }
    const QByteArrayView taken = m_bytes.sliced(m_at, qsizetype(size));
    m_at += qsizetype(size);
    return taken;
}

TaggedReader::Record TaggedReader::open()
{
    Record record;
    record.left = headOf(0xA0);
    m_ok = ++m_depth <= kMaxDepth && m_ok;
    return record;
}

void TaggedReader::close()
{
    // Whatever is left stands behind all that is known.
    while (m_ok && nextKey()) {
        if (*m_record.key >= 0) {
            m_ok = false;
            return;
        }
        m_record.key.reset();
        skip(m_depth);
    }
    --m_depth;
}

/// Whether there is one more; m_record.key then holds it.
bool TaggedReader::nextKey()
{
    if (m_record.key)
        return true;
    if (m_record.left == 0 || !m_ok)
        return false;
    --m_record.left;
    const qint64 key =
        integer(std::numeric_limits<int>::min(), quint64(std::numeric_limits<int>::max()));
    m_ok = m_ok && rankOf(key) > m_record.last;
    m_record.last = rankOf(key);
    m_record.key = key;
    return m_ok;
}

bool TaggedReader::find(int tag)
{
    while (nextKey()) {
        if (*m_record.key == tag) {
            m_record.key.reset();
            return true;
        }
        if (rankOf(*m_record.key) > rankOf(tag))
            return false;
        // A field of a newer version that may change what the record says.
        if (*m_record.key >= 0) {
            m_ok = false;
            return false;
        }
        m_record.key.reset();
        skip(m_depth);
    }
    return false;
}

void TaggedReader::skip(int depth)
{
    const Head next = head();
    if (!m_ok || depth > kMaxDepth) {
        m_ok = false;
        return;
    }
    switch (next.type) {
    case 0x00:
    case 0x20:
        return;
    case 0x40:
    case 0x60:
        take(next.value);
        return;
    case 0x80:
    case 0xA0:
        for (quint64 n = next.value; n > 0 && m_ok; --n) {
            skip(depth + 1);
            if (next.type == 0xA0)
                skip(depth + 1);
        }
        return;
    case kSimple:
        m_ok = next.info == kFalse || next.info == kTrue || next.info == kReal;
        return;
    default:
        m_ok = false;
    }
}

qint64 TaggedReader::integer(qint64 least, quint64 most)
{
    const Head next = head();
    if (m_ok && next.type == 0x00 && next.value <= most)
        return qint64(next.value);
    if (m_ok && next.type == 0x20 && least < 0 && next.value <= quint64(-(least + 1)))
        return -1 - qint64(next.value);
    m_ok = false;
    return 0;
}

void TaggedReader::get(bool &value)
{
    const Head next = head();
    m_ok = m_ok && next.type == kSimple && (next.info == kFalse || next.info == kTrue);
    value = m_ok && next.info == kTrue;
}

void TaggedReader::get(double &value)
{
    const Head next = head();
    m_ok = m_ok && next.type == kSimple && next.info == kReal;
    value = m_ok ? std::bit_cast<double>(next.value) : 0;
}

void TaggedReader::get(QString &value)
{
    const auto text = strictUtf8(take(headOf(0x60)));
    m_ok = m_ok && text;
    value = text.value_or(QString());
}

void TaggedReader::get(QByteArray &value)
{
    value = take(headOf(0x40)).toByteArray();
}

void TaggedReader::get(std::string &value)
{
    const QByteArrayView bytes = take(headOf(0x40));
    value.assign(bytes.data(), size_t(bytes.size()));
}

void TaggedReader::get(SensitiveText &value)
{
    QString text;
    get(text);
    value = SensitiveText(std::move(text));
}

} // namespace redoubt
