// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"
#include "core/redact/redactor.h"
#include "core/redact/tr.h"

namespace redoubt::redact {

using namespace Qt::StringLiterals;
using document::PictureFormat;

namespace {

QStringList suffixesOf(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Jpeg:
    case PictureFormat::Heif: // written as JPEG
        return {u".jpg"_s, u".jpeg"_s, u".jpe"_s, u".jfif"_s};
    case PictureFormat::Tiff:
        return {u".tif"_s, u".tiff"_s};
    case PictureFormat::WebP:
        return {u".webp"_s};
    default:
        return {u".png"_s};
    }
}

QString fitting(const QStringList &allowed, const QString &sourceSuffix)
{
    return allowed.contains(sourceSuffix.toLower()) ? sourceSuffix : allowed.first();
}

} // namespace

Result<QString> imageSuffix(const ByteSource &source, const QString &sourceSuffix,
                            const JobContext &)
{
    const auto head = source.read(0, 32);
    if (!head)
        return head.error();
    const PictureFormat format = document::sniffPicture(*head);
    if (format == PictureFormat::Unknown)
        return Error(ErrorKind::Unsupported, "redact/suffix",
                     Tr::tr("The picture is in a format that cannot be written again."));
    // Several pictures in one file are written as pages. What cannot be read gets no copy at
    // all, whatever it would be called.
    if (format == PictureFormat::Heif || format == PictureFormat::Jpeg) {
        const auto info = document::probePicture(source);
        if (info && info->frames > 1)
            return fitting(suffixesOf(PictureFormat::Tiff), sourceSuffix);
    }
    return fitting(suffixesOf(format), sourceSuffix);
}

} // namespace redoubt::redact
