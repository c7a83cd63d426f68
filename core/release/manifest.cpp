// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/manifest.h"

#include "core/base/atomicoutput.h"
#include "core/release/signature.h"
#include "core/release/tr.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace redoubt::release {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kStatuses{Status::Released, Status::Withheld, Status::Failed,
                               Status::Unsupported};
constexpr std::array kOutcomes{verify::Outcome::Clean, verify::Outcome::Leak,
                               verify::Outcome::Incomplete};

template <typename Values>
auto fromWord(const Values &values, const QString &word)
    -> std::optional<typename Values::value_type>
{
    for (const auto value : values) {
        if (toString(value) == word)
            return value;
    }
    return std::nullopt;
}

QJsonArray toJson(const QList<NotExamined> &list)
{
    QJsonArray array;
    for (const NotExamined &entry : list)
        array.append(entry.toJson());
    return array;
}

QJsonObject toJson(const verify::Verification &verification)
{
    QJsonArray checks;
    for (const verify::Check &check : verification.checks)
        checks.append(QJsonObject{{u"name"_s, check.name},
                                  {u"verdict"_s, toString(check.outcome)},
                                  {u"detail"_s, check.detail.text()}});
    return {{u"verdict"_s, toString(verification.verdict)}, {u"checks"_s, checks}};
}

} // namespace

QJsonObject itemToJson(const ItemResult &item)
{
    QJsonObject marks;
    for (auto it = item.marks.begin(); it != item.marks.end(); ++it)
        marks.insert(it.key(), it.value());
    QJsonArray notes;
    for (const Message &note : item.notes)
        notes.append(note.text());
    QJsonObject object{
        {u"input"_s, item.input},
        {u"kind"_s, toString(item.kind)},
        {u"source_fingerprint"_s, QString::fromLatin1(item.sourceFingerprint.toHex())},
        {u"output"_s, item.output.isEmpty() ? QJsonValue() : QJsonValue(item.output)},
        {u"output_sha256"_s, item.output.isEmpty()
                                 ? QJsonValue()
                                 : QJsonValue(QString::fromLatin1(item.outputSha256.toHex()))},
        {u"status"_s, toString(item.status)},
        {u"why"_s, item.why.text()},
        {u"marks"_s, marks},
        {u"machine_only"_s, item.machineOnly},
        {u"undecided"_s, item.undecided},
        {u"not_examined"_s, toJson(item.notExamined)},
        {u"notes"_s, notes},
        {u"verification"_s, toJson(item.verification)}};
    if (!item.parent.isEmpty()) {
        object.insert(u"parent"_s, item.parent);
        object.insert(u"part"_s, item.part);
    }
    return object;
}

std::optional<ItemResult> itemFromJson(const QJsonObject &object)
{
    ItemResult item;
    const auto kind = itemKindFromString(object[u"kind"].toString());
    const auto status = fromWord(kStatuses, object[u"status"].toString());
    const QJsonObject verification = object[u"verification"].toObject();
    const auto verdict = fromWord(kOutcomes, verification[u"verdict"].toString());
    if (!kind || !status || !verdict)
        return std::nullopt;
    item.input = object[u"input"].toString();
    item.parent = object[u"parent"].toString();
    item.part = object[u"part"].toString();
    item.kind = *kind;
    item.status = *status;
    item.sourceFingerprint =
        QByteArray::fromHex(object[u"source_fingerprint"].toString().toLatin1());
    item.output = object[u"output"].toString();
    item.outputSha256 = QByteArray::fromHex(object[u"output_sha256"].toString().toLatin1());
    item.why = Message::plain(object[u"why"].toString());
    const QJsonObject marks = object[u"marks"].toObject();
    for (auto it = marks.begin(); it != marks.end(); ++it)
        item.marks.insert(it.key(), it.value().toInt());
    item.machineOnly = object[u"machine_only"].toInt();
    item.undecided = object[u"undecided"].toInt();
    for (const QJsonValue &note : object[u"notes"].toArray())
        item.notes.append(Message::plain(note.toString()));
    for (const QJsonValue &entry : object[u"not_examined"].toArray())
        item.notExamined.append(NotExamined::fromJson(entry.toObject()));
    item.verification.verdict = *verdict;
    for (const QJsonValue &entry : verification[u"checks"].toArray()) {
        const auto outcome = fromWord(kOutcomes, entry[u"verdict"].toString());
        if (!outcome)
            return std::nullopt;
        item.verification.checks.append(
            {entry[u"name"].toString(), *outcome, Message::plain(entry[u"detail"].toString())});
    }
    return item;
}

QByteArray manifestJson(const ReleasePlan &plan, const ReleaseResult &result,
                        const ReportInfo &info, const Reports &others)
{
    const auto digest = [](const QByteArray &bytes) {
        return QString::fromLatin1(
            QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    };
    QJsonArray items;
    for (const ItemResult &item : result.items)
        items.append(itemToJson(item));
    const QJsonObject root{{u"format"_s, u"redoubt-release/1"_s},
                           {u"release"_s, result.number},
                           {u"program"_s, info.program},
                           {u"profile"_s, plan.profile.name},
                           {u"created"_s, plan.created.toString(Qt::ISODate)},
                           {u"vault_fingerprint"_s, info.vaultFingerprint},
                           {u"journal_head"_s, info.journalHead},
                           {u"detectors"_s, QJsonArray::fromStringList(info.detectors)},
                           {u"warnings"_s, QJsonArray::fromStringList(info.warnings)},
                           {u"isolation"_s, QJsonArray::fromStringList(info.isolation)},
                           {u"log_sha256"_s, digest(others.log)},
                           {u"report_sha256"_s, digest(others.html)},
                           {u"items"_s, items}};
    return QJsonDocument(root).toJson();
}

Result<Reports> makeReports(const ReleasePlan &plan, const ReleaseResult &result,
                            const ReportInfo &info)
{
    Reports reports;
    reports.log = exemptionLogCsv(plan, result);
    reports.html = reportHtml(plan, result, info);
    const QByteArray body = manifestJson(plan, result, info, reports);
    reports.manifest = body;
    if (!info.sign)
        return reports;
    const QByteArray signature = info.sign(signedMessage(body));
    if (signature.isEmpty())
        return Error(ErrorKind::PermissionDenied, "release/sign",
                     Tr::tr("The release cannot be signed: only who holds the passphrase of the "
                            "case may release."));
    reports.manifest = withSignature(body, {info.ownerKey, signature});
    return reports;
}

Result<void> writeReports(const Reports &reports, const std::filesystem::path &out)
{
    if (auto r = writeFileAtomically(out / "log.csv", reports.log); !r)
        return r;
    if (auto r = writeFileAtomically(out / "release.html", reports.html); !r)
        return r;
    // The manifest last: where it stands, the rest is complete.
    return writeFileAtomically(out / "release.json", reports.manifest);
}

} // namespace redoubt::release
