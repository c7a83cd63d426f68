// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/workflow/workflow.h"
#include "ui/common/commands.h"
#include "ui/common/problem.h"
#include "ui/common/session.h"
#include "ui/jobs/jobboard.h"

#include <QObject>

#include <optional>

namespace redoubt::ui {

/// What a person withholds in one place is often written in others, where the attack on the output
/// would find it and block the release. This offers to mark it everywhere in the case, and does so
/// on command, as one undo step. Threads: the window's.
class Everywhere : public QObject
{
    Q_OBJECT
public:
    /// Adds the command "mark.everywhere" for @a owner. All are borrowed and must outlive this.
    Everywhere(Session &session, JobBoard &jobs, Commands &commands, QWidget *owner);
    /// Stops looking and waits for the worker. What the job board runs must have ended before.
    ~Everywhere() override;

    /// Marks every place of the case that has the text of this finding as the finding is marked.
    void markLike(FindingId like);

Q_SIGNALS:
    void problem(const redoubt::ui::Problem &problem);
    void solved(const QString &id);

private:
    void offer(FindingId mark);
    void add(const Finding &like, const workflow::TextPlaces &places);
    void tell(const QString &sentence);
    void stopOffer();

    Session &m_session;
    JobBoard &m_jobs;
    std::optional<Job<bool>> m_offer; ///< reads texts of the open case
};

} // namespace redoubt::ui
