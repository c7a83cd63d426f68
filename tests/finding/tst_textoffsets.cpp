// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/textoffsets.h"

#include <QTest>

#include <random>

using namespace redoubt;
using namespace Qt::StringLiterals;

namespace {

/// The definition, without cleverness: code points that start before the offset.
qsizetype countedSlowly(const QString &text, qsizetype utf16)
{
    const qsizetype at = std::clamp<qsizetype>(utf16, 0, text.size());
    qsizetype count = 0;
    for (qsizetype i = 0; i < at;) {
        const bool pair =
            text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair && i + 1 == at)
            break; // inside the pair: its start
        i += pair ? 2 : 1;
        ++count;
    }
    return count;
}

void checkEveryOffset(const QString &text)
{
    const TextOffsets offsets(text);
    QCOMPARE(offsets.codePointCount(), countedSlowly(text, text.size()));
    for (qsizetype i = -2; i <= text.size() + 2; ++i)
        QCOMPARE(offsets.toCodePoints(i), countedSlowly(text, i));
    for (qsizetype n = 0; n <= offsets.codePointCount(); ++n)
        QCOMPARE(offsets.toCodePoints(offsets.toUtf16(n)), n);
}

} // namespace

class TestTextOffsets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmojiAtEveryOffsetIsOneCodePoint()
    {
        const QString text = u"SSN 078-05-1120"_s;
        for (qsizetype at = 0; at <= text.size(); ++at) {
            QString with = text;
            with.insert(at, u"😀"_s);
            checkEveryOffset(with);
            // What stood behind the emoji moved by one code point and two units.
            const TextOffsets offsets(with);
            QCOMPARE(offsets.toUtf16(at), at);
            QCOMPARE(offsets.toUtf16(at + 1), at + 2);
            QCOMPARE(offsets.toCodePoints(at + 2), at + 1);
            QCOMPARE(offsets.toCodePoints(at + 1), at);
        }
    }

    void manyPairsAndLoneSurrogates()
    {
        std::mt19937 engine(5);
        for (int round = 0; round < 400; ++round) {
            QString text;
            for (unsigned i = engine() % 60; i > 0; --i) {
                switch (engine() % 5) {
                case 0:
                    text += u"𝄞"_s;
                    break;
                case 1:
                    text += QChar(0xD83D);
                    break;
                case 2:
                    text += QChar(0xDE00);
                    break;
                default:
                    text += QChar(ushort(u'a' + engine() % 26));
                }
            }
            checkEveryOffset(text);
        }
    }

    void clampsOffsetsOutsideTheText()
    {
        const TextOffsets offsets(u"a😀b");
        QCOMPARE(offsets.toUtf16(99), 4);
        QCOMPARE(offsets.toUtf16(-1), 0);
        QCOMPARE(offsets.toCodePoints(99), 3);
        QCOMPARE(TextOffsets(u"").toUtf16(1), 0);
    }
};

QTEST_GUILESS_MAIN(TestTextOffsets)
#include "tst_textoffsets.moc"
