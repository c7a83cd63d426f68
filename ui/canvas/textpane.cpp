// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/textpane.h"

#include "core/jobs/job.h"
#include "core/medium/mediumtable.h"
#include "ui/canvas/previewplan.h"
#include "ui/common/commands.h"
#include "ui/common/gestures.h"
#include "ui/common/theme.h"

#include <QFontDatabase>
#include <QFutureWatcher>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kSeenAfter = 1s;
constexpr auto kSeenPerCharacter = 1ms; ///< a thousand in a second: who skims sees no more

QTextCharFormat formatFor(MarkState state, bool selected)
{
    const Theme &t = theme();
    const auto faded = [](QColor color, double alpha) {
        color.setAlphaF(float(alpha));
        return color;
    };
    QTextCharFormat format;
    switch (state) {
    case MarkState::Proposed:
        format.setBackground(faded(t.proposed, 0.25));
        format.setUnderlineStyle(QTextCharFormat::DashUnderline);
        format.setUnderlineColor(t.proposed);
        break;
    case MarkState::Candidate:
        format.setUnderlineStyle(QTextCharFormat::DotLine);
        format.setUnderlineColor(t.proposed);
        break;
    case MarkState::Redact:
        format.setBackground(t.redact);
        format.setForeground(t.redactEdge);
        format.setFontStrikeOut(true);
        break;
    case MarkState::Keep:
        format.setBackground(faded(t.keep, 0.25));
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setUnderlineColor(t.keep);
        break;
    case MarkState::KeptByProfile:
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setUnderlineColor(t.keep);
        break;
    }
    if (selected && state != MarkState::Redact)
        format.setBackground(t.selection);
    if (selected)
        format.setFontWeight(QFont::Bold);
    return format;
}

} // namespace

TextWindow TextWindow::around(QStringView text, qsizetype offset, qsizetype size)
{
    // Ends of windows depend on the text alone: the first line end behind each multiple of size.
    const auto edge = [&](qsizetype number) -> qsizetype {
        if (number <= 0)
            return 0;
        const qsizetype from = number * size;
        if (from >= text.size())
            return text.size();
        const qsizetype line =
            text.mid(0, std::min(text.size(), from + size / 2)).indexOf(u'\n', from - 1);
        if (line >= 0)
            return line + 1;
        // A line without end: cut between characters.
        return text[from].isLowSurrogate() ? from + 1 : from;
    };
    offset = std::clamp<qsizetype>(offset, 0, text.size());
    qsizetype number = offset / size;
    while (number > 0 && edge(number) > offset)
        --number;
    while (edge(number + 1) <= offset && edge(number + 1) < text.size())
        ++number;
    return {edge(number), edge(number + 1)};
}

QString displayable(QStringView text)
{
    QString shown = text.toString();
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const char16_t c = shown[i].unicode();
        if (c == u'\r')
            shown[i] = i + 1 < shown.size() && shown[i + 1] == u'\n' ? u' ' : u'\n';
        else if (c == 0xFDD0 || c == 0xFDD1 || c == 0 || c == 0xFFFC)
            shown[i] = QChar::ReplacementCharacter;
    }
    return shown;
}

TextPane::TextPane(Session &session, PreviewPlan &plan, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_plan(plan)
    , m_bar(new QWidget(this))
    , m_note(new QLabel(m_bar))
    , m_back(new QPushButton(tr("Part before"), m_bar))
    , m_on(new QPushButton(tr("Next part"), m_bar))
    , m_editor(new QPlainTextEdit(this))
{
    setObjectName(u"textPane"_s);
    m_note->setObjectName(u"textNote"_s);
    m_note->setWordWrap(true);
    m_back->setObjectName(u"textPartBefore"_s);
    m_on->setObjectName(u"textPartNext"_s);
    m_editor->setObjectName(u"textEditor"_s);
    m_editor->setAccessibleName(tr("Text with marks"));
    m_editor->setReadOnly(true);
    Commands::setFindingPlace(m_editor);
    m_editor->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setUndoRedoEnabled(false);
    m_editor->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_editor->viewport()->installEventFilter(this);
    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(kGrid, kHalfGrid, kGrid, kHalfGrid);
    bar->addWidget(m_note, 1);
    bar->addWidget(m_back);
    bar->addWidget(m_on);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_editor, 1);
    m_bar->hide();
    m_seenTimer.setSingleShot(true);

    connect(m_back, &QPushButton::clicked, this,
            [this] { showWindow(TextWindow::around(m_shownText, m_window.begin - 1)); });
    connect(m_on, &QPushButton::clicked, this,
            [this] { showWindow(TextWindow::around(m_shownText, m_window.end)); });
    connect(m_editor, &QPlainTextEdit::selectionChanged, this, &TextPane::selectedTextChanged);
    connect(m_editor->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] {
        highlight();
        startReading();
    });
    connect(&m_seenTimer, &QTimer::timeout, this, &TextPane::recordSeen);
    connect(&session, &Session::closing, this, &TextPane::close);
    connect(&session, &Session::itemMarksChanged, this, [this](ItemId item) {
        if (m_open && item == m_session.currentItem())
            highlight();
    });
    connect(&session, &Session::selectionChanged, this, [this](Session::Reveal reveal) {
        if (!m_open)
            return;
        if (reveal == Session::Reveal::Yes)
            revealSelection();
        highlight();
    });
    connect(&plan, &PreviewPlan::changed, this, [this] {
        if (m_open && m_shown == ViewMode::Preview)
            showText();
    });
}

