// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/search/telling.h"

#include "core/verify/search/secretsearch.h"

#include <QChar>
#include <QFile>
#include <QSet>

// Q_INIT_RESOURCE declares a function and so must stand outside any namespace.
static void initVerifyWords()
{
    Q_INIT_RESOURCE(verifywords);
}

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr double kLeastBits = 15;

double bitsOf(char32_t c)
{
    if (QChar::isDigit(c))
        return 3.3;
    switch (QChar::script(c)) {
    case QChar::Script_Han:
        return 9;
    case QChar::Script_Hangul:
        return 8;
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Ethiopic:
        return 5;
    default:
        return QChar::isLetter(c) ? 3 : QChar::isNumber(c) ? 3.3 : 0;
    }
}

const QSet<QString> &commonWords()
{
    static const QSet<QString> kWords = [] {
        initVerifyWords();
        QSet<QString> words;
        for (const auto &name : {u"common_words.txt"_s, u"words_that_are_names.txt"_s}) {
            QFile file(u":/redoubt/verify/"_s + name);
            if (!file.open(QIODevice::ReadOnly))
                continue; // then more is searched everywhere, which errs on the safe side
            const QString all = QString::fromUtf8(file.readAll());
            for (const QStringView line : QStringView(all).split(u'\n')) {
                if (line.startsWith(u'#'))
                    continue;
                for (const QStringView word : line.split(u' ', Qt::SkipEmptyParts))
                    words.insert(foldedForSearch(word));
            }
        }
        return words;
    }();
    return kWords;
}

} // namespace

bool isTelling(QStringView text)
{
    // Not in the form for searches, which would take Hangul syllables apart.
    double bits = 0;
    for (const char32_t c : text.toUcs4())
        bits += bitsOf(c);
    return bits >= kLeastBits && !commonWords().contains(foldedForSearch(text));
}

} // namespace redoubt::verify
