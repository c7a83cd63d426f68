// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/vault.h"
#include "tests/vault/vaultsupport.h"

#include <QCryptographicHash>
#include <QProcess>

#include <map>
#include <thread>

using namespace redoubt;
using namespace redoubt::vault;
using namespace redoubt::vault::test;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

/// A vault with three originals, two of which are packed.
struct Fixture
{
    TempFolder folder;
    std::unique_ptr<Vault> vault;
    std::map<std::string, QByteArray> plain{
        {"cam/video.mp4", noise(700000, 3)}, {"caf\xe9 \xff.txt", "latin name"}, {"empty", {}}};
    PackRequest request;
    ObjectId unpacked;

    Fixture()
    {
        auto made = Vault::create(folder / "case", secret("owner"), kCheap);
        if (!made)
            qFatal("no vault");
        vault = std::move(*made);
        for (const auto &[name, bytes] : plain) {
            const auto sealed = sealBytesInto(
                *vault, bytes, bytes.size() > 1000 ? Modality::Video : Modality::Text);
            request.items.push_back({name, bytes.size() > 1000 ? ItemKind::Video : ItemKind::Text,
                                     bytes.size(), sealed->sha256, sealed->id});
        }
        unpacked = sealBytesInto(*vault, "stays at home", Modality::Audio)->id;
    }
    fs::path archive() const { return folder / "originals.rvault"; }
};

} // namespace

class TestPackage : public QObject
{
    Q_OBJECT

private:
    static void compareContents(const VaultArchive &archive, const Fixture &f)
    {
        QCOMPARE(archive.items().size(), f.plain.size());
        for (const PackedItem &item : archive.items()) {
            QVERIFY(f.plain.contains(item.name));
            const QByteArray &expected = f.plain.at(item.name);
            const auto source = archive.open(item);
            QVERIFY(source);
            QVERIFY(*(*source)->readAll(1 << 30) == expected);
            QVERIFY(archive.verify(item, JobContext()));
            const fs::path target = f.folder / "out" / item.name;
            QVERIFY(extractOriginal(**source, item.sha256, target, JobContext()));
            QVERIFY(fileBytes(target) == expected);
        }
    }

private Q_SLOTS:
    void opensWithThePassphraseAndForEveryRecipient()
    {
        Fixture f;
        const RecipientKey alice = generateRecipient();
        const RecipientKey bob = generateRecipient();
        const RecipientKey stranger = generateRecipient();
        for (const RecipientKey *key : {&alice, &bob})
            f.request.recipients.append(*parseRecipient(key->publicText));
        QVERIFY(packVault(*f.vault, f.request, f.archive(), JobContext()));
        for (const SecretBytes &key :
             {secret("owner"), SecretBytes::copyOf(alice.secretText.toUtf8()),
              SecretBytes::copyOf(bob.secretText.toUtf8()),
              SecretBytes::copyOf("  " + alice.secretText.toLower().toUtf8() + "\n")}) {
            const auto archive = VaultArchive::open(f.archive(), key);
            QVERIFY(archive);
            QCOMPARE((*archive)->id(), f.vault->id());
            QCOMPARE((*archive)->fingerprint(), f.vault->fingerprint());
            compareContents(**archive, f);
        }
        QVERIFY_ERROR(VaultArchive::open(f.archive(), secret("other")), ErrorKind::WrongKey);
        QVERIFY_ERROR(
            VaultArchive::open(f.archive(), SecretBytes::copyOf(stranger.secretText.toUtf8())),
            ErrorKind::WrongKey);
        QVERIFY_ERROR(VaultArchive::open(f.archive(),
                                         SecretBytes::copyOf(alice.secretText.chopped(1).toUtf8())),
                      ErrorKind::Invalid);
    }

    void aRecipientOpensNothingThatWasNotPacked()
    {
        Fixture f;
        const RecipientKey key = generateRecipient();
        f.request.recipients.append(*parseRecipient(key.publicText));
        QVERIFY(packVault(*f.vault, f.request, f.archive(), JobContext()));
        const auto archive =
            VaultArchive::open(f.archive(), SecretBytes::copyOf(key.secretText.toUtf8()));
        QVERIFY(archive);
        PackedItem other = (*archive)->items().front();
        other.object = f.unpacked;
        QVERIFY_ERROR((*archive)->open(other), ErrorKind::Damaged);
    }

