// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/tr.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>
#include <QJsonObject>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace {

QString verdictWord(casefile::DefaultVerdict verdict)
{
    switch (verdict) {
    case casefile::DefaultVerdict::Redact:
        return u"redact"_s;
    case casefile::DefaultVerdict::Keep:
        return u"keep"_s;
    case casefile::DefaultVerdict::Ask:
        return u"ask"_s;
    }
    return {};
}

int listProfiles(const CliSession &session)
{
    QJsonArray all;
    for (const QString &name : casefile::builtInProfiles()) {
        const auto profile = casefile::loadProfile(name);
        if (!profile)
            return report(profile.error());
        if (!session.json) {
            print(u"%1  %2"_s.arg(name, -10).arg(profile->description));
            continue;
        }
        QJsonObject rules;
        for (const FindingType type : allFindingTypes()) {
            const casefile::TypeRule rule = profile->rule(type);
            rules.insert(toString(type),
                         QJsonObject{{u"verdict"_s, verdictWord(rule.verdict)},
                                     {u"effect"_s, toString(rule.effect)},
                                     {u"reasons"_s, QJsonArray::fromStringList(rule.reasons)}});
        }
        all.append(QJsonObject{{u"name"_s, name},
                               {u"title"_s, profile->title},
                               {u"description"_s, profile->description},
                               {u"reason_set"_s, profile->reasonSet},
                               {u"detect"_s, profile->detect},
                               {u"reason_required"_s, profile->reasonRequired},
                               {u"rules"_s, rules}});
    }
    if (session.json)
        printJson(QJsonDocument(all));
    return kDone;
}

int listReasons(const CliSession &session, const std::string &only)
{
    QJsonArray all;
    const QStringList names =
        only.empty() ? casefile::builtInReasonSets() : QStringList{QString::fromStdString(only)};
    for (const QString &name : names) {
        const auto set = casefile::loadReasonSet(name);
        if (!set)
            return report(set.error());
        QJsonArray reasons;
        if (!session.json)
            print(u"%1: %2"_s.arg(set->name, set->title));
        for (const casefile::Reason &reason : set->reasons) {
            if (!session.json)
                print(u"  %1  %2"_s.arg(reason.code, -12).arg(reason.text));
            reasons.append(QJsonObject{{u"code"_s, reason.code},
                                       {u"label"_s, reason.label},
                                       {u"text"_s, reason.text},
                                       {u"authority"_s, reason.authority},
                                       {u"needs_text"_s, reason.needsText}});
        }
        all.append(
            QJsonObject{{u"name"_s, set->name}, {u"title"_s, set->title}, {u"reasons"_s, reasons}});
    }
    if (session.json)
        printJson(QJsonDocument(all));
    return kDone;
}

int listDetectors(CliSession &session)
{
    QJsonArray all;
    for (const detect::DetectorInfo &info : session.detectors().infos()) {
        QStringList types;
        for (const FindingType type : info.types)
            types.append(toString(type));
        const Provenance &p = info.provenance;
        if (!session.json) {
            print(u"%1 %2  %3"_s.arg(p.detector, p.version,
                                     info.available ? info.description.text()
                                                    : Tr::tr("not available")));
            if (!p.modelSha256.isEmpty())
                print(u"    "_s +
                      Tr::tr("model SHA-256 %1").arg(QString::fromLatin1(p.modelSha256.toHex())));
            if (!info.problem.isEmpty())
                print(u"    "_s + info.problem);
        }
        QJsonObject object{{u"id"_s, p.detector},
                           {u"version"_s, p.version},
                           {u"available"_s, info.available},
                           {u"description"_s, info.description.text()},
                           {u"types"_s, QJsonArray::fromStringList(types)}};
        if (!p.modelSha256.isEmpty())
            object.insert(u"model_sha256"_s, QString::fromLatin1(p.modelSha256.toHex()));
        if (!info.problem.isEmpty())
            object.insert(u"problem"_s, info.problem.text());
        all.append(object);
    }
    if (session.json)
        printJson(QJsonDocument(all));
    return kDone;
}

} // namespace

void addListCommands(CLI::App &app, CliSession &session)
{
    CLI::App *profiles = app.add_subcommand(
        "profiles", Tr::tr("List the profiles and what they redact.").toStdString());
    addJsonOption(*profiles, session);
    profiles->callback([&session] { session.run = [&session] { return listProfiles(session); }; });

    auto set = std::make_shared<std::string>();
    CLI::App *reasons =
        app.add_subcommand("reasons", Tr::tr("List the reason codes.").toStdString());
    reasons->add_option("SET", *set, Tr::tr("Only this set (name or file).").toStdString())
        ->type_name("");
    addJsonOption(*reasons, session);
    reasons->callback(
        [&session, set] { session.run = [&session, set] { return listReasons(session, *set); }; });

    CLI::App *detectors = app.add_subcommand(
        "detectors", Tr::tr("List the detectors, their models and what is missing.").toStdString());
    addJsonOption(*detectors, session);
    detectors->callback(
        [&session] { session.run = [&session] { return listDetectors(session); }; });
}

} // namespace redoubt::cli
