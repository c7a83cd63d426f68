// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/vault/vaultsupport.h"

#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace redoubt;
using namespace redoubt::vault;
using namespace redoubt::vault::test;

namespace {

constexpr QLatin1StringView kWork("analysis");

} // namespace

class TestAttempt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecrets()); }
    void init()
    {
        m_folder = std::make_unique<TempFolder>();
        auto made = Vault::create(m_folder->path() / "v", secret("one"), kCheap);
        QVERIFY(made);
        m_vault = *std::move(made);
        m_item = ItemId::random();
    }

    void whatComesBackIsForgotten()
    {
        for (int i = 0; i < 20; ++i) {
            const auto attempt = m_vault->beginAttempt(m_item, kWork);
            QVERIFY(!attempt->leaveAside());
            attempt->silent(); // slow, and done all the same
        }
        QVERIFY(std::filesystem::is_empty(m_folder->path() / "v/work"));
    }

    void twoThatEndBadlyAreEnough_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<bool>("silent");
        QTest::addColumn<bool>("aside");
        QTest::newRow("faults") << SIGSEGV << false << true;
        QTest::newRow("aborts") << SIGABRT << false << true;
        QTest::newRow("killed while it says nothing") << SIGKILL << true << true;
        QTest::newRow("killed while it works") << SIGKILL << false << false;
    }
    void twoThatEndBadlyAreEnough()
    {
        QFETCH(int, signal);
        QFETCH(bool, silent);
        QFETCH(bool, aside);
        for (int i = 0; i < 2; ++i)
            dieDuringAttempt(signal, silent);
        {
            const auto third = m_vault->beginAttempt(m_item, kWork);
            QCOMPARE(third->leaveAside(), aside);
            QVERIFY(!m_vault->beginAttempt(m_item, QLatin1StringView("release"))->leaveAside());
        }
        QCOMPARE(m_vault->beginAttempt(m_item, kWork)->leaveAside(), aside); // until it is allowed
        m_vault->forgetAttempts(m_item, kWork);
        QVERIFY(!m_vault->beginAttempt(m_item, kWork)->leaveAside());
    }

    void whoGoesOnAfterASilenceIsNotBlamed()
    {
        for (int i = 0; i < 3; ++i) {
            dieDuringAttempt(SIGKILL, true, true);
            QVERIFY(!m_vault->beginAttempt(ItemId::random(), kWork)->leaveAside());
        }
        QVERIFY(!m_vault->beginAttempt(m_item, kWork)->leaveAside());
    }

    void manyThatEndForUnknownReasonsAreEnough()
    {
        for (int i = 0; i < 8; ++i)
            dieDuringAttempt(SIGKILL, false);
        QVERIFY(m_vault->beginAttempt(m_item, kWork)->leaveAside());
    }

    void bytesOfSomebodyElseDoNoHarm()
    {
        std::filesystem::create_directories(m_folder->path() / "v/work");
        const auto file =
            m_folder->path() / "v/work" / (m_item.toString().toStdString() + ".try-analysis");
        for (const QByteArray &bytes :
             {QByteArray(), QByteArray("!!!!~~~~...."), QByteArray(1 << 20, '\0')}) {
            setFileBytes(file, bytes);
            QVERIFY(!m_vault->beginAttempt(m_item, kWork)->leaveAside());
        }
    }

private:
    /// In a process of its own.
    void dieDuringAttempt(int signal, bool silent, bool resumed = false)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit none{0, 0};
            ::setrlimit(RLIMIT_CORE, &none);
            LastWords::install();
            const auto attempt = m_vault->beginAttempt(m_item, kWork);
            if (silent)
                attempt->silent();
            if (resumed)
                attempt->resumed();
            ::raise(signal);
            ::_exit(3);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(WTERMSIG(status), signal);
    }

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<Vault> m_vault;
    ItemId m_item;
};

QTEST_GUILESS_MAIN(TestAttempt)
#include "tst_attempt.moc"
