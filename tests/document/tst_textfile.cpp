// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/textfile.h"

#include "core/document/charset.h"

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
    void patchesNothingButThePatch_data();
    void patchesNothingButThePatch();
    void keepsEveryByteOutsideOfPatches();
    void writesQuestionMarksForForeignCharacters();
    void readsAnEmptyFileAsNoText();
    void readsOldEncodings_data();
    void readsOldEncodings();
    void saysWhenItIsNotSure_data();
    void saysWhenItIsNotSure();
    void readsDamagedUtf8AsThat();
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
    QTest::newRow("utf-32le mark")
        << QByteArray("\xFF\xFE\0\0J\0\0\0\0\xF6\x01\0", 12) << u"UTF-32LE"_s << u"J\U0001F600"_s;
    QTest::newRow("utf-32be mark")
        << QByteArray("\0\0\xFE\xFF\0\0\0J\0\x01\xF6\0", 12) << u"UTF-32BE"_s << u"J\U0001F600"_s;
    QTest::newRow("utf-32le bare")
        << QByteArray("J\0\0\0o\0\0\0e\0\0\0", 12) << u"UTF-32LE"_s << u"Joe"_s;
    QTest::newRow("utf-16le bare, Chinese")
        << QByteArray("\x20\x5F\x1F\x4F\n\0\x20\x5F\x1F\x4F\x0A\0", 12) << u"UTF-16LE"_s
        << u"\u5F20\u4F1F\n\u5F20\u4F1F\n"_s;
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
    // The text replaced by itself, and a part of it: the encoding can be written.
    if (file->text.isEmpty() || file->encoding.contains(u'/'))
        return;
    const qsizetype from = file->bom ? 0 : 1;
    const auto back =
        patchTextFile(bytes, *file, {{from, file->text.size(), file->text.mid(from)}});
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

void TestTextFile::patchesNothingButThePatch_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("begin");
    QTest::addColumn<int>("end");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("utf-8") << QByteArray("a\xC3\xBC\xF0\x9F\x98\x80z") << 1 << 4
                           << QByteArray("a#z");
    QTest::newRow("utf-8 mark") << QByteArray("\xEF\xBB\xBFJane x") << 0 << 4
                                << QByteArray("\xEF\xBB\xBF# x");
    QTest::newRow("damaged utf-8")
        << QByteArray("J\xC3\xBCrgen \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xE9 x") << 0 << 6
        << QByteArray("# \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xE9 x");
    QTest::newRow("utf-16be") << QByteArray("\xFE\xFF\0a\0b\0c", 8) << 1 << 2
                              << QByteArray("\xFE\xFF\0a\0#\0c", 8);
    QTest::newRow("utf-16 cut in half") << QByteArray("\xFF\xFE"
                                                      "a\0b\0c",
                                                      7)
                                        << 1 << 3
                                        << QByteArray("\xFF\xFE"
                                                      "a\0#\0",
                                                      6);
    QTest::newRow("utf-32") << QByteArray("J\0\0\0o\0\0\0e\0\0\0", 12) << 1 << 2
                            << QByteArray("J\0\0\0#\0\0\0e\0\0\0", 12);
    // 0x879B and 0x81BE are one character: both stay as they were written.
    QTest::newRow("two ways to write one")
        << QByteArray("\x8E\x52\x93\x63\x91\xBE\x98\x59\x82\xB3\x82\xF1 \x87\x9B \x81\xBE") << 0
        << 4 << QByteArray("#\x82\xB3\x82\xF1 \x87\x9B \x81\xBE");
    QTest::newRow("iso-2022-jp") << QByteArray("x \x1B$B;3ED\x1B(B y \x1B$B;3\x1B(B") << 2 << 4
                                 << QByteArray("x # y \x1B$B;3\x1B(B");
}

void TestTextFile::patchesNothingButThePatch()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, begin);
    QFETCH(int, end);
    QFETCH(QByteArray, expected);
    const auto file = decodeTextBytes(bytes);
    QVERIFY(file);
    const auto patched = patchTextFile(bytes, *file, {{begin, end, u"#"_s}});
    QVERIFY(patched);
    QCOMPARE(*patched, expected);
}

