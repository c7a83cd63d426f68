// SPDX-License-Identifier: AGPL-3.0-or-later
// What a vault needs of a store of objects, for each store.
#include "core/vault/folderobjectstore.h"
#include "core/vault/objectreader.h"
#include "core/vault/objectsealer.h"
#include "tests/support/memoryobjectstore.h"
#include "tests/vault/vaultsupport.h"

#include <sys/stat.h>
#include <thread>

using namespace redoubt;
using namespace redoubt::vault;
using namespace redoubt::vault::test;
namespace fs = std::filesystem;

namespace {

/// A store that can be opened again, and changed behind the program's back.
class StorePlace
{
public:
    virtual ~StorePlace() = default;
    virtual std::unique_ptr<ObjectStore> open() = 0;
    virtual void change(const ObjectId &id, const QByteArray &bytes) = 0;
    /// How many objects somebody began to write.
    virtual int unfinished() const = 0;
};

class MemoryPlace final : public StorePlace
{
public:
    std::unique_ptr<ObjectStore> open() override
    {
        return std::make_unique<redoubt::test::MemoryObjectStore>(m_held);
    }
    void change(const ObjectId &id, const QByteArray &bytes) override
    {
        m_held->objects[id] = bytes;
    }
    int unfinished() const override { return m_held->unfinished; }

private:
    std::shared_ptr<redoubt::test::MemoryObjects> m_held =
        std::make_shared<redoubt::test::MemoryObjects>();
};

class FolderPlace final : public StorePlace
{
public:
    FolderPlace()
    {
        if (!FolderObjectStore(m_folder.path()).create())
            qFatal("no folder");
    }
    std::unique_ptr<ObjectStore> open() override
    {
        return std::make_unique<FolderObjectStore>(m_folder.path());
    }
    void change(const ObjectId &id, const QByteArray &bytes) override
    {
        setFileBytes(m_folder.path() / objectPath(id), bytes);
    }
    int unfinished() const override
    {
        int count = 0;
        for (const auto &entry : fs::recursive_directory_iterator(m_folder.path()))
            count += entry.path().extension() == ".part" ? 1 : 0;
        return count;
    }
    const TempFolder &folder() const { return m_folder; }

private:
    TempFolder m_folder;
};

Result<void> putBytes(ObjectStore &store, const ObjectId &id, const QByteArray &bytes)
{
    auto file = store.put(id);
    if (!file)
        return file.error();
    const qsizetype half = bytes.size() / 2;
    for (const QByteArray &part : {bytes.first(half), bytes.sliced(half)}) {
        if (auto done = (*file)->write({part.constData(), size_t(part.size())}); !done)
            return done;
    }
    return (*file)->commit();
}

QByteArray bytesOf(const ObjectStore &store, const ObjectId &id)
{
    const auto source = store.open(id);
    return source ? *(*source)->readAll(1 << 30) : QByteArray("missing");
}

} // namespace

class TestObjectStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { initSecrets(); }
    void cleanup() { m_place.reset(); }
    void keepsObjects_data() { stores(); }
    void keepsObjects();
    void showsNothingBeforeItIsWhole_data() { stores(); }
    void showsNothingBeforeItIsWhole();
    void readersOutliveTheStore_data() { stores(); }
    void readersOutliveTheStore();
    void takesFromSeveralThreads_data() { stores(); }
    void takesFromSeveralThreads();
    void whatIsSealedOpensAndWhatWasChangedDoesNot_data() { stores(); }
    void whatIsSealedOpensAndWhatWasChangedDoesNot();
    void listsNothingElseInTheFolder();
    void filesAreForTheirOwnerOnly();

private:
    static void stores();
    StorePlace &place();
    std::unique_ptr<StorePlace> m_place;
};

void TestObjectStore::stores()
{
    QTest::addColumn<bool>("inMemory");
    QTest::newRow("folder") << false;
    QTest::newRow("memory") << true;
}

StorePlace &TestObjectStore::place()
{
    if (!m_place) {
        QFETCH(bool, inMemory);
        if (inMemory)
            m_place = std::make_unique<MemoryPlace>();
        else
            m_place = std::make_unique<FolderPlace>();
    }
    return *m_place;
}

void TestObjectStore::keepsObjects()
{
    std::map<ObjectId, QByteArray> all;
    {
        const auto store = place().open();
        QVERIFY(store->list()->isEmpty());
        for (int i = 0; i < 20; ++i) {
            const ObjectId id = ObjectId::random();
            all[id] = noise(i * i * 100, quint32(i));
            QVERIFY(putBytes(*store, id, all[id]));
        }
        QVERIFY(
            putBytes(*store, ObjectId(), noise(20 << 20))); // more than a disk is kept waiting for
        all[ObjectId()] = noise(20 << 20);
    }
    const auto store = place().open();
    store->removeUnfinished();
    QList<ObjectId> ids;
    for (const auto &[id, bytes] : all) {
        ids.append(id);
        QVERIFY(bytesOf(*store, id) == bytes);
    }
    QCOMPARE(*store->list(), ids);
    const auto missing = store->open(ObjectId::random());
    QVERIFY(!missing && missing.error().kind() == ErrorKind::NotFound);
}

