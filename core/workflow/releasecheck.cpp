// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/releasecheck.h"

#include "core/base/atomicoutput.h"
#include "core/base/paths.h"
#include "core/medium/mediumtable.h"
#include "core/release/manifest.h"
#include "core/release/signature.h"
#include "core/verify/search/secretsearch.h"
#include "core/workflow/attackparts.h"
#include "core/workflow/reverify.h"
#include "core/workflow/tr.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;
using verify::Outcome;

namespace {

constexpr qint64 kMaxReportBytes = 1024LL * 1024 * 1024;

void add(verify::Verification &verification, const QString &check, Outcome outcome,
         const Message &detail)
{
    verification.checks.append({check, outcome, detail});
    const auto rank = [](Outcome o) {
        return o == Outcome::Leak ? 2 : o == Outcome::Incomplete ? 1 : 0;
    };
    if (rank(outcome) > rank(verification.verdict))
        verification.verdict = outcome;
}

/// A file that is no output, before its first check.
ReleasedFile otherFile(const QString &name)
{
    return {{}, name, false, {Outcome::Clean, {}, {}}, {}};
}

/// Whether a manifest, which anybody may have written, names a place among the outputs.
bool isOutputName(const QString &name)
{
    const QStringList parts = name.split(u'/');
    return parts.size() >= 2 && parts.first() == u"redacted"_s &&
           std::none_of(parts.begin(), parts.end(), [](const QString &part) {
               return part.isEmpty() || part == u"."_s || part == u".."_s;
           });
}

bool names(const MarkSpec &mark, const QString &input, const QString &output)
{
    return mark.file == input || baseName(mark.file) == baseName(input) ||
           baseName(mark.file) == baseName(output);
}

int markCount(const release::ItemResult &item)
{
    int sum = 0;
    for (const int count : item.marks)
        sum += count;
    return sum;
}

/// Texts that no program's own words hold by chance.
bool isTelling(const QString &text)
{
    const QString simple = text.simplified();
    return simple.size() >= 10 || simple.contains(u' ') ||
           std::any_of(simple.begin(), simple.end(), [](QChar c) { return c.isDigit(); });
}

/// What the writer reports of a copy of this original by these marks. Only the writer knows it, so
/// the copy is made once more and thrown away: redacted, it may touch a disk.
Result<redact::RedactReport> reportOf(const release::PlannedItem &planned,
                                      const casefile::Profile &profile, const ByteSource &original,
                                      const ItemWorker &worker, const JobContext &context)
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        return Error(ErrorKind::Io, "workflow/releasecheck",
                     Tr::tr("No temporary folder can be made."));
    auto output = AtomicOutput::create(pathFromString(folder.path()) / "copy");
    if (!output)
        return output.error();
    redact::RedactOptions options;
    options.ocrLanguages = profile.ocrLanguages.split(u'+', Qt::SkipEmptyParts);
    return worker.redact(original, planned.plan, options, **output, context);
}

/// One release folder, looked at once.
class Checker
{
public:
    Checker(const fs::path &folder, const ReleaseKnowledge &knowledge, const AttackRequest &request,
            const JobContext &context)
        : m_folder(folder)
        , m_known(knowledge)
        , m_request(request)
        , m_context(context)
    {}

    Result<ReleaseCheck> run();

private:
    Result<void> readManifest();
    void checkSignature(const release::SignedManifest &manifest);
    Result<void> readCase();
    ReleasedFile checkManifest() const;
    ReleasedFile checkReport(const char *name, const char *hashKey) const;
    ReleasedFile checkOutput(const release::ItemResult &item, const JobContext &context) const;
    Result<verify::Verification> attack(const ByteSource &output, const release::ItemResult &item,
                                        const JobContext &context) const;
    Result<verify::Verification> attackByCase(const ByteSource &output,
                                              const release::PlannedItem &planned,
                                              const JobContext &context) const;
    const release::PlannedItem *plannedFor(const release::ItemResult &item) const;
    void checkName(const release::ItemResult &item, const QList<SensitiveText> &withheld,
                   const QStringList &kept, verify::Verification &verification) const;
    void addUnlisted(QList<ReleasedFile> &files) const;
    bool knowsWithheld() const { return m_known.openCase || !m_known.marks.isEmpty(); }

    const fs::path &m_folder;
    const ReleaseKnowledge &m_known;
    const AttackRequest &m_request;
    const JobContext &m_context;
    QByteArray m_file;  // release.json
    QJsonObject m_root; // of what was signed
    QList<release::ItemResult> m_items;
    ReleaseSignature m_signature;
    std::optional<release::ReleasePlan> m_plan; // of the case as it is now
    QList<SensitiveText> m_withheld;            // for names and reports
};

