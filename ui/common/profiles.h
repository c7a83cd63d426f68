// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

class QComboBox;

namespace redoubt::ui {

/// Name, as saved, and title, for people, of the profiles that can be chosen: the built-in ones,
/// and @a current where that is another.
std::vector<std::pair<QString, QString>> profileChoices(const QString &current);
/// Fills @a box with them (the name is the item's data) and chooses @a current.
void fillProfiles(QComboBox &box, const QString &current);

} // namespace redoubt::ui
