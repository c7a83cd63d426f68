// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/exemptionlog.h"
#include "core/release/release.h"
#include "core/release/tr.h"

#include <QLocale>

namespace redoubt::release {

using namespace Qt::StringLiterals;

namespace {

// One page that prints well and needs nothing from outside: no script, no picture, no font.
constexpr auto kStyle = R"(
:root { color-scheme: light dark; --ink: #1d2125; --soft: #5d666f; --line: #d8dce0; --panel: #f4f5f6; --ground: #fff;
        --good: #1c7c54; --bad: #b3261e; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #9aa2ab; --line: #33383d; --panel: #232629;
        --ground: #1b1d20; --good: #3fb68b; --bad: #ff8a7a; --warn: #f0a830; } }
* { box-sizing: border-box } body { margin: 0; background: var(--ground); color: var(--ink);
    font: 15px/1.5 system-ui, "Noto Sans", "Liberation Sans", sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem }
h1 { font-size: 1.6rem; margin: 0 0 .25rem } h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem }
p.sub { color: var(--soft); margin: 0 }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0 }
.tile { background: var(--panel); border-radius: .5rem; padding: .7rem 1.1rem; min-width: 8rem }
.tile b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums } .tile span { color: var(--soft) }
.box { border-left: .3rem solid var(--warn); background: var(--panel); padding: .7rem 1rem; margin: .8rem 0 }
.box.bad { border-color: var(--bad) }
table { border-collapse: collapse; width: 100%; font-size: .92rem }
th { text-align: left; color: var(--soft); font-weight: 600 }
th, td { padding: .45rem .6rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.state { font-weight: 600; white-space: nowrap } .good { color: var(--good) } .bad { color: var(--bad) } .warn { color: var(--warn) }
code { font: .85em/1.4 ui-monospace, "Liberation Mono", monospace; overflow-wrap: anywhere }
details { margin: .4rem 0 1rem } summary { cursor: pointer; color: var(--soft) } ul { margin: .3rem 0; padding-left: 1.2rem }
@media print { main { padding: 0; max-width: none } details { display: block } .tile { border: 1px solid var(--line) } tr { break-inside: avoid } }
)";

QString esc(const QString &text)
{
    return text.toHtmlEscaped();
}

QString statusHtml(const ItemResult &item)
{
    switch (item.status) {
    case Status::Released:
        if (item.verification.verdict == verify::Outcome::Clean)
            return u"<span class=\"state good\">✓ %1</span>"_s.arg(
                esc(Tr::tr("released, verified")));
        return u"<span class=\"state warn\">△ %1</span>"_s.arg(
            esc(Tr::tr("released, verification incomplete")));
    case Status::Withheld:
        return u"<span class=\"state bad\">✕ %1</span>"_s.arg(esc(Tr::tr("withheld: leak found")));
    case Status::Failed:
        return u"<span class=\"state bad\">✕ %1</span>"_s.arg(esc(Tr::tr("failed")));
    case Status::Unsupported:
        return u"<span class=\"state warn\">– %1</span>"_s.arg(esc(Tr::tr("not supported")));
    }
    return {};
}

QString outcomeHtml(verify::Outcome outcome)
{
    switch (outcome) {
    case verify::Outcome::Clean:
        return u"<span class=\"good\">✓ %1</span>"_s.arg(esc(Tr::tr("clean")));
    case verify::Outcome::Leak:
        return u"<span class=\"bad\">✕ %1</span>"_s.arg(esc(Tr::tr("leak")));
    case verify::Outcome::Incomplete:
        return u"<span class=\"warn\">△ %1</span>"_s.arg(esc(Tr::tr("incomplete")));
    }
    return {};
}

int markCount(const ItemResult &item)
{
    int sum = 0;
    for (const int n : item.marks)
        sum += n;
    return sum;
}

QString tile(const QString &number, const QString &words)
{
    return u"<div class=\"tile\"><b>%1</b><span>%2</span></div>\n"_s.arg(esc(number), esc(words));
}

