// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/cborfields.h"

#include <QStringDecoder>

namespace redoubt::worker {

namespace {

// Structs within structs; what was written goes no deeper than this.
constexpr int kMaxDepth = 32;

} // namespace

quint64 CborReader::length()
{
    if (!m_ok || !m_reader.isArray() || !m_reader.isLengthKnown()) {
        m_ok = false;
        return 0;
    }
    // Every element needs a byte.
    const quint64 count = m_reader.length();
    m_ok = count <= quint64(m_size - m_reader.currentOffset());
    return m_ok ? count : 0;
}

bool CborReader::enter(std::optional<quint64> count)
{
    m_ok = m_ok && m_depth < kMaxDepth && length() == *count && m_ok && m_reader.enterContainer();
    m_depth += m_ok ? 1 : 0;
    return m_ok;
}

void CborReader::leave()
{
    m_ok = m_ok && !m_reader.hasNext() && m_reader.leaveContainer();
    --m_depth;
}

void CborReader::get(bool &value)
{
    m_ok = m_ok && m_reader.isBool();
    value = m_ok && m_reader.toBool();
    m_ok = m_ok && m_reader.next();
}

void CborReader::get(double &value)
{
    m_ok = m_ok && m_reader.isDouble();
    value = m_ok ? m_reader.toDouble() : 0;
    m_ok = m_ok && m_reader.next();
}

void CborReader::get(float &value)
{
    double wide = 0;
    get(wide);
    value = float(wide);
}

void CborReader::get(QString &value)
{
    QByteArray utf8;
    get(utf8);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    value = decoder(utf8);
    m_ok = m_ok && !decoder.hasError();
}

void CborReader::get(QByteArray &value)
{
    value.clear();
    m_ok = m_ok && m_reader.isByteArray() && m_reader.isLengthKnown() &&
           m_reader.length() <= quint64(m_size - m_reader.currentOffset());
    if (!m_ok)
        return;
    auto chunk = m_reader.readByteArray();
    while (chunk.status == QCborStreamReader::Ok) {
        if (value.isEmpty())
            value = std::move(chunk.data);
        else
            value += chunk.data;
        chunk = m_reader.readByteArray();
    }
    m_ok = chunk.status == QCborStreamReader::EndOfString;
}

void CborReader::get(std::string &value)
{
    QByteArray bytes;
    get(bytes);
    value = bytes.toStdString();
}

void CborReader::get(SensitiveText &value)
{
    QString text;
    get(text);
    value = SensitiveText(std::move(text));
}

qint64 CborReader::integer(qint64 least, quint64 most)
{
    m_ok = m_ok && m_reader.isInteger();
    if (!m_ok)
        return 0;
    qint64 value = 0;
    if (m_reader.isUnsignedInteger()) {
        const quint64 number = m_reader.toUnsignedInteger();
        m_ok = number <= most;
        value = qint64(number);
    } else {
        // RFC 8949 gives -1 - n, where n may be larger than a qint64 can hold.
        const quint64 below = quint64(m_reader.toNegativeInteger()) - 1;
        m_ok = least < 0 && below <= quint64(-(least + 1));
        value = m_ok ? -1 - qint64(below) : 0;
    }
    m_ok = m_ok && m_reader.next();
    return m_ok ? value : 0;
}

} // namespace redoubt::worker