    void itsHeaderDoesNotServeAsTheVaults()
    {
        Fixture f;
        QVERIFY(packVault(*f.vault, f.request, f.archive(), JobContext()));
        const QByteArray zip = fileBytes(f.archive());
        const fs::path at = f.vault->folder();
        f.vault.reset();
        const qsizetype begin = zip.indexOf("RVH1");
        setFileBytes(at / "vault.hdr", zip.mid(begin, zip.indexOf("PK\x03\x04", begin) - begin));
        fs::remove(at / "vault.hdr.bak");
        QVERIFY_ERROR(Vault::open(at, secret("owner"), Access::ReadOnly), ErrorKind::Invalid);
    }

    void ordinaryUnzipToolsReadIt()
    {
        Fixture f;
        QVERIFY(packVault(*f.vault, f.request, f.archive(), JobContext()));
        QProcess python;
        python.start(u"python3"_s, {u"-c"_s,
                                    u"import sys, zipfile\n"
                                    "z = zipfile.ZipFile(sys.argv[1])\n"
                                    "assert z.testzip() is None\n"
                                    "assert all(i.compress_type == 0 for i in z.infolist())\n"
                                    "print(len(z.namelist()), z.namelist()[0], z.namelist()[1])"_s,
                                    QString::fromStdString(f.archive().string())});
        if (!python.waitForFinished() || python.error() == QProcess::FailedToStart)
            QSKIP("python3 is not installed");
        QCOMPARE(python.readAllStandardError(), QByteArray());
        QCOMPARE(python.readAllStandardOutput().trimmed(), QByteArray("5 vault.hdr items.rvo"));
    }

    void containsNoNameAndNoPlaintext()
    {
        Fixture f;
        QVERIFY(packVault(*f.vault, f.request, f.archive(), JobContext()));
        const QByteArray bytes = fileBytes(f.archive());
        for (const char *word : {"video.mp4", "latin name", "caf\xe9", "owner"})
            QVERIFY(!bytes.contains(word));
    }

    void packsAnEmptyCase()
    {
        Fixture f;
        f.request.items.clear();
        QVERIFY(packVault(*f.vault, f.request, f.archive(), JobContext()));
        const auto archive = VaultArchive::open(f.archive(), secret("owner"));
        QVERIFY(archive);
        QVERIFY((*archive)->items().empty());
    }

    void appearsWholeOrNotAtAll()
    {
        Fixture f;
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_ERROR(packVault(*f.vault, f.request, f.archive(), JobContext(stop.get_token())),
                      ErrorKind::Cancelled);
        PackRequest bad = f.request;
        bad.items[0].object = ObjectId::random();
        QVERIFY_ERROR(packVault(*f.vault, bad, f.archive(), JobContext()), ErrorKind::NotFound);
        for (const char *name : {"../up", "/root", "a//b", "a/./b", "", "a/.."}) {
            bad = f.request;
            bad.items[0].name = name;
            QVERIFY_ERROR(packVault(*f.vault, bad, f.archive(), JobContext()), ErrorKind::Invalid);
        }
        bad = f.request;
        bad.recipients.append(QByteArray(32, '\0')); // a point that gives everybody the same secret
        QVERIFY_ERROR(packVault(*f.vault, bad, f.archive(), JobContext()), ErrorKind::Invalid);
        setFileBytes(objectFile(*f.vault, f.request.items[0].object), "RVO1 damaged");
        QVERIFY_ERROR(packVault(*f.vault, f.request, f.archive(), JobContext()),
                      ErrorKind::Damaged);
        QVERIFY(!fs::exists(f.archive()));
        QVERIFY(!fs::exists(f.archive().string() + ".part"));
    }

    void extractingTheWrongBytesLeavesNoFile()
    {
        const TempFolder folder;
        const QByteArray digest = QCryptographicHash::hash("a", QCryptographicHash::Sha256);
        QVERIFY(extractOriginal(*memorySource("a"), digest, folder / "good", JobContext()));
        QVERIFY_ERROR(extractOriginal(*memorySource("b"), digest, folder / "bad", JobContext()),
                      ErrorKind::Damaged);
        QVERIFY_ERROR(
            extractOriginal(FaultySource(noise(10), 5), digest, folder / "bad", JobContext()),
            ErrorKind::Io);
        QVERIFY(!fs::exists(folder / "bad") && !fs::exists(folder / "bad.part"));
    }

