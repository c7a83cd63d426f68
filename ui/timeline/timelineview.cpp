// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/timelineview.h"

#include "ui/timeline/laneswidget.h"

#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

struct TimelineView::Private
{
    LanesWidget *lanes = nullptr;
};

TimelineView::TimelineView(Session &session, Commands &commands, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    Q_UNUSED(commands)
    setObjectName(u"timeline"_s);
    d->lanes = new LanesWidget(session, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(d->lanes);
    setFocusProxy(d->lanes);
}

TimelineView::~TimelineView() = default;

} // namespace redoubt::ui
