// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picturemetadata.h"

#include "core/document/picture.h"
#include "core/document/pngchunks.h"
#include "core/document/tr.h"

#include <exiv2/exiv2.hpp>
#include <exiv2/webpimage.hpp>

#include <QSet>
#include <QtEndian>

#include <mutex>
#include <stdexcept>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxFields = 5000;
constexpr long kMaxRawValue = 256 * 1024;
constexpr qsizetype kMaxPictureValue = 16 * 1024;

// The XMP toolkit inside exiv2 is not reentrant.
std::mutex &exivMutex()
{
    static std::mutex mutex;
    return mutex;
}

void prepareExiv()
{
    static std::once_flag once;
    std::call_once(once, [] {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute); // messages quote values
        Exiv2::XmpParser::initialize();
    });
}

QString toText(const std::string &bytes)
{
    const QByteArrayView view(bytes.data(), qsizetype(bytes.size()));
    QString text = QString::fromUtf8(view);
    if (text.contains(QChar::ReplacementCharacter))
        text = QString::fromLatin1(view);
    text.remove(QChar(u'\0'));
    return text.left(kMaxPictureValue).trimmed();
}

/// How the pixels of a TIFF are stored, which every TIFF says; it tells nothing about them.
bool isTiffCoding(const QString &key)
{
    static const QSet<QString> coding{u"ImageWidth"_s,
                                      u"ImageLength"_s,
                                      u"BitsPerSample"_s,
                                      u"Compression"_s,
                                      u"PhotometricInterpretation"_s,
                                      u"FillOrder"_s,
                                      u"StripOffsets"_s,
                                      u"SamplesPerPixel"_s,
                                      u"RowsPerStrip"_s,
                                      u"StripByteCounts"_s,
                                      u"PlanarConfiguration"_s,
                                      u"Predictor"_s,
                                      u"ColorMap"_s,
                                      u"TileWidth"_s,
                                      u"TileLength"_s,
                                      u"TileOffsets"_s,
                                      u"TileByteCounts"_s,
                                      u"ExtraSamples"_s,
                                      u"SampleFormat"_s,
                                      u"NewSubfileType"_s,
                                      u"SubfileType"_s,
                                      u"PageNumber"_s,
                                      u"Orientation"_s,
                                      u"YCbCrSubSampling"_s,
                                      u"YCbCrPositioning"_s,
                                      u"ReferenceBlackWhite"_s,
                                      u"T4Options"_s,
                                      u"T6Options"_s};
    return key.startsWith(u"Exif."_s) && coding.contains(key.section(u'.', 2));
}

template <typename Data>
void append(const Data &data, QList<MetadataField> &fields, bool tiff = false)
{
    for (const auto &datum : data) {
        if (fields.size() >= kMaxFields)
            return;
        const QString path = QString::fromStdString(datum.key());
        if (tiff && isTiffCoding(path))
            continue;
        if (datum.size() > kMaxRawValue) {
            fields.append({path, SensitiveText(Tr::tr("%n byte(s)", nullptr, int(datum.size())))});
            continue;
        }
        const QString value = toText(datum.toString());
        if (!value.isEmpty())
            fields.append({path, SensitiveText(value)});
    }
}

// Text chunks of a PNG: keyword, then text, possibly compressed.
void appendPngText(const QByteArray &bytes, QList<MetadataField> &fields)
{
    for (const PngChunk &chunk : pngChunks(bytes)) {
        if (fields.size() >= kMaxFields)
            return;
        if (chunk.type == QByteArrayView("tIME") && chunk.body.size() >= 7) {
            fields.append(
                {u"Png.tIME"_s,
                 SensitiveText(u"%1-%2-%3"_s.arg(qFromBigEndian<quint16>(chunk.body.data()))
                                   .arg(uchar(chunk.body[2]))
                                   .arg(uchar(chunk.body[3])))});
            continue;
        }
        const auto text = pngText(chunk, kMaxPictureValue);
        if (!text)
            continue;
        const QString value = chunk.type == QByteArrayView("iTXt")
                                  ? QString::fromUtf8(text->text)
                                  : QString::fromLatin1(text->text);
        if (!value.trimmed().isEmpty())
            fields.append({u"Png.Text."_s + QString::fromLatin1(text->keyword),
                           SensitiveText(value.left(kMaxPictureValue))});
    }
}

