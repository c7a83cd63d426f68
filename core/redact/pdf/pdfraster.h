// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QString>

#include <map>
#include <vector>

namespace redoubt::redact {

/// A box to burn in. Page points, displayed orientation.
struct BurntBox
{
    PageRect rect;
    QString label;
};

/// A word that stays, for the invisible text layer.
struct KeptWord
{
    QString text;
    PageRect box;
};

/// A page drawn as a picture, ready to be put into a document.
struct RasterPage
{
    QSizeF size; ///< points
    QSize pixels;
    QByteArray samples;   ///< encoded picture
    QByteArray filter;    ///< "/DCTDecode" or "/FlateDecode"
    QByteArray colour;    ///< "/DeviceGray" or "/DeviceRGB"
    int bits = 8;         ///< per component
    QByteArray operators; ///< content stream; refers to /Im0, /F0 (labels) and /F1 (words)
};

/// The codes of the text layer's font: code points as they are, those above U+FFFF in the place of
/// surrogates, in the order in which they appear.
class CodeTable
{
public:
    /// Four hexadecimal digits a character. Characters beyond what the table holds are left out.
    QByteArray encode(const QString &text);
    /// The ToUnicode CMap for all codes.
    QByteArray toUnicode() const;

private:
    std::map<char32_t, int> m_high;
};

/// Covers @a boxes (grown outward) in a drawing of the page at @a dpi.
void burn(QImage &image, const QList<BurntBox> &boxes, const PageMapping &mapping);

/// Encodes the burnt drawing. Grey text pages become 4-bit grey without loss, pictures JPEG. Boxes
/// are drawn once more as vectors, since JPEG rings around edges; labels where they fit; words
/// invisibly, in a neutral font, on a grid of one point.
Result<RasterPage> encodePage(const QImage &burnt, QSizeF size, const QList<BurntBox> &boxes,
                              const std::vector<KeptWord> &words, double dpi, CodeTable &codes);

} // namespace redoubt::redact
