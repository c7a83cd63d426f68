// SPDX-License-Identifier: AGPL-3.0-or-later
#include "resources/sample/facedrawing.h"
#include "resources/sample/samplewriter.h"

#include <exiv2/exiv2.hpp>

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>
#include <QRegularExpression>

#include <array>

namespace redoubt::sample {

using namespace Qt::StringLiterals;

namespace {

QString text(const char16_t *words)
{
    return QString::fromUtf16(words);
}

QFont sans(int pixels, QFont::Weight weight = QFont::Normal)
{
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

void paintSignature(QPainter &painter, QPointF at)
{
    QPainterPath path(at);
    path.cubicTo(at + QPointF(20, -70), at + QPointF(40, 30), at + QPointF(58, -30));
    path.cubicTo(at + QPointF(70, -62), at + QPointF(84, 20), at + QPointF(104, -18));
    path.cubicTo(at + QPointF(122, -44), at + QPointF(128, 14), at + QPointF(150, -10));
    path.cubicTo(at + QPointF(190, -50), at + QPointF(170, 36), at + QPointF(230, -14));
    path.lineTo(at + QPointF(40, 10));
    painter.setPen(QPen(QColor(24, 34, 92), 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

QImage paintCard()
{
    QImage card(1240, 840, QImage::Format_RGB32);
    card.fill(QColor(96, 82, 70)); // the table it lies on
    QPainter painter(&card);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(232, 238, 244));
    painter.drawRoundedRect(QRectF(80, 80, 1080, 680), 36, 36);
    painter.setBrush(QColor(44, 84, 140));
    painter.drawRect(QRectF(80, 130, 1080, 84));
    painter.setPen(Qt::white);
    painter.setFont(sans(44, QFont::Bold));
    painter.drawText(QPointF(120, 188), u"STATE OF EXAMPLE · IDENTITY CARD"_s);

    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(206, 214, 222));
    painter.drawRect(QRectF(130, 260, 320, 400));
    painter.save();
    painter.setClipRect(QRectF(130, 260, 320, 400));
    paintFace(painter, QRectF(205, 325, 170, 222), 0);
    painter.restore();

    struct Row
    {
        const char16_t *label;
        QString value;
    };
    const std::array rows{Row{u"NAME", text(people::kWitness)},
                          Row{u"DATE OF BIRTH", u"04/17/1988"_s},
                          Row{u"ID NUMBER", u"D248-7715-0931"_s},
                          Row{u"ADDRESS", u"48 Larkspur Lane, Springfield, IL 62704"_s}};
    double y = 290;
    for (const Row &row : rows) {
        painter.setPen(QColor(70, 80, 92));
        painter.setFont(sans(22));
        painter.drawText(QPointF(500, y), text(row.label));
        painter.setPen(Qt::black);
        painter.setFont(sans(30, QFont::DemiBold));
        painter.drawText(QPointF(500, y + 38), row.value);
        y += 96;
    }
    paintSignature(painter, {520, 712});
    return card;
}

/// The number after @a key in a PDF trailer, or -1.
int trailerNumber(const QByteArray &pdf, const QString &key)
{
    const QRegularExpression form(key + u"\\s+(\\d+)"_s);
    const QString tail = QString::fromLatin1(pdf.right(1024));
    const auto match = form.match(tail);
    return match.hasMatch() ? match.captured(1).toInt() : -1;
}

/// Appends an update that gives the document an author, as an editor that saves incrementally does.
Failure addAuthor(QByteArray &pdf, const QByteArray &author)
{
    const int root = trailerNumber(pdf, u"/Root"_s);
    const int info = trailerNumber(pdf, u"/Info"_s);
    const int size = trailerNumber(pdf, u"/Size"_s);
    const int previous = trailerNumber(pdf, u"startxref"_s);
    if (root < 0 || info < 0 || size < 0 || previous < 0)
        return u"The report's trailer is not as expected."_s;
    const qsizetype at = pdf.size();
    pdf += QByteArray::number(info) + " 0 obj\n<< /Title (Incident report 26-0417) /Author (" +
           author + ") /Producer (Sample) /CreationDate (D:20260314113000Z) >>\nendobj\n";
    const qsizetype table = pdf.size();
    pdf += "xref\n" + QByteArray::number(info) + " 1\n" +
           QByteArray::number(at).rightJustified(10, '0') + " 00000 n \ntrailer\n<< /Size " +
           QByteArray::number(size) + " /Root " + QByteArray::number(root) + " 0 R /Info " +
           QByteArray::number(info) + " 0 R /Prev " + QByteArray::number(previous) +
           " >>\nstartxref\n" + QByteArray::number(table) + "\n%%EOF\n";
    return {};
}

/// The time of the run would make every report differ; a fixed one of the same length keeps the
/// offsets.
void fixCreationDate(QByteArray &pdf)
{
    static constexpr QByteArrayView kKey = "/CreationDate (";
    const qsizetype begin = pdf.indexOf(kKey);
    const qsizetype end = begin < 0 ? -1 : pdf.indexOf(')', begin);
    if (end < 0)
        return;
    const qsizetype from = begin + kKey.size();
    const QByteArray date = QByteArray("D:20260314113000+00'00'").left(end - from);
    pdf.replace(from, end - from, date.leftJustified(end - from, ' '));
}

const QStringList &pages()
{
    static const QStringList list{
        u"INCIDENT REPORT 26-0417\n\n"
        "On March 14, 2026 at 10:05 two vehicles collided at the corner of Larkspur Lane and Main "
        "Street, Springfield, IL 62704. Officer Daniel Okafor arrived at 10:14.\n\n"
        "The first driver, Thomas Whitaker, phone (212) 555-0178, stated that the light was green. "
        "He was calm and cooperated.\n\n"
        "The witness, Maria Delgado, born April 17, 1988, Social Security number 536-22-8741, "
        "lives at 48 Larkspur Lane. She can be reached at (212) 555-0142 or by e-mail at "
        "maria.delgado@example.org. She saw the second car pass the red light.\n\n"
        "Nobody was hurt. Both vehicles were photographed and released to their owners."_s,
        u"STATEMENT OF MARIA DELGADO\n\n"
        "I was walking my dog when I heard the brakes. The grey car did not stop. I talked to "
        "Thomas Whitaker afterwards and gave him my number, 212-555-0142, because he asked for a "
        "witness.\n\n"
        "I paid for a taxi home with my card 4111 1111 1111 1111 and would like that back.\n\n"
        "Read and approved, Springfield, March 14, 2026."_s};
    return list;
}

} // namespace

Failure writeBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush())
        return u"%1 could not be written: %2"_s.arg(path, file.errorString());
    return {};
}

Failure writeIdentityCard(const QDir &folder)
{
    const QString path = folder.filePath(u"identity-card.jpg"_s);
    if (!paintCard().save(path, "JPEG", 92))
        return u"%1 could not be written."_s.arg(path);
    try {
        const auto image = Exiv2::ImageFactory::open(path.toStdString());
        Exiv2::ExifData exif;
        exif["Exif.Image.Make"] = "Example";
        exif["Exif.Image.Model"] = "Pocket 3";
        exif["Exif.Image.Artist"] = "Daniel Okafor";
        exif["Exif.Image.DateTime"] = "2026:03:14 10:41:09";
        exif["Exif.Photo.BodySerialNumber"] = "EX-30977512";
        exif["Exif.GPSInfo.GPSVersionID"] = "2 3 0 0";
        exif["Exif.GPSInfo.GPSLatitudeRef"] = "N";
        exif["Exif.GPSInfo.GPSLatitude"] = "39/1 48/1 612/100";
        exif["Exif.GPSInfo.GPSLongitudeRef"] = "W";
        exif["Exif.GPSInfo.GPSLongitude"] = "89/1 38/1 2244/100";
        image->setExifData(exif);
        image->writeMetadata();
    } catch (const Exiv2::Error &error) {
        return u"The EXIF data could not be written: %1"_s.arg(QString::fromUtf8(error.what()));
    }
    return {};
}

Failure writeReport(const QDir &folder)
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    if (!buffer.open(QIODevice::WriteOnly))
        return u"No memory for the report."_s;
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::Letter));
        writer.setPageMargins(QMarginsF(54, 54, 54, 54), QPageLayout::Point);
        writer.setResolution(72);
        writer.setTitle(u"Incident report 26-0417"_s);
        writer.setCreator(u"Sample"_s);
        QPainter painter(&writer);
        const QRectF body(0, 0, writer.width(), writer.height());
        bool first = true;
        for (const QString &page : pages()) {
            if (!first)
                writer.newPage();
            first = false;
            QFont font = sans(12);
            // Spacing of any size keeps “fi” two letters; its text layer then reads as it was
            // written.
            font.setLetterSpacing(QFont::AbsoluteSpacing, 0.01);
            painter.setFont(font);
            painter.drawText(body, Qt::TextWordWrap, page);
        }
        painter.setRenderHint(QPainter::Antialiasing);
        paintSignature(painter, {20, 420});
    }
    fixCreationDate(pdf);
    if (Failure failure = addAuthor(pdf, "Daniel Okafor"))
        return failure;
    return writeBytes(folder.filePath(u"report.pdf"_s), pdf);
}

