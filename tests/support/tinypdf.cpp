// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/tinypdf.h"

namespace redoubt::test {

TinyPdf::TinyPdf(QByteArray catalogExtra)
    : m_catalogExtra(std::move(catalogExtra))
    , m_objects(2)
{
    add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
}

int TinyPdf::add(const QByteArray &body)
{
    m_objects.append(body);
    return int(m_objects.size());
}

int TinyPdf::addStream(const QByteArray &content, const QByteArray &dictionary)
{
    return add("<< " + dictionary + " /Length " + QByteArray::number(content.size()) +
               " >>\nstream\n" + content + "\nendstream");
}

int TinyPdf::addPage(const QByteArray &content, const QByteArray &resources,
                     const QByteArray &extra)
{
    const int stream = addStream(content);
    const QByteArray box = extra.contains("/MediaBox") ? "" : " /MediaBox [0 0 300 200]";
    m_pages.append(add("<< /Type /Page /Parent 2 0 R" + box + " /Contents " + ref(stream) +
                       " /Resources << /Font << /F1 3 0 R >> " + resources + " >> " + extra +
                       " >>"));
    return m_pages.back();
}

int TinyPdf::addScan(const QImage &picture, const QByteArray &content)
{
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    QByteArray samples;
    for (int y = 0; y < grey.height(); ++y)
        samples.append(reinterpret_cast<const char *>(grey.constScanLine(y)), grey.width());
    const int stream = addStream(samples, "/Type /XObject /Subtype /Image /ColorSpace /DeviceGray "
                                          "/BitsPerComponent 8 /Width " +
                                              QByteArray::number(grey.width()) + " /Height " +
                                              QByteArray::number(grey.height()));
    return addPage("q 300 0 0 200 0 0 cm /Im Do Q " + content,
                   "/XObject << /Im " + ref(stream) + " >>");
}

QByteArray TinyPdf::bytes(const QByteArray &trailer) const
{
    QList<QByteArray> objects = m_objects;
    objects[0] = "<< /Type /Catalog /Pages 2 0 R " + m_catalogExtra + " >>";
    QByteArray kids;
    for (const int page : m_pages)
        kids += ref(page) + ' ';
    objects[1] =
        "<< /Type /Pages /Count " + QByteArray::number(m_pages.size()) + " /Kids [" + kids + "] >>";
    QByteArray file = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    QByteArray xref =
        "xref\n0 " + QByteArray::number(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        xref += QByteArray::number(file.size()).rightJustified(10, '0') + " 00000 n \n";
        file += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const qsizetype start = file.size();
    return file + xref + "trailer\n<< /Size " + QByteArray::number(objects.size() + 1) +
           " /Root 1 0 R " + trailer + " >>\nstartxref\n" + QByteArray::number(start) + "\n%%EOF\n";
}

QByteArray TinyPdf::text(double x, double y, const QByteArray &words, double size)
{
    return "BT /F1 " + QByteArray::number(size) + " Tf " + QByteArray::number(x) + ' ' +
           QByteArray::number(y) + " Td (" + words + ") Tj ET\n";
}

} // namespace redoubt::test
