// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/timespan.h"

#include <QString>

#include <vector>

namespace redoubt::ui {

/// Ticks of a time axis <-> x of a widget, with a zoom from the whole file to single frames. A
/// value: painting, hit tests and gestures all ask the same one.
class TimelineScale
{
public:
    TimelineScale() = default;
    /// Shows all of @a range in @a width logical pixels.
    TimelineScale(TimeSpan range, Rational base, double width);

    bool isValid() const { return !m_range.isEmpty() && m_width > 0; }
    TimeSpan range() const { return m_range; }
    Rational base() const { return m_base; }
    double width() const { return m_width; }
    double ticksPerPixel() const { return m_ticksPerPixel; }
    /// x = 0 is the left edge of the lanes.
    double x(Ticks t) const { return (double(t - m_range.begin) - m_left) / m_ticksPerPixel; }
    /// The tick nearest to @a x, not clamped.
    Ticks ticksAt(double x) const;
    /// What the width shows, rounded outward.
    TimeSpan visible() const;

    /// How long a frame is, so that zooming ends where one is kMaxFrameWidth wide. 0: not video.
    void setFrameTicks(double ticks);
    double frameTicks() const { return m_frameTicks; }
    static constexpr double kMaxFrameWidth = 80;
    /// Pixels left and right of the range when all of it is shown.
    static constexpr double kMargin = 16;

    /// Keeps the left edge and the zoom where the range allows; a scale that showed everything
    /// still does.
    void setWidth(double width);
    void setRange(TimeSpan range);
    /// @a factor > 1 shows more detail. What is at @a anchor (x) stays there, unless an end of the
    /// range comes into the way.
    void zoom(double factor, double anchor);
    void fit();
    /// Shows @a span with room on both sides.
    void fit(TimeSpan span);
    bool showsAll() const;
    void scrollBy(double pixels);
    /// Brings @a t into view; nothing happens when it is inside already.
    void reveal(Ticks t);

    /// Pixels from the begin of the range to x = 0: -kMargin .. scrollMaximum() - kMargin.
    double scrollPosition() const { return m_left / m_ticksPerPixel; }
    double scrollMaximum() const;
    void setScrollPosition(double pixels);

private:
    double maxTicksPerPixel() const;
    double minTicksPerPixel() const;
    void clamp();

    TimeSpan m_range;
    Rational m_base{1, 1};
    double m_width = 0;
    double m_ticksPerPixel = 1;
    double m_left = 0; ///< ticks from the begin of the range to x = 0; negative at the margin
    double m_frameTicks = 0;
};

/// One line of the ruler.
struct RulerMark
{
    double x = 0;
    QString label; ///< empty: a short line
    bool operator==(const RulerMark &) const = default;
};

/// Lines for what is visible, with labels at least @a spacing pixels apart. Labels count from the
/// begin of the range: "04:30", below a second "04:30.250".
std::vector<RulerMark> rulerMarks(const TimelineScale &scale, double spacing);
/// Lines for single frames with their numbers (counted from 0), once they are wide enough to tell
/// apart; else nothing. @a frames: presentation times, sorted.
std::vector<RulerMark> frameMarks(const TimelineScale &scale, const std::vector<Ticks> &frames,
                                  double spacing);

} // namespace redoubt::ui