    void manyThreadsReadOneArchive()
    {
        Fixture f;
        QVERIFY(packVault(*f.vault, f.request, f.archive(), JobContext()));
        const auto archive = VaultArchive::open(f.archive(), secret("owner"));
        QVERIFY(archive);
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (quint32 t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                std::mt19937 random(t);
                for (int i = 0; i < 50; ++i) {
                    const PackedItem &item =
                        (*archive)->items()[random() % (*archive)->items().size()];
                    const QByteArray &plain = f.plain.at(item.name);
                    const auto source = (*archive)->open(item);
                    const qint64 at = qint64(random() % quint32(plain.size() + 1));
                    wrong += !source || *(*source)->read(at, 1000) != plain.mid(at, 1000);
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }

    void everyDamagedArchiveIsRefused()
    {
        Fixture f;
        f.request.items.erase(f.request.items.begin() + 1); // the large one: few bytes, all tried
        QVERIFY(f.plain.erase("cam/video.mp4") == 1);
        QVERIFY(packVault(*f.vault, f.request, f.archive(), JobContext()));
        const QByteArray good = fileBytes(f.archive());
        const auto readsWell = [&](const QByteArray &bytes) -> std::optional<bool> {
            setFileBytes(f.folder / "x.rvault", bytes);
            const auto archive = VaultArchive::open(f.folder / "x.rvault", secret("owner"));
            if (!archive)
                return std::nullopt;
            for (const PackedItem &item : (*archive)->items()) {
                const auto source = (*archive)->open(item);
                const auto all = source ? (*source)->readAll(1 << 20) : source.error();
                if (!all)
                    return std::nullopt;
                if (*all != f.plain.at(item.name))
                    return false;
            }
            return true;
        };
        QCOMPARE(readsWell(good), std::optional(true));
        int harmless = 0;
        for (qsizetype i = 0; i < good.size(); ++i) {
            QByteArray flipped = good;
            flipped[i] = char(flipped[i] ^ (1 << (i % 8)));
            const auto outcome = readsWell(flipped);
            QVERIFY2(outcome.value_or(true), qPrintable(QString::number(i)));
            harmless += outcome.has_value();
        }
        QCOMPARE(harmless, 0); // no byte of a package is without meaning
        for (qsizetype n = 0; n < good.size(); n += 7)
            QVERIFY(!readsWell(good.first(n)));
        QVERIFY(!readsWell(good + 'x'));
        QVERIFY(!readsWell('x' + good));
        QVERIFY(!readsWell(good + good));
    }

    void recipientKeysFindTypingErrors()
    {
        const RecipientKey key = generateRecipient();
        QVERIFY(key.publicText.startsWith(u"redoubt1"));
        QVERIFY(key.secretText.startsWith(u"REDOUBT-SECRET-1"));
        QVERIFY(parseRecipient(key.publicText));
        QVERIFY(parseRecipient(u"  "_s + key.publicText.toUpper() + u"\n"_s));
        QVERIFY_ERROR(parseRecipient(key.secretText), ErrorKind::Invalid);
        QVERIFY_ERROR(parseRecipient(u""), ErrorKind::Invalid);
        QVERIFY_ERROR(parseRecipient(QString(100000, u'q')), ErrorKind::Invalid);
        QString mixed = key.publicText;
        mixed[0] = u'R';
        QVERIFY_ERROR(parseRecipient(mixed), ErrorKind::Invalid);
        for (qsizetype i = 0; i < key.publicText.size(); ++i) {
            for (const QChar c : u"qpz1é \0"_s) {
                QString wrong = key.publicText;
                if (wrong[i] == c)
                    continue;
                wrong[i] = c;
                QVERIFY(!parseRecipient(wrong));
            }
            QVERIFY(!parseRecipient(QStringView(key.publicText).first(i)));
            QString swapped = key.publicText;
            if (i > 0 && swapped[i] != swapped[i - 1]) {
                qSwap(swapped[i], swapped[i - 1]);
                QVERIFY(!parseRecipient(swapped));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestPackage)
#include "tst_package.moc"
