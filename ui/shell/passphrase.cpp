// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/passphrase.h"

#include "ui/common/tr.h"

#include <zxcvbn.h>

#include <QLineEdit>

namespace redoubt::ui {

namespace {

// zxcvbn's time grows fast with the length; what follows cannot make a passphrase weaker.
constexpr qsizetype kLongestEstimated = 100;
constexpr double kFairBits = 50;
constexpr double kStrongBits = 65;

} // namespace

PassphraseStrength passphraseStrength(const QString &passphrase)
{
    PassphraseStrength strength;
    if (passphrase.isEmpty())
        return strength;
    QByteArray bytes = passphrase.left(kLongestEstimated).toUtf8();
    strength.bits = ZxcvbnMatch(bytes.constData(), nullptr, nullptr);
    bytes.fill('\0');
    using Grade = PassphraseStrength::Grade;
    if (strength.bits < kFairBits) {
        strength.grade = Grade::Weak;
        strength.sentence = strength.bits < kMinimumBits
                                ? Tr::tr("Too easy to guess. Use several words that do not belong "
                                         "together.")
                                : Tr::tr("Weak. A few more words make it much harder to guess.");
    } else if (strength.bits < kStrongBits) {
        strength.grade = Grade::Fair;
        strength.sentence = Tr::tr("Fair. One more word makes it strong.");
    } else {
        strength.grade = Grade::Strong;
        strength.sentence = Tr::tr("Strong.");
    }
    return strength;
}

SecretBytes takePassphrase(QLineEdit &field)
{
    QString text = field.text();
    QByteArray bytes = text.toUtf8();
    SecretBytes secret = SecretBytes::copyOf(bytes);
    bytes.fill('\0');
    text.fill(QChar(0));
    field.setText({}); // unlike clear(), this forgets what could be undone
    return secret;
}

} // namespace redoubt::ui
