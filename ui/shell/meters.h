// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace redoubt::ui {

class JobBoard;

/// A line of words over a thin bar: "Undecided 14 of 412". Stays visible instead of a message.
class Meter : public QWidget
{
    Q_OBJECT
public:
    enum class Tone { Undecided, Seen, Running };
    explicit Meter(Tone tone, QWidget *parent = nullptr);

    /// @a share: 0..1, or below 0 while it is unknown.
    void set(const QString &text, double share);
    QString text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Tone m_tone;
    QString m_text;
    double m_share = 0;
};

/// The first running job with percent, time left and cancel; hidden while nothing runs.
class JobMeter : public QWidget
{
    Q_OBJECT
public:
    explicit JobMeter(JobBoard &jobs, QWidget *parent = nullptr);

private:
    void refresh();

    JobBoard &m_jobs;
    Meter *m_meter;
    QLabel *m_rest;
    QPushButton *m_cancel;
};

/// "0:38 left"; empty for negative times.
QString remainingText(qint64 milliseconds);

} // namespace redoubt::ui
