// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/releaseoutput.h"

#include "app/cli/tr.h"
#include "core/base/paths.h"
#include "core/finding/textoffsets.h"
#include "core/jobs/runwatched.h"
#include "core/medium/mediumtable.h"
#include "core/release/exemptionlog.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace {

struct DetectArguments
{
    std::vector<std::string> files;
    std::string types;
    std::string quality = "standard";
    std::string languages = "eng";
    std::vector<std::string> names;
};

struct Examined
{
    QString file;
    ItemKind kind = ItemKind::Unknown;
    QByteArray sha256;
    detect::Analysis analysis;
    std::optional<Error> error;
};

Result<QSet<FindingType>> parseTypes(const std::string &list)
{
    QSet<FindingType> types;
    for (const QString &word : QString::fromStdString(list).split(u',', Qt::SkipEmptyParts)) {
        const auto type = findingTypeFromString(word.trimmed());
        if (!type)
            return Error(ErrorKind::Invalid, "cli/detect",
                         Fact::tr("“%1” is not a type of finding.").arg(word));
        types.insert(*type);
    }
    return types;
}

Examined examine(const InputFile &file, CliSession &session, const detect::AnalysisOptions &options,
                 const JobContext &context)
{
    Examined result;
    result.file = displayName(file.path);
    auto opened = openFileSource(file.path);
    if (!opened) {
        result.error = opened.error();
        return result;
    }
    // Shared with the thread that reads, which may have to be left alone.
    const std::shared_ptr<const ByteSource> source = *std::move(opened);
    const auto digest = sha256(*source, [&] { return context.cancelled(); });
    if (!digest) {
        result.error = digest.error();
        return result;
    }
    result.sha256 = *digest;
    const auto &worker = session.itemWorker();
    workflow::ExamineRequest request;
    request.item = ItemId::fromContent(*digest);
    request.kind = worker->kindOf(*source, context);
    request.name = displayName(file.relative);
    request.options = options;
    result.kind = request.kind;
    auto examined = runWatched<workflow::Examination>(
        context, "cli/detect", patienceFor(source->size()),
        [source, request, reader = worker](const JobContext &own) {
            return reader->examine(*source, request, own);
        });
    if (!examined || examined->problem) {
        result.error = examined ? *examined->problem : examined.error();
        return result;
    }
    result.analysis = std::move(examined->analysis);
    FindingList &findings = result.analysis.findings;
    findings.insert(findings.end(), examined->inName.begin(), examined->inName.end());
    if (examined->nameProblem)
        result.analysis.notExamined.append(
            {Portion::of(Fact::tr("name of the file")), examined->nameProblem->message()});
    std::sort(findings.begin(), findings.end(), placeLess);
    return result;
}

QJsonObject streamJson(const detect::StreamSummary &stream)
{
    QJsonObject object{
        {u"index"_s, stream.index},
        {u"modality"_s, toString(stream.modality)},
        {u"codec"_s, stream.codec},
        {u"time_base"_s, u"%1/%2"_s.arg(stream.timeBase.num).arg(stream.timeBase.den)},
        {u"duration"_s, stream.seconds}};
    if (!stream.size.isEmpty()) {
        object.insert(u"width"_s, stream.size.width());
        object.insert(u"height"_s, stream.size.height());
    }
    if (stream.sampleRate > 0) {
        object.insert(u"sample_rate"_s, stream.sampleRate);
        object.insert(u"channels"_s, stream.channels);
    }
    return object;
}

QJsonObject toJson(const Examined &examined)
{
    QJsonArray streams;
    for (const detect::StreamSummary &stream : examined.analysis.streams)
        streams.append(streamJson(stream));
    QJsonArray findings;
    const TimeBases bases = basesOf(examined.analysis.streams);
    const TextOffsets offsets(examined.analysis.text);
    for (const Finding &finding : examined.analysis.findings)
        findings.append(findingToJson(finding, bases, offsets, examined.analysis.start));
    QJsonArray notExamined;
    for (const NotExamined &part : examined.analysis.notExamined)
        notExamined.append(part.toJson());
    QJsonObject object{{u"file"_s, examined.file},
                       {u"kind"_s, toString(examined.kind)},
                       {u"sha256"_s, QString::fromLatin1(examined.sha256.toHex())},
                       {u"streams"_s, streams},
                       {u"findings"_s, findings},
                       {u"not_examined"_s, notExamined}};
    if (!examined.analysis.encoding.isEmpty())
        object.insert(u"encoding"_s,
                      QJsonObject{{u"name"_s, examined.analysis.encoding},
                                  {u"confidence"_s, examined.analysis.encodingConfidence}});
    if (examined.error) {
        object.insert(u"error"_s, examined.error->text());
        notExamined.append(NotExamined{{}, examined.error->message()}.toJson());
        object.insert(u"not_examined"_s, notExamined);
    }
    return object;
}

