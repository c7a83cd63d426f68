// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/screenshottour.h"

#include "core/base/paths.h"
#include "ui/shell/casepage.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QDialog>
#include <QPixmap>

namespace redoubt::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Thumbnails and frames are made on workers; pictures are taken when they had time to come.
constexpr auto kSettle = 2500ms;
constexpr QSize kSize(1440, 900);

QWidget *openDialog()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (qobject_cast<QDialog *>(widget) != nullptr && widget->isVisible())
            return widget;
    }
    return nullptr;
}

} // namespace

ScreenshotTour::ScreenshotTour(MainWindow &window, std::filesystem::path folder, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_folder(std::move(folder))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kSettle);
    connect(&m_timer, &QTimer::timeout, this, &ScreenshotTour::next);
}

void ScreenshotTour::start()
{
    m_window.resize(kSize);
    plan();
    m_at = 0;
    m_timer.start();
}

void ScreenshotTour::plan()
{
    Session &session = m_window.casePage()->session();
    const auto show = [this, &session](ItemKind kind, double share) {
        return [&session, kind, share] {
            for (const casefile::Item &item : session.sheet().items()) {
                if (item.kind != kind)
                    continue;
                session.setCurrentItem(item.id);
                if (const auto &axis = session.axis())
                    session.setTime(axis->begin + Ticks(double(axis->end - axis->begin) * share));
                // The first thing that is seen there, so that handles and properties show.
                for (const Finding *finding : session.findings(item.id)) {
                    const auto *track = std::get_if<Track>(&finding->place);
                    if (track == nullptr || track->boxes.empty())
                        continue;
                    const bool here =
                        !session.axis() || (track->boxes.front().pts <= session.time() &&
                                            session.time() <= track->boxes.back().pts);
                    if (here) {
                        session.select({finding->id}, Session::Reveal::No);
                        break;
                    }
                }
                return;
            }
        };
    };
    const auto view = [&session](ViewMode mode) {
        return [&session, mode] { session.setViewMode(mode); };
    };
    m_stops = {{u"video"_s, show(ItemKind::Video, 0.35)},
               {u"video-preview"_s, view(ViewMode::Preview)},
               {u"picture"_s,
                [go = show(ItemKind::Image, 0), back = view(ViewMode::Edit)] {
                    back();
                    go();
                }},
               {u"document"_s, show(ItemKind::Pdf, 0)},
               {u"text"_s, show(ItemKind::Text, 0)},
               {u"release"_s, [this] {
                    if (QAction *action = m_window.commands().action(u"release.open"_s))
                        action->trigger();
                }}};
}

void ScreenshotTour::next()
{
    if (m_window.casePage() == nullptr || !m_window.casePage()->works().isIdle()) {
        m_timer.start();
        return;
    }
    if (m_at > 0)
        take(m_stops[m_at - 1]);
    if (m_at == m_stops.size()) {
        if (QWidget *dialog = openDialog())
            dialog->close();
        Q_EMIT finished(m_written);
        return;
    }
    m_stops[m_at++].go();
    m_timer.start();
}

void ScreenshotTour::take(const Stop &stop)
{
    QPixmap picture = m_window.grab();
    if (QWidget *dialog = openDialog()) {
        QPainter painter(&picture);
        painter.fillRect(picture.rect(), QColor(0, 0, 0, 110));
        const QPixmap over = dialog->grab();
        const QSizeF size = over.deviceIndependentSize();
        painter.drawPixmap(
            QPointF((m_window.width() - size.width()) / 2, (m_window.height() - size.height()) / 2),
            over);
    }
    const auto file = m_folder / (stop.name.toStdString() + ".png");
    if (picture.save(QString::fromLocal8Bit(file.native().c_str()), "PNG"))
        ++m_written;
}

} // namespace redoubt::ui
