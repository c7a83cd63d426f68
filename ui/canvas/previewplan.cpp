// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/previewplan.h"

#include "core/redact/plan/planner.h"

namespace redoubt::ui {

PreviewPlan::PreviewPlan(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    // Labels are numbered over the whole case: any item's marks may change this one's plan.
    connect(&session, &Session::itemMarksChanged, this, &PreviewPlan::forget);
    connect(&session, &Session::profileChanged, this, &PreviewPlan::forget);
    // Nobody is told: what is shown is of the item before, until a pane opens this one.
    connect(&session, &Session::currentItemChanged, this, [this] { m_plan.reset(); });
}

const Result<redact::RedactionPlan> &PreviewPlan::plan()
{
    if (!m_plan)
        m_plan = redact::makePlan(m_session.sheet(), m_session.currentItem(), m_session.profile(),
                                  redact::LabelBook(m_session.sheet()));
    return *m_plan;
}

void PreviewPlan::forget()
{
    m_plan.reset();
    Q_EMIT changed();
}

} // namespace redoubt::ui
