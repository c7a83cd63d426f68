// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/release/releaseresultview.h"

#include "core/jobs/job.h"
#include "ui/common/icons.h"
#include "ui/common/session.h"
#include "ui/common/theme.h"
#include "ui/release/leakpicture.h"

#include <QFutureWatcher>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kPictureSize(320, 240);
constexpr int kItemRole = Qt::UserRole;
constexpr int kSuspectRole = Qt::UserRole + 1;

QString statusWords(release::Status status)
{
    switch (status) {
    case release::Status::Released:
        return ReleaseResultView::tr("released, clean");
    case release::Status::Withheld:
        return ReleaseResultView::tr("withheld: leak found");
    case release::Status::Failed:
        return ReleaseResultView::tr("failed");
    case release::Status::Unsupported:
        return ReleaseResultView::tr("not redacted");
    }
    return {};
}

QIcon tinted(const QString &name, const QColor &color)
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintIcon(painter, QRectF(0, 0, 16, 16), name, color);
    return QIcon(pixmap);
}

QString outcomeWords(verify::Outcome outcome)
{
    switch (outcome) {
    case verify::Outcome::Clean:
        return ReleaseResultView::tr("clean");
    case verify::Outcome::Leak:
        return ReleaseResultView::tr("leak");
    case verify::Outcome::Incomplete:
        return ReleaseResultView::tr("not complete");
    }
    return {};
}

/// A mark of the item that withholds the text.
std::optional<FindingId> redactedMark(const Session &session, ItemId item,
                                      const SensitiveText &text)
{
    for (const Finding *finding : session.findings(item)) {
        if (finding->text == text && session.outcome(*finding).verdict == Verdict::Redact)
            return finding->id;
    }
    return std::nullopt;
}

} // namespace

