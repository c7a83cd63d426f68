// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/streams.h"
#include "core/redact/plan/plan.h"
#include "ui/canvas/player.h"
#include "ui/common/postbox.h"

#include <QObject>

#include <functional>
#include <memory>

namespace redoubt::ui {

/// The sound of one stream through the default device: at normal speed, as it will be released or
/// as it is. A thread decodes ahead of the device by at most two seconds.
/// Threads: the window's. Ownership: shares the source with its thread.
class PlayerSound : public QObject, public SoundClock
{
    Q_OBJECT
public:
    /// Opens the sound for a thread of its own; owns what it uses.
    using Open = std::function<Result<std::unique_ptr<media::SoundStream>>(
        const media::AudioReadOptions &options, const JobContext &context)>;
    /// @a axisBase: time base that start() and heard() count in; @a streamBase: of the sound
    /// itself.
    PlayerSound(Open open, int stream, Rational streamBase, Rational axisBase,
                QObject *parent = nullptr);
    ~PlayerSound() override;

    static bool hasDevice();
    int stream() const;
    /// Asked at every start for what is replaced while playing; nothing plays the original.
    void setCuts(std::function<std::vector<redact::AudioCut>()> cuts);

    bool start(Ticks time) override;
    void stop() override;
    std::optional<Ticks> heard() const override;

Q_SIGNALS:
    /// The device or the stream failed; playing goes on silently.
    void failed(const QString &sentence);

private:
    struct Private;
    std::unique_ptr<Private> d;
    Postbox m_postbox{*this};
};

/// The samples of one block as they are heard: replaced where @a cuts say, mixed to two channels,
/// from @a from on (in samples of the block's rate). @a from moves to the end of what was added;
/// a gap becomes silence. Interleaved.
std::vector<float> interleaved(const media::AudioBlock &block, qint64 &from);

} // namespace redoubt::ui
