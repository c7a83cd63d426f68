// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QWidget>

#include <memory>

namespace redoubt::ui {

/// The lanes of the current item on one time axis: what is marked when, what was said, where gaps
/// are. Marks are selected, trimmed, moved, split and joined here. Adds its commands in the
/// constructor. Threads: the window's; waveform and frame times are worked out on workers.
class TimelineView : public QWidget
{
    Q_OBJECT
public:
    /// Borrows both; they must outlive the view.
    TimelineView(Session &session, Commands &commands, QWidget *parent = nullptr);
    ~TimelineView() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace redoubt::ui
