// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/standardmedia.h"
#include "core/base/secretbytes.h"
#include "tests/bench/bench.h"
#include "tests/support/shared.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QMap>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <unistd.h>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

double cpuSeconds(int who)
{
    rusage usage = {};
    ::getrusage(who, &usage);
    const auto seconds = [](const timeval &t) {
        return double(t.tv_sec) + double(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

} // namespace

void row(const QString &what, const QString &figure, const QString &goal)
{
    std::printf("%-44s %-40s %s\n", qPrintable(what), qPrintable(figure), qPrintable(goal));
    std::fflush(stdout);
}

void skip(const QString &what, const QString &why)
{
    row(what, u"not measured"_s, why);
}

Cost measure(const std::function<void()> &work)
{
    const double before = cpuSeconds(RUSAGE_SELF) + cpuSeconds(RUSAGE_CHILDREN);
    QElapsedTimer timer;
    timer.start();
    work();
    return {double(timer.nsecsElapsed()) / 1e9,
            cpuSeconds(RUSAGE_SELF) + cpuSeconds(RUSAGE_CHILDREN) - before};
}

Cost best(int runs, const std::function<void()> &work)
{
    Cost least{1e9, 0};
    for (int i = 0; i < runs; ++i) {
        const Cost cost = measure(work);
        if (cost.wall < least.wall)
            least = cost;
    }
    return least;
}

double peakMemory()
{
    rusage usage = {};
    ::getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024.0;
}

QString str(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

} // namespace redoubt::bench

int main(int argc, char **argv)
{
    using namespace redoubt::bench;
    if (!std::getenv("OMP_THREAD_LIMIT")) {
        ::setenv("OMP_THREAD_LIMIT", "1", 1); // read when libgomp is loaded, hence the second start
        ::execv("/proc/self/exe", argv);
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Figures of another detector would be about another program.
    const auto shared = redoubt::test::sharedFolder();
    if (shared && !qEnvironmentVariableIsSet("REDOUBT_MODELS"))
        qputenv("REDOUBT_MODELS", (*shared / "models").string().c_str());
    redoubt::initSecrets();
    redoubt::app::installStandardMedia();
    QGuiApplication app(argc, argv);
    const QMap<QString, void (*)()> benches{{QStringLiteral("ui"), benchUi},
                                            {QStringLiteral("cancel"), benchCancel},
                                            {QStringLiteral("derived"), benchDerived},
                                            {QStringLiteral("worker"), benchWorker},
                                            {QStringLiteral("schedule"), benchSchedule},
                                            {QStringLiteral("gate"), benchGate},
                                            {QStringLiteral("export"), benchExport},
                                            {QStringLiteral("analysis"), benchAnalysis},
                                            {QStringLiteral("faces"), benchFaces},
                                            {QStringLiteral("voices"), benchVoices},
                                            {QStringLiteral("seal"), benchSeal},
                                            {QStringLiteral("text"), benchText},
                                            {QStringLiteral("tracks"), benchTracks},
                                            {QStringLiteral("pdf"), benchPdf},
                                            {QStringLiteral("findings"), benchFindings}};
    QStringList wanted = app.arguments().mid(1);
    if (wanted.isEmpty()) {
        wanted = benches.keys();
        wanted.removeOne(QStringLiteral("gate")); // a quarter of an hour, and no figure of speed
    }
    for (const QString &name : wanted) {
        if (!benches.contains(name)) {
            std::fprintf(stderr, "usage: redoubt-bench [%s]...\n",
                         qPrintable(benches.keys().join(u'|')));
            return 2;
        }
    }
    for (const auto &info : redoubt::detect::standardRegistry().infos()) {
        if (info.available && info.types.contains(redoubt::FindingType::Face))
            row(QStringLiteral("faces are found by"),
                info.provenance.detector + u' ' + info.provenance.version, info.problem);
    }
    for (const QString &name : wanted)
        benches[name]();
    row(QStringLiteral("peak memory of this run"),
        QString::number(peakMemory(), 'f', 0) + QStringLiteral(" MiB"), {});
    return 0;
}
