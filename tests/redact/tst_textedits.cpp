// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/plan/preview.h"
#include "core/redact/text/textedits.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace redoubt;
using namespace redoubt::redact;
using namespace Qt::StringLiterals;

namespace {

/// The plan that replaces every one of @a cuts, in order, by @a by.
RedactionPlan planFor(const QString &text, const QStringList &cuts, const QString &by,
                      ItemKind kind = ItemKind::Text)
{
    RedactionPlan plan;
    plan.kind = kind;
    qsizetype at = 0;
    for (const QString &cut : cuts) {
        at = text.indexOf(cut, at);
        plan.edits.push_back({{at, at + cut.size()}, by});
        at += cut.size();
    }
    return plan;
}

} // namespace

class TestTextEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheFormat_data();
    void keepsTheFormat();
    void keepsJsonWhateverIsCut();
    void writesTwoEqualKeysApart();
    void countsOneEditForEach();
    void refusesWhatDoesNotFit();
};

void TestTextEdits::keepsTheFormat_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("cuts");
    QTest::addColumn<QString>("by");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *title, const QString &text, const QStringList &cuts,
                        const QString &by, const QString &expected) {
        QTest::newRow(title) << text << cuts << by << expected;
    };
    const QString label = u"[n 1]"_s;
    row("number", uR"({"a": 2125550147, "b": 1})"_s, {u"2125550147"_s}, label,
        uR"({"a": "[n 1]", "b": 1})"_s);
    row("part of a number", uR"([12125550147])"_s, {u"2125550147"_s}, label, uR"(["1[n 1]"])"_s);
    row("two parts of a number", uR"([12125550147, 5])"_s, {u"212"_s, u"0147"_s}, label,
        uR"(["1[n 1]555[n 1]", 5])"_s);
    row("number made coarser", uR"({"zip": 27401})"_s, {u"27401"_s}, u"274**"_s,
        uR"({"zip": "274**"})"_s);
    row("year", uR"({"born": 19610615})"_s, {u"19610615"_s}, u"1961"_s, uR"({"born": 1961})"_s);
    row("number removed", uR"({"a": 12, "b": 1})"_s, {u"12"_s}, QString(),
        uR"({"a": null, "b": 1})"_s);
    row("word", uR"([true])"_s, {u"true"_s}, label, uR"(["[n 1]"])"_s);
    row("string", uR"({"a": "Jane Roe!"})"_s, {u"Jane Roe"_s}, label, uR"({"a": "[n 1]!"})"_s);
    row("string with its quotes", uR"({"a": "Jane"})"_s, {u"\"Jane\""_s}, label,
        uR"({"a": "[n 1]"})"_s);
    row("quote in the label", uR"({"a": "Jane"})"_s, {u"Jane"_s}, u"a\"b\\\n"_s,
        uR"({"a": "a\"b\\\u000a"})"_s);
    row("half of an escape", uR"({"a": "Jos\u00e9 x"})"_s, {uR"(00e9)"_s}, label,
        uR"({"a": "Jos[n 1] x"})"_s);
    row("over two values", uR"(["Jane","Roe",1])"_s, {uR"(Jane","Roe)"_s}, label,
        uR"(["[n 1]","[n 1]",1])"_s);
    row("key", uR"({"Jane Roe": 1})"_s, {u"Jane Roe"_s}, label, uR"({"[n 1]": 1})"_s);
    row("lines", u"{\"a\":12}\n{\"a\":\"x 12\"}\n"_s, {u"12"_s, u"12"_s}, label,
        u"{\"a\":\"[n 1]\"}\n{\"a\":\"x [n 1]\"}\n"_s);
    row("a line that is none", u"{\"a\":12}\nnote 12\n{\"a\":12}\n"_s, {u"12"_s, u"12"_s, u"12"_s},
        label, u"{\"a\":\"[n 1]\"}\nnote [n 1]\n{\"a\":\"[n 1]\"}\n"_s);
    row("no JSON", u"[12:05] Jane: hi\n[12:06] Jane: ho\n"_s, {u"12:05"_s, u"Jane"_s}, label,
        u"[[n 1]] [n 1]: hi\n[12:06] Jane: ho\n"_s);
    row("YAML value", u"---\nname: Jane Roe (mother)\nage: 3\n"_s, {u"Jane Roe"_s}, label,
        u"---\nname: \"[n 1] (mother)\"\nage: 3\n"_s);
    row("YAML, later in the value", u"---\nname: Dr. Roe\n"_s, {u"Roe"_s}, label,
        u"---\nname: \"Dr. [n 1]\"\n"_s.replace(u"\"Dr. [n 1]\""_s, u"Dr. [n 1]"_s));
    row("YAML key and list", u"people:\n  - Jane Roe\n  - Jane Roe: mother\n"_s,
        {u"Jane Roe"_s, u"Jane Roe"_s}, label,
        u"people:\n  - \"[n 1]\"\n  - \"[n 1]\": mother\n"_s);
    row("YAML, quoted and block", u"a:\n  b: \"Jane\"\n  c: |\n    Jane said\n  # Jane\n"_s,
        {u"Jane"_s, u"Jane"_s, u"Jane"_s}, label,
        u"a:\n  b: \"[n 1]\"\n  c: |\n    [n 1] said\n  # [n 1]\n"_s);
    row("a letter is no YAML", u"Name: Jane Roe\nPhone: 12\n"_s, {u"Jane Roe"_s}, label,
        u"Name: [n 1]\nPhone: 12\n"_s);
    row("name over tags", u"<p>Jane Qu<b>illf</b>eather</p>"_s,
        {u"Jane Qu"_s, u"illf"_s, u"eather"_s}, label, u"<p>[n 1]<b></b></p>"_s);
    row("two people in tags", u"<b>Ann</b> and <b>Ann</b>"_s, {u"Ann"_s, u"Ann"_s}, label,
        u"<b>[n 1]</b> and <b>[n 1]</b>"_s);
    row("two lines", u"Jane\nJane"_s, {u"Jane"_s, u"Jane"_s}, label, u"[n 1]\n[n 1]"_s);
    row("half of an emoji", u"a\U0001F600b"_s, {u"\xde00"_s}, u"-"_s, u"a-b"_s);
}

