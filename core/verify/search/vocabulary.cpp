// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/search/vocabulary.h"

#include "core/verify/verifier.h"

#include <QRegularExpression>
#include <QSet>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

/// Keys and values of ISO 32000, and the fonts that it knows by name.
const QStringList &pdfNames()
{
    static const QStringList kNames = [] {
        QStringList names;
        const QString all = QStringLiteral(
            "Type Subtype Pages Page Kids Count Parent Root Size Info ID Index W Prev XRef ObjStm "
            "First N Extends Length Length1 Length2 Length3 Filter DecodeParms FlateDecode "
            "DCTDecode "
            "CCITTFaxDecode LZWDecode RunLengthDecode ASCIIHexDecode ASCII85Decode Predictor "
            "Columns "
            "Colors Rows BlackIs1 EncodedByteAlign EndOfLine EndOfBlock DamagedRowsBeforeError "
            "ColorTransform EarlyChange Catalog Version Lang PageMode PageLayout ViewerPreferences "
            "Extensions MarkInfo UseNone SinglePage OneColumn Producer Creator Title Author "
            "Subject "
            "Keywords CreationDate ModDate Trapped MediaBox CropBox BleedBox TrimBox ArtBox Rotate "
            "UserUnit Tabs Group Resources Contents Font XObject ExtGState ColorSpace Pattern "
            "Shading "
            "Properties ProcSet PDF Text ImageB ImageC ImageI Image Form Width Height "
            "BitsPerComponent BitsPerSample Decode Interpolate ImageMask Intent Matte Mask SMask "
            "SMaskInData BBox Matrix FormType PaintType TilingType XStep YStep PatternType "
            "ShadingType Coords Domain Range Function Functions FunctionType Bounds Encode Extend "
            "Background AntiAlias VerticesPerRow Order DeviceGray DeviceRGB DeviceCMYK CalGray "
            "CalRGB "
            "Lab ICCBased Indexed Separation DeviceN All None Alternate WhitePoint BlackPoint "
            "Gamma "
            "Colorants Process Components MixingHints Transparency Isolated Luminosity Alpha BM "
            "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn "
            "HardLight "
            "SoftLight Difference Exclusion Hue Saturation Color Default Halftone Identity "
            "AbsoluteColorimetric RelativeColorimetric Perceptual FontDescriptor FontName "
            "FontFamily "
            "FontStretch FontWeight FontBBox FontMatrix FontFile FontFile2 FontFile3 BaseFont "
            "Encoding BaseEncoding Differences WinAnsiEncoding MacRomanEncoding MacExpertEncoding "
            "StandardEncoding PDFDocEncoding SymbolEncoding ToUnicode CharProcs FirstChar LastChar "
            "Widths MissingWidth AvgWidth MaxWidth Flags ItalicAngle Ascent Descent Leading "
            "CapHeight "
            "XHeight StemV StemH CharSet CIDSet CIDSystemInfo CIDToGIDMap CIDFontType0 "
            "CIDFontType2 "
            "CIDFontType0C Type0 Type1 Type1C Type3 MMType1 TrueType OpenType DescendantFonts "
            "Registry Ordering Supplement UseCMap WMode CMapName CMapType CMap Identity-H "
            "Identity-V "
            "Adobe UCS Adobe-Identity-UCS CIDInit Helvetica Helvetica-Bold Helvetica-Oblique "
            "Helvetica-BoldOblique Times-Roman Times-Bold Times-Italic Times-BoldItalic Courier "
            "Courier-Bold Courier-Oblique Courier-BoldOblique Symbol ZapfDingbats Span Artifact ");
        for (const QString &name : all.split(u' ', Qt::SkipEmptyParts))
            names.append(u'/' + name);
        return names;
    }();
    return kNames;
}

/// Keywords of files and of maps from codes to letters; the writer's own name.
const QStringList &pdfPhrases()
{
    static const QStringList kPhrases{u"endobj"_s,
                                      u"endstream"_s,
                                      u"stream"_s,
                                      u"startxref"_s,
                                      u"xref"_s,
                                      u"trailer"_s,
                                      u"/CIDInit /ProcSet findresource begin"_s,
                                      u"begincmap"_s,
                                      u"endcmap"_s,
                                      u"begincodespacerange"_s,
                                      u"endcodespacerange"_s,
                                      u"beginbfrange"_s,
                                      u"endbfrange"_s,
                                      u"beginbfchar"_s,
                                      u"endbfchar"_s,
                                      u"/Registry (Adobe)"_s,
                                      u"/Ordering (UCS)"_s,
                                      u"/Ordering (Identity)"_s,
                                      u"CMapName currentdict /CMap defineresource pop"_s,
                                      u"(Redoubt"_s};
    return kPhrases;
}

} // namespace

QStringList pdfVocabulary()
{
    return pdfNames() + pdfPhrases();
}

QStringList pictureVocabulary()
{
    return {u"Adobe"_s}; // the segment that tells how colours are coded
}

SearchScope scopeFor(const Expectation &expectation)
{
    SearchScope scope;
    const Verifier verifier = verifierOf(expectation.kind);
    scope.textual = verifier.textual;
    if (verifier.phrases)
        scope.boilerplate = verifier.phrases();
    QSet<QString> seen;
    for (const QString &printed : expectation.labels + expectation.replacements) {
        // Numbered labels differ in the number alone: "[person_name 1]".
        static const QRegularExpression number(u" [0-9]+\\]$"_s);
        QString phrase = printed;
        phrase.remove(number);
        if (phrase.isEmpty() || seen.contains(phrase))
            continue;
        seen.insert(phrase);
        scope.boilerplate.append(phrase);
        // As a string of PDF.
        QString escaped = phrase;
        escaped.replace(u"("_s, u"\\("_s).replace(u")"_s, u"\\)"_s);
        if (escaped != phrase)
            scope.boilerplate.append(escaped);
    }
    return scope;
}

bool isPdfName(const QString &name)
{
    static const QSet<QString> kNames(pdfNames().begin(), pdfNames().end());
    return kNames.contains(name);
}

} // namespace redoubt::verify
