// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/vault.h"
#include "tests/vault/vaultsupport.h"

using namespace redoubt;
using namespace redoubt::vault;
using namespace redoubt::vault::test;
namespace fs = std::filesystem;

namespace {

fs::path workFile(const Vault &vault, ItemId item)
{
    return vault.folder() / "work" / (item.toString().toStdString() + ".rvw");
}

QByteArray question(int number)
{
    return "what was seen on frame " + QByteArray::number(number);
}

QByteArray answer(int number)
{
    return "Zebedee Quux " + QByteArray::number(number);
}

/// Three records of one answer each.
void keepThree(const Vault &vault, ItemId item)
{
    for (int i = 0; i < 3; ++i)
        vault.openWork(item, "purpose")->keep(question(i), answer(i));
}

int countFound(const Answers &work)
{
    int found = 0;
    while (work.find(question(found)) == answer(found))
        ++found;
    return found;
}

} // namespace

class TestWorkFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        auto vault = Vault::create(*m_folder / "a", secret("p"), kCheap);
        QVERIFY(vault);
        m_vault = *std::move(vault);
        m_item = ItemId::random();
    }
    void cleanup()
    {
        m_vault.reset();
        m_folder.reset();
    }

    void findsWhatWasKept()
    {
        keepThree(*m_vault, m_item);
        m_vault.reset();
        auto again = Vault::open(*m_folder / "a", secret("p"), Access::ReadWrite);
        QVERIFY(again);
        const auto work = (*again)->openWork(m_item, "purpose");
        QCOMPARE(countFound(*work), 3);
        QVERIFY(!work->find("another question"));
    }

    void isSealed()
    {
        keepThree(*m_vault, m_item);
        const QByteArray bytes = fileBytes(workFile(*m_vault, m_item));
        QVERIFY(!bytes.isEmpty());
        QVERIFY(!bytes.contains("Zebedee") && !bytes.contains("frame"));
    }

    void mayOutliveTheVault()
    {
        const auto work = m_vault->openWork(m_item, "purpose");
        m_vault.reset();
        work->keep(question(0), answer(0));
        QVERIFY(!work->find(question(1)));
    }

    void writesManyWithoutWaitingForTheEnd()
    {
        const auto work = m_vault->openWork(m_item, "purpose");
        const QByteArray large(50'000, 'x');
        for (int i = 0; i < 10; ++i)
            work->keep(question(i), large);
        QVERIFY(fs::file_size(workFile(*m_vault, m_item)) > 400'000);
        work->keep("too large", QByteArray(2'000'000, 'x')); // asked again, that is all
        QVERIFY(fs::file_size(workFile(*m_vault, m_item)) < 1'000'000);
    }

    void anotherPurposeOrItemBeginsAnew()
    {
        keepThree(*m_vault, m_item);
        QCOMPARE(countFound(*m_vault->openWork(ItemId::random(), "purpose")), 0);
        QCOMPARE(countFound(*m_vault->openWork(m_item, "other settings")), 0);
        QCOMPARE(fs::file_size(workFile(*m_vault, m_item)), std::uintmax_t(0));
    }

    void isGoneWhenTheWorkIsFinished()
    {
        keepThree(*m_vault, m_item);
        m_vault->removeWork(m_item);
        QVERIFY(!fs::exists(workFile(*m_vault, m_item)));
        m_vault->removeWork(m_item); // nothing to do
    }

    void readersKeepNothing()
    {
        keepThree(*m_vault, m_item);
        m_vault.reset();
        const auto reader = Vault::open(*m_folder / "a", secret("p"), Access::ReadOnly);
        QVERIFY(reader);
        QVERIFY(!(*reader)->openWork(m_item, "purpose"));
        (*reader)->removeWork(m_item);
        QVERIFY(fs::exists(workFile(**reader, m_item)));
    }

    void goesOnBehindATornEnd()
    {
        keepThree(*m_vault, m_item);
        const fs::path file = workFile(*m_vault, m_item);
        const QByteArray whole = fileBytes(file);
        for (qsizetype size = 0; size < whole.size(); ++size) {
            setFileBytes(file, whole.first(size));
            const int found = countFound(*m_vault->openWork(m_item, "purpose"));
            QVERIFY(found < 3);
            const auto work = m_vault->openWork(m_item, "purpose");
            for (int i = found; i < 3; ++i)
                work->keep(question(i), answer(i));
        }
        QCOMPARE(countFound(*m_vault->openWork(m_item, "purpose")), 3);
    }

    void believesNoByteThatWasChanged()
    {
        keepThree(*m_vault, m_item);
        const fs::path file = workFile(*m_vault, m_item);
        const QByteArray whole = fileBytes(file);
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray changed = whole;
            changed[at] = char(changed[at] ^ 0x40);
            setFileBytes(file, changed);
            const auto work = m_vault->openWork(m_item, "purpose");
            const int found = countFound(*work);
            QVERIFY(found < 3);
            for (int i = found; i < 3; ++i)
                QVERIFY(!work->find(question(i)));
        }
    }

    void whatCannotBeWrittenIsNotKept()
    {
        setFileBytes(m_vault->folder() / "work", "a file where the folder should be");
        const auto work = m_vault->openWork(m_item, "purpose");
        QVERIFY(work);
        work->keep(question(0), answer(0));
        QVERIFY(!work->find(question(0)));
    }

private:
    std::optional<TempFolder> m_folder;
    std::unique_ptr<Vault> m_vault;
    ItemId m_item;
};

QTEST_APPLESS_MAIN(TestWorkFile)
#include "tst_workfile.moc"
