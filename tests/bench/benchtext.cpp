// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/paths.h"
#include "core/document/docmodel.h"
#include "core/text/textscanner.h"
#include "tests/bench/bench.h"
#include "tests/support/shared.h"

#include <QProcess>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

enum class Numbers { Same, AllDifferent };

/// Prose with one line in seven that holds personal data.
QString mixedProse(qsizetype size, Numbers numbers)
{
    static const QStringList lines{
        u"The committee met on the second floor and spoke about the budget of the coming year.\n"_s,
        u"Nothing in the report suggests that the delivery was late, said the office.\n"_s,
        u"Call 202-555-0142 or write to ann.lee@mail.example before 03/14/2024.\n"_s,
        u"After some discussion the members agreed to look at the matter once more in spring.\n"_s,
        u"The older parts of the building are to be painted; the newer ones can wait.\n"_s,
        u"Version 4.18.2 fixes the order of entries in the list and the width of columns.\n"_s,
        u"A longer walk along the river leads to the mill, which is closed on Mondays.\n"_s};
    QString text;
    text.reserve(size + 200);
    for (qsizetype i = 0; text.size() < size; ++i) {
        QString line = lines[i % lines.size()];
        if (numbers == Numbers::AllDifferent)
            line.replace(u"202-555-0142"_s, u"%1-%2-%3"_s.arg(201 + i * 7919 % 780)
                                                .arg(200 + i * 104729 % 800)
                                                .arg(i * 31 % 10000, 4, 10, QChar(u'0')));
        text += line;
    }
    return text;
}

} // namespace

void benchText()
{
    text::ScanOptions options;
    options.names = {u"Ann Lee"_s, u"Zebedee Quux"_s};
    const auto scanner = require(text::TextScanner::create(options), "scanner");
    for (const Numbers numbers : {Numbers::Same, Numbers::AllDifferent}) {
        const QString prose = mixedProse(10'000'000, numbers);
        size_t hits = 0;
        const Cost cost = best(2, [&] { hits = scanner->scan(prose).size(); });
        row(numbers == Numbers::Same ? u"text recognisers, one core"_s
                                     : u"the same, all telephone numbers different"_s,
            u"%1 MB/s (%2 hits in 10 MB)"_s.arg(10.0 / cost.wall, 0, 'f', 1).arg(hits),
            u">= 10 MB/s"_s);
    }
}

void benchPdf()
{
    const auto shared = test::sharedFolder();
    if (!shared) {
        skip(u"PDF pages"_s, u"the public test media are not on this machine"_s);
        return;
    }
    const auto files = walkInputs({*shared / "media/pdf"});
    qsizetype pages = 0;
    document::LoadOptions options;
    options.ocr = document::Ocr::Never;
    const Cost ours = measure([&] {
        for (const InputFile &file : files.files) {
            const auto source = openFileSource(file.path);
            const auto loaded = source ? document::loadPdf(**source, options, JobContext())
                                       : Result<document::DocModel>(source.error());
            pages += loaded ? qsizetype(loaded->pages.size()) : 0;
        }
    });
    const Cost peer = measure([&] {
        for (const InputFile &file : files.files)
            QProcess::execute(u"sh"_s,
                              {u"-c"_s, u"pdftotext \"$0\" - >/dev/null 2>&1"_s, str(file.path)});
    });
    row(u"PDF text with boxes"_s,
        u"%1 pages/s = %2x pdftotext"_s.arg(double(pages) / ours.wall, 0, 'f', 0)
            .arg(peer.wall / ours.wall, 0, 'f', 2),
        {});
}

} // namespace redoubt::bench
