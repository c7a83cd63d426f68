// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/textscanner.h"
#include "tests/support/shared.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <map>
#include <set>

using namespace redoubt;
using namespace redoubt::text;
using namespace Qt::StringLiterals;

namespace {

struct Truth
{
    qsizetype begin;
    qsizetype end;
    QString label;
};

struct Sample
{
    QString text;
    std::vector<Truth> truths;
};

QByteArray readShared(const char *name)
{
    const auto path = test::sharedFile(name);
    if (!path)
        return {};
    QFile file(QString::fromStdString(path->string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Offsets in the files count code points.
Sample sampleOf(const QString &text, const QJsonArray &spans, QLatin1StringView begin,
                QLatin1StringView end)
{
    Sample sample{text, {}};
    std::vector<qsizetype> units;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text[i].isLowSurrogate())
            units.push_back(i);
    }
    units.push_back(text.size());
    for (const QJsonValue &entry : spans) {
        const QJsonObject span = entry.toObject();
        const auto from = std::size_t(span.value(begin).toInt());
        const auto to = std::size_t(span.value(end).toInt());
        if (from < to && to < units.size())
            sample.truths.push_back(
                {units[from], units[to], span.value("entity_type"_L1).toString()});
    }
    return sample;
}

std::vector<Sample> synthSet()
{
    std::vector<Sample> samples;
    const QByteArray json = readShared("media/text/presidio_synth_v2_half.json");
    for (const QJsonValue &entry : QJsonDocument::fromJson(json).array()) {
        const QJsonObject object = entry.toObject();
        samples.push_back(sampleOf(object.value("full_text"_L1).toString(),
                                   object.value("spans"_L1).toArray(), "start_position"_L1,
                                   "end_position"_L1));
    }
    return samples;
}

std::vector<Sample> lineSet(const char *name)
{
    std::vector<Sample> samples;
    for (const QByteArray &line : readShared(name).split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (!object.isEmpty())
            samples.push_back(sampleOf(object.value("text"_L1).toString(),
                                       object.value("annotations"_L1).toArray(), "start"_L1,
                                       "end"_L1));
    }
    return samples;
}

const std::map<QString, std::set<QString>> &typesFor()
{
    static const std::map<QString, std::set<QString>> kTypes{
        {u"PERSON"_s, {u"person_name"_s}},
        {u"PERSON_NAME"_s, {u"person_name"_s}},
        {u"EMAIL_ADDRESS"_s, {u"email_address"_s}},
        {u"PHONE_NUMBER"_s, {u"phone_number"_s, u"cn_mobile"_s}},
        {u"US_SSN"_s, {u"us_ssn"_s, u"us_itin"_s}},
        {u"SOCIAL_SECURITY_NUMBER"_s, {u"us_ssn"_s, u"us_itin"_s}},
        {u"CREDIT_CARD"_s, {u"credit_card"_s}},
        {u"CREDIT_CARD_NUMBER"_s, {u"credit_card"_s}},
        {u"IBAN_CODE"_s, {u"iban"_s}},
        {u"DOMAIN_NAME"_s, {u"url"_s}},
        {u"URL"_s, {u"url"_s, u"email_address"_s}},
        {u"IP_ADDRESS"_s, {u"ip_address"_s}},
        {u"MAC_ADDRESS"_s, {u"mac_address"_s}},
        {u"DATE_TIME"_s, {u"date"_s}},
        {u"DATE_OF_BIRTH"_s, {u"date"_s}},
        {u"TIMESTAMP"_s, {u"date"_s}},
        {u"AGE"_s, {u"age"_s}},
        {u"STREET_ADDRESS"_s, {u"street_address"_s, u"location"_s}},
        {u"ZIP_CODE"_s, {u"location"_s, u"street_address"_s}},
        {u"GPE"_s, {u"location"_s, u"street_address"_s}},
        {u"ORGANIZATION"_s, {u"organisation"_s}},
        {u"ORGANIZATION_NAME"_s, {u"organisation"_s}},
        {u"US_DRIVER_LICENSE"_s, {u"us_driver_license"_s}},
        {u"DRIVER_LICENSE_NUMBER"_s, {u"us_driver_license"_s}},
        {u"PASSPORT_NUMBER"_s, {u"us_passport"_s}},
        {u"MEDICAL_RECORD_NUMBER"_s, {u"medical_record_number"_s}},
        {u"NPI_NUMBER"_s, {u"us_npi"_s}},
        {u"DEA_NUMBER"_s, {u"us_dea"_s}},
        {u"HEALTH_INSURANCE_ID"_s, {u"health_plan_id"_s}},
        {u"BANK_ACCOUNT_NUMBER"_s, {u"bank_account"_s, u"us_bank_routing"_s}}};
    return kTypes;
}

struct Tally
{
    int truths = 0;
    int rightType = 0; ///< touched by a hit of the right type
    int anyLabel = 0;  ///< covered by hits of any type, but for separators
    double recall() const { return truths ? double(rightType) / truths : 1; }
    double anyRecall() const { return truths ? double(anyLabel) / truths : 1; }
};

struct Report
{
    std::map<QString, Tally> byLabel;
    std::map<QString, std::pair<int, int>> byType; ///< hits, of which touch a truth
};

Report evaluate(const char *name, const std::vector<Sample> &samples)
{
    const auto scanner = TextScanner::create({});
    Report report;
    const bool verbose = qEnvironmentVariableIsSet("REDOUBT_TEXT_MISSES");
    for (const Sample &sample : samples) {
        const auto hits = (*scanner)->scan(sample.text);
        for (const Truth &truth : sample.truths) {
            Tally &tally = report.byLabel[truth.label];
            ++tally.truths;
            const auto known = typesFor().find(truth.label);
            bool right = false;
            std::vector<bool> covered(std::size_t(truth.end - truth.begin), false);
            for (const TextHit &hit : hits) {
                for (qsizetype at = std::max(hit.begin, truth.begin);
                     at < std::min(hit.end, truth.end); ++at)
                    covered[std::size_t(at - truth.begin)] = true;
                const bool touches = hit.begin < truth.end && hit.end > truth.begin;
                right = right ||
                        (touches && known != typesFor().end() && known->second.contains(hit.type));
            }
            bool all = true;
            for (qsizetype at = truth.begin; at < truth.end; ++at) {
                if (sample.text[at].isLetterOrNumber() && !covered[std::size_t(at - truth.begin)])
                    all = false;
            }
            tally.rightType += right ? 1 : 0;
            tally.anyLabel += all ? 1 : 0;
            if (verbose && !(known == typesFor().end() ? all : right))
                qInfo().noquote() << "MISS" << truth.label
                                  << sample.text.mid(truth.begin, truth.end - truth.begin) << "|"
                                  << sample.text.mid(std::max<qsizetype>(0, truth.begin - 30), 80);
        }
        for (const TextHit &hit : hits) {
            auto &[count, good] = report.byType[hit.type];
            ++count;
            const bool touches =
                std::any_of(sample.truths.begin(), sample.truths.end(), [&](const Truth &truth) {
                    return hit.begin < truth.end && hit.end > truth.begin;
                });
            good += touches ? 1 : 0;
            if (verbose && !touches)
                qInfo().noquote() << "EXTRA" << hit.type << hit.score << hit.recognizer
                                  << sample.text.mid(hit.begin, hit.end - hit.begin);
        }
    }
    qInfo().noquote() << "==" << name << "samples:" << samples.size();
    for (const auto &[label, tally] : report.byLabel)
        qInfo().noquote() << u"  %1 n=%2 recall=%3 any-label=%4"_s.arg(label, -26)
                                 .arg(tally.truths)
                                 .arg(tally.recall(), 0, 'f', 3)
                                 .arg(tally.anyRecall(), 0, 'f', 3);
    for (const auto &[type, counts] : report.byType)
        qInfo().noquote() << u"  %1 hits=%2 on a labelled span=%3"_s.arg(type, -26)
                                 .arg(counts.first)
                                 .arg(double(counts.second) / counts.first, 0, 'f', 3);
    return report;
}

} // namespace

/// Recall over public labelled sets. The floors keep what was reached; they are no claim about
/// other texts.
class tst_texteval : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void synthesisedSentences();
    void records_data();
    void records();
    void spreadsheetOfPeople();
    void demoText();
};

