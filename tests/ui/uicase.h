// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "tests/casefile/casetest.h"
#include "tests/support/guessedkinds.h"
#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QSettings>

#include <memory>

namespace redoubt::test {

/// A small case as the window has it, without detectors: one text file with findings by hand.
/// Settings are kept in the test's own folder.
class UiCase
{
public:
    explicit UiCase(const QByteArray &text = "Jane Roe, 555-0142, jane@example.org\n")
        : m_settings(QString::fromStdString((m_place.folder() / "settings.ini").native()),
                     QSettings::IniFormat)
        , m_commands(m_settings)
    {
        m_place.folder().write("in/note.txt", text);
        auto made = m_place.create();
        const auto report = made->ingest(m_place.inputs(), test::guessedKinds(), JobContext());
        if (!report || report->added.size() != 1)
            qFatal("ingest");
        m_item = report->added.first();
        casefile::Item described = *made->sheet().item(m_item);
        described.state = casefile::ItemState::Analysed;
        described.extent = text.size();
        if (!made->setAnalysed(described))
            qFatal("analysed");
        m_session = std::make_unique<ui::Session>(std::move(made), m_registry, m_scheduler);
    }

    const CaseFolder &place() const { return m_place; }
    ui::Session &session() { return *m_session; }
    ui::Commands &commands() { return m_commands; }
    QSettings &settings() { return m_settings; }
    Scheduler &scheduler() { return m_scheduler; }
    ItemId item() const { return m_item; }

    /// A machine's finding over [begin, end) of the text, journalled. Returns its id.
    FindingId add(qsizetype begin, qsizetype end, FindingType type = FindingType::PersonName,
                  double score = 0.9)
    {
        Finding finding;
        finding.item = m_item;
        finding.type = type;
        finding.score = score;
        finding.place = TextRange{begin, end};
        finding.provenance = {QStringLiteral("test"), QStringLiteral("1"), {}};
        finding.source = TextSource::Text;
        finding.text = SensitiveText(QStringLiteral("text %1").arg(begin));
        finding.id = stableFindingId(finding);
        if (!m_session->openCase().addFindings(m_item, {finding}))
            qFatal("findings");
        return finding.id;
    }

private:
    CaseFolder m_place;
    QSettings m_settings;
    ui::Commands m_commands;
    detect::Registry m_registry = detect::standardRegistry();
    Scheduler m_scheduler{1};
    ItemId m_item;
    std::unique_ptr<ui::Session> m_session;
};

} // namespace redoubt::test
