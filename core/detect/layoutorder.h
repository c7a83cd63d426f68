// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/analysis.h"
#include "core/detect/detector.h"
#include "core/document/docmodel.h"
#include "core/finding/finding.h"

#include <QString>

#include <vector>

namespace redoubt::detect {

/// The text of a document as its pages are laid out: columns and cells of tables from top to
/// bottom, whatever the order in which they were drawn. A name that is broken at the end of a line
/// stands together in one of the two orders. Pages that are drawn as they are read are left out.
/// Borrows the document.
class LayoutText
{
public:
    explicit LayoutText(const document::DocModel &model);
    /// Empty when no page is drawn in another order than it is read.
    const QString &text() const { return m_text; }
    /// Whether @a range goes over a place where the two orders part: only then it says what the
    /// document's own text does not.
    bool crosses(TextRange range) const { return crosses(range, m_breaks); }
    /// The same for breaks between lines of running text. Cells of a table stand below each other
    /// without being one sentence.
    bool crossesProse(TextRange range) const { return crosses(range, m_proseBreaks); }
    /// The words that @a range touches as ranges of the document's own text, in this order, words
    /// that follow each other there joined.
    std::vector<TextRange> inDocument(TextRange range) const;
    /// One finding for each page that @a range lies on, with all rectangles. It has no range: in
    /// the document's own text other words stand between.
    FindingList findings(ItemId item, TextRange range, FindingType type, double score,
                         const Provenance &provenance) const;

private:
    struct Piece;
    struct Copied
    {
        qsizetype at = 0; ///< in m_text
        TextRange word;   ///< in the document's text
    };
    static bool crosses(TextRange range, const std::vector<qsizetype> &breaks);
    void addPage(const document::Page &page);
    void append(const document::Page &page, const std::vector<Piece> &pieces,
                const std::vector<size_t> &order);

    const document::DocModel &m_model;
    QString m_text;
    std::vector<Copied> m_words;          ///< sorted by place in m_text
    std::vector<qsizetype> m_breaks;      ///< places in m_text, sorted
    std::vector<qsizetype> m_proseBreaks; ///< the same
};

/// What is broken at the end of a line inside of a column, of pages that are drawn across columns:
/// what the detector finds there in running text, and what was found elsewhere in the document.
Result<void> analyzeLayout(const document::DocModel &model, ItemId item,
                           const TextDetector &detector, Analysis &analysis,
                           const JobContext &context);

} // namespace redoubt::detect