void TestTextFile::keepsEveryByteOutsideOfPatches()
{
    // Random bytes from several alphabets: whatever is accepted, a patch changes its place only.
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
        QCOMPARE(patchTextFile(bytes, *file, {}).value(), bytes);
        const qsizetype length = file->text.size();
        const auto whole = [&](qsizetype at) {
            return at < length && at > 0 && file->text[at].isLowSurrogate() ? at - 1 : at;
        };
        const qsizetype begin = whole(random.bounded(int(length + 1)));
        const qsizetype end = whole(begin + random.bounded(int(length - begin + 1)));
        if (begin >= end)
            continue;
        const auto patched = patchTextFile(bytes, *file, {{begin, end, {}}});
        QVERIFY(patched);
        QVERIFY(patched->size() < bytes.size());
        qsizetype same = 0;
        while (same < patched->size() && (*patched)[same] == bytes[same])
            ++same;
        QVERIFY2(bytes.endsWith(patched->sliced(same)), bytes.toHex().constData());
    }
    QVERIFY(accepted > 1000);
}

void TestTextFile::writesQuestionMarksForForeignCharacters()
{
    const auto patched = [](const QByteArray &bytes, const QString &by) {
        const auto file = decodeTextBytes(bytes);
        return file ? patchTextFile(bytes, *file, {{0, 1, by}}).value() : QByteArray();
    };
    QCOMPARE(patched("x M\xFCller", u"[张] ü 😀"_s), QByteArray("[?] \xFC ? M\xFCller"));
    QCOMPARE(patched("x\x8E\x52\x93\x63\x91\xBE\x98\x59\x82\xB3\x82\xF1", u"é山"_s),
             QByteArray("?\x8E\x52\x8E\x52\x93\x63\x91\xBE\x98\x59\x82\xB3\x82\xF1"));
}

void TestTextFile::readsAnEmptyFileAsNoText()
{
    const auto file = decodeTextFile(*memorySource({}));
    QVERIFY(file);
    QVERIFY(file->text.isEmpty());
    QCOMPARE(patchTextFile({}, *file, {}).value(), QByteArray());
}

void TestTextFile::readsOldEncodings_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("text");
    const QString japanese = u"山田太郎さんの電話は090-1234-5678です。"_s;
    const QString chinese = u"患者：王小芳，身份证号"_s;
    const QString taiwanese = u"病患：王小芳，電話 0912-345-678"_s;
    const QString korean = u"김철수 씨의 전화번호는 010-1234-5678입니다."_s;
    const QString russian = u"Свидетель Иванов Пётр Сергеевич, тел. +7 495 123-45-67"_s;
    const QString german = u"Herr Müller wohnt in Köln, Straße 5"_s;
    const auto row = [](const char *title, const char16_t *encoding, const QString &text) {
        QTest::newRow(title) << QString::fromUtf16(encoding) << text;
    };
    row("Shift_JIS", u"Shift_JIS", japanese);
    row("EUC-JP", u"EUC-JP", japanese);
    row("EUC-JP, kana", u"EUC-JP", u"カタカナ テスト ヤマダ"_s);
    row("ISO-2022-JP", u"ISO-2022-JP", japanese);
    row("GB18030", u"GB18030", chinese);
    row("HZ", u"HZ-GB-2312", u"张三, 北京"_s);
    row("Big5", u"Big5", taiwanese);
    row("EUC-KR", u"EUC-KR", korean);
    row("KOI8-R", u"KOI8-R", russian);
    row("KOI8-R, one name", u"KOI8-R", u"Иванов"_s);
    row("windows-1251", u"windows-1251", russian);
    row("ISO-8859-5", u"ISO-8859-5", russian);
    row("IBM866", u"IBM866", russian);
    row("windows-1253", u"windows-1253", u"Ο μάρτυρας Γιώργος Παπαδόπουλος μένει στην Αθήνα"_s);
    row("windows-1255", u"windows-1255", u"העד יוסי כהן גר בתל אביב"_s);
    row("windows-1250", u"windows-1250", u"Svědek Jiří Dvořák bydlí v Plzni, žije s manželkou"_s);
    row("ISO-8859-2", u"ISO-8859-2", u"Świadek Łukasz Żółć mieszka w Łodzi przy ulicy Długiej"_s);
    row("windows-1254", u"windows-1254", u"Tanık Işıl Çağlar İstanbul'da oturuyor, şikâyetçi"_s);
    row("windows-1252", u"windows-1252", german);
}