void tst_texteval::synthesisedSentences()
{
    REDOUBT_REQUIRE_SHARED();
    const auto samples = synthSet();
    if (samples.empty())
        QSKIP("presidio_synth_v2_half.json is not among the public test media");
    Report report = evaluate("synthesised sentences", samples);
    const std::map<QString, double> floors{{u"EMAIL_ADDRESS"_s, 0.95},
                                           {u"US_SSN"_s, 0.95},
                                           {u"IBAN_CODE"_s, 0.95},
                                           {u"CREDIT_CARD"_s, 0.95},
                                           {u"DOMAIN_NAME"_s, 0.95},
                                           {u"PHONE_NUMBER"_s, 0.8},
                                           {u"AGE"_s, 0.9},
                                           {u"STREET_ADDRESS"_s, 0.6}};
    for (const auto &[label, floor] : floors)
        QVERIFY2(report.byLabel[label].recall() >= floor, qPrintable(label));
    QVERIFY(report.byLabel[u"PERSON"_s].anyRecall() >= 0.8);
}

void tst_texteval::records_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<double>("names");
    QTest::addColumn<double>("structured");
    QTest::newRow("clinical") << QByteArray("media/text/pii_anon_clinical.jsonl") << 0.85 << 0.9;
    QTest::newRow("legal") << QByteArray("media/text/pii_anon_legal.jsonl") << 0.85 << 0.9;
    QTest::newRow("technology") << QByteArray("media/text/pii_anon_technology.jsonl") << 0.75
                                << 0.9;
    QTest::newRow("adversarial") << QByteArray("media/text/pii_anon_adversarial.jsonl") << 0.5
                                 << 0.7;
    QTest::newRow("Chinese names") << QByteArray("media/text/pii_anon_zh.jsonl") << 0.9 << 0.9;
}

