// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/release/release.h"

#include <QWidget>

#include <stop_token>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace redoubt::ui {

class Session;

/// How a release ended: one row an item, below it the checks of the attack and every suspected
/// leak, with a picture of the place.
class ReleaseResultView : public QWidget
{
    Q_OBJECT
public:
    explicit ReleaseResultView(Session &session, QWidget *parent = nullptr);
    void show(const release::ReleaseResult &result);

Q_SIGNALS:
    /// The person wants to see the place in the review window.
    void placeRequested(redoubt::ItemId item, int page, redoubt::Ticks pts,
                        redoubt::PixelRect rect);
    /// The same, of a mark whose text stands elsewhere too.
    void markRequested(redoubt::FindingId mark);

private:
    void showPicture(const QTreeWidgetItem *row);
    void requestPlace(const QTreeWidgetItem *row);

    Session &m_session;
    release::ReleaseResult m_result;
    QLabel *m_headline;
    QTreeWidget *m_tree;
    QLabel *m_picture;
    QPushButton *m_goThere;
    quint64 m_pictureRequest = 0;
    std::stop_source m_pictureStop;
};

} // namespace redoubt::ui
