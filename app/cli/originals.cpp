// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/originals.h"

#include "app/cli/tr.h"
#include "core/base/atomicoutput.h"
#include "core/base/paths.h"

#include <QCryptographicHash>

#include <algorithm>

namespace redoubt::cli {

namespace fs = std::filesystem;

namespace {

constexpr qint64 kBlock = 1 << 20;

class CaseOriginals final : public Originals
{
public:
    explicit CaseOriginals(std::unique_ptr<casefile::Case> opened)
        : m_case(std::move(opened))
    {}
    std::vector<vault::PackedItem> items() const override
    {
        std::vector<vault::PackedItem> items;
        for (const casefile::Item &item : m_case->sheet().items())
            items.push_back({item.rawName, item.kind, item.size, item.sha256, item.object});
        return items;
    }
    Result<std::unique_ptr<ByteSource>> open(const vault::PackedItem &item) const override
    {
        return m_case->vault().open(item.object);
    }
    Result<int> verify(const JobContext &context) const override
    {
        if (auto journal = m_case->verifyJournal(); !journal)
            return journal.error();
        return Originals::verify(context);
    }
    bool hasOrphans() const override
    {
        const auto orphans = m_case->orphans();
        return std::any_of(orphans.begin(), orphans.end(), [](const casefile::Orphan &orphan) {
            return orphan.role != casefile::Orphan::Role::Derived;
        });
    }

private:
    std::unique_ptr<casefile::Case> m_case;
};

class ArchiveOriginals final : public Originals
{
public:
    explicit ArchiveOriginals(std::unique_ptr<vault::VaultArchive> archive)
        : m_archive(std::move(archive))
    {}
    std::vector<vault::PackedItem> items() const override { return m_archive->items(); }
    Result<std::unique_ptr<ByteSource>> open(const vault::PackedItem &item) const override
    {
        return m_archive->open(item);
    }

private:
    std::unique_ptr<vault::VaultArchive> m_archive;
};

Error wrongHash(const QString &name)
{
    return Error(
        ErrorKind::Damaged, "cli/originals",
        Fact::tr("“%1” does not have the hash that was recorded when it was sealed.").arg(name));
}

} // namespace

Result<std::unique_ptr<Originals>> Originals::open(const CliSession &session,
                                                   const std::string &path)
{
    std::error_code code;
    const fs::file_status status = fs::status(path, code);
    if (!fs::exists(status))
        return errnoError(code ? code.value() : ENOENT, "cli/originals", displayName(path));
    if (fs::is_directory(status)) {
        auto opened = openCase(session, path, vault::Access::ReadOnly);
        if (!opened)
            return opened.error();
        return std::unique_ptr<Originals>(std::make_unique<CaseOriginals>(std::move(*opened)));
    }
    const auto secret = readPassphrase(session, Ask::Once);
    if (!secret)
        return secret.error();
    auto archive = vault::VaultArchive::open(path, *secret);
    if (!archive)
        return archive.error();
    return std::unique_ptr<Originals>(std::make_unique<ArchiveOriginals>(std::move(*archive)));
}

Result<int> Originals::verify(const JobContext &context) const
{
    const auto all = items();
    int count = 0;
    for (const vault::PackedItem &item : all) {
        context.progress(count, qint64(all.size()));
        auto source = open(item);
        if (!source)
            return source.error();
        const auto digest = sha256(**source, [&] { return context.cancelled(); });
        if (!digest)
            return digest.error();
        if (*digest != item.sha256)
            return wrongHash(displayName(fs::path(item.name)));
        ++count;
    }
    return count;
}

Result<void> extractOriginal(const Originals &originals, const vault::PackedItem &item,
                             const fs::path &out, const JobContext &context)
{
    const QString name = displayName(fs::path(item.name));
    // The bytes of the name come from a sealed list, yet a name must never lead out of the folder.
    fs::path relative;
    for (const fs::path &part : fs::path(item.name)) {
        if (part != ".." && part != "." && !part.empty() && !part.is_absolute())
            relative /= part;
    }
    if (relative.empty())
        return Error(ErrorKind::Damaged, "cli/originals",
                     Fact::tr("An original has no usable name."));
    if (auto fits = vault::checkOutput(out / relative); !fits)
        return fits;
    auto source = originals.open(item);
    if (!source)
        return source.error();
    auto output = AtomicOutput::create(out / relative);
    if (!output)
        return output.error();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const qint64 size = (*source)->size();
    for (qint64 offset = 0; offset < size; offset += kBlock) {
        if (context.cancelled())
            return JobContext::cancelledError("cli/extract");
        context.progress(offset, size);
        const auto block = (*source)->read(offset, kBlock);
        if (!block)
            return block.error();
        hash.addData(*block);
        if (auto written = (*output)->write(*block); !written)
            return written;
    }
    if (hash.result() != item.sha256)
        return wrongHash(name);
    return (*output)->commit();
}

} // namespace redoubt::cli
