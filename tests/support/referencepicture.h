// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

namespace redoubt::test {

/// How much two pictures of the same size differ, in levels of 0..255.
struct PictureDifference
{
    double mean = 0;  ///< over all pixels and channels
    double worst = 0; ///< of the means of blocks of 4 x 4 pixels: one hairline elsewhere is seen
};
PictureDifference difference(const QImage &a, const QImage &b);

/// Compares @a picture with FOLDER/NAME.png, allowing for what other versions of Qt round
/// otherwise. Returns what is wrong, with the place where the picture was saved to be looked at;
/// empty when all is well. With REDOUBT_WRITE_REFERENCES=1 in the environment it writes
/// FOLDER/NAME.png instead: for a change that was looked at and is wanted.
QString compareWithReference(const QImage &picture, const QString &folder, const QString &name);

} // namespace redoubt::test
