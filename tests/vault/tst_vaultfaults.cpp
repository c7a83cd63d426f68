// SPDX-License-Identifier: AGPL-3.0-or-later
// Full disks, failing sources, cancelling and killing: nothing half-made is ever visible.
#include "core/vault/vault.h"
#include "tests/support/filesizelimit.h"
#include "tests/vault/vaultsupport.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace redoubt;
using namespace redoubt::vault;
using namespace redoubt::vault::test;
namespace fs = std::filesystem;

namespace {

int filesBelow(const fs::path &folder)
{
    int count = 0;
    for (const auto &entry : fs::recursive_directory_iterator(folder))
        count += entry.is_regular_file();
    return count;
}

/// Runs in a child process that is expected to kill itself.
template <typename Work>
bool killedWhile(Work work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        work();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

} // namespace

class TestVaultFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFullDiskLeavesNoObject_data()
    {
        QTest::addColumn<bool>("compressed");
        QTest::newRow("stored") << false;
        QTest::newRow("compressed") << true;
    }
    void aFullDiskLeavesNoObject()
    {
        QFETCH(bool, compressed);
        const Compression compression = compressed ? Compression::Zstd : Compression::None;
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        QVERIFY(vault);
        const QByteArray plain = noise(2500000);
        for (rlim_t limit = 0; limit < 2500000; limit = limit * 2 + 100) {
            const auto sealed = [&] {
                const redoubt::test::FileSizeLimit full(limit);
                return sealBytesInto(**vault, plain, Modality::Video, compression);
            }();
            QVERIFY_ERROR(sealed, ErrorKind::NoSpace);
            QCOMPARE(filesBelow(folder / "a" / "objects"), 0);
        }
        const auto sealed = sealBytesInto(**vault, plain, Modality::Video, compression);
        QVERIFY(sealed && !sealed->duplicate);
        QVERIFY(*(*(*vault)->open(sealed->id))->readAll(1 << 24) == plain);
    }

    void aFailingSourceLeavesNoObject()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const QByteArray plain = noise(3 << 20);
        for (qint64 at = 0; at < plain.size(); at += 300000) {
            QVERIFY_ERROR((*vault)->seal(FaultySource(plain, at), Modality::Video, {}, {}),
                          ErrorKind::Io);
            QCOMPARE(filesBelow(folder / "a" / "objects"), 0);
        }
    }

    void cancellingLeavesNoObject()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const QByteArray plain = noise(3 << 20);
        for (int steps = 0; steps < 3; ++steps) {
            std::stop_source stop;
            int seen = 0;
            if (steps == 0)
                stop.request_stop();
            const JobContext context(stop.get_token(), [&](qint64, qint64 total) {
                if (total == plain.size() && ++seen == steps)
                    stop.request_stop();
            });
            QVERIFY_ERROR((*vault)->seal(*memorySource(plain), Modality::Video, {}, context),
                          ErrorKind::Cancelled);
            QCOMPARE(filesBelow(folder / "a" / "objects"), 0);
        }
        const auto sealed = sealBytesInto(**vault, plain);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_ERROR((*vault)->verify(sealed->id, JobContext(stop.get_token())),
                      ErrorKind::Cancelled);
    }

    void killingWhileSealingLeavesNoObject()
    {
        const TempFolder folder;
        QVERIFY(Vault::create(folder / "a", secret("p"), kCheap));
        const QByteArray plain = noise(3 << 20);
        const fs::path objects = folder / "a" / "objects";
        for (qint64 at = 0; at < plain.size(); at += 700000) {
            QVERIFY(killedWhile([&] {
                const auto vault = Vault::open(folder / "a", secret("p"), Access::ReadWrite);
                const FaultySource source(plain, at, [] { ::raise(SIGKILL); });
                std::ignore = (*vault)->seal(source, Modality::Video, {}, {});
            }));
        }
        // All is written and nothing visible yet.
        QVERIFY(killedWhile([&] {
            const auto vault = Vault::open(folder / "a", secret("p"), Access::ReadWrite);
            const auto die = [](const QByteArray &) -> std::optional<ObjectId> {
                ::raise(SIGKILL);
                return std::nullopt;
            };
            std::ignore = (*vault)->seal(*memorySource(plain), Modality::Video, die, {});
        }));
        QVERIFY(filesBelow(objects) > 0); // unfinished ones
        {
            const auto reader = Vault::open(folder / "a", secret("p"), Access::ReadOnly);
            QVERIFY((*reader)->objects()->isEmpty());
        }
        QVERIFY(filesBelow(objects) > 0); // a reader removes nothing
        const auto vault = Vault::open(folder / "a", secret("p"), Access::ReadWrite);
        QVERIFY((*vault)->objects()->isEmpty());
        QCOMPARE(filesBelow(objects), 0);
        QVERIFY(sealBytesInto(**vault, plain));
    }

    void aFullDiskKeepsTheOldPassphrase()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("old"), kCheap);
        for (const rlim_t limit : {0, 1, 100, 1000}) {
            const redoubt::test::FileSizeLimit full(limit);
            QVERIFY_ERROR((*vault)->changePassphrase(secret("new"), kCheap), ErrorKind::NoSpace);
        }
        QVERIFY(Vault::open(folder / "a", secret("old"), Access::ReadOnly));
        QVERIFY_ERROR(Vault::open(folder / "a", secret("new"), Access::ReadOnly),
                      ErrorKind::WrongKey);
    }

    void aFullDiskLeavesNoPackage()
    {
        const TempFolder folder;
        const auto vault = Vault::create(folder / "a", secret("p"), kCheap);
        const auto sealed = sealBytesInto(**vault, noise(200000));
        const PackRequest request{
            {{"x.bin", ItemKind::Unknown, sealed->size, sealed->sha256, sealed->id}}, {}};
        for (rlim_t limit = 0; limit < 200000; limit = limit * 2 + 100) {
            const redoubt::test::FileSizeLimit full(limit);
            QVERIFY_ERROR(packVault(**vault, request, folder / "o.rvault", {}), ErrorKind::NoSpace);
        }
        QVERIFY(!fs::exists(folder / "o.rvault") && !fs::exists(folder / "o.rvault.part"));
        // A failed try does not spoil the package that was there before.
        QVERIFY(packVault(**vault, request, folder / "o.rvault", {}));
        {
            const redoubt::test::FileSizeLimit full(1000);
            QVERIFY_ERROR(packVault(**vault, request, folder / "o.rvault", {}), ErrorKind::NoSpace);
        }
        QVERIFY(VaultArchive::open(folder / "o.rvault", secret("p")));
    }

    void aFolderThatMayNotBeWrittenIsNamedAsSuch()
    {
        if (::geteuid() == 0)
            QSKIP("root may write everywhere");
        const TempFolder folder;
        fs::create_directory(folder / "sealed");
        fs::permissions(folder / "sealed", fs::perms::owner_read | fs::perms::owner_exec);
        QVERIFY_ERROR(Vault::create(folder / "sealed" / "a", secret("p"), kCheap),
                      ErrorKind::PermissionDenied);
        fs::permissions(folder / "sealed", fs::perms::owner_all);
    }
};

QTEST_GUILESS_MAIN(TestVaultFaults)
#include "tst_vaultfaults.moc"
