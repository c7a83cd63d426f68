// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace redoubt::ui {

/// A round button that shows an action's icon; the primary one is larger and in the accent colour.
class RoundButton : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Weight { Normal, Primary };
    RoundButton(QAction *action, QString icon, Weight weight, QWidget *parent = nullptr);
    void setIconName(const QString &icon);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    Weight m_weight;
};

/// The row below a video: time and frame at the left, buttons in the middle, speed, zoom and what
/// to know about the sound at the right. It shows what it is given.
class PlayerBar : public QWidget
{
    Q_OBJECT
public:
    explicit PlayerBar(QWidget *parent = nullptr);

    /// In order from the left; the primary one stands in the middle.
    void addButton(QAction *action, const QString &icon,
                   RoundButton::Weight weight = RoundButton::Weight::Normal);
    void addTool(QAction *action, const QString &icon);
    void setPlaying(bool playing);
    /// @a frame: from 0, negative when there is none.
    void setTime(double seconds, qint64 frame);
    /// "1× · 100 % · Fit"
    void setState(const QString &state);
    void setSoundNote(const QString &note);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyFonts();

    QLabel *m_time;
    QLabel *m_frame;
    QLabel *m_state;
    QLabel *m_note;
    QWidget *m_buttons;
    QWidget *m_tools;
    QHBoxLayout *m_columns = nullptr;
    RoundButton *m_play = nullptr;
};

/// "00:04:12.367": always with hours, so that it does not jump while playing.
QString timecode(double seconds);

} // namespace redoubt::ui