void TestObjectStore::showsNothingBeforeItIsWhole()
{
    const auto store = place().open();
    const ObjectId id = ObjectId::random();
    {
        const auto file = store->put(id);
        QVERIFY(file);
        QVERIFY((*file)->write({"abc", 3}));
        QVERIFY(!store->open(id));
        QVERIFY(store->list()->isEmpty());
        QCOMPARE(place().unfinished(), 1);
    }
    QCOMPARE(place().unfinished(), 0);
    QVERIFY(!store->open(id));
    // What was given up can be put again.
    QVERIFY(putBytes(*store, id, "abcdef"));
    QCOMPARE(bytesOf(*store, id), QByteArray("abcdef"));
    QCOMPARE(place().unfinished(), 0);
}

void TestObjectStore::readersOutliveTheStore()
{
    auto store = place().open();
    const ObjectId id = ObjectId::random();
    QVERIFY(putBytes(*store, id, "abcdef"));
    const auto source = store->open(id);
    QVERIFY(source);
    store.reset();
    QCOMPARE(*(*source)->read(2, 3), QByteArray("cde"));
    QCOMPARE((*source)->size(), qint64(6));
}

void TestObjectStore::takesFromSeveralThreads()
{
    const auto store = place().open();
    std::array<std::vector<ObjectId>, 4> ids;
    std::atomic<int> failed = 0;
    std::vector<std::thread> threads;
    for (auto &mine : ids) {
        threads.emplace_back([&] {
            for (int i = 0; i < 10; ++i) {
                mine.push_back(ObjectId::random());
                failed += putBytes(*store, mine.back(), mine.back().toBytes()) ? 0 : 1;
                failed += store->list() ? 0 : 1;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(failed.load(), 0);
    QCOMPARE(store->list()->size(), 40);
    for (const auto &mine : ids) {
        for (const ObjectId &id : mine)
            QCOMPARE(bytesOf(*store, id), id.toBytes());
    }
}

void TestObjectStore::whatIsSealedOpensAndWhatWasChangedDoesNot()
{
    const auto store = place().open();
    const VaultId vault = VaultId::random();
    const KeyName name{roleOf(Modality::Text), 1};
    KeyRing keys;
    keys.insert(name, SecretBytes::random(32));
    const QByteArray plain = noise(200'000);
    ObjectRandomness randomness = ObjectRandomness::fresh();
    const ObjectId id = randomness.id;
    {
        const auto file = store->put(id);
        QVERIFY(file);
        QVERIFY(sealObject(
            *memorySource(plain), {vault, name, *keys.find(name)}, std::move(randomness),
            [&file](std::span<const char> bytes) { return (*file)->write(bytes); }, JobContext()));
        QVERIFY((*file)->commit());
    }
    const auto opened = [&](const ObjectId &which) -> Result<QByteArray> {
        auto file = store->open(which);
        if (!file)
            return file.error();
        const auto source = openObject(*std::move(file), keys, vault, id);
        if (!source)
            return source.error();
        return (*source)->readAll(1 << 20);
    };
    const auto read = opened(id);
    QVERIFY(read && *read == plain);
    const QByteArray sealed = bytesOf(*store, id);
    for (const qsizetype at : {qsizetype(0), qsizetype(100), qsizetype(300), sealed.size() - 1}) {
        QByteArray changed = sealed;
        changed[at] = char(changed[at] ^ 1);
        place().change(id, changed);
        QVERIFY(!opened(id));
    }
    place().change(id, sealed.chopped(1));
    QVERIFY(!opened(id));
    place().change(id, sealed + 'x');
    QVERIFY(!opened(id));
    place().change(id, sealed);
    QVERIFY(opened(id));
}

void TestObjectStore::listsNothingElseInTheFolder()
{
    auto folder = std::make_unique<FolderPlace>();
    const auto store = folder->open();
    const ObjectId id = *ObjectId::fromString(QStringLiteral("ab000000000000000000000000000000"));
    QVERIFY(putBytes(*store, id, "x"));
    const fs::path objects = folder->folder().path() / "objects";
    const std::string name = id.toString().toStdString();
    fs::create_directories(objects / "00");
    setFileBytes(objects / "ab" / (name + ".rvo.part"), "half");
    setFileBytes(objects / "ab" / "ABFF0000000000000000000000000000.rvo", "in capitals");
    setFileBytes(objects / "00" / (name + ".rvo"), "in another folder");
    setFileBytes(objects / "ab" / "notes.txt", "of somebody else");
    setFileBytes(objects / "ab" / "notes.part", "of somebody else");
    QCOMPARE(*store->list(), QList<ObjectId>{id});
    store->removeUnfinished();
    QVERIFY(!fs::exists(objects / "ab" / (name + ".rvo.part")));
    QVERIFY(fs::exists(objects / "ab" / "notes.part"));
    QCOMPARE(bytesOf(*store, id), QByteArray("x"));
}

void TestObjectStore::filesAreForTheirOwnerOnly()
{
    FolderPlace folder;
    const auto store = folder.open();
    const ObjectId id = ObjectId::random();
    QVERIFY(putBytes(*store, id, "x"));
    const fs::path file = folder.folder().path() / objectPath(id);
    for (const fs::path &path : {file.parent_path(), file.parent_path().parent_path()}) {
        struct stat info = {};
        QCOMPARE(::stat(path.c_str(), &info), 0);
        QCOMPARE(info.st_mode & 0777u, 0700u);
    }
}

QTEST_GUILESS_MAIN(TestObjectStore)
#include "tst_objectstore.moc"
