// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/derivedquestion.h"
#include "core/workflow/itemviewer.h"

namespace redoubt::workflow {

/// The answers of an examination: what it derives goes to its place for good, of the kinds that an
/// examination derives, and everything else to the unfinished work. Null ones know nothing.
/// Threads: as the two. Internal to core/workflow.
class ExaminationAnswers final : public Answers
{
public:
    ExaminationAnswers(std::unique_ptr<Answers> work, std::shared_ptr<Answers> derived);
    std::optional<QByteArray> find(const QByteArray &question) const override;
    void keep(const QByteArray &question, const QByteArray &answer) override;

private:
    const std::unique_ptr<Answers> m_work;
    const std::shared_ptr<Answers> m_all; // shared with the views of the item
    DerivedOnly m_derived;                ///< those of m_all that are meant
};

} // namespace redoubt::workflow
