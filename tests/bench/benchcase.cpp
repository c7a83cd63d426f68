// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case.h"
#include "tests/bench/bench.h"
#include "tests/support/samplecase.h"

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFindings = 1'000'000;
constexpr int kBatch = 10'000;

Finding numbered(ItemId item, int n)
{
    Finding finding;
    finding.item = item;
    finding.type = FindingType::PhoneNumber;
    finding.score = 0.5 + (n % 50) / 100.0;
    finding.place = TextRange{n * 20, n * 20 + 12};
    finding.provenance = {u"patterns"_s, u"1"_s, {}};
    finding.source = TextSource::Text;
    finding.text = SensitiveText(u"202-555-%1"_s.arg(n % 10'000, 4, 10, QLatin1Char('0')));
    finding.id = stableFindingId(finding);
    return finding;
}

} // namespace

void benchFindings()
{
    test::SampleCase sample;
    const ItemId item = sample.addText("big.txt", "x");
    const Cost write = measure([&] {
        FindingList batch;
        for (int n = 0; n < kFindings; ++n) {
            batch.push_back(numbered(item, n));
            if (int(batch.size()) == kBatch) {
                sample.addFindings(item, batch);
                batch.clear();
            }
        }
    });
    const Cost load = measure([&] { sample.reopen(); });
    // Closed and opened again: all rows are in the one file.
    const auto bytes = std::filesystem::file_size(sample->folder() / "journal.db");
    size_t count = 0;
    const Cost list = measure([&] { count = sample.sheet().findings(item).size(); });
    if (count != kFindings)
        qFatal("%zu findings came back", count);
    row(u"journal 1 M findings"_s, u"%1 s"_s.arg(write.wall, 0, 'f', 2), {});
    row(u"open a case with 1 M findings"_s, u"%1 s"_s.arg(load.wall, 0, 'f', 2), u"<= 0.5 s"_s);
    row(u"its journal"_s, u"%1 MiB"_s.arg(double(bytes) / (1 << 20), 0, 'f', 1), {});
    row(u"then list them"_s, u"%1 s"_s.arg(list.wall, 0, 'f', 2), {});
}

} // namespace redoubt::bench