ReleaseResultView::ReleaseResultView(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_headline(new QLabel(this))
    , m_tree(new QTreeWidget(this))
    , m_picture(new QLabel(this))
    , m_goThere(new QPushButton(tr("Show this place"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_headline->setObjectName(u"releaseHeadline"_s);
    m_headline->setWordWrap(true);
    QFont bold = textFont();
    bold.setWeight(QFont::DemiBold);
    m_headline->setFont(bold);
    layout->addWidget(m_headline);
    auto *row = new QHBoxLayout;
    layout->addLayout(row, 1);
    m_tree->setObjectName(u"releaseResults"_s);
    m_tree->setAccessibleName(tr("Results by file"));
    m_tree->setHeaderLabels({tr("File"), tr("Result"), tr("Detail")});
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->header()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_tree->setFrameShape(QFrame::NoFrame);
    row->addWidget(m_tree, 1);
    auto *side = new QVBoxLayout;
    row->addLayout(side);
    m_picture->setObjectName(u"leakPicture"_s);
    m_picture->setAccessibleName(tr("The original at the place of the suspected leak"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setWordWrap(true);
    m_picture->setFixedWidth(kPictureSize.width());
    side->addWidget(m_picture, 1);
    m_goThere->setObjectName(u"showLeak"_s);
    side->addWidget(m_goThere);
    m_picture->hide();
    m_goThere->hide();
    connect(m_tree, &QTreeWidget::currentItemChanged, this,
            [this](const QTreeWidgetItem *current) { showPicture(current); });
    connect(m_tree, &QTreeWidget::itemActivated, this,
            [this](const QTreeWidgetItem *current) { requestPlace(current); });
    connect(m_goThere, &QPushButton::clicked, this,
            [this] { requestPlace(m_tree->currentItem()); });
}

void ReleaseResultView::show(const release::ReleaseResult &result)
{
    m_result = result;
    m_tree->clear();
    int released = 0;
    int withheld = 0;
    int others = 0;
    const Theme &t = theme();
    for (int i = 0; i < result.items.size(); ++i) {
        const release::ItemResult &item = result.items[i];
        const bool good = item.status == release::Status::Released;
        released += good ? 1 : 0;
        withheld += item.status == release::Status::Withheld ? 1 : 0;
        others += !good && item.status != release::Status::Withheld ? 1 : 0;
        auto *row = new QTreeWidgetItem(
            m_tree, {item.input, statusWords(item.status), good ? item.output : item.why});
        row->setIcon(1, good ? tinted(u"check"_s, t.keep) : tinted(u"gap"_s, t.danger));
        row->setToolTip(2, item.why);
        for (int s = 0; s < item.verification.suspects.size(); ++s) {
            const verify::Suspect &suspect = item.verification.suspects[s];
            auto *place =
                new QTreeWidgetItem(row, {tr("Suspected leak"), suspect.check, suspect.why});
            place->setIcon(0, tinted(u"gap"_s, t.danger));
            place->setData(0, kItemRole, i);
            place->setData(0, kSuspectRole, s);
        }
        for (const verify::Check &check : item.verification.checks) {
            auto *line =
                new QTreeWidgetItem(row, {check.name, outcomeWords(check.outcome), check.detail});
            line->setToolTip(2, check.detail);
            line->setIcon(1, check.outcome == verify::Outcome::Clean ? tinted(u"check"_s, t.keep)
                                                                     : tinted(u"gap"_s, t.danger));
        }
        row->setExpanded(!good);
    }
    QStringList words{tr("Release %1: %n files released and verified clean.", nullptr, released)
                          .arg(result.number)};
    if (withheld > 0)
        words.append(tr("%n withheld because a leak was found: no copy of them was written.",
                        nullptr, withheld));
    if (others > 0)
        words.append(tr("%n not released for another reason.", nullptr, others));
    m_headline->setText(words.join(u' '));
}

void ReleaseResultView::showPicture(const QTreeWidgetItem *row)
{
    const bool suspect = row != nullptr && row->data(0, kSuspectRole).isValid();
    m_picture->setVisible(suspect);
    m_goThere->setVisible(suspect);
    m_picture->clear();
    const quint64 request = ++m_pictureRequest;
    if (!suspect)
        return;
    const release::ItemResult &result = m_result.items[row->data(0, kItemRole).toInt()];
    const verify::Suspect &place = result.verification.suspects[row->data(0, kSuspectRole).toInt()];
    if (result.leaked.contains(place.withheld)) {
        m_picture->setText(tr("“%1” is withheld in one place of this file and can be read in "
                              "another. Go to the mark and redact the same text everywhere.")
                               .arg(result.leaked[place.withheld].reveal().simplified()));
        return;
    }
    const casefile::Item *item = m_session.sheet().item(result.item);
    const auto source = m_session.source(result.item);
    if (item == nullptr || !source)
        return;
    m_pictureStop.request_stop();
    auto job = m_session.start<QImage>(
        JobClass::Interactive, [viewer = m_session.itemWorker()->viewer(), source = source->bytes,
                                item = *item, place](const JobContext &context) {
            return leakPicture(*viewer, source, item, place.page, place.pts, place.rect,
                               kPictureSize, context);
        });
    m_pictureStop = job.stop;
    auto *watcher = new QFutureWatcher<Result<QImage>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, request] {
        watcher->deleteLater();
        if (request != m_pictureRequest)
            return;
        const auto image = watcher->future().takeResult();
        if (image)
            m_picture->setPixmap(QPixmap::fromImage(*image));
        else
            m_picture->setText(image.error().text());
    });
    watcher->setFuture(job.future);
}

void ReleaseResultView::requestPlace(const QTreeWidgetItem *row)
{
    if (row == nullptr || !row->data(0, kSuspectRole).isValid())
        return;
    const release::ItemResult &result = m_result.items[row->data(0, kItemRole).toInt()];
    const verify::Suspect &place = result.verification.suspects[row->data(0, kSuspectRole).toInt()];
    if (result.leaked.contains(place.withheld)) {
        if (const auto mark = redactedMark(m_session, result.item, result.leaked[place.withheld]))
            Q_EMIT markRequested(*mark);
        return;
    }
    Q_EMIT placeRequested(result.item, place.page, place.pts, place.rect);
}

} // namespace redoubt::ui
