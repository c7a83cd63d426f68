// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>

namespace redoubt::test {

/// Writes small PDF files by hand, so that tests decide about every byte of them.
class TinyPdf
{
public:
    /// Object 1 is the catalog, 2 the page tree; @a catalogExtra goes into the catalog.
    explicit TinyPdf(QByteArray catalogExtra = {});

    /// Adds an object and returns its number.
    int add(const QByteArray &body);
    int addStream(const QByteArray &content, const QByteArray &dictionary = {});
    /// The number that the next added object will get.
    int next() const { return int(m_objects.size()) + 1; }

    /// Adds a page, 300 by 200 points unless @a extra holds a MediaBox, with Helvetica as /F1.
    /// @a resources: further entries of the resource dictionary. Returns the page's number.
    int addPage(const QByteArray &content, const QByteArray &resources = {},
                const QByteArray &extra = {});
    /// Adds a page that is a picture, as scanners make them, with @a content above it.
    int addScan(const QImage &picture, const QByteArray &content = {});
    /// @a trailer: further entries of the trailer.
    QByteArray bytes(const QByteArray &trailer = {}) const;

    /// "BT /F1 size Tf x y Td (text) Tj ET" in PDF space, origin bottom left.
    static QByteArray text(double x, double y, const QByteArray &words, double size = 12);
    static QByteArray ref(int object) { return QByteArray::number(object) + " 0 R"; }

private:
    QByteArray m_catalogExtra;
    QList<QByteArray> m_objects; // 1 and 2 are written by bytes()
    QList<int> m_pages;
};

} // namespace redoubt::test
