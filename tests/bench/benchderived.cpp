// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/itemworker.h"
#include "core/casefile/profile.h"
#include "core/media/videoreader.h"
#include "core/workflow/workflow.h"
#include "tests/bench/bench.h"
#include "tests/support/countingsource.h"
#include "tests/support/samplecase.h"
#include "tests/support/tinymedia.h"
#include "tests/support/tinypdf.h"

#include <QImage>
#include <QPainter>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRuns = 3;

/// Generated pictures and two sounds.
QByteArray makeFilm(const test::TempFolder &folder, int seconds)
{
    const QString length = QString::number(seconds);
    return test::readFile(test::runFfmpeg(
        {u"-f"_s,       u"lavfi"_s,
         u"-i"_s,       u"testsrc=size=480x270:rate=30:duration="_s + length,
         u"-f"_s,       u"lavfi"_s,
         u"-i"_s,       u"sine=frequency=440:sample_rate=48000:duration="_s + length,
         u"-f"_s,       u"lavfi"_s,
         u"-i"_s,       u"anoisesrc=amplitude=0.2:seed=7:sample_rate=48000:duration="_s + length,
         u"-map"_s,     u"0"_s,
         u"-map"_s,     u"1"_s,
         u"-map"_s,     u"2"_s,
         u"-c:v"_s,     u"libx264"_s,
         u"-preset"_s,  u"ultrafast"_s,
         u"-pix_fmt"_s, u"yuv420p"_s,
         u"-c:a"_s,     u"aac"_s},
        folder / "film.mp4"));
}

/// A letter of thirty lines on each page, as a scanner makes it.
QByteArray makeScan(int pages)
{
    test::TinyPdf pdf;
    for (int page = 0; page < pages; ++page) {
        QImage paper(1654, 2339, QImage::Format_RGB32); // A4 at 200 dpi
        paper.fill(Qt::white);
        QPainter painter(&paper);
        QFont font(u"DejaVu Sans"_s);
        font.setPixelSize(34);
        painter.setFont(font);
        for (int line = 0; line < 30; ++line)
            painter.drawText(
                150, 200 + 65 * line,
                u"%1.%2 Zebedee Quux called 202-555-0142 from the office"_s.arg(page).arg(line));
        painter.end();
        pdf.addScan(paper);
    }
    return pdf.bytes();
}

/// Typed pages with forty lines each.
QByteArray makeTyped(int pages)
{
    test::TinyPdf pdf;
    for (int page = 0; page < pages; ++page) {
        QByteArray content;
        for (int line = 0; line < 40; ++line)
            content += test::TinyPdf::text(20, 20 + 18 * line,
                                           "Zebedee Quux called 202-555-0142 from the office") +
                       '\n';
        pdf.addPage(content);
    }
    return pdf.bytes();
}

QString told(const Cost &without, const Cost &with)
{
    return u"%1 ms, with derived data %2 ms"_s.arg(without.wall * 1000, 0, 'f', 0)
        .arg(with.wall * 1000, 0, 'f', 1);
}

/// An item of a case as the window has it.
struct Opened
{
    test::SampleCase sample;
    casefile::Item item;
    workflow::ViewedItem view;

    Opened(const char *name, const QByteArray &bytes)
        : item(*sample.sheet().item(sample.addText(name, bytes)))
        , view(require(sample->openItem(item.id), "opening"),
               workflow::derivedOf(sample->vault(), item))
    {}
    /// @a open, with nothing known each time and with all of it.
    void compare(const QString &what, const std::function<void()> &open)
    {
        const Cost without = best(kRuns, [&] {
            sample->vault().forgetDerived(item.id);
            open();
        });
        row(what, told(without, best(kRuns, open)), {});
    }
};

void benchReads(const detect::Registry &registry)
{
    const test::TempFolder folder;
    test::CountingSource source(memorySource(makeFilm(folder, 30)));
    const auto here = workflow::hereWorker(registry);
    workflow::ExamineRequest request;
    request.kind = ItemKind::Video;
    request.options.threads = 2;
    const Cost cost =
        measure([&] { require(here->examine(source, request, JobContext()), "examining"); });
    const double once = double(source.bytes()) / double(source.size());
    source.reset();
    // What each reader by itself takes: two that describe the file, and one for each stream.
    require(media::probe(source, {}), "describing");
    auto pictures = require(media::VideoReader::open(source, 0, {}, {}), "opening");
    while (require(pictures->skip(), "reading")) {
    }
    for (const int stream : {1, 2})
        require(media::readWaveform(source, stream, {}), "reading");
    row(u"analysis of a film with two sounds"_s,
        u"reads %1× the file (each stream alone: %2×), %3 s"_s.arg(once, 0, 'f', 2)
            .arg(double(source.bytes()) / double(source.size()), 0, 'f', 2)
            .arg(cost.wall, 0, 'f', 1),
        u"<= 1.2×"_s);
}

} // namespace

void benchDerived()
{
    const auto registry = detect::standardRegistry();
    const auto apart = app::makeItemWorker({}, {}, registry);
    const workflow::ItemViewer &viewer = *apart->viewer();
    {
        const test::TempFolder folder;
        Opened film("film.mp4", makeFilm(folder, 600));
        film.compare(u"film of 10 min: frame times"_s,
                     [&] { require(viewer.indexFrames(film.view, 0, {}), "index"); });
        film.compare(u"film of 10 min: waveform"_s,
                     [&] { require(viewer.readWaveform(film.view, 1, {}), "waveform"); });
        std::vector<medium::Detail> faces;
        for (int i = 0; i < 8; ++i) {
            medium::Detail &face = faces.emplace_back();
            face.id = FindingId::random();
            face.pts = Ticks(i) * 512 * 1000;
            face.rect = {double(40 * i), 40, 60, 80};
        }
        film.compare(u"film of 10 min: eight small pictures"_s, [&] {
            require(viewer.details(film.view, ItemKind::Video, faces, {96, 72}, {}), "details");
        });
    }
    {
        Opened scan("scan.pdf", makeScan(3));
        document::LoadOptions page;
        page.onlyPage = 1;
        scan.compare(u"scanned page: its words"_s, [&] {
            require(viewer.loadDocument(scan.view, ItemKind::Pdf, page, {}), "reading");
        });
        MarkSpec mark;
        mark.term = u"Quux"_s;
        detect::MarkRequest marks{mark};
        marks.answers = scan.view.derived.get();
        scan.compare(u"three scanned pages: a text everywhere"_s, [&] {
            require(apart->resolveMarks(marks, *scan.view, ItemKind::Pdf, scan.item.id, {}),
                    "marks");
        });
    }
    {
        Opened typed("typed.pdf", makeTyped(300));
        document::LoadOptions options;
        options.ocr = document::Ocr::Never;
        typed.compare(u"300 typed pages: text with places"_s, [&] {
            require(viewer.loadDocument(typed.view, ItemKind::Pdf, options, {}), "reading");
        });
    }
    benchReads(registry);
}

} // namespace redoubt::bench
