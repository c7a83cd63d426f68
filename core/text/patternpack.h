// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/text/idrules.h"
#include "core/text/validators.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace redoubt::text {

/// One recogniser of a pattern pack. resources/patterns/README.md describes the file.
struct Pattern
{
    QString id;      ///< stable, "us_ssn.dashed"
    QString type;    ///< finding type, "us_ssn"
    QString locale;  ///< "*", or the country the form belongs to
    QString trigger; ///< what Hyperscan looks for in the byte-folded text
    QString regex;   ///< what PCRE2 confirms around a trigger
    bool caseless = false;
    int before = 64; ///< units before a trigger at which a match may begin
    int after = 96;  ///< units after a trigger that a match may reach
    int group = 0;   ///< capture group that is the personal datum
    Validator validator = Validator::None;
    IdRule idRule = nullptr; ///< a national identifier's rule, instead of a validator
    double score = 0;        ///< without a validator, or when it says nothing
    double valid = 0;        ///< when the validator accepts
    double plausible = 0;    ///< when it finds the form right, the content unproven
    double invalid = 0;      ///< when it refuses; 0 drops the match unless context speaks for it
    double boost = 0.35;     ///< added when a context word stands near
    double penalty = 0.4;    ///< taken off when a word of the opposite stands near
    QStringList context;     ///< lower case
    bool requiresContext = false; ///< dropped without a context word
    bool glue = false; ///< also looked for across a line end that cuts it without a separator
};

/// Recognisers read from JSON. A pack is data: whoever loads one does not trust it, and gets an
/// error that names the pattern.
struct PatternPack
{
    int version = 0;
    std::vector<Pattern> patterns;
    QStringList negative; ///< words that speak against identifiers ("invoice")
};

Result<PatternPack> parsePatternPack(const QByteArray &json);

/// All packs compiled into the program, as one.
Result<PatternPack> builtInPatterns();

/// Lines of a word list compiled into the program, without comments; empty if there is none.
QStringList builtInWords(const QString &name);

} // namespace redoubt::text
