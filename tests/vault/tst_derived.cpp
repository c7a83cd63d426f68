// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/derivedquestion.h"
#include "core/vault/derived.h"
#include "tests/vault/vaultsupport.h"

#include <thread>

using namespace redoubt;
using namespace redoubt::vault;
using namespace redoubt::vault::test;
namespace fs = std::filesystem;

namespace {

const QByteArray kPage3 = derivedQuestion("words-1", "page 3");
const QByteArray kPage4 = derivedQuestion("words-1", "page 4");
const QByteArray kSecret = "Zebedee Quux, 7 Harbour Lane";

QList<fs::path> filesUnder(const fs::path &folder)
{
    QList<fs::path> files;
    std::error_code code;
    for (fs::recursive_directory_iterator it(folder, code), end; !code && it != end;
         it.increment(code)) {
        if (it->is_regular_file())
            files.append(it->path());
    }
    return files;
}

} // namespace

class TestDerived : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        auto vault = Vault::create(*m_folder / "a", secret("p"), kCheap);
        QVERIFY(vault);
        m_vault = *std::move(vault);
        m_original = {ItemId::random(), ObjectId::random(), Modality::Text};
    }
    void cleanup()
    {
        m_vault.reset();
        m_folder.reset();
    }

    void findsWhatWasKept()
    {
        open()->keep(kPage3, kSecret);
        open()->keep(kPage4, "");
        m_vault.reset();
        auto again = Vault::open(*m_folder / "a", secret("p"), Access::ReadWrite);
        QVERIFY(again);
        m_vault = *std::move(again);
        QCOMPARE(open()->find(kPage3), kSecret);
        QCOMPARE(open()->find(kPage4), QByteArray());
        QVERIFY(!open()->find(derivedQuestion("words-1", "page 5")));
    }

    void replacesWhatWasKept()
    {
        open()->keep(kPage3, "first");
        open()->keep(kPage3, kSecret);
        QCOMPARE(open()->find(kPage3), kSecret);
        QCOMPARE(files().size(), 1);
    }

    void isSealedAndTellsNoKind()
    {
        open()->keep(kPage3, kSecret);
        QCOMPARE(files().size(), 1);
        const fs::path file = files().front();
        const QByteArray bytes = fileBytes(file);
        QVERIFY(bytes.startsWith("RVD1"));
        QVERIFY(!bytes.contains("Zebedee") && !bytes.contains("words") && !bytes.contains("page"));
        QVERIFY(file.native().find("words") == std::string::npos);
        // Of two items the same question has two names.
        const DerivedFrom other{ItemId::random(), m_original.object, Modality::Text};
        m_vault->openDerived(other, "v1")->keep(kPage3, kSecret);
        QVERIFY(files()[0].filename() != files()[1].filename());
    }

    void takesNoOtherQuestions()
    {
        const auto derived = open();
        derived->keep("seen on frame 3", kSecret);
        QVERIFY(!derived->find("seen on frame 3"));
        derived->keep(QByteArray(kDerivedMark), kSecret);
        QVERIFY(files().isEmpty());
    }

    void anotherVersionOriginalItemOrKeyFindsNothing()
    {
        open()->keep(kPage3, kSecret);
        const DerivedFrom of = m_original;
        QVERIFY(!m_vault->openDerived(of, "v2")->find(kPage3));
        QVERIFY(
            !m_vault->openDerived({of.item, ObjectId::random(), of.modality}, "v1")->find(kPage3));
        QVERIFY(
            !m_vault->openDerived({ItemId::random(), of.object, of.modality}, "v1")->find(kPage3));
        QVERIFY(!m_vault->openDerived({of.item, of.object, Modality::Image}, "v1")->find(kPage3));
        // A newer version takes the place of the older one.
        m_vault->openDerived(of, "v2")->keep(kPage3, "newer");
        QCOMPARE(files().size(), 1);
        QVERIFY(!open()->find(kPage3));
    }

    void swappedFilesAreNotBelieved()
    {
        open()->keep(kPage3, "three");
        const fs::path three = files().front();
        open()->keep(kPage4, "four");
        const auto all = files();
        const fs::path four = all[0] == three ? all[1] : all[0];
        const DerivedFrom other{ItemId::random(), ObjectId::random(), Modality::Text};
        m_vault->openDerived(other, "v1")->keep(kPage3, "another item's");
        const QByteArray ofThree = fileBytes(three);
        const QByteArray ofFour = fileBytes(four);
        setFileBytes(three, ofFour);
        setFileBytes(four, ofThree);
        QVERIFY(!open()->find(kPage3));
        QVERIFY(!open()->find(kPage4));
        for (const fs::path &file : files()) {
            if (file.parent_path() != three.parent_path())
                setFileBytes(three, fileBytes(file));
        }
        QVERIFY(!open()->find(kPage3));
        open()->keep(kPage3, "three"); // worked out anew
        QCOMPARE(open()->find(kPage3), QByteArray("three"));
    }

    void believesNoByteThatWasCutOrChanged()
    {
        open()->keep(kPage3, kSecret);
        const fs::path file = files().front();
        const QByteArray whole = fileBytes(file);
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray changed = whole;
            changed[at] = char(changed[at] ^ 0x20);
            setFileBytes(file, changed);
            QVERIFY(!open()->find(kPage3));
            setFileBytes(file, whole.first(at));
            QVERIFY(!open()->find(kPage3));
        }
        setFileBytes(file, whole + 'x');
        QVERIFY(!open()->find(kPage3));
        setFileBytes(file, whole);
        QCOMPARE(open()->find(kPage3), kSecret);
    }

    void ofAnotherVaultIsNotBelieved()
    {
        open()->keep(kPage3, kSecret);
        const QByteArray bytes = fileBytes(files().front());
        auto other = Vault::create(*m_folder / "b", secret("p"), kCheap);
        QVERIFY(other);
        const auto theirs = (*other)->openDerived(m_original, "v1");
        theirs->keep(kPage3, "theirs");
        setFileBytes(filesUnder((*other)->folder() / "derived").front(), bytes);
        QVERIFY(!theirs->find(kPage3));
    }

    void mayBeRemovedAtAnyTime()
    {
        const auto derived = open();
        derived->keep(kPage3, kSecret);
        fs::remove_all(m_vault->folder() / "derived");
        QVERIFY(!derived->find(kPage3));
        derived->keep(kPage3, kSecret);
        QCOMPARE(derived->find(kPage3), kSecret);
        m_vault->forgetDerived(m_original.item);
        QVERIFY(!derived->find(kPage3));
        m_vault->forgetDerived(m_original.item); // nothing to do
    }

    void readersKeepNothing()
    {
        open()->keep(kPage3, kSecret);
        m_vault.reset();
        const auto reader = Vault::open(*m_folder / "a", secret("p"), Access::ReadOnly);
        QVERIFY(reader);
        const auto derived = (*reader)->openDerived(m_original, "v1");
        derived->keep(kPage4, kSecret);
        derived->keep(kPage3, "changed");
        (*reader)->forgetDerived(m_original.item);
        QCOMPARE(derived->find(kPage3), kSecret);
        QVERIFY(!derived->find(kPage4));
        QCOMPARE(filesUnder((*reader)->folder() / "derived").size(), 1);
    }

    void knowsNothingAfterClose()
    {
        const auto derived = open();
        derived->keep(kPage3, kSecret);
        m_vault->close();
        QVERIFY(!derived->find(kPage3));
        derived->keep(kPage4, kSecret);
        QCOMPARE(files().size(), 1);
        QVERIFY(!open()); // no key is there any more
        m_vault.reset();
        QVERIFY(!derived->find(kPage3));
    }

    void isNoObjectAndGoesIntoNoPackage()
    {
        const auto sealed = sealBytesInto(*m_vault, "an original");
        QVERIFY(sealed);
        open()->keep(kPage3, kSecret);
        QCOMPARE(m_vault->objects()->size(), 1);
        PackRequest request;
        request.items.push_back(
            {"a.txt", ItemKind::Text, sealed->size, sealed->sha256, sealed->id});
        const fs::path archive = *m_folder / "a.rvault";
        QVERIFY(packVault(*m_vault, request, archive, {}));
        const QByteArray bytes = fileBytes(archive);
        QVERIFY(!bytes.contains("RVD1") && !bytes.contains(".rvd"));
    }

    void removesTheOldestWhenThereIsTooMuch()
    {
        const ItemId a = ItemId::random();
        const ItemId b = ItemId::random();
        const auto name = [](int number) {
            return QByteArray::number(number).rightJustified(32, '0').toStdString();
        };
        const fs::path root = m_vault->folder() / "derived";
        DerivedFolder folder(root, 10'000);
        const auto age = [&](ItemId item, int number, int hours) {
            fs::last_write_time(root / item.toString().toStdString() / (name(number) + ".rvd"),
                                fs::file_time_type::clock::now() - std::chrono::hours(hours));
        };
        const QByteArray some(3'000, 'x');
        folder.write(a, name(1), some);
        folder.write(b, name(2), some);
        folder.write(b, name(3), some);
        age(a, 1, 1);
        age(b, 2, 3);
        age(b, 3, 2);
        setFileBytes(root / "somebody's notes", QByteArray(50'000, 'n'));
        folder.write(a, name(4), some);
        QVERIFY(!folder.read(b, name(2)));
        QVERIFY(!folder.read(b, name(3)));
        QVERIFY(folder.read(a, name(1)));
        QVERIFY(folder.read(a, name(4)));
        QVERIFY(fs::exists(root / "somebody's notes"));
        // Written again and again, an answer counts once.
        for (int i = 0; i < 10; ++i)
            folder.write(a, name(4), some);
        QVERIFY(folder.read(a, name(1)));
    }

    void removesWhatAKilledWriterLeft()
    {
        open()->keep(kPage3, kSecret);
        const fs::path part = files().front().native() + ".part";
        setFileBytes(part, "half");
        m_vault.reset();
        auto again = Vault::open(*m_folder / "a", secret("p"), Access::ReadWrite);
        QVERIFY(again);
        m_vault = *std::move(again);
        open()->keep(kPage4, kSecret);
        QVERIFY(!fs::exists(part));
        QCOMPARE(files().size(), 2);
    }

    void whatCannotBeWrittenIsNotKept()
    {
        setFileBytes(m_vault->folder() / "derived", "a file where the folder should be");
        open()->keep(kPage3, kSecret);
        QVERIFY(!open()->find(kPage3));
        open()->keep(kPage4, QByteArray(kLargestDerived + 1, 'x'));
        QVERIFY(!open()->find(kPage4));
    }

    void servesSeveralThreads()
    {
        const auto derived = open();
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([derived, t] {
                for (int i = 0; i < 50; ++i) {
                    const QByteArray mine = derivedQuestion("words-1", QByteArray::number(t));
                    derived->keep(mine, QByteArray(1000, char('a' + t)));
                    derived->keep(kPage3, kSecret);
                    const auto known = derived->find(mine);
                    if (!known || *known != QByteArray(1000, char('a' + t)))
                        qFatal("another thread's answer");
                }
            });
        }
        threads.clear();
        QCOMPARE(derived->find(kPage3), kSecret);
        QCOMPARE(files().size(), 5);
    }

private:
    std::shared_ptr<Answers> open() const { return m_vault->openDerived(m_original, "v1"); }
    QList<fs::path> files() const { return filesUnder(m_vault->folder() / "derived"); }

    std::optional<TempFolder> m_folder;
    std::unique_ptr<Vault> m_vault;
    DerivedFrom m_original;
};

QTEST_APPLESS_MAIN(TestDerived)
#include "tst_derived.moc"
