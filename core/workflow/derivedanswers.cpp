// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/derivedanswers.h"

#include "core/medium/mediumtable.h"
#include "core/workflow/workflow.h"

namespace redoubt::workflow {

std::shared_ptr<Answers> derivedOf(const vault::Vault &vault, const casefile::Item &item)
{
    return vault.openDerived({item.id, item.object, medium::of(item.kind).modality},
                             programName().toUtf8());
}

ExaminationAnswers::ExaminationAnswers(std::unique_ptr<Answers> work,
                                       std::shared_ptr<Answers> derived)
    : m_work(std::move(work))
    , m_all(std::move(derived))
    , m_derived(m_all.get(), {document::kWordsKind, media::kFramesKind, media::kWaveformKind})
{}

std::optional<QByteArray> ExaminationAnswers::find(const QByteArray &question) const
{
    if (m_derived.isMeant(question))
        return m_derived.find(question);
    return m_work ? m_work->find(question) : std::nullopt;
}

void ExaminationAnswers::keep(const QByteArray &question, const QByteArray &answer)
{
    if (m_derived.isMeant(question))
        m_derived.keep(question, answer);
    else if (m_work)
        m_work->keep(question, answer);
}

} // namespace redoubt::workflow
