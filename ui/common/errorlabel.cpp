// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/errorlabel.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QAccessible>
#include <QPainter>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSign = 16;

} // namespace

ErrorLabel::ErrorLabel(QWidget *parent)
    : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText); // it may hold names of files
    setForegroundRole(QPalette::BrightText);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFocusPolicy(Qt::StrongFocus);
    setContentsMargins(kSign + kGrid, 0, 0, 0);
    hide();
}

void ErrorLabel::setError(const QString &sentence)
{
    const bool isNew = sentence != text() || isHidden();
    setText(sentence);
    setVisible(!sentence.isEmpty());
    if (sentence.isEmpty() || !isNew)
        return;
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ErrorLabel::paintEvent(QPaintEvent *event)
{
    QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // Beside the first line; a label that is higher than its text has that in its middle.
    const double above = (height() - heightForWidth(width())) / 2.0;
    const double top = std::max(0.0, above) +
                       std::max(0.0, (std::min(height(), fontMetrics().height()) - kSign) / 2.0);
    paintIcon(painter, QRectF(0, top, kSign, kSign), u"gap"_s, theme().danger);
}

} // namespace redoubt::ui
