// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <utility>
#include <vector>

namespace redoubt::text {

/// What forms and tables call a piece of personal data: "Telefonnummer" is a phone_number.
struct Label
{
    QString text;
    QString type; ///< finding type
};

/// What one file of resources/labels holds.
struct LabelLanguage
{
    QStringList regions; ///< ISO 3166, where forms in this language come from
    std::vector<Label> labels;
};

const std::vector<LabelLanguage> &labelLanguages();

/// The labels of every language in resources/labels, one table per language, with the spellings
/// that people use where their keyboard has no accents. In a fixed order; where two languages give
/// one word to different types, the earlier entry counts.
const std::vector<Label> &builtInLabels();

/// Macros for pattern packs, {{LABELS:type}} and {{TRIGGERS:type}}: alternations of a type's labels
/// as an expression and as a trigger.
QList<std::pair<QString, QString>> labelMacros(const std::vector<Label> &labels);

} // namespace redoubt::text