QString tiles(const ReleaseResult &result)
{
    int released = 0;
    int withheld = 0;
    int other = 0;
    int marks = 0;
    int machine = 0;
    for (const ItemResult &item : result.items) {
        released += item.status == Status::Released;
        withheld += item.status == Status::Withheld;
        other += item.status == Status::Failed || item.status == Status::Unsupported;
        marks += markCount(item);
        machine += item.machineOnly;
    }
    const QLocale locale;
    return u"<div class=\"tiles\">\n"_s + tile(locale.toString(released), Tr::tr("released")) +
           tile(locale.toString(withheld), Tr::tr("withheld")) +
           tile(locale.toString(other), Tr::tr("not released")) +
           tile(locale.toString(marks), Tr::tr("marks")) +
           tile(locale.toString(machine), Tr::tr("seen by no person")) + u"</div>\n"_s;
}

QString warnings(const ReleaseResult &result, const ReportInfo &info)
{
    QString html;
    for (const QString &warning : info.warnings)
        html += u"<div class=\"box\">%1</div>\n"_s.arg(esc(warning));
    int machine = 0;
    int examined = 0;
    for (const ItemResult &item : result.items) {
        machine += item.machineOnly;
        examined += item.notExamined.isEmpty() ? 0 : 1;
    }
    if (machine > 0)
        html += u"<div class=\"box\">%1</div>\n"_s.arg(
            esc(Tr::tr("%n mark(s) were proposed by the program and applied without a person "
                       "having looked at them.",
                       nullptr, machine)));
    if (examined > 0)
        html += u"<div class=\"box\">%1</div>\n"_s.arg(
            esc(Tr::tr("Parts of %n file(s) could not be examined; they are listed below.", nullptr,
                       examined)));
    return html;
}

QString overview(const ReleaseResult &result)
{
    QString html =
        u"<table><thead><tr><th>%1</th><th>%2</th><th>%3</th><th>%4</th></tr></thead><tbody>\n"_s
            .arg(esc(Tr::tr("File")), esc(Tr::tr("Kind")), esc(Tr::tr("Marks")),
                 esc(Tr::tr("Result")));
    for (const ItemResult &item : result.items) {
        html += u"<tr><td>%1</td><td>%2</td><td class=\"n\">%3</td><td>%4%5</td></tr>\n"_s.arg(
            esc(item.input), esc(displayName(item.kind)), QLocale().toString(markCount(item)),
            statusHtml(item), item.why.isEmpty() ? QString() : u"<br>"_s + esc(item.why));
    }
    return html + u"</tbody></table>\n"_s;
}

QString marksTable(const ReleasePlan &plan, const PlannedItem &planned, const ItemResult &item)
{
    if (planned.marks.empty())
        return u"<p>%1</p>"_s.arg(esc(Tr::tr("Nothing was redacted in this file.")));
    QString html =
        u"<table><thead><tr><th>%1</th><th>%2</th><th>%3</th><th>%4</th><th>%5</th></tr></thead><tbody>\n"_s
            .arg(esc(Tr::tr("Type")), esc(Tr::tr("Place")), esc(Tr::tr("Amount")),
                 esc(Tr::tr("Reason")), esc(Tr::tr("Decided by")));
    // A page that a browser still opens; log.csv has every row.
    constexpr size_t kMaxRows = 500;
    for (size_t i = 0; i < std::min(kMaxRows, planned.marks.size()); ++i) {
        const redact::MarkRecord &mark = planned.marks[i];
        const LogRow row = logRow(plan, planned, i, &item, u", "_s);
        html += u"<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td><td>%5</td></tr>\n"_s.arg(
            esc(displayName(mark.type)), esc(row.place), esc(row.amount), esc(row.reasons),
            esc(row.decidedBy));
    }
    html += u"</tbody></table>\n"_s;
    if (planned.marks.size() > kMaxRows)
        html += u"<p>%1</p>\n"_s.arg(esc(Tr::tr("%n more row(s) are in log.csv.", nullptr,
                                                int(planned.marks.size() - kMaxRows))));
    return html;
}

