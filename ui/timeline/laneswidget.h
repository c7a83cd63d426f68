// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/session.h"
#include "ui/timeline/timelinescale.h"

#include <QWidget>

namespace redoubt::ui {

/// Ruler, lanes and playhead of the timeline, without scroll bars.
class LanesWidget : public QWidget
{
    Q_OBJECT
public:
    explicit LanesWidget(Session &session, QWidget *parent = nullptr);
    const TimelineScale &scale() const { return m_scale; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void reload();
    void seekTo(double x);

    Session &m_session;
    TimelineScale m_scale;
};

} // namespace redoubt::ui
