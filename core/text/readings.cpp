// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/readings.h"

#include "core/text/escapes.h"
#include "core/text/markup.h"
#include "core/text/packedtext.h"
#include "core/text/segments.h"
#include "core/text/tablecells.h"

#include <optional>

namespace redoubt::text {

namespace {

constexpr int kEscapeLevels = 3;
constexpr int kPackedLevels = 2;

class Reader
{
public:
    Reader(const QString &text, TextForm form)
        : m_form(form)
    {
        m_result.all.push_back(form != TextForm::Page && looksLikeJson(text) ? readJson(text)
                                                                             : Reading(text));
    }

    Readings read(int packedLevels)
    {
        const std::size_t unescaped = addEscapes(0);
        if (m_form == TextForm::Page)
            return std::move(m_result);
        add(readWithoutMarkup(textOf(unescaped)), unescaped);
        // "{\\b1}" of a subtitle is no escape of a program: there, markup goes first.
        if (unescaped > 0 && textOf(0).contains(u"{\\") && add(readWithoutMarkup(textOf(0)), 0))
            addEscapes(last());
        if (add(readQuotedPrintable(textOf(0)), 0))
            add(readWithoutMarkup(textOf(last())), last());
        if (add(readSegments(textOf(0)), 0))
            addEscapes(last());
        add(readCells(textOf(0), m_form == TextForm::Table ? Cells::Table : Cells::Line), 0);
        add(readColumns(textOf(0)), 0);
        if (packedLevels > 0)
            addPacked(packedLevels);
        return std::move(m_result);
    }

private:
    std::size_t last() const { return m_result.all.size() - 1; }
    const QString &textOf(std::size_t reading) const { return m_result.all[reading].text(); }

    /// Adds what was made of the text of @a base.
    bool add(const std::optional<Reading> &made, std::size_t base)
    {
        if (made)
            m_result.all.push_back(made->over(m_result.all[base]));
        return made.has_value();
    }

    /// Every level is kept: what the next one reads as an escape may be a name. Returns the last.
    std::size_t addEscapes(std::size_t base)
    {
        for (int level = 0; level < kEscapeLevels && add(readEscapes(textOf(base)), base); ++level)
            base = last();
        return base;
    }

    void addPacked(int levels)
    {
        const PackedText packed = readPacked(textOf(0));
        m_result.unread += packed.unread;
        if (packed.reading.text().isEmpty())
            return;
        Readings inner = Reader(packed.reading.text(), TextForm::File).read(levels - 1);
        m_result.unread += inner.unread;
        const Reading unpacked = packed.reading.over(m_result.all[0]);
        for (const Reading &reading : inner.all)
            m_result.all.push_back(reading.over(unpacked));
    }

    TextForm m_form;
    Readings m_result;
};

} // namespace

Readings readingsOf(const QString &text, TextForm form)
{
    return Reader(text, form).read(kPackedLevels);
}

} // namespace redoubt::text
