// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/redact/plan/plan.h"

#include <QString>

#include <optional>
#include <vector>

namespace redoubt::redact {

/// A value of a text in a format whose readers expect more than letters.
struct Scalar
{
    enum class Kind {
        String, ///< between quotes; what is written there must be escaped
        Key,    ///< the same, and no other of its object may be equal
        Bare,   ///< a number or a word: becomes a string when it holds anything else
        Raw     ///< a line that is none of the format: written as it comes
    };
    qsizetype begin = 0; ///< without quotes
    qsizetype end = 0;
    Kind kind = Kind::String;
    qsizetype parent = 0; ///< where its object begins
};

/// The scalars of JSON, or lines of it, that @a ranges touch; nothing when the text is none.
/// Requires: ranges are sorted and apart from each other.
std::optional<std::vector<Scalar>> touchedJson(QStringView text,
                                               const std::vector<TextRange> &ranges);

/// The plain scalars of YAML that the ranges touch, likewise.
std::optional<std::vector<Scalar>> touchedYaml(QStringView text,
                                               const std::vector<TextRange> &ranges);

/// Units of the escape that begins with the backslash at @a at.
qsizetype escapeLength(QStringView text, qsizetype at);

/// Whether a text is a number of JSON (RFC 8259 section 6).
bool isJsonNumber(QStringView text);

enum class Syntax { Json, Yaml };

/// The edits with which a text of @a syntax stays one: one for each that was given, in their order,
/// sorted and apart from each other; those that another one has taken over are empty. Requires:
/// @a edits are sorted and apart from each other, none is empty, and scalars were touched by them.
std::vector<TextEdit> shapedScalars(const QString &text, const std::vector<Scalar> &scalars,
                                    const std::vector<TextEdit> &edits, Syntax syntax);

} // namespace redoubt::redact
