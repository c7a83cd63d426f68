// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/paths.h"
#include "core/medium/mediumtable.h"
#include "tests/support/shared.h"

#include <QProcess>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace redoubt;
using namespace Qt::StringLiterals;

class TestSniffKind : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsKindsByContent_data();
    void tellsKindsByContent();
    void tellsWhatFfmpegWrites_data();
    void tellsWhatFfmpegWrites();
    void tellsTextInEveryEncoding();
    void tellsSharedMedia_data();
    void tellsSharedMedia();
    void neverTakesNoiseForText();
    void unreadableIsUnknown();
};

namespace {

ItemKind sniff(const QByteArray &bytes)
{
    return medium::table().guess(*memorySource(bytes));
}

QByteArray bytes(std::initializer_list<int> values)
{
    QByteArray out;
    for (const int v : values)
        out.append(char(v));
    return out;
}

QByteArray mpegFrames(int count)
{
    QByteArray frame = bytes({0xFF, 0xFB, 0x90, 0x00});
    frame.resize(417, '\0');
    return frame.repeated(count);
}

QByteArray zipWith(const QByteArray &name)
{
    QByteArray local =
        "PK\x03\x04" + QByteArray(22, '\0') + char(name.size()) + QByteArray(3, '\0') + name;
    return local + QByteArray(200, 'x');
}

} // namespace

