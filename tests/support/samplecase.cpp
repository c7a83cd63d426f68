// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/samplecase.h"
#include "tests/support/guessedkinds.h"

#include <QtGlobal>

namespace redoubt::test {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
void require(const Result<T> &result, const char *step)
{
    if (!result)
        qFatal("%s failed: %s at %s", step, toString(result.error().kind()), result.error().site());
}

} // namespace

SecretBytes SampleCase::passphrase()
{
    return SecretBytes::copyOf("correct horse battery staple");
}

SampleCase::SampleCase()
{
    // The high-water mark belongs to the test, not to the user who runs it.
    qputenv("REDOUBT_STATE_DIR", QByteArray::fromStdString((m_folder / "state").string()));
    auto made = casefile::Case::create(m_folder / "test.redoubt", passphrase(), kCheapKdf);
    require(made, "making a case");
    m_case = std::move(*made);
    m_case->setActor(u"Test Person"_s);
}

SampleCase::~SampleCase() = default;

ItemId SampleCase::addText(const char *name, const QByteArray &bytes)
{
    const auto path = m_folder.write(std::filesystem::path("input") / name, bytes);
    const auto added = m_case->ingest(walkInputs({path}), test::guessedKinds(), JobContext());
    require(added, "adding a file");
    if (added->added.size() != 1)
        qFatal("one file gave %d items", int(added->added.size()));
    return added->added.first();
}

ItemId SampleCase::addInFolder(const char *relative, const QByteArray &bytes)
{
    InputList inputs;
    inputs.files.push_back(
        {m_folder.write(std::filesystem::path("input") / relative, bytes), relative});
    const auto added = m_case->ingest(inputs, test::guessedKinds(), JobContext());
    require(added, "adding a file of a folder");
    if (added->added.size() != 1)
        qFatal("one file gave %d items", int(added->added.size()));
    return added->added.first();
}

void SampleCase::addFindings(ItemId item, const FindingList &findings)
{
    require(m_case->addFindings(item, findings), "adding findings");
}

void SampleCase::decide(FindingId finding, Verdict verdict, const QStringList &reasons)
{
    require(
        m_case->decide({Decision{finding, verdict, Effect::Default, reasons, m_case->actor(), 1}}),
        "deciding");
}

void SampleCase::decideAll(ItemId item, Verdict verdict, const QStringList &reasons)
{
    QList<Decision> decisions;
    for (const Finding *finding : m_case->sheet().findings(item))
        decisions.append({finding->id, verdict, Effect::Default, reasons, m_case->actor(), 1});
    require(m_case->decide(decisions), "deciding");
}

void SampleCase::reopen()
{
    const auto path = m_case->folder();
    m_case.reset();
    auto opened = casefile::Case::open(path, passphrase(), vault::Access::ReadWrite);
    require(opened, "opening a case again");
    m_case = std::move(*opened);
}

} // namespace redoubt::test
