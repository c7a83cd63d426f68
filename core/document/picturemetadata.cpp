// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picturemetadata.h"

#include "core/document/picture.h"

#include <exiv2/exiv2.hpp>

#include <QCoreApplication>
#include <QtEndian>

#include <mutex>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::document::PictureMetadata)
};

constexpr qsizetype kMaxFields = 5000;
constexpr long kMaxRawValue = 256 * 1024;
constexpr qsizetype kMaxValue = 16 * 1024;

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
    return text.left(kMaxValue).trimmed();
}

template <typename Data>
void append(const Data &data, QList<MetadataField> &fields)
{
    for (const auto &datum : data) {
        if (fields.size() >= kMaxFields)
            return;
        const QString path = QString::fromStdString(datum.key());
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
    qsizetype at = 8;
    while (at + 12 <= bytes.size() && fields.size() < kMaxFields) {
        const quint32 length = qFromBigEndian<quint32>(bytes.constData() + at);
        const QByteArray type = bytes.mid(at + 4, 4);
        if (qint64(length) > bytes.size() - at - 12)
            return;
        const QByteArray chunk = bytes.mid(at + 8, qsizetype(length));
        at += 12 + qsizetype(length);
        if (type == "tIME") {
            if (chunk.size() >= 7)
                fields.append(
                    {u"Png.tIME"_s,
                     SensitiveText(u"%1-%2-%3"_s.arg(qFromBigEndian<quint16>(chunk.constData()))
                                       .arg(uchar(chunk[2]))
                                       .arg(uchar(chunk[3])))});
            continue;
        }
        if (type != "tEXt" && type != "zTXt" && type != "iTXt")
            continue;
        const qsizetype end = chunk.indexOf('\0');
        if (end <= 0)
            continue;
        const QString path = u"Png.Text."_s + QString::fromLatin1(chunk.left(end));
        QByteArray body = chunk.mid(end + 1);
        bool packed = type == "zTXt";
        if (packed) {
            body = body.mid(1);
        } else if (type == "iTXt" && body.size() >= 2) {
            packed = body[0] != 0;
            body = body.mid(2);
            for (int skip = 0; skip < 2; ++skip) // language, translated keyword
                body = body.mid(body.indexOf('\0') + 1);
        }
        if (packed) {
            // zlib grows data at most a thousandfold, so this bounds the result to 64 MB.
            if (body.size() > 64 * 1024)
                continue;
            // qUncompress wants the expected size in front, as a first guess.
            QByteArray prefixed(4, '\0');
            qToBigEndian<quint32>(quint32(kMaxValue), prefixed.data());
            body = qUncompress(prefixed + body);
        }
        const QString value = type == "iTXt" ? QString::fromUtf8(body) : QString::fromLatin1(body);
        if (!value.trimmed().isEmpty())
            fields.append({path, SensitiveText(value.left(kMaxValue))});
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
        const auto image = Exiv2::ImageFactory::open(
            reinterpret_cast<const Exiv2::byte *>(bytes.constData()), long(bytes.size()));
        image->readMetadata();
        append(image->exifData(), fields);
        append(image->iptcData(), fields);
        append(image->xmpData(), fields);
        const QString comment = toText(image->comment());
        if (!comment.isEmpty())
            fields.append({u"Comment"_s, SensitiveText(comment)});
    } catch (const std::exception &) {
        notExamined.append({Tr::tr("metadata"), Tr::tr("The metadata block is damaged.")});
    }
    return fields;
}

} // namespace redoubt::document
