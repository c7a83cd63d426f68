// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/mediainfo.h"
#include "tests/casefile/casetest.h"
#include "tests/support/guessedkinds.h"
#include "tests/support/tinymedia.h"
#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QSettings>

#include <memory>

namespace redoubt::test {

/// A case with one generated video of 25 frames a second and its sound, described as the analysis
/// does it, in two shots; findings are made by hand.
class MediaCase
{
public:
    static constexpr int kFrames = 60;
    static constexpr int kCut = 40; ///< the first frame of the second shot

    MediaCase()
        : m_settings(QString::fromStdString((m_place.folder() / "settings.ini").native()),
                     QSettings::IniFormat)
        , m_commands(m_settings)
    {
        std::filesystem::create_directories(m_place.folder() / "in");
        const auto file = makeVideo(m_place.folder() / "in/clip.mp4", {{160, 120}, kFrames});
        auto made = m_place.create();
        const auto report = made->ingest(m_place.inputs(), test::guessedKinds(), JobContext());
        if (!report || report->added.size() != 1)
            qFatal("ingest");
        m_item = report->added.first();
        const auto source = openFileSource(file);
        const auto info = source ? media::probe(**source, {}) : source.error();
        if (!info)
            qFatal("probe");
        casefile::Item described = *made->sheet().item(m_item);
        described.kind = ItemKind::Video;
        described.state = casefile::ItemState::Analysed;
        for (const media::StreamInfo &s : info->streams) {
            casefile::ItemStream stream;
            stream.index = s.index;
            const bool video = s.kind == media::StreamKind::Video;
            stream.modality = video ? Modality::Video : Modality::Audio;
            stream.size = s.displayedSize();
            stream.timeBase = s.timeBase;
            stream.seconds = kFrames / 25.0;
            stream.sampleRate = s.sampleRate;
            stream.channels = s.channels;
            described.streams.append(stream);
            (video ? m_video : m_audio) = stream;
        }
        m_step = m_video.timeBase.den / m_video.timeBase.num / 25;
        described.shots = {{0, pts(kCut)}, {pts(kCut), pts(kFrames)}};
        if (!made->setAnalysed(described))
            qFatal("analysed");
        m_session = std::make_unique<ui::Session>(std::move(made), m_registry, m_scheduler);
    }

    ui::Session &session() { return *m_session; }
    ui::Commands &commands() { return m_commands; }
    ItemId item() const { return m_item; }
    const casefile::ItemStream &audio() const { return m_audio; }
    Ticks pts(int frame) const { return frame * m_step; }
    std::vector<Ticks> frames() const
    {
        std::vector<Ticks> all;
        for (int n = 0; n < kFrames; ++n)
            all.push_back(pts(n));
        return all;
    }
    int steps() { return m_session->openCase().undoStack().count(); }

    /// A machine's track over frames [first, last].
    FindingId track(int first, int last, const QString &group, FindingType type = FindingType::Face,
                    double score = 0.9)
    {
        Track track{m_video.index, {}};
        for (int n = first; n <= last; ++n)
            track.boxes.push_back({pts(n), {10 + n, 20, 50, 60}, BoxOrigin::Detected, 0.9f});
        return add(track, group, type, score);
    }
    /// A machine's span of sound over seconds [begin, end).
    FindingId span(double begin, double end, const QString &group,
                   FindingType type = FindingType::PhoneNumber)
    {
        const auto at = [&](double s) {
            return fromSeconds(s, m_audio.timeBase, Rounding::Nearest);
        };
        return add(Span{m_audio.index, {at(begin), at(end)}, {}}, group, type, 0.8);
    }
    const Finding &finding(FindingId id) { return *m_session->sheet().finding(id); }
    /// What is shown, in order of place.
    std::vector<const Finding *> shown() { return m_session->findings(m_item); }

private:
    FindingId add(Place place, const QString &group, FindingType type, double score)
    {
        Finding finding;
        finding.item = m_item;
        finding.type = type;
        finding.score = score;
        finding.place = std::move(place);
        finding.group = group;
        finding.provenance = {QStringLiteral("test"), QStringLiteral("1"), {}};
        finding.id = stableFindingId(finding);
        if (!m_session->openCase().addFindings(m_item, {finding}))
            qFatal("findings");
        return finding.id;
    }

    CaseFolder m_place;
    QSettings m_settings;
    ui::Commands m_commands;
    detect::Registry m_registry;
    Scheduler m_scheduler{1};
    ItemId m_item;
    casefile::ItemStream m_video;
    casefile::ItemStream m_audio;
    Ticks m_step = 1;
    std::unique_ptr<ui::Session> m_session;
};

} // namespace redoubt::test
