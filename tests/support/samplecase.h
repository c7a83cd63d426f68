// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"
#include "tests/support/tempfolder.h"

#include <memory>

namespace redoubt::test {

/// The cheapest passphrase slot that the vault accepts, so that tests do not spend half a second on
/// each case.
constexpr vault::KdfCost kCheapKdf{1, 64 * 1024};

/// A case of its own in a temporary folder, and the few gestures that tests of its callers need.
/// Stops the test program when a step fails: no test goes on with half a case.
class SampleCase
{
public:
    SampleCase();
    ~SampleCase();

    casefile::Case &operator*() { return *m_case; }
    casefile::Case *operator->() { return m_case.get(); }
    const casefile::ReviewSheet &sheet() const { return m_case->sheet(); }
    const TempFolder &folder() const { return m_folder; }
    static SecretBytes passphrase();

    ItemId addText(const char *name, const QByteArray &bytes);
    /// The same as a file of a folder that was given: its name has the folders in it.
    ItemId addInFolder(const char *relative, const QByteArray &bytes);
    void addFindings(ItemId item, const FindingList &findings);
    void decide(FindingId finding, Verdict verdict, const QStringList &reasons = {});
    void decideAll(ItemId item, Verdict verdict, const QStringList &reasons = {});
    /// Closes the case and opens it again from disk.
    void reopen();

private:
    TempFolder m_folder;
    std::unique_ptr<casefile::Case> m_case;
};

} // namespace redoubt::test