TextPane::~TextPane()
{
    m_reading.request_stop();
}

void TextPane::open()
{
    close();
    m_open = true;
    // Unsealing a long text takes a moment.
    auto *watcher = new QFutureWatcher<Result<QString>>(this);
    const quint64 opened = m_opened;
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, opened] {
        watcher->deleteLater();
        if (opened != m_opened || watcher->future().resultCount() == 0)
            return;
        const Result<QString> text = watcher->result();
        if (!text) {
            updateBar(text.error().text());
            return;
        }
        m_text = *text;
        showText();
        revealSelection();
    });
    const auto job = m_session.start<QString>(
        JobClass::Interactive,
        [read = m_session.openCase().itemTextReader(m_session.currentItem())](
            const JobContext &context) -> Result<QString> {
            if (context.cancelled())
                return JobContext::cancelledError("ui/text");
            return read();
        });
    m_reading = job.stop;
    watcher->setFuture(job.future);
}

void TextPane::close()
{
    m_open = false;
    ++m_opened;
    m_reading.request_stop();
    m_seenTimer.stop();
    m_text.clear();
    m_shownText.clear();
    m_window = {};
    m_editor->setExtraSelections({});
    m_editor->clear();
    updateBar({});
}

void TextPane::setShown(ViewMode mode)
{
    if (mode == m_shown)
        return;
    m_shown = mode;
    if (m_open)
        showText();
}

void TextPane::showText()
{
    m_shownText = m_text;
    if (m_shown == ViewMode::Preview) {
        const auto &plan = m_plan.plan();
        if (!plan) {
            m_editor->clear();
            m_window = {};
            updateBar(plan.error().text());
            return;
        }
        m_shownText = medium::of(plan->kind).previewText(m_text, *plan);
    }
    const int scroll = m_editor->verticalScrollBar()->value();
    showWindow(TextWindow::around(m_shownText, m_window.begin));
    m_editor->verticalScrollBar()->setValue(scroll);
}

void TextPane::showWindow(const TextWindow &window)
{
    m_window = window;
    m_editor->setExtraSelections({});
    m_editor->setPlainText(
        displayable(QStringView(m_shownText).mid(window.begin, window.end - window.begin)));
    const bool whole = window.begin == 0 && window.end == m_shownText.size();
    m_back->setEnabled(window.begin > 0);
    m_on->setEnabled(window.end < m_shownText.size());
    const QLocale locale;
    updateBar(whole ? QString()
                    : tr("A long text, shown in parts: characters %1 to %2 of %3.")
                          .arg(locale.toString(window.begin + 1), locale.toString(window.end),
                               locale.toString(m_shownText.size())));
    highlight();
    startReading();
}

void TextPane::updateBar(const QString &note)
{
    m_note->setText(note);
    m_bar->setVisible(!note.isEmpty());
}

/// Only what is in view gets its highlights: a table may have a hundred thousand findings.
void TextPane::highlight()
{
    QList<QTextEdit::ExtraSelection> selections;
    if (m_open && m_shown == ViewMode::Edit) {
        const QTextDocument *document = m_editor->document();
        const qsizetype first =
            m_window.begin + m_editor->cursorForPosition({0, 0}).block().position();
        const QPoint corner(m_editor->viewport()->width(), m_editor->viewport()->height());
        const QTextBlock last = m_editor->cursorForPosition(corner).block();
        const qsizetype end = m_window.begin + last.position() + last.length();
        for (const Finding *finding : m_session.findings(m_session.currentItem())) {
            const auto *range = std::get_if<TextRange>(&finding->place);
            if (range == nullptr || !range->intersects({first, end}))
                continue;
            QTextEdit::ExtraSelection selection;
            selection.format =
                formatFor(m_session.state(*finding), m_session.isSelected(finding->id));
            selection.cursor = QTextCursor(m_editor->document());
            const auto place = [&](qsizetype offset) {
                return int(std::clamp<qsizetype>(offset - m_window.begin, 0,
                                                 document->characterCount() - 1));
            };
            selection.cursor.setPosition(place(range->begin));
            selection.cursor.setPosition(place(range->end), QTextCursor::KeepAnchor);
            selections.append(selection);
        }
    }
    m_editor->setExtraSelections(selections);
}