void TestTextFile::readsOldEncodings()
{
    QFETCH(QString, encoding);
    QFETCH(QString, text);
    const auto bytes = encodeCharset(encoding, text);
    QVERIFY(bytes);
    const auto file = decodeTextBytes(*bytes);
    QVERIFY(file);
    QCOMPARE(file->text, text);
    QCOMPARE(file->encoding, encoding);
    QVERIFY2(file->confidence >= kSureCharset, qPrintable(QString::number(file->confidence)));
    QVERIFY(file->notExamined.isEmpty());
    // Written in the same encoding: everything anew, and a label.
    QCOMPARE(patchTextFile(*bytes, *file, {{0, text.size(), text}}).value(), *bytes);
    const auto patched = patchTextFile(*bytes, *file, {{0, 2, u"[person_name 1]"_s}});
    QVERIFY(patched);
    QCOMPARE(decodeCharset(encoding, *patched)->text, u"[person_name 1]"_s + text.sliced(2));
}

void TestTextFile::saysWhenItIsNotSure_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("three characters in the rows of Chinese, Japanese and Korean")
        << encodeCharset(u"EUC-KR"_s, u"김철수"_s).value();
    QTest::newRow("letters of no language") << QByteArray("a\xB1\xF0\xA9\xD7\xDE\xFE b\xA4\xAF c");
}

void TestTextFile::saysWhenItIsNotSure()
{
    QFETCH(QByteArray, bytes);
    const auto file = decodeTextBytes(bytes);
    QVERIFY(file);
    QVERIFY(file->confidence < kSureCharset);
    QCOMPARE(file->notExamined.size(), 1);
    const auto model = loadText(*memorySource(bytes), {}, {});
    QVERIFY(model);
    QCOMPARE(model->notExamined, file->notExamined);
    QCOMPARE(model->encoding, file->encoding);
}

void TestTextFile::readsDamagedUtf8AsThat()
{
    // One letter of another encoding among those of UTF-8.
    const QByteArray mixed("J\xC3\xBCrgen, Jos\xC3\xA9, Ren\xC3\xA9, Zo\xC3\xAB\nAndr\xE9\n");
    const auto file = decodeTextBytes(mixed);
    QVERIFY(file);
    QCOMPARE(file->encoding, u"UTF-8"_s);
    QCOMPARE(file->text, u"Jürgen, José, René, Zoë\nAndré\n"_s);
    QCOMPARE(file->notExamined.size(), 1);
    // A file that ends in the middle of a letter is cut, not damaged.
    const auto cut = decodeTextBytes("J\xC3\xBCrgen Ro\xC3");
    QVERIFY(cut);
    QCOMPARE(cut->encoding, u"UTF-8"_s);
    QVERIFY(cut->text.startsWith(u"Jürgen Ro"_s));
    QVERIFY(cut->notExamined.isEmpty());
}

void TestTextFile::refusesAnUnknownEncodingInsteadOfGuessing()
{
    QVERIFY(!patchTextFile("x", {u"x"_s, u"EBCDIC of nobody"_s, false, 1, {}}, {{0, 1, {}}}));
}

void TestTextFile::loadsTextWithoutPages()
{
    const auto source = memorySource("name,ssn\r\nJane,078-05-1120\r\n");
    const auto model = loadTable(*source, {}, {});
    QVERIFY(model);
    QCOMPARE(model->text, u"name,ssn\r\nJane,078-05-1120\r\n"_s);
    QVERIFY(model->pages.empty());
    QVERIFY(model->table && model->kind == ItemKind::Csv);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(loadText(*source, {}, JobContext(stop.get_token())).error().kind(),
             ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestTextFile)
#include "tst_textfile.moc"
