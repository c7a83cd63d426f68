// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/item.h"

#include <algorithm>
#include <array>

namespace redoubt::casefile {

namespace {

constexpr std::array kStates{"sealed", "analysed", "unsupported", "failed"};
constexpr std::array kRoles{"third_party", "requester", "staff", "minor"};

} // namespace

QString toString(ItemState state)
{
    return QString::fromLatin1(kStates[size_t(state)]);
}

std::optional<ItemState> itemStateFromString(QStringView text)
{
    for (size_t i = 0; i < kStates.size(); ++i) {
        if (text == QLatin1StringView(kStates[i]))
            return ItemState(i);
    }
    return std::nullopt;
}

QString toString(SubjectRole role)
{
    return QString::fromLatin1(kRoles[size_t(role)]);
}

std::optional<SubjectRole> subjectRoleFromString(QStringView text)
{
    for (size_t i = 0; i < kRoles.size(); ++i) {
        if (text == QLatin1StringView(kRoles[i]))
            return SubjectRole(i);
    }
    return std::nullopt;
}

const ItemStream *Item::stream(int index) const
{
    const auto it = std::find_if(streams.begin(), streams.end(),
                                 [index](const ItemStream &s) { return s.index == index; });
    return it == streams.end() ? nullptr : &*it;
}

} // namespace redoubt::casefile
