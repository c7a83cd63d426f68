// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/redact/plan/plan.h"

#include <QString>

#include <vector>

namespace redoubt::redact {

/// The edits of a plan as they are written into a text: JSON and YAML stay what they are, tables
/// keep their columns, no surrogate pair is cut, and a word that markup cuts gets one label. One
/// for each edit of the plan, in order, apart from each other; empty ones change nothing.
/// Errors: Invalid for edits that do not fit the text.
Result<std::vector<TextEdit>> writtenEdits(const QString &text, const RedactionPlan &plan);

} // namespace redoubt::redact
