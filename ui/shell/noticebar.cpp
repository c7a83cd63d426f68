// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/noticebar.h"

#include "ui/common/errorlabel.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostRows = 4;
/// In a window lower than this the rows would leave no room for the page: they wait folded.
constexpr int kLowWindow = 500;

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent)
    , m_headText(new QLabel(this))
    , m_fold(new QPushButton(this))
    , m_rows(new QWidget(this))
    , m_rowsLayout(new QVBoxLayout(m_rows))
{
    setObjectName(u"noticeBar"_s);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kGrid * 2, kHalfGrid, kGrid, kHalfGrid);
    layout->setSpacing(kGrid);
    m_rowsLayout->setContentsMargins(0, 0, 0, 0);
    m_rowsLayout->setSpacing(kHalfGrid);
    layout->addWidget(m_rows, 1);
    m_headText->setObjectName(u"noticeHead"_s);
    m_headText->setForegroundRole(QPalette::BrightText);
    layout->addWidget(m_headText, 1);
    m_fold->setObjectName(u"noticeFold"_s);
    layout->addWidget(m_fold, 0, Qt::AlignTop);
    connect(m_fold, &QPushButton::clicked, this, [this] { setFolded(!m_folded); });
    hide();
}

void NoticeBar::add(const QString &sentence)
{
    if (!sentence.isEmpty())
        add(Problem{sentence, sentence, {}, {}, Problem::Kind::Event});
}

void NoticeBar::add(const Problem &problem)
{
    const auto same = std::find_if(m_problems.begin(), m_problems.end(),
                                   [&](const Problem &each) { return each.id == problem.id; });
    if (same != m_problems.end()) {
        if (same->text == problem.text) {
            *same = problem;
            return;
        }
        m_problems.erase(same);
    }
    m_problems.push_back(problem);
    m_folded = window()->height() < kLowWindow;
    rebuild();
}

void NoticeBar::resolve(const QString &id)
{
    if (std::erase_if(m_problems, [&](const Problem &each) { return each.id == id; }) > 0)
        rebuild();
}

void NoticeBar::clear()
{
    m_problems.clear();
    rebuild();
}

QStringList NoticeBar::sentences() const
{
    QStringList all;
    for (const Problem &each : m_problems)
        all.append(each.text);
    return all;
}

void NoticeBar::setFolded(bool folded)
{
    m_folded = folded;
    updateHead();
}

void NoticeBar::rebuild()
{
    const bool hadFocus = m_rows->isAncestorOf(QApplication::focusWidget());
    while (QLayoutItem *item = m_rowsLayout->takeAt(0)) {
        QWidget *row = item->widget();
        delete item;
        row->setParent(nullptr);
        row->deleteLater(); // a click on one of its buttons may be what brought us here
    }
    // The newest come first: they are what the person just met.
    const size_t shown = std::min(kMostRows, m_problems.size());
    for (size_t i = 0; i < shown; ++i)
        addRow(m_problems[m_problems.size() - 1 - i]);
    if (shown < m_problems.size())
        m_rowsLayout->addWidget(
            new QLabel(tr("… and %1 more").arg(m_problems.size() - shown), m_rows));
    updateHead();
    setVisible(!m_problems.empty());
    if (auto *next = m_rows->findChild<ErrorLabel *>(); hadFocus && next != nullptr)
        next->setFocus();
}

void NoticeBar::addRow(const Problem &problem)
{
    auto *row = new QWidget(m_rows);
    row->setObjectName(u"noticeRow"_s);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    auto *text = new ErrorLabel(row);
    text->setObjectName(u"noticeText"_s);
    text->setForegroundRole(QPalette::WindowText);
    text->setError(problem.text);
    layout->addWidget(text, 1);
    const QString id = problem.id;
    if (problem.action) {
        auto *action = new QPushButton(problem.actionText, row);
        action->setObjectName(u"noticeAction"_s);
        action->setAccessibleDescription(problem.text);
        layout->addWidget(action, 0, Qt::AlignTop);
        connect(action, &QPushButton::clicked, this, [work = problem.action] { work(); });
    }
    if (problem.kind == Problem::Kind::Event) {
        auto *close = new QPushButton(icon(u"close"), {}, row);
        close->setObjectName(u"noticeClose"_s);
        close->setFlat(true);
        close->setFixedWidth(28);
        close->setAccessibleName(tr("Put this message away"));
        close->setAccessibleDescription(problem.text);
        close->setToolTip(close->accessibleName());
        layout->addWidget(close, 0, Qt::AlignTop);
        connect(close, &QPushButton::clicked, this, [this, id] { resolve(id); });
    }
    m_rowsLayout->addWidget(row);
}

void NoticeBar::updateHead()
{
    m_rows->setVisible(!m_folded);
    m_headText->setVisible(m_folded);
    m_headText->setText(tr("Problems: %1").arg(m_problems.size()));
    m_fold->setText(m_folded ? tr("Show") : tr("Hide"));
    m_fold->setAccessibleName(m_folded ? tr("Show the problems") : tr("Hide the problems"));
    // One event has a button of its own.
    m_fold->setVisible(
        m_folded || m_problems.size() > 1 ||
        (!m_problems.empty() && m_problems.front().kind == Problem::Kind::Condition));
}

} // namespace redoubt::ui
