// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/meters.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/jobs/jobboard.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

QFont textsFont()
{
    QFont font = secondaryFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

Meter::Meter(Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Meter::set(const QString &text, double share)
{
    if (text == m_text && share == m_share)
        return;
    m_text = text;
    m_share = share;
    setAccessibleName(text);
    setToolTip(text);
    updateGeometry();
    update();
}

QSize Meter::sizeHint() const
{
    return {std::max(180, QFontMetrics(textsFont()).horizontalAdvance(m_text) + 2), 32};
}

QSize Meter::minimumSizeHint() const
{
    return {72, 32};
}

void Meter::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = textsFont();
    painter.setFont(font);
    const bool open = m_tone == Tone::Undecided && m_share < 1;
    painter.setPen(open ? t.proposed : m_tone == Tone::Running ? t.secondary : t.text);
    painter.drawText(QRectF(0, 2, width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(m_text, Qt::ElideMiddle, width()));
    const QRectF track(0, 22, width(), 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.line);
    painter.drawRoundedRect(track, 2, 2);
    if (m_share <= 0)
        return;
    painter.setBrush(m_tone == Tone::Undecided ? t.keep
                     : m_tone == Tone::Seen    ? t.accent
                                               : t.voice);
    painter.drawRoundedRect(
        QRectF(track.left(), track.top(), track.width() * std::min(1.0, m_share), track.height()),
        2, 2);
}

QString remainingText(qint64 milliseconds)
{
    if (milliseconds < 0)
        return {};
    const qint64 s = (milliseconds + 500) / 1000;
    const QString clock = u"%1:%2"_s.arg(s / 60).arg(s % 60, 2, 10, QLatin1Char('0'));
    return JobMeter::tr("%1 left").arg(clock);
}

JobMeter::JobMeter(JobBoard &jobs, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_meter(new Meter(Meter::Tone::Running, this))
    , m_rest(new QLabel(this))
    , m_cancel(new QPushButton(this))
{
    setObjectName(u"jobMeter"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    m_meter->setObjectName(u"runningJob"_s);
    layout->addWidget(m_meter, 1);
    m_rest->setFont(secondaryFont());
    m_rest->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_rest);
    m_cancel->setObjectName(u"cancelJob"_s);
    m_cancel->setIcon(icon(u"close"));
    m_cancel->setFlat(true);
    m_cancel->setFixedWidth(28);
    m_cancel->setAccessibleName(tr("Cancel this work"));
    m_cancel->setToolTip(tr("Cancel this work; what is finished stays"));
    layout->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_jobs.cancelRow(0); });
    connect(&jobs, &JobBoard::changed, this, &JobMeter::refresh);
    refresh();
}

void JobMeter::refresh()
{
    setVisible(!m_jobs.isEmpty());
    if (m_jobs.isEmpty())
        return;
    const QModelIndex first = m_jobs.index(0);
    const double share = first.data(JobBoard::ShareRole).toDouble();
    const bool stopping = first.data(JobBoard::StoppingRole).toBool();
    m_meter->set(stopping ? tr("Stopping …") : first.data().toString(), share);
    QString rest = tr("%1 %").arg(int(share * 100));
    const QString left = remainingText(first.data(JobBoard::RemainingRole).toLongLong());
    if (!left.isEmpty())
        rest += u" · "_s + left;
    if (m_jobs.rowCount() > 1)
        rest += u" · "_s + tr("%n more", nullptr, m_jobs.rowCount() - 1);
    m_rest->setText(rest);
    m_cancel->setEnabled(!stopping);
}

} // namespace redoubt::ui
