// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/analysis.h"
#include "tests/support/tempfolder.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace redoubt::bench {

/// One figure. Ratios are against the peer, measured in the same run.
void row(const QString &what, const QString &figure, const QString &goal);
/// Why something could not be measured here.
void skip(const QString &what, const QString &why);

/// Wall and CPU seconds (all threads, and children that ended) of @a work.
struct Cost
{
    double wall = 0;
    double cpu = 0;
};
Cost measure(const std::function<void()> &work);
/// The least disturbed of @a runs, by wall time.
Cost best(int runs, const std::function<void()> &work);

/// Peak resident memory of this process so far, MiB.
double peakMemory();

/// Stops the program with the error; a figure from a failed run would be a lie.
template <typename T>
T require(Result<T> result, const char *step)
{
    if (!result)
        qFatal("%s failed: %s at %s", step, toString(result.error().kind()), result.error().site());
    return std::move(*result);
}
inline void require(const Result<void> &result, const char *step)
{
    if (!result)
        qFatal("%s failed: %s at %s", step, toString(result.error().kind()), result.error().site());
}

QString str(const std::filesystem::path &path);

// The benches; each makes what it needs in a folder of its own.
void benchExport();
void benchAnalysis();
void benchTracks();
void benchFaces();
void benchVoices();
void benchSeal();
void benchText();
void benchPdf();
void benchFindings();
void benchCancel();
void benchDerived();
void benchWorker();
void benchSchedule(); ///< how long a person waits while all is analysed, and how true the time left
                      ///< is
void benchUi();
void benchGate();  ///< which files leave, and what holds up the others
void benchLanes(); ///< part of benchUi()

} // namespace redoubt::bench
