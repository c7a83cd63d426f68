// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace redoubt::text {

/// What a recogniser proposes, in units of the normalised text.
struct Candidate
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QString type;
    double score = 0;
    QString recognizer;
};

using Stop = std::function<bool()>;

} // namespace redoubt::text
