// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/redact/plan/plan.h"
#include "ui/common/session.h"

namespace redoubt::ui {

/// The plan of the session's current item as a release would make it now, worked out when it is
/// asked for and kept until something changes. Threads: the window's. Ownership: borrows the
/// session.
class PreviewPlan : public QObject
{
    Q_OBJECT
public:
    explicit PreviewPlan(Session &session, QObject *parent = nullptr);
    /// Errors: as redact::makePlan().
    const Result<redact::RedactionPlan> &plan();

Q_SIGNALS:
    void changed();

private:
    void forget();

    Session &m_session;
    std::optional<Result<redact::RedactionPlan>> m_plan;
};

} // namespace redoubt::ui
