// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/pdf/pdfsource_p.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace redoubt::redact {

namespace {

constexpr qint64 kBlock = 64 * 1024;

class Input final : public InputSource
{
public:
    explicit Input(const ByteSource &source)
        : m_source(source)
    {}

    std::string const &getName() const override { return m_name; }
    qpdf_offset_t tell() override { return m_position; }
    void rewind() override { m_position = 0; }

    void seek(qpdf_offset_t offset, int whence) override
    {
        qint64 target = offset;
        if (whence == SEEK_CUR)
            target += m_position;
        else if (whence == SEEK_END)
            target += m_source.size();
        if (target < 0)
            throw std::runtime_error("seek before the beginning");
        m_position = target;
    }

    size_t read(char *out, size_t size) override
    {
        size_t got = 0;
        last_offset = m_position;
        while (got < size) {
            if (!load(m_position))
                break;
            const qint64 inside = m_position - m_begin;
            const qint64 count = std::min<qint64>(m_block.size() - inside, qint64(size - got));
            std::memcpy(out + got, m_block.constData() + inside, size_t(count));
            got += size_t(count);
            m_position += count;
        }
        return got;
    }

    void unreadCh(char) override { m_position = std::max<qint64>(0, m_position - 1); }

    qpdf_offset_t findAndSkipNextEOL() override
    {
        // Position of the first byte of the next line end; reading goes on behind it.
        while (load(m_position)) {
            const char c = m_block[m_position - m_begin];
            if (c == '\r' || c == '\n') {
                const qint64 found = m_position;
                while (load(m_position) && (m_block[m_position - m_begin] == '\r' ||
                                            m_block[m_position - m_begin] == '\n'))
                    ++m_position;
                return found;
            }
            ++m_position;
        }
        return m_position;
    }

private:
    // Makes the byte at @a position available; false at the end.
    bool load(qint64 position)
    {
        if (position >= m_begin && position < m_begin + m_block.size())
            return true;
        if (position >= m_source.size())
            return false;
        const qint64 begin = position - position % kBlock;
        auto block = m_source.read(begin, kBlock);
        if (!block)
            throw std::runtime_error("read error");
        m_block = *std::move(block);
        m_begin = begin;
        return position < m_begin + m_block.size();
    }

    const ByteSource &m_source;
    std::string m_name = "input"; // appears in messages, which nobody sees
    QByteArray m_block;
    qint64 m_begin = 0;
    qint64 m_position = 0;
};

} // namespace

std::shared_ptr<InputSource> newInputSource(const ByteSource &source)
{
    return std::make_shared<Input>(source);
}

} // namespace redoubt::redact
