// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/passphrase.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QTest>

using namespace redoubt;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

class TestPassphrase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void gradesByGuessesNotByCharacters_data();
    void gradesByGuessesNotByCharacters();
    void answersLongTextsAtOnce();
    void takesTheTextOutOfTheField();
};

void TestPassphrase::gradesByGuessesNotByCharacters_data()
{
    using Grade = PassphraseStrength::Grade;
    QTest::addColumn<QString>("passphrase");
    QTest::addColumn<int>("grade");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("empty") << QString() << int(Grade::None) << false;
    QTest::newRow("looks hard") << u"Password1!"_s << int(Grade::Weak) << false;
    QTest::newRow("keyboard") << u"qwertyuiop"_s << int(Grade::Weak) << false;
    QTest::newRow("repeats") << u"aaaaaaaaaaaaaaaaaaaaaaaa"_s << int(Grade::Weak) << false;
    QTest::newRow("words") << u"harbour trumpet seventeen glacier"_s << int(Grade::Strong) << true;
    QTest::newRow("not Latin") << u"три медведя пьют холодный кофе"_s << int(Grade::Strong) << true;
}

void TestPassphrase::gradesByGuessesNotByCharacters()
{
    QFETCH(QString, passphrase);
    QFETCH(int, grade);
    QFETCH(bool, accepted);
    const PassphraseStrength strength = passphraseStrength(passphrase);
    QCOMPARE(int(strength.grade), grade);
    QCOMPARE(strength.bits >= kMinimumBits, accepted);
    QCOMPARE(strength.sentence.isEmpty(), passphrase.isEmpty());
}

void TestPassphrase::answersLongTextsAtOnce()
{
    const QString paste(100000, u'x');
    QElapsedTimer timer;
    timer.start();
    QVERIFY(passphraseStrength(paste).grade == PassphraseStrength::Grade::Weak);
    QVERIFY(timer.elapsed() < 5000);
}

void TestPassphrase::takesTheTextOutOfTheField()
{
    QLineEdit field;
    field.setText(u"grüße"_s);
    const SecretBytes secret = takePassphrase(field);
    QVERIFY(field.text().isEmpty());
    QVERIFY(!field.isUndoAvailable());
    QVERIFY(secret.equals(SecretBytes::copyOf(u"grüße"_s.toUtf8())));
}

QTEST_MAIN(TestPassphrase)
#include "tst_passphrase.moc"