void appendBlocks(const detail::HeifBlocks &blocks, QList<MetadataField> &fields)
{
    if (!blocks.exif.isEmpty()) {
        Exiv2::ExifData exif;
        Exiv2::ExifParser::decode(exif,
                                  reinterpret_cast<const Exiv2::byte *>(blocks.exif.constData()),
                                  uint32_t(blocks.exif.size()));
        append(exif, fields);
    }
    if (!blocks.xmp.isEmpty()) {
        Exiv2::XmpData xmp;
        if (Exiv2::XmpParser::decode(xmp, blocks.xmp.toStdString()) == 0)
            append(xmp, fields);
    }
}

/// Exiv2 reads films, raw pictures and more: what is not what it was taken for is not handed to
/// those readers, of which some never end.
bool isWhatExivSees(PictureFormat format, const QByteArray &bytes)
{
    const int type = Exiv2::ImageFactory::getType(
        reinterpret_cast<const Exiv2::byte *>(bytes.constData()), long(bytes.size()));
    switch (format) {
    case PictureFormat::Jpeg:
        return type == Exiv2::ImageType::jpeg;
    case PictureFormat::Png:
        return type == Exiv2::ImageType::png;
    case PictureFormat::Gif:
        return type == Exiv2::ImageType::gif;
    case PictureFormat::WebP:
        return type == Exiv2::ImageType::webp;
    case PictureFormat::Tiff:
        return type == Exiv2::ImageType::tiff || type == Exiv2::ImageType::cr2;
    case PictureFormat::Bmp:
    case PictureFormat::Heif:
    case PictureFormat::Unknown:
        return false;
    }
    return false;
}

} // namespace

QList<MetadataField> xmpFields(const QByteArray &packet)
{
    prepareExiv();
    const std::lock_guard lock(exivMutex());
    QList<MetadataField> fields;
    try {
        Exiv2::XmpData xmp;
        if (Exiv2::XmpParser::decode(xmp, packet.toStdString()) == 0)
            append(xmp, fields);
    } catch (const std::exception &) {
        fields.clear(); // the caller shows the packet as plain text then
    }
    return fields;
}

QList<MetadataField> pictureMetadata(const QByteArray &bytes, QList<NotExamined> &notExamined)
{
    prepareExiv();
    const PictureFormat format =
        sniffPicture(QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 32)));
    QList<MetadataField> fields;
    if (format == PictureFormat::Bmp)
        return fields; // holds none
    const std::lock_guard lock(exivMutex());
    try {
        if (format == PictureFormat::Heif) {
            appendBlocks(detail::heifMetadata(bytes), fields);
            return fields;
        }
        if (format == PictureFormat::Png)
            appendPngText(bytes, fields);
        if (!isWhatExivSees(format, bytes))
            throw std::runtime_error("another format");
        const auto image = Exiv2::ImageFactory::open(
            reinterpret_cast<const Exiv2::byte *>(bytes.constData()), long(bytes.size()));
        image->readMetadata();
        append(image->exifData(), fields, format == PictureFormat::Tiff);
        append(image->iptcData(), fields);
        append(image->xmpData(), fields);
        const QString comment = toText(image->comment());
        if (!comment.isEmpty())
            fields.append({u"Comment"_s, SensitiveText(comment)});
    } catch (const std::exception &) {
        notExamined.append(
            {Portion::of(Tr::tr("metadata")), Tr::tr("The metadata block is damaged.")});
    }
    return fields;
}

} // namespace redoubt::document