void Checker::checkSignature(const release::SignedManifest &manifest)
{
    if (!manifest.signature)
        return;
    const release::ManifestSignature &signature = *manifest.signature;
    m_signature.fingerprint = vault::fingerprintOfOwner(signature.ownerKey);
    const bool good = vault::verifyOwnerSignature(
        signature.ownerKey, release::signedMessage(manifest.body), signature.value);
    m_signature.state = good ? SignatureState::Good : SignatureState::Wrong;
    const auto digits = [](const QString &text) { return text.toLower().remove(u' '); };
    if (m_known.openCase && m_known.openCase->vault().ownerKey() == signature.ownerKey)
        m_signature.owner = KeyOwner::Case;
    else if (!m_known.ownerFingerprint.isEmpty() &&
             digits(m_known.ownerFingerprint) == digits(m_signature.fingerprint))
        m_signature.owner = KeyOwner::Expected;
}

Result<void> Checker::readManifest()
{
    auto source = openFileSource(m_folder / "release.json");
    if (!source)
        return source.error();
    const auto bytes = (*source)->readAll(kMaxReportBytes);
    if (!bytes)
        return bytes.error();
    m_file = *bytes;
    const release::SignedManifest manifest = release::splitManifest(m_file);
    checkSignature(manifest);
    m_root = QJsonDocument::fromJson(manifest.body).object();
    if (m_root[u"format"].toString() != u"redoubt-release/1"_s)
        return Error(ErrorKind::Damaged, "workflow/releasecheck",
                     Tr::tr("“%1” is not a release manifest that this program can read.")
                         .arg(displayName(m_folder / "release.json")));
    const QJsonArray items = m_root[u"items"].toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        auto item = release::itemFromJson(items[i].toObject());
        if (!item)
            return Error(ErrorKind::Damaged, "workflow/releasecheck",
                         Tr::tr("Entry %1 of the release manifest cannot be read.").arg(i + 1));
        m_items.append(std::move(*item));
    }
    return {};
}

Result<void> Checker::readCase()
{
    for (const MarkSpec &mark : m_known.marks) {
        if (mark.term)
            m_withheld.append(SensitiveText(*mark.term));
    }
    if (!m_known.openCase)
        return {};
    auto profile = m_known.profile ? Result<casefile::Profile>(*m_known.profile)
                                   : casefile::loadProfile(m_root[u"profile"].toString());
    if (!profile)
        return profile.error();
    casefile::Case &openCase = *m_known.openCase;
    m_plan = release::planRelease(openCase.sheet(), *profile, {});
    for (release::PlannedItem &planned : m_plan->items) {
        planned.sourceFingerprint = openCase.vault().sourceFingerprint(planned.item.sha256);
        m_withheld.append(planned.plan.withheld);
        if (planned.plan.droppedTags.isEmpty())
            continue;
        const auto text = openCase.itemText(planned.item.id);
        if (!text)
            return text.error();
        forgetTagsInText(planned.plan, *text);
    }
    return {};
}

ReleasedFile Checker::checkManifest() const
{
    ReleasedFile file = otherFile(u"release.json"_s);
    file.hashMatches = m_signature.state != SignatureState::Wrong;
    switch (m_signature.state) {
    case SignatureState::Missing:
        add(file.verification, u"signature"_s, Outcome::Incomplete,
            Tr::tr("the release is not signed"));
        return file;
    case SignatureState::Wrong:
        add(file.verification, u"signature"_s, Outcome::Incomplete,
            Tr::tr("the signature is not of this manifest: it was changed"));
        return file;
    case SignatureState::Good:
        break;
    }
    const bool wanted = m_known.openCase || !m_known.ownerFingerprint.isEmpty();
    const Message who =
        m_signature.owner == KeyOwner::Case       ? Tr::tr("signed with the key of the case, %1")
        : m_signature.owner == KeyOwner::Expected ? Tr::tr("signed with the key that was given, %1")
        : wanted ? Tr::tr("signed with another key than it should be, %1")
                 : Tr::tr("signed with a key that nobody vouched for, %1; compare it with the "
                          "fingerprint of the vault");
    add(file.verification, u"signature"_s,
        wanted && m_signature.owner == KeyOwner::Unknown ? Outcome::Incomplete : Outcome::Clean,
        who.arg(m_signature.fingerprint));
    if (m_signature.owner == KeyOwner::Case) {
        const auto log = m_known.openCase->log();
        const QString hash = QString::fromLatin1(
            QCryptographicHash::hash(m_file, QCryptographicHash::Sha256).toHex());
        const bool logged =
            log && std::any_of(log->begin(), log->end(), [&](const casefile::LogEntry &entry) {
                return entry.detail.contains(hash);
            });
        add(file.verification, u"custody"_s, logged ? Outcome::Clean : Outcome::Incomplete,
            logged ? Tr::tr("the custody log of the case has this release")
                   : Tr::tr("the custody log of the case does not have this release"));
    }
    return file;
}