void TestTextEdits::keepsTheFormat()
{
    QFETCH(QString, text);
    QFETCH(QStringList, cuts);
    QFETCH(QString, by);
    QFETCH(QString, expected);
    QCOMPARE(previewText(text, planFor(text, cuts, by)), expected);
}

void TestTextEdits::keepsJsonWhateverIsCut()
{
    QRandomGenerator random(5);
    const QStringList words{u"Jane"_s,  u"a\"b"_s, u"\\"_s, u"Jos\u00e9"_s, u"x\ny"_s,
                            u"[n 1]"_s, QString(), u"1"_s,  u"\U0001F600"_s};
    const std::function<QJsonValue(int)> made = [&](int depth) -> QJsonValue {
        switch (random.bounded(depth > 3 ? 4 : 6)) {
        case 0:
            return random.bounded(1'000'000) / 7.0;
        case 1:
            return qint64(random.bounded(2'000'000)) - 1'000'000;
        case 2:
            return random.bounded(2) ? QJsonValue(true) : QJsonValue();
        case 3:
            return words[random.bounded(int(words.size()))];
        case 4: {
            QJsonArray list;
            for (int i = random.bounded(4); i > 0; --i)
                list.append(made(depth + 1));
            return list;
        }
        default: {
            QJsonObject object;
            for (int i = random.bounded(4); i > 0; --i)
                object.insert(words[random.bounded(int(words.size()))], made(depth + 1));
            return object;
        }
        }
    };
    for (int round = 0; round < 1500; ++round) {
        QJsonArray list{made(0), made(0)};
        const QString text = QString::fromUtf8(QJsonDocument(list).toJson(
            round % 2 ? QJsonDocument::Compact : QJsonDocument::Indented));
        RedactionPlan plan;
        plan.kind = round % 3 ? ItemKind::Json : ItemKind::Csv;
        qsizetype at = 0;
        while (at < text.size() && plan.edits.size() < 5) {
            const qsizetype begin = at + random.bounded(int(text.size() - at));
            const qsizetype end =
                std::min(text.size(), begin + 1 + random.bounded(round % 5 ? 6 : 40));
            const QString by = random.bounded(4) ? u"[\"n\" 1]\n"_s : QString();
            plan.edits.push_back({{begin, end}, by});
            at = end;
        }
        const QString out = previewText(text, plan);
        QJsonParseError problem;
        QJsonDocument::fromJson(out.toUtf8(), &problem);
        QVERIFY2(problem.error == QJsonParseError::NoError,
                 qPrintable(text + u"\n->\n"_s + out + u"\n"_s + problem.errorString()));
        const auto edits = writtenEdits(text, plan);
        QVERIFY(edits);
        QCOMPARE(edits->size(), plan.edits.size());
        qsizetype last = 0;
        for (const TextEdit &edit : *edits) {
            QVERIFY(edit.range.begin >= last && edit.range.end >= edit.range.begin);
            last = edit.range.end;
        }
    }
}

void TestTextEdits::writesTwoEqualKeysApart()
{
    const QString text = uR"({"Ann": 1, "Bob": {"Ann": 2}, "Ann ": 3})"_s;
    const QString out =
        previewText(text, planFor(text, {u"Ann"_s, u"Bob"_s, u"Ann"_s, u"Ann "_s}, u"[n 1]"_s));
    QCOMPARE(out, uR"j({"[n 1]": 1, "[n 1] (2)": {"[n 1]": 2}, "[n 1] (3)": 3})j"_s);
}

void TestTextEdits::countsOneEditForEach()
{
    const QString text = uR"([12125550147])"_s;
    RedactionPlan plan = planFor(text, {u"212"_s, u"0147"_s}, u"#"_s);
    const auto all = writtenEdits(text, plan);
    QVERIFY(all);
    QCOMPARE(all->size(), 2u);
    QVERIFY((*all)[1].range.isEmpty());
    plan.edits[0].range.end = plan.edits[0].range.begin;
    const auto one = writtenEdits(text, plan);
    QVERIFY(one);
    QCOMPARE(one->size(), 2u);
    QVERIFY((*one)[0].range.isEmpty());
    QCOMPARE((*one)[1].replacement, uR"("1212555#")"_s);
}

void TestTextEdits::refusesWhatDoesNotFit()
{
    RedactionPlan plan;
    plan.edits = {{{2, 9}, {}}};
    const auto edits = writtenEdits(u"abcd"_s, plan);
    QVERIFY(!edits);
    QCOMPARE(edits.error().kind(), ErrorKind::Invalid);
}

QTEST_GUILESS_MAIN(TestTextEdits)
#include "tst_textedits.moc"
