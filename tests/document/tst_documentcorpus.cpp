// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/docmodel.h"
#include "core/document/picture.h"
#include "tests/support/shared.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace redoubt;
using namespace redoubt::document;
using namespace redoubt::test;

namespace {

std::vector<std::filesystem::path> filesIn(const char *folder)
{
    std::vector<std::filesystem::path> files;
    const auto shared = sharedFolder();
    if (!shared)
        return files;
    for (const auto &entry : std::filesystem::directory_iterator(*shared / folder)) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

constexpr qint64 kPatience = 20000;

} // namespace

class TestDocumentCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesMalformedFiles();
    void opensEveryPdfOrSaysWhyNot();
    void opensEveryPicture();
};

// Every reader gets every file, whatever its name says.
void TestDocumentCorpus::survivesMalformedFiles()
{
    REDOUBT_REQUIRE_SHARED();
    LoadOptions options;
    options.ocr = Ocr::Never;
    const auto files = filesIn("media/malformed");
    QVERIFY(!files.empty());
    for (const auto &path : files) {
        const auto source = openFileSource(path);
        QVERIFY(source);
        for (const auto reader : {loadPdf, loadPicture, loadText}) {
            QElapsedTimer timer;
            timer.start();
            const auto model = reader(**source, options, {});
            if (model && reader == loadPdf) {
                if (auto renderer = PageRenderer::openPdf(**source))
                    std::ignore = (*renderer)->render(0, 50, {}); // may fail, must not crash
            }
            QVERIFY2(timer.elapsed() < kPatience, path.filename().c_str());
            if (!model)
                QVERIFY2(!model.error().text().isEmpty(), path.filename().c_str());
        }
    }
}

void TestDocumentCorpus::opensEveryPdfOrSaysWhyNot()
{
    REDOUBT_REQUIRE_SHARED();
    LoadOptions options;
    options.ocr = Ocr::Never;
    int opened = 0;
    for (const char *folder : {"media/pdf", "media/pdf-leaks"}) {
        for (const auto &path : filesIn(folder)) {
            if (path.extension() != ".pdf")
                continue;
            const auto source = openFileSource(path);
            QVERIFY(source);
            QElapsedTimer timer;
            timer.start();
            const auto model = loadPdf(**source, options, {});
            QVERIFY2(timer.elapsed() < kPatience, path.filename().c_str());
            if (!model) {
                QVERIFY2(model.error().kind() == ErrorKind::Encrypted ||
                             model.error().kind() == ErrorKind::Damaged,
                         path.filename().c_str());
                continue;
            }
            ++opened;
            for (const Page &page : model->pages) {
                qsizetype last = page.begin;
                for (const Word &word : page.words) {
                    QVERIFY2(!word.box.isEmpty(), path.filename().c_str());
                    QVERIFY(word.begin >= last && word.end > word.begin && word.end <= page.end);
                    last = word.end;
                }
            }
        }
    }
    QVERIFY(opened >= 50);
}

void TestDocumentCorpus::opensEveryPicture()
{
    REDOUBT_REQUIRE_SHARED();
    int pictures = 0;
    for (const char *folder : {"media/image-text", "media/metadata", "media/faces"}) {
        for (const auto &path : filesIn(folder)) {
            const auto source = openFileSource(path);
            QVERIFY(source);
            const auto head = (*source)->read(0, 32);
            if (!head || sniffPicture(*head) == PictureFormat::Unknown)
                continue;
            const auto info = probePicture(**source);
            if (!info) { // some are broken on purpose
                QCOMPARE(info.error().kind(), ErrorKind::Damaged);
                continue;
            }
            const auto image = decodePicture(**source);
            if (!image) {
                QCOMPARE(image.error().kind(), ErrorKind::Damaged);
                continue;
            }
            QCOMPARE(image->size(), info->size);
            ++pictures;
        }
    }
    QVERIFY(pictures > 20);
}

QTEST_GUILESS_MAIN(TestDocumentCorpus)
#include "tst_documentcorpus.moc"