Failure writeTexts(const QDir &folder)
{
    const QString note =
        u"Note for the file, 2026-03-14\n\n"
        "Called %1 at %2, she will come in on Tuesday. Mail: %3\n"
        "SSN for the expenses form: %4\n"
        "%5 (%6) wants a copy of the report; tell him to file a request.\n"
        "Plate of the grey car: 7KLM402. Insurance paid to IBAN DE89 3704 0044 0532 0130 00.\n"_s
            .arg(text(people::kWitness), text(people::kWitnessPhone), text(people::kWitnessMail),
                 text(people::kWitnessSsn), text(people::kDriver), text(people::kDriverPhone));
    const QString table =
        u"name,date_of_birth,phone,email,statement\r\n"
        "%1,1988-04-17,%2,%3,\"Saw the grey car pass the red light, then stop.\"\r\n"
        "%4,1979-11-02,%5,t.whitaker@example.com,\"The light was green.\"\r\n"
        "Zoë Müller,1993-06-30,+1 212 555 0119,zoe@example.net,\"Heard it only. 😀 crossed out\"\r\n"_s
            .arg(text(people::kWitness), text(people::kWitnessPhone), text(people::kWitnessMail),
                 text(people::kDriver), text(people::kDriverPhone));
    if (Failure failure = writeBytes(folder.filePath(u"note.txt"_s), note.toUtf8()))
        return failure;
    return writeBytes(folder.filePath(u"witnesses.csv"_s), table.toUtf8());
}

} // namespace redoubt::sample
