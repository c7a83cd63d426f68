// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace redoubt::test {

/// What the rules need to know about Qt: which header belongs to which of its modules.
class QtHeaders
{
public:
    /// @a folder holds QtCore, QtGui, ... as the include folder of an installed Qt does.
    explicit QtHeaders(QString folder);
    /// "QtWidgets" for QWidget, QtWidgets/QWidget and qwidget.h; empty for what no module has.
    QString moduleOf(const QString &header) const;

private:
    QString m_folder;
};

/// The sentences for every rule of the project that a source breaks: arrows between modules
/// (docs/architecture.md), headers that may be included where, the first line, unfinished work,
/// length.
/// @a path is relative to the root ("core/base/ids.h"). Rules about includes hold for core, ui and
/// app; the others for every source.
QStringList violations(const QString &path, const QString &text, const QtHeaders &qt);

} // namespace redoubt::test
