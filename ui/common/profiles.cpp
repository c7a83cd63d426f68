// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/profiles.h"

#include "core/casefile/profile.h"

#include <QComboBox>

#include <algorithm>

namespace redoubt::ui {

std::vector<std::pair<QString, QString>> profileChoices(const QString &current)
{
    QStringList names = casefile::builtInProfiles();
    if (!names.contains(current))
        names.append(current);
    std::vector<std::pair<QString, QString>> choices;
    for (const QString &name : std::as_const(names)) {
        const auto profile = casefile::loadProfile(name);
        choices.emplace_back(name, profile && !profile->title.isEmpty() ? profile->title : name);
    }
    return choices;
}

void fillProfiles(QComboBox &box, const QString &current)
{
    box.clear();
    for (const auto &[name, title] : profileChoices(current))
        box.addItem(title, name);
    box.setCurrentIndex(box.findData(current));
}

} // namespace redoubt::ui
