// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "tests/casefile/casetest.h"
#include "tests/support/guessedkinds.h"
#include "ui/shell/casepage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/noticebar.h"

#include <QApplication>
#include <QSettings>
#include <QTest>

#include <memory>
#include <optional>

namespace redoubt::test {

/// The whole window on a case in a folder of its own, with the detectors that are installed.
/// Settings are kept in that folder, too.
class WindowCase
{
public:
    WindowCase()
        : m_settings(QString::fromStdString((m_place.folder() / "settings.ini").native()),
                     QSettings::IniFormat)
        , m_window({[this]() -> const detect::Registry & {
                        if (!m_registry)
                            m_registry = detect::standardRegistry();
                        return *m_registry;
                    },
                    m_scheduler, m_settings})
    {
        m_window.show();
        if (!QTest::qWaitForWindowActive(&m_window))
            qFatal("window");
    }

    const CaseFolder &place() const { return m_place; }
    ui::MainWindow &window() { return m_window; }
    QSettings &settings() { return m_settings; }
    ui::CasePage &page() { return *m_window.casePage(); }
    ui::Session &session() { return page().session(); }

    /// Makes a case of the files that the test wrote below "in", and opens it.
    bool open()
    {
        {
            const auto made = m_place.create();
            if (!made->ingest(m_place.inputs(), test::guessedKinds(), JobContext()))
                return false;
        }
        m_window.openCase(m_place.casePath(), CaseFolder::passphrase());
        return QTest::qWaitFor([this] { return m_window.casePage() != nullptr; }, 30000);
    }
    /// The same, examined, and without the notice of a missing model: for what must not depend on
    /// which models this machine has.
    bool openWithoutNotices()
    {
        if (!open() || !waitForWork())
            return false;
        child<ui::NoticeBar>(QStringLiteral("noticeBar"))->clear();
        return true;
    }
    bool waitForWork()
    {
        return QTest::qWaitFor([this] { return page().works().isIdle(); }, 60000);
    }

    template <typename T>
    T *child(const QString &name) const
    {
        auto *found = m_window.findChild<T *>(name);
        if (found == nullptr)
            qFatal("no %s", qPrintable(name));
        return found;
    }

private:
    CaseFolder m_place;
    QSettings m_settings;
    Scheduler m_scheduler{1};
    std::optional<detect::Registry> m_registry;
    ui::MainWindow m_window;
};

} // namespace redoubt::test
