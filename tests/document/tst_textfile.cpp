// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/textfile.h"

#include <QRandomGenerator>
#include <QTest>

using namespace redoubt;
using namespace redoubt::document;
using namespace Qt::StringLiterals;

class TestTextFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheEncoding_data();
    void namesTheEncoding();
    void refusesBinaryData();
    void keepsEveryByteOfAnyText();
    void writesQuestionMarksForForeignCharacters();
    void readsAnEmptyFileAsNoText();
    void refusesAnUnknownEncodingInsteadOfGuessing();
    void loadsTextWithoutPages();
};

void TestTextFile::namesTheEncoding_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("text");
    QTest::newRow("ascii") << QByteArray("abc\r\n") << u"UTF-8"_s << u"abc\r\n"_s;
    QTest::newRow("utf-8") << QByteArray("J\xC3\xBCrgen") << u"UTF-8"_s << u"Jürgen"_s;
    QTest::newRow("utf-8 mark") << QByteArray("\xEF\xBB\xBFx") << u"UTF-8"_s << u"x"_s;
    QTest::newRow("two utf-8 marks")
        << QByteArray("\xEF\xBB\xBF\xEF\xBB\xBFx") << u"UTF-8"_s << u"\uFEFFx"_s;
    QTest::newRow("utf-16le mark")
        << QByteArray("\xFF\xFE\x4A\0\xFC\0", 6) << u"UTF-16LE"_s << u"Jü"_s;
    QTest::newRow("utf-16be mark")
        << QByteArray("\xFE\xFF\0\x4A\0\xFC", 6) << u"UTF-16BE"_s << u"Jü"_s;
    QTest::newRow("utf-16le bare")
        << QByteArray("J\0a\0n\0e\0 \0R\0o\0e\0", 16) << u"UTF-16LE"_s << u"Jane Roe"_s;
    QTest::newRow("utf-16be bare")
        << QByteArray("\0J\0a\0n\0e\0 \0R\0o\0e", 16) << u"UTF-16BE"_s << u"Jane Roe"_s;
    QTest::newRow("windows-1252") << QByteArray("M\xFCller \x80 5 \x93ok\x94") << u"windows-1252"_s
                                  << u"Müller € 5 “ok”"_s;
    QTest::newRow("gb18030") << QByteArray("\xD5\xC5\xC8\xFD \xB1\xB1\xBE\xA9") << u"GB18030"_s
                             << u"张三 北京"_s;
    QTest::newRow("emoji") << QString(u"a😀b"_s).toUtf8() << u"UTF-8"_s << u"a😀b"_s;
}

void TestTextFile::namesTheEncoding()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    QFETCH(QString, text);
    const auto file = decodeTextBytes(bytes);
    QVERIFY(file);
    QCOMPARE(file->encoding, encoding);
    QCOMPARE(file->text, text);
    const auto back = encodeTextFile(*file);
    QVERIFY(back);
    QCOMPARE(*back, bytes);
}

void TestTextFile::refusesBinaryData()
{
    const QList<QByteArray> binary{QByteArray("ab\0cd", 5),
                                   QByteArray("\x7F"
                                              "ELF\2\1\1\0\0\0",
                                              10),
                                   QByteArray("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16),
                                   QByteArray("\xFF\xFE\0\0a\0", 6)};
    for (const QByteArray &bytes : binary) {
        const auto file = decodeTextBytes(bytes);
        QVERIFY(!file);
        QCOMPARE(file.error().kind(), ErrorKind::Unsupported);
    }
}

void TestTextFile::keepsEveryByteOfAnyText()
{
    // Random bytes from several alphabets: whatever is accepted must come back as it was.
    QRandomGenerator random(20260101);
    int accepted = 0;
    for (int round = 0; round < 4000; ++round) {
        QByteArray bytes;
        if (round % 4 == 1)
            bytes = "\xFF\xFE";
        else if (round % 4 == 2)
            bytes = "\xFE\xFF";
        else if (round % 8 == 3)
            bytes = "\xEF\xBB\xBF";
        const int size = int(random.bounded(40));
        for (int i = 0; i < size; ++i) {
            const auto byte = char(random.bounded(256));
            bytes += round % 3 == 0 && uchar(byte) < 0x20 ? ' ' : byte;
        }
        const auto file = decodeTextBytes(bytes);
        if (!file)
            continue;
        ++accepted;
        const auto back = encodeTextFile(*file);
        QVERIFY(back);
        QVERIFY2(*back == bytes, bytes.toHex().constData());
    }
    QVERIFY(accepted > 1000);
}

void TestTextFile::writesQuestionMarksForForeignCharacters()
{
    const auto bytes = encodeTextFile({u"[张] ü 😀"_s, u"windows-1252"_s, false});
    QVERIFY(bytes);
    QCOMPARE(*bytes, QByteArray("[?] \xFC ?"));
}

void TestTextFile::readsAnEmptyFileAsNoText()
{
    const auto file = decodeTextFile(*memorySource({}));
    QVERIFY(file);
    QVERIFY(file->text.isEmpty());
    QCOMPARE(encodeTextFile(*file).value(), QByteArray());
}

void TestTextFile::refusesAnUnknownEncodingInsteadOfGuessing()
{
    QVERIFY(!encodeTextFile({u"x"_s, u"EBCDIC"_s, false}));
}

void TestTextFile::loadsTextWithoutPages()
{
    const auto source = memorySource("name,ssn\r\nJane,078-05-1120\r\n");
    const auto model = loadDocument(*source, ItemKind::Csv, {}, {});
    QVERIFY(model);
    QCOMPARE(model->text, u"name,ssn\r\nJane,078-05-1120\r\n"_s);
    QVERIFY(model->pages.empty());
    const auto refused = loadDocument(*source, ItemKind::Video, {}, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind(), ErrorKind::Unsupported);
}

QTEST_GUILESS_MAIN(TestTextFile)
#include "tst_textfile.moc"
