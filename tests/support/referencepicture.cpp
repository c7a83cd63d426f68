// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/referencepicture.h"

#include <QDir>

#include <algorithm>
#include <cstdlib>

namespace redoubt::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBlock = 4;
constexpr double kMostMean = 1.0;
constexpr double kMostWorst = 40;

} // namespace

PictureDifference difference(const QImage &first, const QImage &second)
{
    const QImage a = first.convertToFormat(QImage::Format_RGB32);
    const QImage b = second.convertToFormat(QImage::Format_RGB32);
    PictureDifference result;
    qint64 total = 0;
    for (int top = 0; top < a.height(); top += kBlock) {
        for (int left = 0; left < a.width(); left += kBlock) {
            const int bottom = std::min(top + kBlock, a.height());
            const int right = std::min(left + kBlock, a.width());
            int sum = 0;
            for (int y = top; y < bottom; ++y) {
                for (int x = left; x < right; ++x) {
                    const QRgb p = a.pixel(x, y);
                    const QRgb q = b.pixel(x, y);
                    sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) +
                           std::abs(qBlue(p) - qBlue(q));
                }
            }
            total += sum;
            result.worst =
                std::max(result.worst, double(sum) / (3.0 * (bottom - top) * (right - left)));
        }
    }
    result.mean = double(total) / (3.0 * std::max(1, a.width() * a.height()));
    return result;
}

QString compareWithReference(const QImage &picture, const QString &folder, const QString &name)
{
    const QString path = u"%1/%2.png"_s.arg(folder, name);
    if (qEnvironmentVariableIntValue("REDOUBT_WRITE_REFERENCES") == 1)
        return QDir().mkpath(folder) && picture.save(path) ? QString()
                                                           : u"cannot write %1"_s.arg(path);
    const QImage reference(path);
    QString wrong;
    if (reference.isNull()) {
        wrong = u"no reference %1"_s.arg(path);
    } else if (reference.size() != picture.size()) {
        wrong = u"%1 x %2 instead of %3 x %4"_s.arg(picture.width())
                    .arg(picture.height())
                    .arg(reference.width())
                    .arg(reference.height());
    } else {
        const PictureDifference found = difference(picture, reference);
        if (found.mean <= kMostMean && found.worst <= kMostWorst)
            return {};
        wrong = u"differs by %1 in the mean and %2 at worst"_s.arg(found.mean).arg(found.worst);
    }
    const QString actual = QDir::temp().filePath(u"redoubt-picture-%1.png"_s.arg(name));
    return picture.save(actual) ? u"%1: %2; it was saved as %3"_s.arg(name, wrong, actual)
                                : u"%1: %2"_s.arg(name, wrong);
}

} // namespace redoubt::test
