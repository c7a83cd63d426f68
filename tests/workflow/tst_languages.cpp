// SPDX-License-Identifier: AGPL-3.0-or-later
// What is kept is read in the language of whoever reads it.
#include "app/installtranslations.h"
#include "core/workflow/workflow.h"
#include "tests/support/samplecase.h"
#include "tests/support/testscheduler.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTranslator>

using namespace redoubt;
using namespace redoubt::workflow;
using namespace Qt::StringLiterals;

namespace {

/// Has the program speak Chinese while it lives.
class Chinese
{
public:
    Chinese()
    {
        if (!m_words.load(u":/i18n/redoubt_zh_CN.qm"_s))
            qFatal("no Chinese words");
        QCoreApplication::installTranslator(&m_words);
    }
    ~Chinese() { QCoreApplication::removeTranslator(&m_words); }
    Q_DISABLE_COPY_MOVE(Chinese)

private:
    QTranslator m_words;
};

bool isChinese(const QString &words)
{
    return std::any_of(words.begin(), words.end(),
                       [](QChar c) { return c.script() == QChar::Script_Han; });
}

} // namespace

class tst_Languages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void caseIsReadInTheLanguageOfItsReader_data();
    void caseIsReadInTheLanguageOfItsReader();
    void releaseIsWrittenInTheLanguageOfItsReader();

private:
    void analyse(test::SampleCase &inside);
};

void tst_Languages::initTestCase()
{
    installTranslations(*qApp, u"en"_s);
}

/// A text that is read in part, and a file that cannot be read.
void tst_Languages::analyse(test::SampleCase &inside)
{
    const QList<ItemId> items{inside.addText("letter.txt", "name: \xB1\xE8\xC3\xB6\xBC\xF6\n"),
                              inside.addText("torn.pdf", "%PDF-1.7\n1 0 obj\n<< torn")};
    AnalysisSettings settings;
    settings.profile = casefile::loadProfile(u"standard"_s).value();
    settings.worker = hereWorker({});
    QVERIFY(analyzeCase(*inside, {}, settings, items, test::scheduler(1), {}, JobContext()));
}

void tst_Languages::caseIsReadInTheLanguageOfItsReader_data()
{
    QTest::addColumn<bool>("writtenInChinese");
    QTest::newRow("analysed in Chinese, read in English") << true;
    QTest::newRow("analysed in English, read in Chinese") << false;
}

void tst_Languages::caseIsReadInTheLanguageOfItsReader()
{
    QFETCH(bool, writtenInChinese);
    test::SampleCase inside;
    {
        std::optional<Chinese> language;
        if (writtenInChinese)
            language.emplace();
        analyse(inside);
    }
    std::optional<Chinese> language;
    if (!writtenInChinese)
        language.emplace();
    inside.reopen();
    const casefile::Item &letter = inside.sheet().items()[0];
    const casefile::Item &torn = inside.sheet().items()[1];
    QCOMPARE(letter.notExamined.size(), 1);
    QVERIFY(torn.state == casefile::ItemState::Failed);
    const QStringList told{letter.notExamined[0].portion.what(), letter.notExamined[0].why.text(),
                           torn.problem.text()};
    for (const QString &words : told)
        QVERIFY2(!words.isEmpty() && isChinese(words) != writtenInChinese, qPrintable(words));
    QVERIFY(told.last().contains(u"torn.pdf"_s));
    const QString code = letter.notExamined[0].why.code();
    QVERIFY2(code.startsWith(u"The text is not written in Unicode"_s), qPrintable(code));
    // And again in the other one, without being read anew.
    if (language) {
        language.reset();
        QVERIFY(!isChinese(letter.notExamined[0].why.text()));
    } else {
        language.emplace();
        QVERIFY(isChinese(letter.notExamined[0].why.text()));
    }
}

void tst_Languages::releaseIsWrittenInTheLanguageOfItsReader()
{
    test::SampleCase inside;
    analyse(inside);
    const Chinese language;
    ReleaseSettings settings;
    settings.out = inside.folder() / "release";
    settings.profile = casefile::loadProfile(u"standard"_s).value();
    settings.worker = hereWorker({});
    ReleaseJob job(*inside, {}, settings);
    auto result = job.run({}, JobContext());
    QVERIFY(result);
    QVERIFY(job.finish(std::move(*result)));
    const QJsonArray items =
        QJsonDocument::fromJson(test::readFile(settings.out / "release.json"))[u"items"].toArray();
    QCOMPARE(items.size(), 2);
    const QJsonValue part = items[0][u"not_examined"][0];
    QVERIFY(isChinese(part[u"what"].toString()));
    QVERIFY(isChinese(part[u"why"].toString()));
    QVERIFY(part[u"code"].toString().startsWith(u"The text is not written in Unicode"_s));
    QVERIFY(isChinese(items[1][u"why"].toString()));
    // What the checks found was said by others; here it is words.
    for (const QJsonValue &check : items[0][u"verification"][u"checks"].toArray()) {
        const QString detail = check[u"detail"].toString();
        QVERIFY2(detail.isEmpty() || isChinese(detail), qPrintable(detail));
    }
}

QTEST_MAIN(tst_Languages)
#include "tst_languages.moc"
