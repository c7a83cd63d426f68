// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/models.h"
#include "core/detect/yunet.h"
#include "tests/support/shared.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace redoubt;
using namespace redoubt::detect;
using namespace Qt::StringLiterals;

class TestModels : public QObject
{
    Q_OBJECT

private:
    static std::filesystem::path folderOf(const QTemporaryDir &dir)
    {
        return dir.path().toStdString();
    }
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void namesHashesOf32Bytes()
    {
        for (const KnownModel &model : knownFaceModels())
            QCOMPARE(model.sha256.size(), 32);
    }

    void saysThatAModelIsMissing()
    {
        const QTemporaryDir empty;
        const auto model = loadModel(knownFaceModels().front(), {folderOf(empty)});
        QVERIFY(!model);
        QCOMPARE(model.error().kind(), ErrorKind::Missing);
        QVERIFY(model.error().text().contains(u"get-models"_s));
    }

    void refusesAFileWithOtherContent()
    {
        const QTemporaryDir dir;
        const KnownModel &known = knownFaceModels().front();
        write(dir.filePath(known.fileName), "not a network");
        const auto model = loadModel(known, {folderOf(dir)});
        QVERIFY(!model);
        QCOMPARE(model.error().kind(), ErrorKind::Invalid);
        QVERIFY(model.error().text().contains(known.fileName));
    }

    void refusesAModelWithOneFlippedByte()
    {
        const auto genuine = test::sharedFile("models/yunet_n_640_640_2023jan.onnx");
        if (!genuine)
            QSKIP("the model is not on this machine");
        QFile file(QString::fromStdString(genuine->string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
        const QTemporaryDir dir;
        const KnownModel &known = knownFaceModels().front();
        write(dir.filePath(known.fileName), bytes);
        QCOMPARE(loadModel(known, {folderOf(dir)}).error().kind(), ErrorKind::Invalid);
        // A genuine one in a later folder still serves.
        QVERIFY(loadModel(known, {folderOf(dir), genuine->parent_path()}));
    }

    void looksInTheNamedFolderFirst()
    {
        qputenv("REDOUBT_MODELS", "/somewhere/else");
        const auto folders = modelFolders();
        QCOMPARE(folders.front(), std::filesystem::path("/somewhere/else"));
        qunsetenv("REDOUBT_MODELS");
        const auto usual = modelFolders();
        QCOMPARE(usual.size() + 1, folders.size());
        // The system's, wherever the program stands.
        const auto at = [&usual](const char *path) {
            return std::find(usual.begin(), usual.end(), std::filesystem::path(path)) -
                   usual.begin();
        };
        QVERIFY(at("/usr/share/redoubt/models") < qsizetype(usual.size()));
        QVERIFY(at("/usr/local/share/redoubt/models") < qsizetype(usual.size()));
    }

    void bytesThatAreNoNetworkAreAnError()
    {
        for (const QByteArray &bytes :
             {QByteArray(), QByteArray("garbage"), QByteArray(5000, '\x08')}) {
            const auto detector =
                YuNetDetector::create({{u"x.onnx"_s, u"x"_s, QByteArray(32, 'x')}, bytes});
            QVERIFY(!detector);
            QCOMPARE(detector.error().kind(), ErrorKind::Invalid);
        }
    }
};

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
