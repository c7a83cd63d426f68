// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/mediainfo.h"
#include "tests/casefile/casetest.h"
#include "tests/support/guessedkinds.h"
#include "tests/support/tinymedia.h"
#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QSettings>

#include <fstream>

namespace redoubt::test {

/// A session over a small case whose items are described as an analysis would.
class CanvasCase
{
public:
    CanvasCase()
        : m_settings(QString::fromStdString((m_folder.folder() / "settings.ini").string()),
                     QSettings::IniFormat)
        , commands(m_settings)
    {
        std::filesystem::create_directories(m_folder.folder() / "in");
    }

    std::filesystem::path in(const char *name) const { return m_folder.folder() / "in" / name; }
    void write(const char *name, const QByteArray &bytes) const
    {
        std::ofstream(in(name), std::ios::binary).write(bytes.constData(), bytes.size());
    }

    /// Seals what is in the folder "in" and opens the session.
    void open()
    {
        auto made = m_folder.create();
        const auto report = made->ingest(m_folder.inputs(), test::guessedKinds(), {});
        if (!report)
            qFatal("%s", qPrintable(report.error().text()));
        for (const ItemId id : report->added)
            describe(*made, id);
        session = std::make_unique<ui::Session>(std::move(made), m_registry, m_scheduler);
    }

    ItemId item(const char *name) const
    {
        for (const casefile::Item &each : session->sheet().items()) {
            if (each.name.endsWith(QString::fromLatin1(name)))
                return each.id;
        }
        qFatal("no item %s", name);
    }

    FindingId addMachine(ItemId item, Place place, FindingType type, double score = 0.8)
    {
        Finding f;
        f.item = item;
        f.type = type;
        f.score = score;
        f.place = std::move(place);
        f.provenance = {QStringLiteral("test"), QStringLiteral("1"), {}};
        f.id = stableFindingId(f);
        if (auto added = session->openCase().addFindings(item, {f}); !added)
            qFatal("%s", qPrintable(added.error().text()));
        return f.id;
    }
    const Finding &finding(FindingId id) const { return *session->sheet().finding(id); }

private:
    static void describe(casefile::Case &c, ItemId id)
    {
        casefile::Item item = *std::as_const(c).sheet().item(id);
        item.state = casefile::ItemState::Analysed;
        const auto source = c.openItem(id);
        if (!source)
            qFatal("%s", qPrintable(source.error().text()));
        if (item.kind == ItemKind::Video || item.kind == ItemKind::Audio) {
            const auto info = media::probe(**source, {});
            for (const media::StreamInfo &stream :
                 info ? info->streams : QList<media::StreamInfo>())
                item.streams.append(
                    {stream.index,
                     stream.kind == media::StreamKind::Video ? Modality::Video : Modality::Audio,
                     stream.codec, stream.displayedSize(), stream.timeBase, info->seconds,
                     stream.sampleRate, stream.channels});
        }
        if (item.kind == ItemKind::Text || item.kind == ItemKind::Csv) {
            const auto bytes = (*source)->readAll(1 << 28);
            const QString text = QString::fromUtf8(*bytes);
            item.extent = text.size();
            if (auto set = c.setItemText(id, text); !set)
                qFatal("%s", qPrintable(set.error().text()));
        }
        if (auto set = c.setAnalysed(item); !set)
            qFatal("%s", qPrintable(set.error().text()));
    }

    CaseFolder m_folder;
    QSettings m_settings;
    detect::Registry m_registry;
    Scheduler m_scheduler{2};

public:
    ui::Commands commands;
    std::unique_ptr<ui::Session> session;
};

} // namespace redoubt::test
