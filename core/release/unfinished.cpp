// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/unfinished.h"

#include "core/base/paths.h"
#include "core/release/manifest.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDataStream>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace redoubt::release {

using namespace Qt::StringLiterals;

namespace {

constexpr char kQuestion[] = "result";

void put(QDataStream &out, const redact::RedactionPlan &plan)
{
    out << toString(plan.kind);
    out << plan.sameFormat;
    for (const redact::PlannedMark &mark : plan.marks)
        out << mark.part << toString(mark.effect);
    for (const redact::MaskTrack &mask : plan.masks) {
        out << mask.stream << toString(mask.effect) << mask.label << toString(mask.type);
        for (const TrackBox &box : mask.boxes)
            out << qint64(box.pts) << box.rect.x << box.rect.y << box.rect.w << box.rect.h;
    }
    for (const redact::AudioCut &cut : plan.cuts)
        out << cut.stream << qint64(cut.time.begin) << qint64(cut.time.end) << cut.channels
            << toString(cut.effect);
    for (const redact::PageMask &page : plan.pages) {
        out << page.page << page.label << toString(page.type);
        for (const PageRect &rect : page.rects)
            out << rect.x << rect.y << rect.w << rect.h;
    }
    for (const redact::TextEdit &edit : plan.edits)
        out << qint64(edit.range.begin) << qint64(edit.range.end) << edit.replacement;
    out << plan.metadata.keep;
    for (const SensitiveText &text : plan.withheld)
        out << text.reveal();
}

QJsonArray toJson(const std::vector<redact::TextPlace> &places)
{
    QJsonArray array;
    for (const redact::TextPlace &place : places)
        array.append(QJsonArray{place.line, place.column});
    return array;
}

std::vector<redact::TextPlace> placesFromJson(const QJsonArray &array)
{
    std::vector<redact::TextPlace> places;
    for (const QJsonValue &value : array)
        places.push_back({value[0].toInteger(), value[1].toInteger()});
    return places;
}

QJsonArray toJson(const std::vector<Effect> &effects)
{
    QJsonArray array;
    for (const Effect effect : effects)
        array.append(toString(effect));
    return array;
}

/// The remarks and the details of the checks before they are words: the manifest that is taken up
/// may be read in another language.
QJsonArray sentencesOf(const ItemResult &result)
{
    QJsonArray array;
    const auto put = [&](const Message &message) {
        array.append(QString::fromLatin1(message.toBytes().toBase64()));
    };
    for (const Message &note : result.notes)
        put(note);
    for (const verify::Check &check : result.verification.checks)
        put(check.detail);
    return array;
}

/// Whether all of them are there; as they were put.
bool takeSentences(const QJsonArray &array, ItemResult &result)
{
    qsizetype at = 0;
    const auto take = [&](Message &message) {
        auto read = Message::fromBytes(QByteArray::fromBase64(array[at++].toString().toLatin1()));
        if (read)
            message = *std::move(read);
        return read.has_value();
    };
    return array.size() == result.notes.size() + result.verification.checks.size() &&
           std::all_of(result.notes.begin(), result.notes.end(), take) &&
           std::all_of(result.verification.checks.begin(), result.verification.checks.end(),
                       [&](verify::Check &check) { return take(check.detail); });
}

/// Nothing when one is not known here.
std::optional<std::vector<Effect>> effectsFromJson(const QJsonArray &array)
{
    std::vector<Effect> effects;
    for (const QJsonValue &value : array) {
        const auto effect = effectFromString(value.toString());
        if (!effect || *effect == Effect::Default)
            return std::nullopt;
        effects.push_back(*effect);
    }
    return effects;
}

} // namespace

QByteArray fingerprintOf(const PlannedItem &planned, const casefile::Profile &profile,
                         const RunOptions &options, const std::filesystem::path &output)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << planned.item.sha256 << QCoreApplication::applicationVersion() << profile.name
        << displayName(output) << options.redaction.pageDpi << options.redaction.ocrLanguages
        << options.ocr << options.ocrLanguages << options.search << planned.name.kept;
    put(out, planned.plan);
    return QMessageAuthenticationCode::hash(bytes, planned.item.id.toBytes(),
                                            QCryptographicHash::Sha256);
}

UnfinishedRelease::UnfinishedRelease(const RunOptions &options, const PlannedItem &planned,
                                     const casefile::Profile &profile,
                                     const std::filesystem::path &output)
    : m_options(options)
    , m_item(planned.item.id)
    , m_marks(planned.marks.size())
    , m_purpose("redoubt release 1\n" + fingerprintOf(planned, profile, options, output))
    , m_output(u"redacted/"_s + displayName(output))
{}

std::unique_ptr<Answers> UnfinishedRelease::open() const
{
    return m_options.openUnfinished ? m_options.openUnfinished(m_item, m_purpose) : nullptr;
}

std::optional<ItemResult> UnfinishedRelease::find() const
{
    const auto answers = open();
    const auto bytes = answers ? answers->find(kQuestion) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(*bytes).object();
    auto result = itemFromJson(object[u"result"].toObject());
    auto applied = effectsFromJson(object[u"applied"].toArray());
    if (!result || result->output != m_output || !applied || applied->size() != m_marks ||
        !takeSentences(object[u"sentences"].toArray(), *result))
        return std::nullopt;
    result->applied = *std::move(applied);
    result->item = m_item;
    result->textPlaces = placesFromJson(object[u"text_places"].toArray());
    return result;
}

void UnfinishedRelease::keep(const ItemResult &result) const
{
    if (const auto answers = open()) {
        const QJsonObject object{{u"result"_s, itemToJson(result)},
                                 {u"sentences"_s, sentencesOf(result)},
                                 {u"text_places"_s, toJson(result.textPlaces)},
                                 {u"applied"_s, toJson(result.applied)}};
        answers->keep(kQuestion, QJsonDocument(object).toJson(QJsonDocument::Compact));
    }
}

} // namespace redoubt::release
