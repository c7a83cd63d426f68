// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/picture/picturewalk.h"

#include <QImage>
#include <QList>

#include <optional>

namespace redoubt::verify {

/// One page of a picture as different viewers show it.
struct PicturePage
{
    QImage picture;      ///< over white. Format_BGR888
    QList<QImage> other; ///< other looks at a transparent picture in which more may be read
    qint64 unseen = 0;   ///< pixels that nobody sees (alpha 0 to 7) and that keep a colour
};

/// Reads the pages that a walk has found, each by its own data. Borrows the bytes and the walk.
class PicturePages
{
public:
    PicturePages(const QByteArray &bytes, const PictureWalk &walk);
    int count() const { return m_walk.pages; }
    /// As the headers say, before anything is decoded.
    QSize size(int page) const;
    /// Nothing when it cannot be decoded.
    std::optional<PicturePage> page(int number) const;

private:
    const QByteArray &m_bytes;
    const PictureWalk &m_walk;
};

} // namespace redoubt::verify