void tst_texteval::records()
{
    REDOUBT_REQUIRE_SHARED();
    QFETCH(QByteArray, file);
    QFETCH(double, names);
    QFETCH(double, structured);
    const auto samples = lineSet(file.constData());
    if (samples.empty())
        QSKIP("this file is not among the public test media");
    Report report = evaluate(file.constData(), samples);
    QVERIFY(report.byLabel[u"PERSON_NAME"_s].anyRecall() >= names);
    for (const QString &label : {u"EMAIL_ADDRESS"_s, u"PHONE_NUMBER"_s, u"SOCIAL_SECURITY_NUMBER"_s,
                                 u"IP_ADDRESS"_s, u"MEDICAL_RECORD_NUMBER"_s, u"NPI_NUMBER"_s})
        QVERIFY2(report.byLabel[label].recall() >= structured, qPrintable(label));
}

void tst_texteval::spreadsheetOfPeople()
{
    REDOUBT_REQUIRE_SHARED();
    const QString text = QString::fromUtf8(readShared("media/text/fake_people_150.csv"));
    if (text.isEmpty())
        QSKIP("fake_people_150.csv is not among the public test media");
    const auto scanner = TextScanner::create({});
    const auto hits = (*scanner)->scan(text);
    const auto covers = [&](qsizetype begin, qsizetype end, const QString &type) {
        return std::any_of(hits.begin(), hits.end(), [&](const TextHit &hit) {
            return hit.begin <= begin && hit.end >= end && hit.type == type;
        });
    };
    int rows = 0;
    std::map<QString, int> found;
    qsizetype begin = text.indexOf(u'\n') + 1;
    while (begin > 0 && begin < text.size()) {
        qsizetype end = text.indexOf(u'\n', begin);
        end = end < 0 ? text.size() : end;
        const QString line = text.mid(begin, end - begin);
        if (!line.contains(u'"') && line.count(u',') == 29) {
            ++rows;
            qsizetype at = begin;
            const QStringList cells = line.split(u',');
            const std::map<int, QString> wanted{{4, u"person_name"_s},    {6, u"person_name"_s},
                                                {7, u"street_address"_s}, {14, u"email_address"_s},
                                                {17, u"phone_number"_s},  {20, u"date"_s}};
            for (int i = 0; i < cells.size(); ++i) {
                if (const auto type = wanted.find(i); type != wanted.end())
                    found[cells[i].isEmpty() || covers(at, at + cells[i].size(), type->second)
                              ? type->second
                              : u"missed "_s + type->second]++;
                at += cells[i].size() + 1;
            }
        }
        begin = end + 1;
    }
    qInfo() << "rows" << rows;
    for (const auto &[what, count] : found)
        qInfo() << "  " << what << count;
    QVERIFY(rows > 100);
    for (const QString &type :
         {u"person_name"_s, u"street_address"_s, u"email_address"_s, u"phone_number"_s, u"date"_s})
        QVERIFY2(found[u"missed "_s + type] * 20 <= rows, qPrintable(type));
}

void tst_texteval::demoText()
{
    REDOUBT_REQUIRE_SHARED();
    const QString text = QString::fromUtf8(readShared("media/text/presidio_streamlit_demo.txt"));
    if (text.isEmpty())
        QSKIP("presidio_streamlit_demo.txt is not among the public test media");
    const auto scanner = TextScanner::create({});
    std::map<QString, QString> found;
    for (const TextHit &hit : (*scanner)->scan(text)) {
        found[text.mid(hit.begin, hit.end - hit.begin)] = hit.type;
        qInfo().noquote() << text.mid(hit.begin, hit.end - hit.begin) << hit.type << hit.score;
    }
    const std::map<QString, QString> wanted{
        {u"David Johnson"_s, u"person_name"_s},
        {u"4095-2609-9393-4932"_s, u"credit_card"_s},
        {u"16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ"_s, u"crypto_address"_s},
        {u"September 18"_s, u"date"_s},
        {u"microsoft.com"_s, u"url"_s},
        {u"test@presidio.site"_s, u"email_address"_s},
        {u"192.168.0.1"_s, u"ip_address"_s},
        {u"191280342"_s, u"us_passport"_s},
        {u"(212) 555-1234"_s, u"phone_number"_s},
        {u"IL150120690000003111111"_s, u"iban"_s},
        {u"Kate"_s, u"person_name"_s},
        {u"078-05-1126"_s, u"us_ssn"_s},
        {u"1234567A"_s, u"us_driver_license"_s}};
    for (const auto &[words, type] : wanted)
        QVERIFY2(found[words] == type, qPrintable(words));
}

QTEST_GUILESS_MAIN(tst_texteval)
#include "tst_texteval.moc"
