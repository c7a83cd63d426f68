// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/validators.h"

#include <QStringView>

#include <initializer_list>
#include <span>

namespace redoubt::text {

/// Judges an identifier by the rule that its issuer published. Takes digits and upper-case letters
/// only (alphanumeric()); any length and content may come.
using IdRule = Verdict (*)(QStringView plain);

struct NamedIdRule
{
    const char *name; ///< saved in pattern packs: "de_tax_id"
    IdRule rule;
};

/// The tables, one per part of the world.
std::span<const NamedIdRule> europeanIdRules();
std::span<const NamedIdRule> asianIdRules();
std::span<const NamedIdRule> otherIdRules();

/// The rule of that name, or null.
IdRule idRule(QStringView name);

namespace idrules {

int digit(QChar c); ///< 0-9, or -1
bool allDigits(QStringView text);
bool allEqual(QStringView text);
Verdict verdict(bool valid);
/// Sum of digits times weights over the shorter of both. Requires: digits.
int weighted(QStringView digits, std::initializer_list<int> weights);
/// Whether a two-digit year, month and day exist in this or the last century.
bool isShortDate(int year, int month, int day);
/// ISO 7064 MOD 11,10; the last digit is the check digit. Requires: digits.
bool passesMod11_10(QStringView digits);
/// Remainder modulo 97 of a number of any length. Requires: digits.
int mod97(QStringView digits);

} // namespace idrules

} // namespace redoubt::text
