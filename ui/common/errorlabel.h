// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QLabel>

namespace redoubt::ui {

/// The sentence of an error beside what it is about: red, with the sign of danger before it. Takes
/// the focus, so that it can be read again and copied by keyboard; screen readers hear it when it
/// comes. Hidden while there is nothing to say.
class ErrorLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ErrorLabel(QWidget *parent = nullptr);
    /// An empty sentence hides the label.
    void setError(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace redoubt::ui
