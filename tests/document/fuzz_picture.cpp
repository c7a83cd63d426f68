// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures of every format, and their metadata.
#include "core/document/picture.h"
#include "core/document/picturemetadata.h"
#include "tests/fuzz/seeds.h"

#include <QBuffer>
#include <QImageWriter>

#include <cstdlib>

using namespace redoubt;

std::vector<std::string> redoubt::fuzz::seeds()
{
    QImage image(5, 3, QImage::Format_RGB888);
    image.fill(Qt::red);
    image.setText(QStringLiteral("Comment"), QStringLiteral("x"));
    std::vector<std::string> files;
    for (const char *format : {"png", "bmp", "jpeg"}) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QImageWriter(&buffer, format).write(image);
        files.push_back(bytes.toStdString());
    }
    // An animation of two frames, and a picture that says how it lies.
    QByteArray png = QByteArray::fromStdString(files.front());
    png.insert(33, QByteArray("\0\0\0\x08"
                              "acTL\0\0\0\2\0\0\0\0\0\0\0\0"
                              "\0\0\0\x1a"
                              "fcTL\0\0\0\0\0\0\0\5\0\0\0\3\0\0\0\0\0\0\0\0\0\1\0\x0a\1\1\0\0\0\0"
                              "\0\0\0\x1a"
                              "eXIfMM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0\0\0\0\0",
                              20 + 38 + 38));
    files.push_back(png.toStdString());
    // HEIF boxes: an item that is turned, and a sequence.
    files.push_back(std::string("\0\0\0\x10"
                                "ftypheic\0\0\0\0"
                                "\0\0\0\x3a"
                                "meta\0\0\0\0"
                                "\0\0\0\x2e"
                                "iprp\0\0\0\x11"
                                "ipco\0\0\0\x09"
                                "irot\1"
                                "\0\0\0\x13"
                                "ipma\0\0\0\0\0\0\0\1\0\1\1\1\0\0\0\x08moov",
                                16 + 58 + 8));
    using namespace std::string_literals;
    files.push_back("GIF89a\2\0\1\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\2\0\1\0\0\2\2D\n\0;"s);
    files.push_back("RIFF\x1a\0\0\0WEBPVP8L\r\0\0\0/\0\0\0\x10\7\x10\x11\x11\x88\x88\xfe\7\0"s);
    // One black pixel: width, height, bits, no compression, strip at 8 + 2 + 5 * 12 + 4.
    files.push_back("II*\0\x08\0\0\0\5\0\0\1\4\0\1\0\0\0\1\0\0\0\1\1\4\0\1\0\0\0\1\0\0\0"
                    "\6\1\3\0\1\0\0\0\1\0\0\0\x11\1\4\0\1\0\0\0\x4a\0\0\0\x17\1\4\0\1\0\0\0\1\0\0\0"
                    "\0\0\0\0\0"s);
    return files;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto source = memorySource(bytes);
    const auto info = document::probePicture(*source);
    QList<NotExamined> notExamined;
    std::ignore = document::pictureMetadata(bytes, notExamined);
    if (!info || qint64(info->size.width()) * info->size.height() > 4'000'000)
        return 0; // large ones are checked for their size only, to keep the run short
    const auto reader = document::PictureReader::open(*source);
    if (!reader)
        std::abort(); // it could be opened before
    for (int frame = 0; frame < std::min(info->frames, 4); ++frame) {
        const auto image = (*reader)->frame(frame);
        if (image && (image->isNull() || (image->format() != QImage::Format_RGB888 &&
                                          image->format() != QImage::Format_ARGB32)))
            std::abort();
    }
    return 0;
}
