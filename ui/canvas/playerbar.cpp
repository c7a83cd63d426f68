// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/playerbar.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <cmath>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kButton = 28;
constexpr int kPrimaryButton = 34;
constexpr int kBarHeight = 52;
constexpr int kRoomForAll = 480;

/// A remark that gives way to everything else: what has no room ends in dots.
class NoteLabel : public QLabel
{
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        style()->drawItemText(
            &painter, rect(), int(Qt::AlignRight | Qt::AlignVCenter), palette(), isEnabled(),
            fontMetrics().elidedText(text(), Qt::ElideRight, width()), foregroundRole());
    }
};

} // namespace

QString timecode(double seconds)
{
    const qint64 ms = std::max<qint64>(0, std::llround(seconds * 1000));
    const QLatin1Char zero('0');
    return u"%1:%2:%3.%4"_s.arg(ms / 3600000, 2, 10, zero)
        .arg(ms / 60000 % 60, 2, 10, zero)
        .arg(ms / 1000 % 60, 2, 10, zero)
        .arg(ms % 1000, 3, 10, zero);
}

RoundButton::RoundButton(QAction *action, QString icon, Weight weight, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(std::move(icon))
    , m_weight(weight)
{
    setObjectName(action->objectName() + u".button"_s);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    const auto follow = [this, action] {
        setCheckable(action->isCheckable());
        setChecked(action->isChecked());
        setEnabled(action->isEnabled());
        setToolTip(action->toolTip());
        setAccessibleName(action->text());
        update();
    };
    follow();
    connect(action, &QAction::changed, this, follow);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
}

void RoundButton::setIconName(const QString &icon)
{
    if (icon == m_icon)
        return;
    m_icon = icon;
    update();
}

QSize RoundButton::sizeHint() const
{
    const int side = m_weight == Weight::Primary ? kPrimaryButton : kButton;
    return {side, side};
}

void RoundButton::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QSizeF size = sizeHint();
    QRectF circle({0, 0}, size);
    circle.moveCenter(QRectF(rect()).center());
    circle.adjust(0.5, 0.5, -0.5, -0.5);
    const bool primary = m_weight == Weight::Primary;
    QColor ground = primary ? t.accent : t.raised;
    if (underMouse() || isDown())
        ground = t.dark ? ground.lighter(115) : ground.darker(106);
    painter.setBrush(isChecked() ? t.selection : ground);
    painter.setPen(hasFocus() ? QPen(primary ? t.text : t.accent, 1.5) : QPen(Qt::NoPen));
    painter.drawEllipse(circle);
    const double inset = primary ? 9 : 7;
    const QColor ink = primary       ? t.onAccent
                       : isEnabled() ? (isChecked() ? t.accent : t.text)
                                     : t.secondary;
    paintIcon(painter, circle.adjusted(inset, inset, -inset, -inset), m_icon, ink);
}

PlayerBar::PlayerBar(QWidget *parent)
    : QWidget(parent)
    , m_time(new QLabel(this))
    , m_frame(new QLabel(this))
    , m_state(new QLabel(this))
    , m_note(new NoteLabel(this))
    , m_buttons(new QWidget(this))
    , m_tools(new QWidget(this))
{
    setObjectName(u"playerBar"_s);
    setAccessibleName(tr("Player"));
    setFixedHeight(kBarHeight);
    m_time->setObjectName(u"playerTime"_s);
    m_frame->setObjectName(u"playerFrame"_s);
    m_state->setObjectName(u"playerState"_s);
    m_note->setObjectName(u"playerSoundNote"_s);
    m_time->setAccessibleName(tr("Time"));
    m_frame->setAccessibleName(tr("Frame"));
    m_note->hide();
    auto *left = new QHBoxLayout;
    left->setSpacing(2 * kGrid);
    left->addWidget(m_time);
    left->addWidget(m_frame);
    left->addStretch(1);
    auto *middle = new QHBoxLayout(m_buttons);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(kGrid);
    auto *tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(kHalfGrid);
    auto *right = new QHBoxLayout;
    right->setSpacing(kGrid);
    right->addStretch(1);
    right->addWidget(m_note);
    right->addWidget(m_state);
    right->addWidget(m_tools);
    m_columns = new QHBoxLayout(this);
    m_columns->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    m_columns->addLayout(left, 1);
    m_columns->addWidget(m_buttons);
    m_columns->addLayout(right, 1);
    applyFonts();
}

void PlayerBar::addButton(QAction *action, const QString &icon, RoundButton::Weight weight)
{
    auto *button = new RoundButton(action, icon, weight, m_buttons);
    m_buttons->layout()->addWidget(button);
    if (weight == RoundButton::Weight::Primary)
        m_play = button;
}

void PlayerBar::addTool(QAction *action, const QString &icon)
{
    m_tools->layout()->addWidget(
        new RoundButton(action, icon, RoundButton::Weight::Normal, m_tools));
}

void PlayerBar::setPlaying(bool playing)
{
    if (m_play != nullptr)
        m_play->setIconName(playing ? u"pause"_s : u"play"_s);
}

void PlayerBar::setTime(double seconds, qint64 frame)
{
    m_time->setText(timecode(seconds));
    //: Number of the frame shown, counted from 1
    m_frame->setText(frame < 0 ? QString() : tr("frame %1").arg(QLocale().toString(frame + 1)));
}

void PlayerBar::setState(const QString &state)
{
    m_state->setText(state);
}

void PlayerBar::setSoundNote(const QString &note)
{
    m_note->setText(note);
    m_note->setToolTip(note);
    m_note->setVisible(!note.isEmpty() && width() >= kRoomForAll);
    m_time->setToolTip(note); // where the note itself has no room
}

void PlayerBar::applyFonts()
{
    QFont bold = timeFont();
    bold.setWeight(QFont::DemiBold);
    m_time->setFont(bold);
    for (QLabel *label : {m_frame, m_state, m_note}) {
        label->setFont(secondaryFont());
        QPalette tones = label->palette();
        if (tones.color(QPalette::WindowText) != theme().secondary) {
            tones.setColor(QPalette::WindowText, theme().secondary);
            label->setPalette(tones);
        }
    }
}

void PlayerBar::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

void PlayerBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // The time and the buttons come first; the rest is in the menus and on the canvas.
    const bool roomy = width() >= kRoomForAll;
    for (QWidget *each :
         {static_cast<QWidget *>(m_frame), static_cast<QWidget *>(m_state), m_tools})
        each->setVisible(roomy);
    m_note->setVisible(!m_note->text().isEmpty() && roomy);
    m_columns->setStretch(m_columns->count() - 1, roomy ? 1 : 0);
    // To the start and to the end: Home and End do that too.
    const QLayout *buttons = m_buttons->layout();
    for (const int outer : {0, buttons->count() - 1}) {
        if (buttons->count() > 2)
            buttons->itemAt(outer)->widget()->setVisible(roomy);
    }
}

void PlayerBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        applyFonts();
    QWidget::changeEvent(event);
}

} // namespace redoubt::ui
