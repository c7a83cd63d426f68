// SPDX-License-Identifier: AGPL-3.0-or-later
#include "resources/sample/samplewriter.h"

#include <QGuiApplication>

#include <cstdio>

using namespace redoubt::sample;

/// redoubt-make-sample DIR: writes the files of the sample case into DIR.
int main(int argc, char **argv)
{
    // Fonts are painted, yet nothing is shown; a build has no display.
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() != 2) {
        std::fputs("Usage: redoubt-make-sample DIR\n", stderr);
        return 2;
    }
    const QDir folder(arguments.at(1));
    if (!QDir().mkpath(folder.path())) {
        std::fprintf(stderr, "%s cannot be created.\n", qPrintable(folder.path()));
        return 1;
    }
    for (const auto write : {writeTexts, writeReport, writeIdentityCard, writeInterview}) {
        if (const Failure failure = write(folder)) {
            std::fprintf(stderr, "%s\n", qPrintable(*failure));
            return 1;
        }
    }
    return 0;
}