/// log.csv and release.html: their hashes, and that nothing withheld stands in them.
ReleasedFile Checker::checkReport(const char *name, const char *hashKey) const
{
    ReleasedFile file = otherFile(QString::fromLatin1(name));
    const auto source = openFileSource(m_folder / name);
    const auto bytes =
        source ? (*source)->readAll(kMaxReportBytes) : Result<QByteArray>(source.error());
    if (!bytes) {
        file.error = bytes.error();
        return file;
    }
    const QString hash = m_root[QString::fromLatin1(hashKey)].toString();
    file.hashMatches =
        hash ==
        QString::fromLatin1(QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256).toHex());
    if (hash.isEmpty())
        add(file.verification, u"hash"_s, Outcome::Incomplete,
            Tr::tr("the manifest does not name this file by its hash"));
    else
        add(file.verification, u"hash"_s, file.hashMatches ? Outcome::Clean : Outcome::Incomplete,
            file.hashMatches ? Tr::tr("as the manifest names it") : Tr::tr("it was changed"));
    if (!knowsWithheld())
        return file;
    QList<SensitiveText> telling;
    std::copy_if(m_withheld.begin(), m_withheld.end(), std::back_inserter(telling),
                 [](const SensitiveText &text) { return isTelling(text.reveal()); });
    // Hashes and times are no text.
    static const QRegularExpression noText(
        u"[0-9a-f]{16,}|([0-9a-f]{4} ){7}[0-9a-f]{4}|<code>[^<]*</code>|<p class=\"sub\">[^<]*</p>|<style>.*?</style>"_s,
        QRegularExpression::DotMatchesEverythingOption);
    verify::Found found;
    verify::SecretSearch(telling).searchText(QString::fromUtf8(*bytes).replace(noText, u" "_s),
                                             found);
    add(file.verification, u"text"_s, found.empty() ? Outcome::Clean : Outcome::Leak,
        found.empty() ? Tr::tr("nothing withheld stands in it")
                      : Tr::tr("%n withheld text(s) stand in it", nullptr, int(found.size())));
    return file;
}

const release::PlannedItem *Checker::plannedFor(const release::ItemResult &item) const
{
    if (!m_plan || item.sourceFingerprint.isEmpty())
        return nullptr;
    const release::PlannedItem *same = nullptr;
    for (const release::PlannedItem &planned : m_plan->items) {
        if (planned.sourceFingerprint != item.sourceFingerprint)
            continue;
        if (planned.name.shown == item.input)
            return &planned;
        same = &planned;
    }
    return same;
}

void Checker::checkName(const release::ItemResult &item, const QList<SensitiveText> &withheld,
                        const QStringList &kept, verify::Verification &verification) const
{
    bool leak = false;
    for (const QString &name : {item.input, item.output})
        leak = leak || release::holdsWithheld(name, kept, withheld) ||
               (m_plan && m_plan->withheld.occurIn(release::withoutNeutralNames(name), kept));
    add(verification, u"name"_s, leak ? Outcome::Leak : Outcome::Clean,
        leak ? Tr::tr("the name holds withheld text")
             : Tr::tr("nothing withheld stands in the name"));
}

Result<verify::Verification> Checker::attackByCase(const ByteSource &output,
                                                   const release::PlannedItem &planned,
                                                   const JobContext &context) const
{
    if (planned.problem)
        return *planned.problem;
    const auto original = m_known.openCase->openItem(planned.item.id);
    if (!original)
        return original.error();
    const auto report =
        reportOf(planned, m_plan->profile, **original, *m_known.worker, context.part(0, 500));
    if (!report)
        return report.error();
    AttackRequest request = m_request;
    request.kept = planned.kept;
    request.search = m_plan->profile.detect;
    auto verification =
        m_known.worker->verify(output, release::expectationFor(planned, *report), request, context);
    if (verification && !planned.item.notExamined.isEmpty())
        add(*verification, u"examined"_s, Outcome::Incomplete,
            Tr::tr("%n part(s) of the original were not examined for what should be redacted",
                   nullptr, int(planned.item.notExamined.size())));
    return verification;
}

