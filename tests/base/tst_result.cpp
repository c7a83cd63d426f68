// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/result.h"
#include "core/base/sensitivetext.h"

#include <QSet>
#include <QTest>

#include <cerrno>
#include <memory>

using namespace redoubt;
using namespace Qt::StringLiterals;

namespace {

QString printed(const auto &value)
{
    QString text;
    QDebug(&text) << value;
    return text.trimmed();
}

} // namespace

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValueOrAnError()
    {
        Result<QString> good(u"text"_s);
        QVERIFY(good.has_value() && good);
        QCOMPARE(*good, u"text"_s);
        QCOMPARE(good->size(), 4);
        const Result<QString> bad(Error(ErrorKind::Damaged, "test/one"));
        QVERIFY(!bad);
        QCOMPARE(bad.error().kind(), ErrorKind::Damaged);
        QCOMPARE(bad.value_or(u"other"_s), u"other"_s);
        const Result<void> done;
        QVERIFY(done);
        const Result<void> failed(Error(ErrorKind::Io, "test/two"));
        QVERIFY(!failed);
        QCOMPARE(failed.error().site(), "test/two");
    }

    void carriesValuesThatOnlyMove()
    {
        Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
        const std::unique_ptr<int> taken = *std::move(result);
        QCOMPARE(*taken, 7);
    }

    void printingAnErrorShowsNothingOfTheCase()
    {
        const QString secret = u"Jane Q. Roe 078-05-1120"_s;
        for (int i = 0; i <= int(ErrorKind::Internal); ++i) {
            const Error error(ErrorKind(i), "vault/header",
                              Message::plain(u"“%1.pdf” could not be read."_s).arg(secret));
            const QString text = printed(error);
            QVERIFY(!text.contains(u"Jane"_s) && !text.contains(u"078"_s));
            QVERIFY(!text.contains(u"pdf"_s));
            QVERIFY(text.contains(u"vault/header"_s));
            QVERIFY(text.contains(QString::fromLatin1(toString(ErrorKind(i)))));
        }
        const Error fromSystem = errnoError(ENOSPC, "base/file", secret);
        QVERIFY(fromSystem.text().contains(secret));
        QVERIFY(!printed(fromSystem).contains(u"Jane"_s));
    }

    void printingSensitiveTextShowsItsLengthOnly()
    {
        const SensitiveText text(u"Jane Roe"_s);
        QCOMPARE(printed(text), u"SensitiveText(8 units)"_s);
        QCOMPARE(text.reveal(), u"Jane Roe"_s);
        QVERIFY(SensitiveText().isEmpty());
    }

    void everyKindHasAWordAndASentence()
    {
        QSet<QByteArray> words;
        for (int i = 0; i <= int(ErrorKind::Internal); ++i) {
            words.insert(toString(ErrorKind(i)));
            QVERIFY(!Error(ErrorKind(i), "test").text().isEmpty());
        }
        QCOMPARE(words.size(), int(ErrorKind::Internal) + 1);
        QVERIFY(!words.contains("unknown"));
    }

    void systemErrorsGetTheKindAPersonCanActOn_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("no such file") << ENOENT << ErrorKind::NotFound;
        QTest::newRow("not a folder") << ENOTDIR << ErrorKind::NotFound;
        QTest::newRow("access") << EACCES << ErrorKind::PermissionDenied;
        QTest::newRow("not permitted") << EPERM << ErrorKind::PermissionDenied;
        QTest::newRow("read-only") << EROFS << ErrorKind::PermissionDenied;
        QTest::newRow("disk full") << ENOSPC << ErrorKind::NoSpace;
        QTest::newRow("quota") << EDQUOT << ErrorKind::NoSpace;
        QTest::newRow("file system's limit") << EFBIG << ErrorKind::NoSpace;
        QTest::newRow("a folder") << EISDIR << ErrorKind::Invalid;
        QTest::newRow("anything else") << EIO << ErrorKind::Io;
    }
    void systemErrorsGetTheKindAPersonCanActOn()
    {
        QFETCH(int, number);
        QFETCH(ErrorKind, kind);
        const Error error = errnoError(number, "test/errno", u"a.txt"_s);
        QCOMPARE(error.kind(), kind);
        QVERIFY2(error.text().contains(u"a.txt"_s), "the sentence must name the file");
    }

    void aPathWithAPlaceholderIsShownAsItIs()
    {
        QVERIFY(
            errnoError(EIO, "test/errno", u"50%2 off.txt"_s).text().contains(u"50%2 off.txt"_s));
    }
};

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
