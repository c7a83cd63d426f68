// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

class QApplication;
class QFont;

namespace redoubt::ui {

enum class ThemeChoice { System, Dark, Light };

/// Every colour of the window, by meaning. Nothing else in ui/ names a colour.
struct Theme
{
    bool dark = true;
    QColor ground; ///< behind panels
    QColor panel;
    QColor raised; ///< buttons, chips, hovered rows
    QColor line;   ///< hairlines between panels
    QColor canvas; ///< around the media
    QColor text;
    QColor secondary;  ///< secondary text
    QColor accent;     ///< the primary action, selection, what a person did
    QColor onAccent;   ///< text on accent
    QColor selection;  ///< background of selected rows
    QColor proposed;   ///< proposals and candidates
    QColor redact;     ///< fill of marks
    QColor redactEdge; ///< edge and text of marks
    QColor keep;
    QColor danger; ///< gaps, suspected leaks, not examined
    QColor voice;  ///< sound

    static const Theme &darkTheme();
    static const Theme &lightTheme();
    QPalette palette() const;
};

/// The theme in force. Widgets look colours up when they paint and repaint on
/// QEvent::PaletteChange; they keep none. Threads: the window's.
const Theme &theme();

/// Sets style, palette and fonts of the whole program. System follows the palette that the desktop
/// gave the program at its start.
void applyTheme(QApplication &app, ThemeChoice choice);

// Metrics: an 8 px grid, 4 inside controls. Logical pixels.
constexpr int kGrid = 8;
constexpr int kHalfGrid = 4;
constexpr int kToolbarHeight = 44;
constexpr int kStatusHeight = 24;
constexpr int kTreeRow = 42;
constexpr int kListRow = 54;
constexpr int kLaneHeight = 20;
constexpr int kWaveformHeight = 54;

// The few sizes of text. Weight, not size, shows selection.
QFont textFont();      ///< 12.5 px
QFont secondaryFont(); ///< 11 px
QFont headFont();      ///< 10.5 px, letter-spaced capitals: heads of panels
QFont timeFont();      ///< 13 px, digits of equal width

} // namespace redoubt::ui
