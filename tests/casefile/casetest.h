// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"
#include "tests/support/tempfolder.h"

#include <QString>

namespace redoubt::test {

/// A folder for cases, with the high-water marks of this test in it and not in the user's own.
class CaseFolder
{
public:
    CaseFolder()
    {
        initSecrets();
        qputenv("REDOUBT_STATE_DIR", QByteArray::fromStdString((m_folder / "state").native()));
    }
    const TempFolder &folder() const { return m_folder; }
    std::filesystem::path casePath() const { return m_folder / "a.redoubt"; }
    static SecretBytes passphrase() { return SecretBytes::copyOf("correct horse"); }
    static vault::KdfCost cheap() { return {1, 1024}; }

    std::unique_ptr<casefile::Case> create() const
    {
        auto made = casefile::Case::create(casePath(), passphrase(), cheap());
        if (!made)
            qFatal("%s", qPrintable(made.error().text()));
        return *std::move(made);
    }
    Result<std::unique_ptr<casefile::Case>>
    open(vault::Access access = vault::Access::ReadWrite,
         casefile::Rollback rollback = casefile::Rollback::Refuse) const
    {
        return casefile::Case::open(casePath(), passphrase(), access, rollback);
    }
    InputList inputs() const { return walkInputs({m_folder / "in"}); }

private:
    TempFolder m_folder;
};

/// Seals one text file, "a.txt", into the case.
inline ItemId oneItem(const CaseFolder &place, casefile::Case &c,
                      const QByteArray &content = "Jane Roe was there.\n")
{
    place.folder().write("in/a.txt", content);
    const auto report = c.ingest(place.inputs(), {}, JobContext());
    if (!report || report->added.size() != 1)
        qFatal("ingest");
    return report->added.first();
}

inline Finding machineFinding(ItemId item, int number, const QString &text = {})
{
    Finding f;
    f.item = item;
    f.type = number % 2 ? FindingType::PersonName : FindingType::UsSsn;
    f.score = 0.8;
    f.place = TextRange{number * 10, number * 10 + 5};
    f.provenance = {QStringLiteral("test"), QStringLiteral("1"), {}};
    f.source = TextSource::Text;
    f.text = SensitiveText(text.isEmpty() ? QStringLiteral("text %1").arg(number) : text);
    f.id = stableFindingId(f);
    return f;
}

} // namespace redoubt::test
