// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace redoubt::text {

/// One match. Offsets are UTF-16 units of the text given to scan(), half-open.
struct TextHit
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QString type;       ///< stable finding type string ("us_ssn")
    double score = 0;   ///< 0..1
    QString recognizer; ///< stable id of the pattern or list that matched
    bool operator==(const TextHit &) const = default;
};

/// Whether a text was examined to its end with every pattern.
enum class Coverage {
    Complete,
    Partial ///< stopped, or an expression ran into its limit on hostile text
};

struct ScanOptions
{
    QStringList types;                    ///< empty: all
    QStringList names;                    ///< names of the case's subjects, as people write them
    QString region{QStringLiteral("US")}; ///< ISO 3166, for phone numbers without country code
};

/// Finds personal data in text. Immutable after create(); scan() may run in several threads at
/// once.
class TextScanner
{
public:
    static Result<std::shared_ptr<const TextScanner>> create(const ScanOptions &options);
    ~TextScanner();
    /// Hits sorted by begin, overlaps resolved (the union of accepted ones is never smaller than
    /// any of them).
    /// @a stop ends the scan early; the caller then discards the result.
    std::vector<TextHit> scan(QStringView text, const std::function<bool()> &stop = {}) const;
    /// The same, and says whether all of @a text was examined. What is Partial is never clean.
    std::vector<TextHit> scan(QStringView text, const std::function<bool()> &stop,
                              Coverage &coverage) const;
    /// Version of patterns and rules, for provenance.
    static QString version();

private:
    struct Private;
    explicit TextScanner(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// All places where @a term stands in @a text, overlapping ones and those inside longer words
/// included: case- and diacritic-insensitively, white space folded, across line breaks and
/// hyphenation, and with anything between its letters as squeezedtext.h says. Returns sorted UTF-16
/// [begin, end) pairs. A term without a visible character stands nowhere.
std::vector<std::pair<qsizetype, qsizetype>> findTerm(QStringView text, QStringView term);

} // namespace redoubt::text