void TestSniffKind::tellsKindsByContent_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<ItemKind>("kind");
    const auto row = [](const char *name, const QByteArray &content, ItemKind kind) {
        QTest::newRow(name) << content << kind;
    };
    using K = ItemKind;
    const QByteArray pad(600, '\1');
    row("nothing", "", K::Empty);
    row("heic", bytes({0, 0, 0, 24}) + "ftypheic" + pad, K::Image);
    row("avif", bytes({0, 0, 0, 24}) + "ftypavif" + pad, K::Image);
    row("m4a", bytes({0, 0, 0, 24}) + "ftypM4A " + pad, K::Audio);
    row("3gp", bytes({0, 0, 0, 24}) + "ftyp3gp5" + pad, K::Video);
    row("quicktime without brand", bytes({0, 0, 1, 0}) + "moov" + pad, K::Video);
    row("text that spells a box", "abc free of charge, she said to us.", K::Text);
    row("webp", "RIFF\1\1\1\1WEBPVP8 " + pad, K::Image);
    row("riff of nobody", "RIFF\1\1\1\1ZZZZ" + pad, K::Unknown);
    row("jpeg", bytes({0xFF, 0xD8, 0xFF, 0xE0}) + pad, K::Image);
    row("bmp", "BM" + bytes({0x58, 2, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0}) + pad, K::Image);
    row("text that begins with BM", "BMW was parked outside of the house.", K::Text);
    row("ppm", QByteArray("P6\n2 2\n255\n") + bytes({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}),
        K::Image);
    row("text that begins with P6", "P6 platform was closed.", K::Text);
    row("pdf", "%PDF-1.7\n1 0 obj\n", K::Pdf);
    row("pdf behind junk", QByteArray(900, '\n') + "%PDF-1.4\n1 0 obj\n", K::Pdf);
    row("text about pdf", "The header is %PDF-1.4 as everybody knows.", K::Text);
    row("ooxml", zipWith("[Content_Types].xml"), K::Office);
    row("ooxml, list last",
        zipWith("word/document.xml") + QByteArray(100000, 'y') + "PK\1\2[Content_Types].xml",
        K::Office);
    row("odf", zipWith("mimetype") + "", K::Archive);
    row("odt",
        "PK\x03\x04" + QByteArray(26, '\0') + "mimetypeapplication/vnd.oasis.opendocument.text",
        K::Office);
    row("zip", zipWith("holiday.jpg"), K::Archive);
    row("ole", bytes({0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}) + pad, K::Office);
    row("rtf", "{\\rtf1\\ansi hello}", K::Office);
    row("gzip", bytes({0x1F, 0x8B, 8, 0}) + pad, K::Archive);
    row("tar", QByteArray(257, 'a') + "ustar" + pad, K::Archive);
    row("dicom", QByteArray(128, '\0') + "DICM" + pad, K::Dicom);
    row("dicom that imitates a tiff", "II*" + QByteArray(125, '\0') + "DICM" + pad, K::Dicom);
    row("dicom without preamble", bytes({8, 0, 5, 0}) + "CS" + bytes({10, 0}) + pad, K::Dicom);
    row("mp3", mpegFrames(5), K::Audio);
    row("mp3 of two frames", mpegFrames(2), K::Audio);
    row("one frame proves nothing", mpegFrames(1) + pad, K::Unknown);
    row("mp3 with tag", "ID3" + bytes({4, 0, 0, 0, 0, 2, 1}) + pad, K::Audio);
    row("text that begins with ID3", "ID3 tags are described here.", K::Text);
    row("transport stream", ("G" + QByteArray(187, '\2')).repeated(10), K::Video);
    row("transport stream cut anywhere",
        QByteArray(77, '\2') + ("G" + QByteArray(187, '\2')).repeated(40), K::Video);
    row("m2ts", (QByteArray(4, '\3') + "G" + QByteArray(187, '\2')).repeated(10), K::Video);
    row("h264", bytes({0, 0, 0, 1, 0x67, 0x42}) + pad, K::Video);
    row("html", "<!DOCTYPE html><html><body>x</body></html>", K::Html);
    row("html without frame", "<p>Jane <b>Roe</b></p>", K::Html);
    row("xhtml", "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html></html>", K::Html);
    row("xml", "<?xml version=\"1.0\"?><ClinicalDocument/>", K::Text);
    row("svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path/></svg>", K::Unknown);
    row("flat odf", "<?xml version=\"1.0\"?><office:document/>", K::Office);
    row("json", "{\"a\": [1, 2, \"x\"]}", K::Json);
    row("long json", "[" + QByteArray("{\"name\": \"Jane\", \"n\": 1},\n").repeated(9000) + "{}]",
        K::Json);
    row("json lines", "{\"a\": 1}\n{\"a\": 2}\n", K::Text);
    row("text in brackets", "[unclear] I told him so.", K::Text);
    row("csv", "name,email\nJane Roe,jane@example.org\n", K::Csv);
    row("csv quoted", "name,address\n\"Roe, Jane\",\"1 High St\nTown\"\n\"Doe, J\",\"2 Low St\"\n",
        K::Csv);
    row("csv semicolon", "a;b;c\r\n1;2,5;3\r\n4;5,5;6\r\n", K::Csv);
    row("tsv", "id\tname\n1\tJane\n2\tJohn", K::Csv);
    row("markdown table", "| a | b |\n|---|---|\n| 1 | 2 |\n", K::Text);
    row("letter", "Dear Jane,\nthank you for your letter, which came today.\nYours,\nJohn\n",
        K::Text);
    row("list of places", "Springfield, Illinois\nPortland, Oregon\nAustin, Texas\n", K::Text);
    row("log", "10:00:00,123 INFO start\n10:00:01,456 INFO stop\n10:00:02,000 WARN x\n", K::Text);
    row("rttm",
        "SPEAKER a 1 0.0 1.5 <NA> <NA> s1 <NA> <NA>\nSPEAKER a 1 2 1 <NA> <NA> s2 <NA> <NA>\n",
        K::Text);
    row("conll", "Jane\tB-PER\nRoe\tI-PER\n\nsaid\tO\n", K::Text);
    row("mail with parts behind a remark",
        "saved\n\nContent-Type: multipart/mixed;\n boundary=\"x1\"\n\n--x1\n\nJane\n--x1--\n",
        K::Mail);
    row("form of a web page",
        "POST /x\nContent-Type: multipart/form-data; boundary=x1\n\n--x1\n\nJane\n--x1--\n",
        K::Text);
    row("text about mail", "Write Content-Type: multipart/mixed; boundary=x1 into it.\n", K::Text);
    row("packed part of a mail",
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n", K::Mail);
    row("rich text behind a mark", "\xEF\xBB\xBF{\\rtf1 x}", K::Office);
    row("form data", "%FDF-1.2\n1 0 obj\n", K::Unknown);
    row("hl7", "MSH|^~\\&|A|B|C\rPID|1||123||Roe^Jane\r", K::Text);
    row("mail",
        "Received: from a by b\r\nMessage-ID: <1@x>\r\nFrom: a@b.org\r\nSubject: x\r\n\r\nhi",
        K::Mail);
    row("plain mail",
        "From: Jane Roe <jane@x.org>\nTo: a@b.org\nDate: Tue, 3 Mar 2026 10:00:00 +0000\nSubject: "
        "x\n\nhi",
        K::Mail);
    row("memo", "From: Jane Roe\nTo: John Doe\nDate: March 3, 2026\nSubject: lunch\n\nhi", K::Text);
    row("mbox", "From jane@x.org Tue Mar  3 10:00:00 2026\nSubject: x\n\nhi\n", K::Mail);
    row("postscript", "%!PS-Adobe-3.0\n", K::Unknown);
    // The same words in single-byte letters: Cyrillic, Greek, Hebrew.
    row("koi8-r", "\xF3\xD7\xC9\xC4\xC5\xD4\xC5\xCC\xD8 \xE9\xD7\xC1\xCE\xCF\xD7", K::Text);
    row("windows-1251", "\xD1\xE2\xE8\xE4\xE5\xF2\xE5\xEB\xFC \xC8\xE2\xE0\xED\xEE\xE2", K::Text);
    row("iso-8859-7", "\xCC\xDC\xF1\xF4\xF5\xF1\xE1\xF2 \xC3\xE9\xFE\xF1\xE3\xEF\xF2", K::Text);
    row("iso-8859-8", "\xF2\xE3 \xE0\xE1\xF8\xE4\xED \xEB\xE4\xEF, \xF2\xE3 \xF9\xF0\xE9", K::Text);
    row("upper bytes without words", QByteArray(61, '\xE9') + "\n", K::Unknown);
    row("binary", bytes({0, 1, 2, 3, 0xFE, 0x10, 0x80, 0, 0, 7}), K::Unknown);
    row("text with one stray byte", QByteArray("hello world. ").repeated(100) + '\0', K::Text);
}