Result<verify::Verification> Checker::attack(const ByteSource &output,
                                             const release::ItemResult &item,
                                             const JobContext &context) const
{
    if (const release::PlannedItem *planned = plannedFor(item)) {
        auto verification = attackByCase(output, *planned, context);
        if (verification)
            checkName(item, planned->plan.withheld, planned->name.kept, *verification);
        return verification;
    }
    QList<MarkSpec> own;
    for (const MarkSpec &mark : m_known.marks) {
        if (names(mark, item.input, item.output))
            own.append(mark);
    }
    auto verification = m_known.worker->verifyAgain(output, own, m_request, context);
    if (!verification)
        return verification;
    if (m_known.openCase)
        add(*verification, u"case"_s, Outcome::Incomplete,
            Tr::tr("the case does not have the original of this file"));
    if (!m_known.marks.isEmpty())
        checkName(item, m_withheld, {}, *verification);
    // Only a manifest that is known to be the one that was made says that nothing was withheld.
    const bool nothingWithheld = markCount(item) == 0 && m_signature.state == SignatureState::Good;
    if (own.isEmpty() && !nothingWithheld)
        tellUnknown(*verification);
    return verification;
}

ReleasedFile Checker::checkOutput(const release::ItemResult &item, const JobContext &context) const
{
    ReleasedFile file{item.input, item.output, false, {}, {}};
    if (!isOutputName(item.output)) {
        file.error = Error(ErrorKind::Damaged, "workflow/releasecheck",
                           Tr::tr("The manifest names no place for this output."));
        return file;
    }
    const auto source = openFileSource(m_folder / pathFromString(item.output));
    if (!source) {
        file.error = source.error();
        return file;
    }
    const auto digest = sha256(**source, [&] { return context.cancelled(); });
    if (!digest) {
        file.error = digest.error();
        return file;
    }
    file.hashMatches = *digest == item.outputSha256;
    auto verification = attack(**source, item, context);
    if (verification)
        file.verification = std::move(*verification);
    else
        file.error = verification.error();
    return file;
}

/// Files that stand among the outputs and were never released.
void Checker::addUnlisted(QList<ReleasedFile> &files) const
{
    QSet<QString> listed;
    for (const release::ItemResult &item : m_items)
        listed.insert(item.output);
    std::error_code code;
    const fs::path redacted = m_folder / "redacted";
    for (fs::recursive_directory_iterator it(redacted, code), end; !code && it != end;
         it.increment(code)) {
        if (it->is_directory(code) && !it->is_symlink(code))
            continue;
        const QString name = displayName(it->path().lexically_relative(m_folder));
        if (listed.contains(name))
            continue;
        ReleasedFile file = otherFile(name);
        add(file.verification, u"listed"_s, Outcome::Incomplete,
            Tr::tr("the manifest names no such file: it was not released"));
        files.append(std::move(file));
    }
    if (code && fs::exists(redacted)) {
        ReleasedFile file = otherFile(u"redacted"_s);
        file.error = errnoError(code.value(), "workflow/releasecheck", displayName(redacted));
        files.append(std::move(file));
    }
}

Result<ReleaseCheck> Checker::run()
{
    if (auto read = readManifest(); !read)
        return read.error();
    if (auto read = readCase(); !read)
        return read.error();
    ReleaseCheck check;
    check.signature = m_signature;
    check.files = {checkManifest(), checkReport("release.html", "report_sha256"),
                   checkReport("log.csv", "log_sha256")};
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        if (m_context.cancelled())
            return JobContext::cancelledError("workflow/releasecheck");
        if (m_items[i].status == release::Status::Released)
            check.files.append(
                checkOutput(m_items[i], m_context.part(int(i * 1000 / m_items.size()),
                                                       int((i + 1) * 1000 / m_items.size()))));
    }
    addUnlisted(check.files);
    m_context.progress(1, 1);
    return check;
}

} // namespace

QString toString(SignatureState state)
{
    switch (state) {
    case SignatureState::Missing:
        return u"missing"_s;
    case SignatureState::Wrong:
        return u"wrong"_s;
    case SignatureState::Good:
        return u"good"_s;
    }
    return {};
}

QString toString(KeyOwner owner)
{
    switch (owner) {
    case KeyOwner::Unknown:
        return u"unknown"_s;
    case KeyOwner::Case:
        return u"case"_s;
    case KeyOwner::Expected:
        return u"given"_s;
    }
    return {};
}

Result<ReleaseCheck> verifyRelease(const fs::path &folder, const ReleaseKnowledge &knowledge,
                                   const AttackRequest &request, const JobContext &context)
{
    return Checker(folder, knowledge, request, context).run();
}

} // namespace redoubt::workflow
