// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/textadapter.h"

#include "core/detect/tr.h"
#include "core/text/textscanner.h"

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

class Adapter : public TextDetector
{
public:
    explicit Adapter(std::shared_ptr<const text::TextScanner> scanner)
        : m_scanner(std::move(scanner))
    {}
    DetectorInfo info() const override { return ScannerTextDetector::info(); }
    Result<TextMatches> detect(QStringView text, const JobContext &context) const override
    {
        auto coverage = text::Coverage::Partial;
        const auto hits = m_scanner->scan(
            text, [&context] { return context.cancelled(); }, coverage);
        if (context.cancelled())
            return JobContext::cancelledError("detect/text");
        TextMatches found;
        found.reading = coverage == text::Coverage::Complete ? Reading::Complete : Reading::Partial;
        found.matches.reserve(hits.size());
        for (const text::TextHit &hit : hits) {
            const auto type = findingTypeFromString(hit.type);
            if (!type || hit.begin < 0 || hit.end > text.size() || hit.begin >= hit.end)
                return Error(ErrorKind::Internal, "detect/text");
            found.matches.push_back({{hit.begin, hit.end}, *type, hit.score, hit.recognizer});
        }
        return found;
    }

private:
    // Shared: several items are scanned at once with the one scanner, which is slow to make.
    std::shared_ptr<const text::TextScanner> m_scanner;
};

} // namespace

Result<std::shared_ptr<const TextDetector>> ScannerTextDetector::create(const QStringList &names)
{
    text::ScanOptions options;
    options.names = names;
    auto scanner = text::TextScanner::create(options);
    if (!scanner)
        return scanner.error();
    return std::shared_ptr<const TextDetector>(std::make_shared<Adapter>(std::move(*scanner)));
}

DetectorInfo ScannerTextDetector::info()
{
    DetectorInfo info;
    info.provenance = {u"text-recognisers"_s, text::TextScanner::version(), {}};
    for (const FindingType type : allFindingTypes()) {
        if (isTextual(type) && type != FindingType::Metadata && type != FindingType::Custom)
            info.types.append(type);
    }
    info.description =
        Tr::tr("Finds personal data in text by patterns, check digits, context and names.");
    return info;
}

} // namespace redoubt::detect