void TestSniffKind::tellsKindsByContent()
{
    QFETCH(QByteArray, content);
    QFETCH(ItemKind, kind);
    QCOMPARE(toString(sniff(content)), toString(kind));
}

void TestSniffKind::tellsWhatFfmpegWrites_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QStringList>("codecs");
    QTest::addColumn<ItemKind>("kind");
    const auto row = [](const char *suffix, const QStringList &codecs, ItemKind kind) {
        QTest::newRow(suffix) << QString::fromLatin1(suffix) << codecs << kind;
    };
    using K = ItemKind;
    const QStringList mpeg2{u"-c:v"_s, u"mpeg2video"_s, u"-c:a"_s, u"mp2"_s};
    const QStringList mpeg4{u"-c:v"_s, u"mpeg4"_s, u"-c:a"_s, u"aac"_s};
    row("mp4", mpeg4, K::Video);
    row("mov", mpeg4, K::Video);
    row("mkv", mpeg4, K::Video);
    row("avi", mpeg4, K::Video);
    row("ts", mpeg2, K::Video);
    row("m2ts", mpeg2, K::Video);
    row("mpg", mpeg2, K::Video);
    row("mxf", {u"-c:v"_s, u"mpeg2video"_s, u"-c:a"_s, u"pcm_s16le"_s, u"-ar"_s, u"48000"_s},
        K::Video);
    row("flv", {u"-c:v"_s, u"flv1"_s, u"-an"_s}, K::Video);
    row("asf", {u"-c:v"_s, u"wmv2"_s, u"-c:a"_s, u"wmav2"_s}, K::Video);
    for (const char *audio : {"wav", "flac", "mp2", "aac", "aiff", "au", "caf", "w64", "ac3", "wv"})
        row(audio, {u"-vn"_s}, K::Audio);
    row("ogg", {u"-vn"_s, u"-c:a"_s, u"flac"_s}, K::Audio);
    for (const char *picture : {"png", "jpg", "gif", "bmp", "tiff", "ppm"})
        row(picture, {u"-an"_s, u"-frames:v"_s, u"1"_s, u"-update"_s, u"1"_s}, K::Image);
}

void TestSniffKind::tellsWhatFfmpegWrites()
{
    QFETCH(QString, suffix);
    QFETCH(QStringList, codecs);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"x."_s + suffix);
    QStringList arguments{u"-loglevel"_s, u"error"_s,
                          u"-f"_s,        u"lavfi"_s,
                          u"-i"_s,        u"testsrc=size=160x128:rate=25:duration=1"_s,
                          u"-f"_s,        u"lavfi"_s,
                          u"-i"_s,        u"sine=duration=1"_s};
    arguments << codecs << path;
    QCOMPARE(QProcess::execute(u"ffmpeg"_s, arguments), 0);
    const auto source = openFileSource(path.toStdString());
    QVERIFY(source);
    QFETCH(ItemKind, kind);
    QCOMPARE(toString(medium::table().guess(**source)), toString(kind));
}