QString listOf(const QString &title, const QStringList &rows)
{
    if (rows.isEmpty())
        return {};
    QString html = u"<p>%1</p><ul>"_s.arg(esc(title));
    for (const QString &row : rows)
        html += u"<li>%1</li>"_s.arg(esc(row));
    return html + u"</ul>\n"_s;
}

QString itemDetails(const ReleasePlan &plan, const PlannedItem &planned, const ItemResult &item)
{
    QString html =
        u"<h2>%1</h2>\n<p class=\"sub\">%2</p>\n"_s.arg(esc(item.input), statusHtml(item));
    html += u"<p><code>%1 %2</code>"_s.arg(esc(Tr::tr("original, keyed fingerprint")),
                                           QString::fromLatin1(item.sourceFingerprint.toHex()));
    if (!item.output.isEmpty())
        html += u"<br><code>%1 %2</code>"_s.arg(esc(Tr::tr("released SHA-256")),
                                                QString::fromLatin1(item.outputSha256.toHex()));
    html += u"</p>\n"_s;
    QStringList notes;
    for (const Message &note : item.notes)
        notes.append(note);
    html += listOf(Tr::tr("Notes"), notes);
    QStringList unexamined;
    for (const NotExamined &entry : item.notExamined)
        unexamined.append(entry.portion.what() + u": "_s + entry.why);
    html += listOf(Tr::tr("Not examined"), unexamined);
    html += marksTable(plan, planned, item);
    if (!item.verification.checks.isEmpty()) {
        html += u"<details><summary>%1</summary><table><tbody>\n"_s.arg(
            esc(Tr::tr("How the output was attacked (%n check(s))", nullptr,
                       int(item.verification.checks.size()))));
        for (const verify::Check &check : item.verification.checks)
            html += u"<tr><td><code>%1</code></td><td>%2</td><td>%3</td></tr>\n"_s.arg(
                esc(check.name), outcomeHtml(check.outcome), esc(check.detail));
        html += u"</tbody></table></details>\n"_s;
    }
    return html;
}

} // namespace

QByteArray reportHtml(const ReleasePlan &plan, const ReleaseResult &result, const ReportInfo &info)
{
    const QString title = Tr::tr("Release %1").arg(result.number);
    const QString profile = plan.profile.title.isEmpty() ? plan.profile.name : plan.profile.title;
    QString html = u"<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\">"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src 'unsafe-inline'\">"
                   "<title>%2</title><style>%3</style></head><body><main>\n"_s.arg(
                       QLocale().bcp47Name(), esc(title), QString::fromUtf8(kStyle));
    html += u"<h1>%1</h1>\n<p class=\"sub\">%2</p>\n"_s.arg(
        esc(title),
        esc(Tr::tr("Profile “%1” · %2 UTC · %3")
                .arg(profile, plan.created.toString(u"yyyy-MM-dd HH:mm"_s), info.program)));
    html += tiles(result) + warnings(result, info) + overview(result);
    for (qsizetype i = 0; i < result.items.size() && size_t(i) < plan.items.size(); ++i)
        html += itemDetails(plan, plan.items[size_t(i)], result.items[i]);
    html += u"<h2>%1</h2>\n"_s.arg(esc(Tr::tr("Provenance")));
    html += listOf(Tr::tr("Detectors"), info.detectors);
    html += listOf(Tr::tr("The files were read in processes closed in by"), info.isolation);
    html += u"<p>%1 <code>%2</code><br>%3 <code>%4</code></p>\n"_s.arg(
        esc(Tr::tr("Vault")), esc(info.vaultFingerprint),
        esc(Tr::tr("Custody log at this release")), esc(info.journalHead));
    html += u"<p class=\"sub\">%1</p>\n"_s.arg(
        esc(Tr::tr("The originals are sealed in originals.rvault. Every mark is listed in log.csv; "
                   "hashes and checks are "
                   "in release.json.")));
    html += u"</main></body></html>\n"_s;
    return html.toUtf8();
}

} // namespace redoubt::release
