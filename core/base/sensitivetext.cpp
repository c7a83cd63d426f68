// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/sensitivetext.h"

namespace redoubt {

QDebug operator<<(QDebug debug, const SensitiveText &text)
{
    QDebugStateSaver saver(debug);
    debug.nospace() << "SensitiveText(" << text.reveal().size() << " units)";
    return debug;
}

} // namespace redoubt
