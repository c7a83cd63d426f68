// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/resume.h"

#include "core/base/atomicoutput.h"
#include "core/base/bytesource.h"
#include "core/release/manifest.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace redoubt::release {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxResultBytes = 16 * 1024 * 1024;

void put(QDataStream &out, const redact::RedactionPlan &plan)
{
    out << toString(plan.kind);
    for (const redact::MaskTrack &mask : plan.masks) {
        out << mask.stream << int(mask.effect) << mask.label;
        for (const TrackBox &box : mask.boxes)
            out << qint64(box.pts) << box.rect.x << box.rect.y << box.rect.w << box.rect.h;
    }
    for (const redact::AudioCut &cut : plan.cuts)
        out << cut.stream << qint64(cut.time.begin) << qint64(cut.time.end) << cut.channels
            << int(cut.effect);
    for (const redact::PageMask &page : plan.pages) {
        out << page.page << page.label;
        for (const PageRect &rect : page.rects)
            out << rect.x << rect.y << rect.w << rect.h;
    }
    for (const redact::TextEdit &edit : plan.edits)
        out << qint64(edit.range.begin) << qint64(edit.range.end) << edit.replacement;
    out << plan.metadata.keep;
    for (const SensitiveText &text : plan.withheld)
        out << text.reveal();
}

std::filesystem::path fileFor(const std::filesystem::path &folder, ItemId item)
{
    return folder / (item.toString().toStdString() + ".json");
}

} // namespace

QByteArray fingerprintOf(const PlannedItem &planned, const casefile::Profile &profile,
                         const RunOptions &options)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << planned.item.sha256 << QCoreApplication::applicationVersion() << profile.name
        << options.redaction.pageDpi << options.redaction.leaveOutMark << options.ocr
        << options.ocrLanguages << bool(options.makeFaceCheck);
    put(out, planned.plan);
    return QMessageAuthenticationCode::hash(bytes, planned.item.id.toBytes(),
                                            QCryptographicHash::Sha256);
}

ResumeStore::ResumeStore(std::filesystem::path folder)
    : m_folder(std::move(folder))
{}

std::optional<ItemResult> ResumeStore::load(ItemId item, const QByteArray &fingerprint) const
{
    if (m_folder.empty())
        return std::nullopt;
    auto source = openFileSource(fileFor(m_folder, item));
    if (!source)
        return std::nullopt;
    const auto bytes = (*source)->readAll(kMaxResultBytes);
    if (!bytes)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(*bytes).object();
    if (object[u"fingerprint"].toString() != QString::fromLatin1(fingerprint.toHex()))
        return std::nullopt;
    return itemFromJson(object[u"result"].toObject());
}

Result<void> ResumeStore::save(const QByteArray &fingerprint, const ItemResult &result) const
{
    if (m_folder.empty())
        return {};
    const QJsonObject object{{u"fingerprint"_s, QString::fromLatin1(fingerprint.toHex())},
                             {u"result"_s, itemToJson(result)}};
    return writeFileAtomically(fileFor(m_folder, result.item), QJsonDocument(object).toJson());
}

} // namespace redoubt::release
