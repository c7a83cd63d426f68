// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QString>

#include <compare>

namespace redoubt {

/// Text that came out of a case: recognised words, names, transcripts. Prints as its length only,
/// so that it cannot reach a log by accident; reveal() is easy to search for.
class SensitiveText
{
public:
    SensitiveText() = default;
    explicit SensitiveText(QString text)
        : m_text(std::move(text))
    {}

    /// The text itself. Every caller shows it to a person who asked for it, or compares it in
    /// memory.
    const QString &reveal() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    bool operator==(const SensitiveText &) const = default;

private:
    QString m_text;
};

QDebug operator<<(QDebug debug, const SensitiveText &text);

} // namespace redoubt
