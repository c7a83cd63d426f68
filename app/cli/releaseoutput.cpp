// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/releaseoutput.h"

#include "app/cli/tr.h"
#include "core/base/paths.h"
#include "core/vault/vault.h"

#include <algorithm>

namespace redoubt::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxMarksBytes = 64 * 1024 * 1024;
constexpr qint64 kMaxManifestBytes = 1024 * 1024 * 1024;

QString verdictWords(const release::ItemResult &item)
{
    switch (item.status) {
    case release::Status::Released:
        return item.verification.verdict == verify::Outcome::Clean
                   ? Tr::tr("released, verified")
                   : Tr::tr("released, verification incomplete");
    case release::Status::Withheld:
        return Tr::tr("WITHHELD");
    case release::Status::Failed:
        return Tr::tr("failed");
    case release::Status::Unsupported:
        return Tr::tr("not supported");
    }
    return {};
}

int markCount(const release::ItemResult &item)
{
    int sum = 0;
    for (const int count : item.marks)
        sum += count;
    return sum;
}

} // namespace

Result<QList<MarkSpec>> readMarks(const std::filesystem::path &file)
{
    auto source = openFileSource(file);
    if (!source)
        return source.error();
    const auto bytes = (*source)->readAll(kMaxMarksBytes);
    if (!bytes)
        return bytes.error();
    auto marks = parseMarks(*bytes);
    if (!marks)
        return Error(ErrorKind::Invalid, "cli/marks",
                     Fact::tr("The marks file “%1” cannot be used: %2")
                         .arg(displayName(file), marks.error().message()));
    return marks;
}

Result<QList<QByteArray>> parseRecipients(const std::vector<std::string> &keys)
{
    QList<QByteArray> recipients;
    for (const std::string &key : keys) {
        auto parsed = vault::parseRecipient(QString::fromStdString(key));
        if (!parsed)
            return parsed.error();
        recipients.append(*parsed);
    }
    return recipients;
}

detect::Quality qualityFromString(const std::string &word)
{
    return detect::qualityFromString(QString::fromStdString(word))
        .value_or(detect::Quality::Standard);
}

void printSkipped(const std::vector<SkippedInput> &skipped)
{
    for (const SkippedInput &input : skipped)
        printError(input.error.text());
}

Result<void> printRelease(const CliSession &session, const release::ReleaseResult &result,
                          const std::filesystem::path &out)
{
    if (session.json) {
        auto source = openFileSource(out / "release.json");
        if (!source)
            return source.error();
        const auto bytes = (*source)->readAll(kMaxManifestBytes);
        if (!bytes)
            return bytes.error();
        printJson(QJsonDocument::fromJson(*bytes));
        return {};
    }
    int released = 0;
    int machineOnly = 0;
    for (const release::ItemResult &item : result.items) {
        released += item.status == release::Status::Released;
        machineOnly += item.machineOnly;
        print(u"%1  %2, %3"_s.arg(item.input, Tr::tr("%n mark(s)", nullptr, markCount(item)),
                                  verdictWords(item)));
        if (!item.why.isEmpty())
            print(u"    "_s + item.why);
        for (const Message &note : item.notes)
            print(u"    "_s + note);
        for (const NotExamined &part : item.notExamined)
            print(u"    "_s +
                  Tr::tr("not examined: %1 (%2)").arg(part.portion.what(), part.why.text()));
    }
    print(QString());
    print(Tr::tr("%1 of %n file(s) released into %2", nullptr, int(result.items.size()))
              .arg(released)
              .arg(displayName(out)));
    if (machineOnly > 0)
        print(Tr::tr("%n mark(s) were seen by no person.", nullptr, machineOnly));
    return {};
}

int releaseExitCode(const release::ReleaseResult &result, bool otherProblems)
{
    if (result.anyLeak())
        return kLeak;
    const bool broken =
        std::any_of(result.items.begin(), result.items.end(), [](const release::ItemResult &item) {
            return item.status == release::Status::Failed &&
                   (item.errorKind == ErrorKind::NoSpace || item.errorKind == ErrorKind::Io ||
                    item.errorKind == ErrorKind::PermissionDenied ||
                    item.errorKind == ErrorKind::Internal);
        });
    if (broken)
        return kFailed;
    return result.anyProblem() || otherProblems ? kSomeInputs : kDone;
}

} // namespace redoubt::cli