void TestSniffKind::tellsTextInEveryEncoding()
{
    const QString words = u"Die Zeugin Müller wohnt in 東京, sagte sie 🙂.\n"_s.repeated(5);
    for (const auto encoding : {QStringConverter::Utf8, QStringConverter::Utf16LE,
                                QStringConverter::Utf16BE, QStringConverter::Utf32LE}) {
        QStringEncoder marked(encoding, QStringConverter::Flag::WriteBom);
        QVERIFY(sniff(QByteArray(marked.encode(words))) == ItemKind::Text);
    }
    QStringEncoder wide(QStringConverter::Utf16LE);
    QVERIFY(sniff(QByteArray(wide.encode(u"name,email\nJane,jane@example.org\n"_s))) ==
            ItemKind::Csv);
    QVERIFY(sniff("Z\xFCrich und M\xFCnchen liegen s\xFC"
                  "dlich.\r\n") == ItemKind::Text);
    QVERIFY(sniff("\xD5\xC5\xC8\xFD\xB5\xC4\xB5\xE7\xBB\xB0\xCA\xC7") == ItemKind::Text); // GBK
    // Cut inside a character, as the first block of a long file is.
    QVERIFY(sniff(QByteArray("x") + QString(u"é"_s.repeated(40000)).toUtf8()) == ItemKind::Text);
}

void TestSniffKind::tellsSharedMedia_data()
{
    QTest::addColumn<ItemKind>("kind");
    QTest::newRow("mp4") << ItemKind::Video;
    QTest::newRow("wav") << ItemKind::Audio;
    QTest::newRow("mp3") << ItemKind::Audio;
    QTest::newRow("jpg") << ItemKind::Image;
    QTest::newRow("png") << ItemKind::Image;
    QTest::newRow("pdf") << ItemKind::Pdf;
    QTest::newRow("docx") << ItemKind::Office;
    QTest::newRow("eml") << ItemKind::Mail;
    QTest::newRow("dcm") << ItemKind::Dicom;
    QTest::newRow("csv") << ItemKind::Csv;
}

void TestSniffKind::tellsSharedMedia()
{
    REDOUBT_REQUIRE_SHARED();
    QFETCH(ItemKind, kind);
    const std::string suffix = std::string(".") + QTest::currentDataTag();
    int seen = 0;
    std::error_code code;
    for (std::filesystem::recursive_directory_iterator it(*test::sharedFolder() / "media", code),
         end;
         it != end && seen < 40; it.increment(code)) {
        if (it->path().extension() != suffix || !it->is_regular_file(code))
            continue;
        const auto source = openFileSource(it->path());
        if (!source || (*source)->size() == 0)
            continue;
        ++seen;
        if (medium::table().guess(**source) != kind)
            qWarning("%s: %s", qPrintable(displayName(it->path())),
                     qPrintable(toString(medium::table().guess(**source))));
    }
    if (seen == 0)
        QSKIP("no such file among the public test media");
}

void TestSniffKind::neverTakesNoiseForText()
{
    std::mt19937 random(7);
    for (const int size : {64, 300, 5000, 70000}) {
        for (int round = 0; round < 40; ++round) {
            QByteArray noise(size, Qt::Uninitialized);
            for (char &c : noise)
                c = char(random());
            const ItemKind kind = sniff(noise);
            QVERIFY2(kind != ItemKind::Text && kind != ItemKind::Csv, qPrintable(toString(kind)));
        }
    }
}

void TestSniffKind::unreadableIsUnknown()
{
    struct Broken : ByteSource
    {
        qint64 size() const override { return 100; }
        Result<qint64> readAt(qint64, std::span<char>) const override
        {
            return Error(ErrorKind::Io, "test");
        }
    };
    QVERIFY(medium::table().guess(Broken()) == ItemKind::Unknown);
}

QTEST_GUILESS_MAIN(TestSniffKind)
#include "tst_sniffkind.moc"
