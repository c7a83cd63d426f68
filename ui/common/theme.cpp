// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/theme.h"

#include <QApplication>
#include <QFont>
#include <QFontDatabase>
#include <QStyleFactory>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

const Theme *g_theme = &Theme::darkTheme();

Theme makeDark()
{
    Theme t;
    t.dark = true;
    t.ground = QColor(0x1b1d20);
    t.panel = QColor(0x232629);
    t.raised = QColor(0x2a2e32);
    t.line = QColor(0x33383d);
    t.canvas = QColor(0x121315);
    t.text = QColor(0xe6e8eb);
    t.secondary = QColor(0x8b939c);
    t.accent = QColor(0x4ea1ff);
    t.onAccent = QColor(0x0b1a2b);
    t.selection = QColor(0x2d3f55);
    t.proposed = QColor(0xf0a830);
    t.redact = QColor(QRgb(0x000000));
    t.redactEdge = QColor(0xffffff);
    t.keep = QColor(0x3fb68b);
    t.danger = QColor(0xff6b57);
    t.voice = QColor(0x6cc4ee);
    return t;
}

Theme makeLight()
{
    Theme t;
    t.dark = false;
    t.ground = QColor(0xf4f5f6);
    t.panel = QColor(0xffffff);
    t.raised = QColor(0xeceef0);
    t.line = QColor(0xd8dce0);
    t.canvas = QColor(0xdfe2e5);
    t.text = QColor(0x1d2125);
    t.secondary = QColor(0x5d666f);
    t.accent = QColor(0x0b63c4);
    t.onAccent = QColor(0xffffff);
    t.selection = QColor(0xd6e6f8);
    t.proposed = QColor(0x9a6200); // darker than on dark ground, for contrast
    t.redact = QColor(QRgb(0x000000));
    t.redactEdge = QColor(0xffffff);
    t.keep = QColor(0x14784f);
    t.danger = QColor(0xc22f1c);
    t.voice = QColor(0x1679a8);
    return t;
}

QFont sized(double pixels)
{
    QFont font = QApplication::font();
    font.setPointSizeF(pixels * 0.75); // 96 logical dots an inch, whatever the scale of the screen
    return font;
}

bool desktopIsDark()
{
    static const bool dark =
        QApplication::palette().color(QPalette::Window).lightness() < 128; // before we change it
    return dark;
}

/// What the palette cannot say: flat panels, hairlines, round buttons. Colours come from the theme.
QString styleSheet(const Theme &t)
{
    const auto c = [](const QColor &color) { return color.name(); };
    return u"QToolTip { color: %1; background: %2; border: 1px solid %3; padding: 4px; }"
           "QPushButton, QToolButton#textButton { background: %2; border: 1px solid %2;"
           " border-radius: 4px; padding: 5px 12px; }"
           "QPushButton:hover { border-color: %4; }"
           "QPushButton:focus { border: 1px solid %5; }"
           "QPushButton:disabled { color: %4; }"
           "QPushButton[primary=\"true\"] { background: %5; color: %6; border-color: %5;"
           " font-weight: 600; }"
           "QPushButton[primary=\"true\"]:focus { border: 1px solid %1; }"
           "QPushButton[primary=\"true\"]:disabled { background: %2; color: %4;"
           " border-color: %2; }"
           "QPushButton[chip=\"true\"] { border-radius: 11px; padding: 3px 6px; }"
           "QPushButton[chip=\"true\"]:checked { background: %7; border-color: %7; }"
           "QPushButton[chip=\"true\"]:focus { border-color: %5; }"
           "QLineEdit, QPlainTextEdit { border: 1px solid %3; border-radius: 4px;"
           " padding: 4px 6px; background: %8; }"
           "QLineEdit:focus, QPlainTextEdit:focus { border-color: %5; }"
           "QMenuBar, QMenuBar::item, QStatusBar { background: %9; }"
           "QMenuBar::item:selected { background: %7; }"
           "QStatusBar::item { border: none; }"
           "QSplitter::handle { background: %3; }"
           "QTabBar::tab { background: transparent; padding: 7px 10px; color: %4;"
           " border-bottom: 2px solid transparent; }"
           "QTabBar::tab:selected { color: %1; border-bottom-color: %5; }"
           "QTabBar::tab:focus { color: %5; }"
           "QTabWidget::pane { border: none; }"
           "QHeaderView::section { background: %9; color: %4; border: none; padding: 4px 6px; }"
           "QProgressBar { background: %3; border: none; border-radius: 2px; max-height: 4px; }"
           "QProgressBar::chunk { background: %5; border-radius: 2px; }"_s.arg(
               c(t.text), c(t.raised), c(t.line), c(t.secondary), c(t.accent), c(t.onAccent),
               c(t.selection), c(t.panel), c(t.ground));
}

} // namespace

const Theme &Theme::darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme &Theme::lightTheme()
{
    static const Theme theme = makeLight();
    return theme;
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, panel);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, panel);
    p.setColor(QPalette::AlternateBase, raised);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, secondary);
    p.setColor(QPalette::Button, raised);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, danger);
    p.setColor(QPalette::Highlight, selection);
    p.setColor(QPalette::HighlightedText, text);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::ToolTipBase, raised);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Light, raised);
    p.setColor(QPalette::Midlight, raised);
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, line);
    p.setColor(QPalette::Shadow, ground);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, secondary);
    return p;
}

const Theme &theme()
{
    return *g_theme;
}

void applyTheme(QApplication &app, ThemeChoice choice)
{
    const bool dark = choice == ThemeChoice::System ? desktopIsDark() : choice == ThemeChoice::Dark;
    std::ignore = desktopIsDark(); // asked before the palette is ours
    g_theme = dark ? &Theme::darkTheme() : &Theme::lightTheme();
    app.setStyle(QStyleFactory::create(u"Fusion"_s));
    app.setPalette(g_theme->palette());
    app.setFont(textFont());
    app.setStyleSheet(styleSheet(*g_theme));
}

QFont textFont()
{
    return sized(12.5);
}

QFont secondaryFont()
{
    return sized(11);
}

QFont headFont()
{
    QFont font = sized(10.5);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont timeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(13 * 0.75);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace redoubt::ui
