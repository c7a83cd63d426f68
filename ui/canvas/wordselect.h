// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"
#include "core/finding/place.h"

#include <QPointF>

#include <optional>

namespace redoubt::ui {

/// Words of a page from one to another, in reading order, both included.
struct WordRun
{
    size_t first = 0;
    size_t last = 0;
    bool operator==(const WordRun &) const = default;
};

/// Words that a person sees: not those hidden, nor the contents of notes.
bool isVisibleWord(const document::Word &word);

/// True when the point lies on a visible word or in the gap beside one.
bool isOnText(const std::vector<document::Word> &words, QPointF point);

/// The words that a drag from one point to another covers; nothing when there are none.
std::optional<WordRun> wordsBetween(const std::vector<document::Word> &words, QPointF from,
                                    QPointF to);

/// One rectangle for each line that the words lie on.
QList<PageRect> lineRects(const std::vector<document::Word> &words, const WordRun &run);

/// From the begin of the first to the end of the last word.
TextRange textOf(const std::vector<document::Word> &words, const WordRun &run);

} // namespace redoubt::ui
