// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/secretbytes.h"

#include <QString>

class QLineEdit;

namespace redoubt::ui {

/// How hard a passphrase is to guess.
struct PassphraseStrength
{
    double bits = 0; ///< estimate of zxcvbn
    enum class Grade { None, Weak, Fair, Strong } grade = Grade::None;
    QString sentence; ///< for people
};

/// Below this a passphrase is not accepted for a new case: a stolen disk would be opened by
/// guessing, in spite of the slow key derivation.
constexpr double kMinimumBits = 35;

PassphraseStrength passphraseStrength(const QString &passphrase);

/// Takes the text out of the field into locked memory and empties the field. Qt keeps copies of
/// its own while a person types (undo, input method); this clears what can be reached.
SecretBytes takePassphrase(QLineEdit &field);

} // namespace redoubt::ui
