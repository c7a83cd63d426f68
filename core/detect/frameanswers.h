// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/timespan.h"
#include "core/detect/detector.h"
#include "core/jobs/answers.h"

#include <QSize>

namespace redoubt::detect {

/// What was seen on one frame.
struct FrameSight
{
    std::vector<Detection> seen;
    QSize picture; ///< the space of their boxes
};

/// What a frame detector has seen of one stream in earlier runs. Frames are named by their number
/// in decoding order together with their time, as damaged files give one time to several.
/// Threads: as Answers.
class FrameAnswers
{
public:
    /// @a answers may be null: then nothing is known and nothing kept. Borrowed. @a detector: whose
    /// they are; others see other things on the same frame.
    FrameAnswers(Answers *answers, int stream, QString detector)
        : m_answers(answers)
        , m_stream(stream)
        , m_detector(std::move(detector))
    {}
    std::optional<FrameSight> find(qint64 frame, Ticks pts) const;
    void keep(qint64 frame, Ticks pts, const FrameSight &sight) const;

private:
    QByteArray question(qint64 frame, Ticks pts) const;

    Answers *m_answers;
    int m_stream;
    QString m_detector;
};

} // namespace redoubt::detect
