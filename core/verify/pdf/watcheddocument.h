// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/jobs/jobcontext.h"

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QRectF>
#include <QString>

#include <memory>

namespace redoubt::verify {

/// A PDF as Poppler reads and shows it. Poppler cannot be stopped in the middle of a pattern, a
/// dash or a mesh, so each step is taken on a thread that is left alone when it takes too long; the
/// page is given up then, and the document is opened anew for the others. Threads: one at a time;
/// open one document per thread.
class WatchedDocument
{
public:
    /// Null when it cannot be opened without a password.
    static std::unique_ptr<WatchedDocument> open(const QByteArray &bytes,
                                                 const JobContext &context);
    ~WatchedDocument();

    int pageCount() const { return m_pages; }
    /// Every call after it says so answers with nothing: the page was given up.
    bool gaveUp(int page) const { return m_givenUp == page || m_lost >= kMostLost; }

    enum class Order {
        Layout, ///< as it is seen
        Stream  ///< as it is drawn
    };
    struct Word
    {
        QString text;
        QRectF box;            ///< points
        QList<QRectF> letters; ///< one box for each unit of the text
    };
    bool hasPage(int page, const JobContext &context);
    QSizeF pageSize(int page, const JobContext &context);
    QString text(int page, Order order, const JobContext &context);
    QList<Word> words(int page, const JobContext &context);
    /// Null when it cannot be shown.
    QImage render(int page, double dpi, const PixelRect &part, const JobContext &context);

private:
    struct Private;
    static constexpr int kMostLost = 3; ///< pages; each of them keeps a core busy
    WatchedDocument(const QByteArray &bytes, std::shared_ptr<Private> d, int pages);
    template <typename T, typename Work>
    T on(int page, const JobContext &context, Work work);

    const QByteArray m_bytes;
    std::shared_ptr<Private> d; // shared with the thread of the step
    const int m_pages;
    int m_givenUp = -1;
    int m_lost = 0;
};

} // namespace redoubt::verify
