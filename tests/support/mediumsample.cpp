// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/mediumsample.h"

#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"
#include "tests/support/tinypdf.h"

#include <QBuffer>
#include <QImage>

#include <array>
#include <random>

namespace redoubt::test {

using namespace Qt::StringLiterals;

namespace {

MarkSpec boxMark(const PageRect &rect)
{
    MarkSpec mark;
    mark.rect = rect;
    return mark;
}

MarkSpec timeMark(double begin, double end)
{
    MarkSpec mark;
    mark.begin = begin;
    mark.end = end;
    return mark;
}

MediumSample finished(QByteArray bytes, const QString &name, QList<MarkSpec> marks)
{
    for (MarkSpec &mark : marks)
        mark.file = name;
    return {std::move(bytes), name, std::move(marks)};
}

MediumSample filmSample()
{
    const TempFolder folder;
    const auto path = makeVideo(folder / "film.mp4", {.frames = 12});
    return finished(readFile(path), u"film.mp4"_s,
                    {boxMark({16, 16, 40, 32}), boxMark({88, 64, 32, 40})});
}

MediumSample soundSample()
{
    const TempFolder folder;
    const auto path = makeTone(folder / "sound.wav", 3);
    return finished(readFile(path), u"sound.wav"_s, {timeMark(0.5, 1), timeMark(1.75, 2.5)});
}

MediumSample pictureSample()
{
    std::mt19937 random(11);
    QImage picture(202, 146, QImage::Format_RGB888);
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            picture.setPixel(x, y, qRgb(int(random() % 256), int(random() % 256), 90));
    }
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    picture.save(&bytes, "PNG");
    return finished(bytes.data(), u"picture.png"_s,
                    {boxMark({11, 9, 40, 30}), boxMark({110, 70, 46, 33})});
}

MediumSample pdfSample()
{
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(20, 150, "Seen with " + kFirstSecret.toLatin1() + " on Monday") +
                TinyPdf::text(20, 90, "and with " + kSecondSecret.toLatin1() + " later"));
    return {pdf.bytes(), u"report.pdf"_s, secretMarks(u"report.pdf"_s)};
}

MediumSample textSample()
{
    const QString text = u"Seen with %1 on Monday,\nand with %2 later — naïvely.\n"_s;
    return {text.arg(kFirstSecret, kSecondSecret).toUtf8(), u"note.txt"_s,
            secretMarks(u"note.txt"_s)};
}

MediumSample tableSample()
{
    const QString text = u"number,name,town\n1,%1,Ely\n2,\"%2\",Bath\n3,nobody,Ware\n"_s;
    return {text.arg(kFirstSecret, kSecondSecret).toUtf8(), u"list.csv"_s,
            secretMarks(u"list.csv"_s)};
}

MediumSample jsonSample()
{
    const QString text = u"{\"seen\": [{\"name\": \"%1\"}, {\"name\": \"%2\"}], \"day\": 1}\n"_s;
    return {text.arg(kFirstSecret, kSecondSecret).toUtf8(), u"data.json"_s,
            secretMarks(u"data.json"_s)};
}

struct SampleRow
{
    ItemKind kind;
    MediumSample (*make)();
};

constexpr std::array kSamples{
    SampleRow{ItemKind::Video, filmSample},    SampleRow{ItemKind::Audio, soundSample},
    SampleRow{ItemKind::Image, pictureSample}, SampleRow{ItemKind::Pdf, pdfSample},
    SampleRow{ItemKind::Text, textSample},     SampleRow{ItemKind::Csv, tableSample},
    SampleRow{ItemKind::Json, jsonSample},
};

} // namespace

std::optional<MediumSample> sampleOf(ItemKind kind)
{
    for (const SampleRow &row : kSamples) {
        if (row.kind == kind)
            return row.make();
    }
    return std::nullopt;
}

QList<MarkSpec> secretMarks(const QString &file)
{
    QList<MarkSpec> marks;
    for (const QString &secret : {kFirstSecret, kSecondSecret}) {
        MarkSpec mark;
        mark.file = file;
        mark.term = secret;
        mark.type = FindingType::PersonName;
        marks.append(mark);
    }
    return marks;
}

} // namespace redoubt::test
