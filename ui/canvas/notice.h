// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace redoubt::ui {

/// What a quiet page says instead of media: an icon, a headline, and the cause with the next step.
struct Notice
{
    enum class Tone { Calm, Problem };
    QString icon; ///< name for paintIcon()
    QString head;
    QString body;
    Tone tone = Tone::Calm;
    bool operator==(const Notice &) const = default;
};

/// Paints the notice centred in @a rect.
void paintNotice(QPainter &painter, const QRectF &rect, const Notice &notice);

/// A page that shows one notice. Screen readers hear both sentences.
class NoticePage : public QWidget
{
    Q_OBJECT
public:
    explicit NoticePage(QWidget *parent = nullptr);
    void setNotice(const Notice &notice);
    const Notice &notice() const { return m_notice; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Notice m_notice;
};

} // namespace redoubt::ui