void printFindings(const Examined &examined)
{
    if (examined.error)
        return;
    print(u"%1: %2, %3"_s.arg(
        examined.file, displayName(examined.kind),
        Tr::tr("%n finding(s)", nullptr, int(examined.analysis.findings.size()))));
    casefile::Item item;
    item.kind = examined.kind;
    item.start = examined.analysis.start;
    for (const detect::StreamSummary &s : examined.analysis.streams)
        item.streams.append({s.index, s.modality, s.codec, s.size, s.timeBase, s.seconds,
                             s.sampleRate, s.channels});
    for (const Finding &finding : examined.analysis.findings)
        print(
            u"  %1  %2  %3  %4"_s.arg(toString(finding.type), -18)
                .arg(finding.score, 0, 'f', 2)
                .arg(release::placeText(finding.place, item), finding.text.reveal().simplified()));
    for (const NotExamined &part : examined.analysis.notExamined)
        print(u"  "_s + Tr::tr("not examined: %1 (%2)").arg(part.portion.what(), part.why.text()));
}

int runDetect(CliSession &session, const DetectArguments &arguments)
{
    const auto types = parseTypes(arguments.types);
    if (!types)
        return report(types.error());
    detect::AnalysisOptions options;
    options.types = *types;
    options.quality = qualityFromString(arguments.quality);
    options.ocrLanguages =
        QString::fromStdString(arguments.languages).split(u'+', Qt::SkipEmptyParts);
    options.threads = session.scheduler().threads();
    for (const std::string &name : arguments.names)
        options.names.append(QString::fromStdString(name));

    const InputList inputs = walkInputs({arguments.files.begin(), arguments.files.end()},
                                        [&] { return session.stop.stop_requested(); });
    printSkipped(inputs.skipped);
    bool problems = !inputs.skipped.empty();
    QJsonArray all;
    const ProgressScope progress(session, Tr::tr("Examining"));
    const JobContext context = progress.context();
    const auto count = qint64(inputs.files.size());
    for (qint64 i = 0; i < count; ++i) {
        const JobContext step = context.withReporter([&](qint64 done, qint64 total) {
            const double share = total > 0 ? double(done) / double(total) : 0.0;
            context.progress(qint64((double(i) + share) * 1000), count * 1000);
        });
        const Examined examined = examine(inputs.files[size_t(i)], session, options, step);
        if (session.stop.stop_requested())
            return kCancelled;
        if (examined.error) {
            problems = true;
            printError(u"“%1”: %2"_s.arg(examined.file, examined.error->text()));
        }
        if (session.json)
            all.append(toJson(examined));
        else
            printFindings(examined);
    }
    if (session.json)
        printJson(QJsonDocument(all));
    for (const detect::DetectorInfo &info : session.detectors().infos()) {
        if (!info.problem.isEmpty())
            printError(info.problem);
    }
    return problems ? kSomeInputs : kDone;
}

} // namespace

void addDetectCommand(CLI::App &app, CliSession &session)
{
    auto arguments = std::make_shared<DetectArguments>();
    CLI::App *command = app.add_subcommand(
        "detect", Tr::tr("Show what would be proposed in files; makes no case and writes nothing.")
                      .toStdString());
    command->add_option("FILE", arguments->files, Tr::tr("Files and folders.").toStdString())
        ->required()
        ->type_name("");
    command
        ->add_option("--types", arguments->types,
                     Tr::tr("Only these types, separated by commas.").toStdString())
        ->type_name("a,b");
    command
        ->add_option("--quality", arguments->quality,
                     Tr::tr("fast, standard or thorough.").toStdString())
        ->check(CLI::IsMember({"fast", "standard", "thorough"}).description(""))
        ->type_name("QUALITY");
    command
        ->add_option("--languages", arguments->languages,
                     Tr::tr("Languages of text in pictures (eng+chi_sim).").toStdString())
        ->type_name("LANG");
    command
        ->add_option("--name", arguments->names,
                     Tr::tr("A name to look for; may be given again.").toStdString())
        ->type_name("NAME");
    addJsonOption(*command, session);
    addProgressOptions(*command, session);
    command->footer(Tr::tr("Example:\n  redoubt-cli detect interview.mp4 letter.pdf --types "
                           "face,person_name --json")
                        .toStdString());
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runDetect(session, *arguments); };
    });
}

} // namespace redoubt::cli
