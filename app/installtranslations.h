// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

class QCoreApplication;

namespace redoubt {

/// Installs the words of @a language ("de", "zh_CN"; empty: the system's) for this program and for
/// Qt's own dialogs. A language without a translation leaves English.
void installTranslations(QCoreApplication &app, const QString &language);

} // namespace redoubt