void TextPane::revealSelection()
{
    if (m_shown == ViewMode::Preview)
        return; // offsets of the preview are others
    for (const FindingId id : m_session.selection()) {
        const Finding *finding = m_session.sheet().finding(id);
        const auto *range = finding != nullptr ? std::get_if<TextRange>(&finding->place) : nullptr;
        if (range == nullptr || finding->item != m_session.currentItem())
            continue;
        if (!m_window.contains(range->begin))
            showWindow(TextWindow::around(m_shownText, range->begin));
        QTextCursor cursor(m_editor->document());
        cursor.setPosition(int(std::clamp<qsizetype>(range->begin - m_window.begin, 0,
                                                     m_window.end - m_window.begin)));
        m_editor->setTextCursor(cursor);
        m_editor->centerCursor();
        return;
    }
}

bool TextPane::hasSelectedText() const
{
    return m_open && m_shown == ViewMode::Edit && m_editor->textCursor().hasSelection();
}

void TextPane::markSelectedText()
{
    if (!hasSelectedText())
        return;
    QTextCursor cursor = m_editor->textCursor();
    TextRange range{m_window.begin + cursor.selectionStart(),
                    m_window.begin + cursor.selectionEnd()};
    // Blanks and line ends around the words are no part of what is withheld.
    while (!range.isEmpty() && m_text[range.begin].isSpace())
        ++range.begin;
    while (!range.isEmpty() && m_text[range.end - 1].isSpace())
        --range.end;
    cursor.clearSelection();
    m_editor->setTextCursor(cursor);
    if (!range.isEmpty())
        m_session.gestures().addMark(range, FindingType::Custom,
                                     SensitiveText(m_text.mid(range.begin, range.length())));
    highlight();
}

bool TextPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor->viewport() && event->type() == QEvent::MouseButtonRelease && m_open &&
        m_shown == ViewMode::Edit && !m_editor->textCursor().hasSelection()) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton) {
            const int at = m_editor->cursorForPosition(mouse->position().toPoint()).position();
            pickAt(m_window.begin + at,
                   (mouse->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier)) != 0);
        }
    }
    if (event->type() == QEvent::Resize && watched == m_editor->viewport())
        highlight();
    return QWidget::eventFilter(watched, event);
}

void TextPane::pickAt(qsizetype offset, bool add)
{
    QList<FindingId> selection = add ? m_session.selection() : QList<FindingId>();
    for (const Finding *finding : m_session.findings(m_session.currentItem())) {
        const auto *range = std::get_if<TextRange>(&finding->place);
        if (range != nullptr && offset >= range->begin && offset <= range->end) {
            if (selection.removeAll(finding->id) == 0)
                selection.append(finding->id);
            break;
        }
    }
    m_session.select(selection, Session::Reveal::No);
}

/// The characters in view, as offsets of the shown text. By characters, not by lines: a text
/// without line ends would count as seen at once.
TextRange TextPane::inView() const
{
    const qsizetype first = m_window.begin + m_editor->cursorForPosition({0, 0}).position();
    const QPoint corner(m_editor->viewport()->width(), m_editor->viewport()->height());
    const QTextCursor last = m_editor->cursorForPosition(corner);
    const qsizetype end = m_window.begin + last.position() + (last.atBlockEnd() ? 1 : 0);
    return {first, std::min(end, m_window.end)};
}

void TextPane::startReading()
{
    if (m_window.end > 0)
        m_seenTimer.start(kSeenAfter + inView().length() * kSeenPerCharacter);
}

/// What stood in view for as long as looking through it takes was read: text counts as stream 0, in
/// characters.
void TextPane::recordSeen()
{
    if (!m_open || !isVisible() || window()->isMinimized() || m_shown == ViewMode::Preview ||
        m_window.end == 0)
        return;
    const TextRange seen = inView();
    m_session.recordSeen(0, {seen.begin, seen.end});
}

} // namespace redoubt::ui
