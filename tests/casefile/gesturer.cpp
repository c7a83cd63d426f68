// SPDX-License-Identifier: AGPL-3.0-or-later
// Works on a case until it is killed: gesturer ingest|decide CASE INPUT. Prints a line after each
// step that has returned, so that the test knows what must have survived.
#include "core/casefile/commands.h"

#include <QCoreApplication>

#include <cstdio>

using namespace redoubt;
using namespace redoubt::casefile;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc != 4 || !initSecrets())
        return 2;
    auto opened =
        Case::open(argv[2], SecretBytes::copyOf("correct horse"), vault::Access::ReadWrite);
    if (!opened)
        return 3;
    Case &c = **opened;
    std::puts("open");
    std::fflush(stdout);
    if (QByteArrayView(argv[1]) == "ingest") {
        const auto report = c.ingest(walkInputs({argv[3]}), {}, JobContext());
        return report && report->skipped.empty() ? 0 : 4;
    }
    const auto &shown = c.sheet().findings(c.sheet().items().front().id);
    for (int i = c.undoStack().count();; ++i) {
        const Finding &finding = *shown[size_t(i) % shown.size()];
        c.undoStack().push(new DecideCommand(
            c, {{finding.id, Verdict::Keep, Effect::Default, {QString::number(i)}, {}, 0}}));
        std::printf("%d\n", i + 1);
        std::fflush(stdout);
    }
}
