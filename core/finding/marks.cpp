// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/tr.h"
#include "core/finding/decision.h"
#include "core/finding/effects.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <limits>

namespace redoubt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxFile = 64 * 1024 * 1024;
// Larger than any page, picture or file; beyond it a double is no longer a place.
constexpr double kMaxNumber = 1e12;

Error invalid(const Message &text)
{
    return Error(ErrorKind::Invalid, "finding/marks", text);
}

/// Reads the fields of one mark. The first thing that cannot be understood is kept as the error.
class MarkReader
{
public:
    MarkReader(const QJsonObject &object, qsizetype number)
        : m_object(object)
        , m_number(number)
    {}

    Result<MarkSpec> read();

private:
    void fail(const QString &field, const Message &what)
    {
        if (!m_error)
            m_error =
                invalid(Tr::tr("Mark %1: the field \"%2\" %3").arg(m_number).arg(field, what));
    }
    std::optional<QString> text(const QString &field);
    std::optional<double> number(const QString &field);
    std::optional<int> index(const QString &field);
    std::optional<std::vector<double>> numbers(const QString &field, size_t count);
    void readPlace(MarkSpec &mark);
    void readDecision(MarkSpec &mark);
    void checkForm(const MarkSpec &mark);
    void checkKnownFields();

    const QJsonObject &m_object;
    qsizetype m_number;
    std::optional<Error> m_error;
};

std::optional<QString> MarkReader::text(const QString &field)
{
    const auto it = m_object.find(field);
    if (it == m_object.end())
        return std::nullopt;
    if (!it->isString() || it->toString().trimmed().isEmpty()) {
        fail(field, Tr::tr("must be a text that is not empty."));
        return std::nullopt;
    }
    return it->toString();
}

std::optional<double> MarkReader::number(const QString &field)
{
    const auto it = m_object.find(field);
    if (it == m_object.end())
        return std::nullopt;
    const double value = it->toDouble(std::numeric_limits<double>::quiet_NaN());
    if (!(std::abs(value) <= kMaxNumber)) {
        fail(field, Tr::tr("must be a number."));
        return std::nullopt;
    }
    return value;
}

std::optional<int> MarkReader::index(const QString &field)
{
    const auto value = number(field);
    if (!value)
        return std::nullopt;
    if (*value < 0 || *value > std::numeric_limits<int>::max() || *value != std::floor(*value)) {
        fail(field, Tr::tr("must be a whole number from 0."));
        return std::nullopt;
    }
    return int(*value);
}

std::optional<std::vector<double>> MarkReader::numbers(const QString &field, size_t count)
{
    const auto it = m_object.find(field);
    if (it == m_object.end())
        return std::nullopt;
    const QJsonArray array = it->toArray();
    std::vector<double> values;
    for (const QJsonValue &entry : array) {
        const double value = entry.toDouble(std::numeric_limits<double>::quiet_NaN());
        if (std::abs(value) <= kMaxNumber)
            values.push_back(value);
    }
    if (values.size() != count || size_t(array.size()) != count) {
        fail(field, Tr::tr("must be a list of %1 numbers.").arg(count));
        return std::nullopt;
    }
    return values;
}

void MarkReader::readPlace(MarkSpec &mark)
{
    mark.term = text(u"term"_s);
    mark.field = text(u"field"_s);
    mark.page = index(u"page"_s);
    mark.stream = index(u"stream"_s);
    mark.begin = number(u"begin"_s);
    mark.end = number(u"end"_s);
    if (const auto rect = numbers(u"rect"_s, 4)) {
        mark.rect = PageRect{(*rect)[0], (*rect)[1], (*rect)[2], (*rect)[3]};
        if (mark.rect->isEmpty())
            fail(u"rect"_s, Tr::tr("must have a width and a height above 0."));
    }
    if (const auto range = numbers(u"range"_s, 2)) {
        const double begin = (*range)[0];
        const double end = (*range)[1];
        if (begin < 0 || end <= begin || begin != std::floor(begin) || end != std::floor(end))
            fail(u"range"_s, Tr::tr("must be two whole numbers, the second one larger."));
        else
            mark.codePoints = TextRange{qsizetype(begin), qsizetype(end)};
    }
}

void MarkReader::readDecision(MarkSpec &mark)
{
    if (const auto name = text(u"type"_s)) {
        const auto type = findingTypeFromString(*name);
        if (!type)
            fail(u"type"_s, Tr::tr("names no type that this program knows."));
        mark.type = type.value_or(FindingType::Custom);
    }
    if (const auto name = text(u"verdict"_s)) {
        const auto verdict = verdictFromString(*name);
        if (!verdict)
            fail(u"verdict"_s, Tr::tr("must be \"redact\" or \"keep\"."));
        mark.verdict = verdict.value_or(Verdict::Redact);
    }
    if (const auto name = text(u"effect"_s)) {
        const auto effect = effectFromString(*name);
        if (!effect)
            fail(u"effect"_s, Tr::tr("names no effect that this program knows."));
        else if (*effect != Effect::Default && !isImplemented(*effect))
            fail(u"effect"_s, Tr::tr("names an effect that is not implemented in this version."));
        mark.effect = effect.value_or(Effect::Default);
    }
    if (const auto reason = text(u"reason"_s))
        mark.reasons.append(*reason);
    if (const auto it = m_object.find(u"reasons"_s); it != m_object.end()) {
        if (!it->isArray())
            fail(u"reasons"_s, Tr::tr("must be a list of texts."));
        const QJsonArray reasons = it->toArray();
        for (const QJsonValue &reason : reasons) {
            if (!reason.isString() || reason.toString().trimmed().isEmpty())
                fail(u"reasons"_s, Tr::tr("must be a list of texts."));
            mark.reasons.append(reason.toString());
        }
    }
}

void MarkReader::checkForm(const MarkSpec &mark)
{
    if (mark.begin.has_value() != mark.end.has_value())
        fail(mark.begin ? u"end"_s : u"begin"_s,
             Tr::tr("is missing; a time needs a begin and an end."));
    if (mark.begin && mark.end && (*mark.begin < 0 || *mark.end <= *mark.begin))
        fail(u"end"_s, Tr::tr("must be later than \"begin\", and neither may be below 0."));
    if (mark.page && !mark.rect)
        fail(u"rect"_s, Tr::tr("is missing; a page needs a rectangle."));
    if (mark.page && (mark.stream || mark.begin))
        fail(u"page"_s, Tr::tr("cannot be combined with a stream or a time."));
    if (mark.stream && !mark.rect && !mark.begin)
        fail(u"stream"_s, Tr::tr("needs a time or a rectangle."));
    const int forms = int(mark.term.has_value()) + int(mark.field.has_value()) +
                      int(mark.codePoints.has_value()) +
                      int(mark.rect || mark.begin || mark.stream || mark.page);
    if (forms != 1 && !m_error)
        m_error = invalid(Tr::tr("Mark %1: give one place: a term, a range, a field, a rectangle "
                                 "or a time.")
                              .arg(m_number));
}

void MarkReader::checkKnownFields()
{
    // A misspelt field would silently widen or lose a mark.
    static const QStringList known{u"file"_s,    u"term"_s,    u"page"_s,   u"rect"_s,
                                   u"stream"_s,  u"begin"_s,   u"end"_s,    u"range"_s,
                                   u"field"_s,   u"type"_s,    u"effect"_s, u"reason"_s,
                                   u"reasons"_s, u"verdict"_s, u"comment"_s};
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (!known.contains(it.key()))
            fail(it.key().left(60), Tr::tr("is not a field of a mark."));
    }
}

Result<MarkSpec> MarkReader::read()
{
    MarkSpec mark;
    const auto file = text(u"file"_s);
    if (!file)
        fail(u"file"_s, Tr::tr("is missing; it names the file of the mark."));
    mark.file = file.value_or(QString());
    checkKnownFields();
    readPlace(mark);
    readDecision(mark);
    checkForm(mark);
    if (m_error)
        return *m_error;
    return mark;
}

} // namespace

Result<QList<MarkSpec>> parseMarks(QByteArrayView json)
{
    if (json.size() > kMaxFile)
        return Error(ErrorKind::Limit, "finding/marks",
                     Tr::tr("The marks file is larger than 64 MiB. Split it."));
    QByteArrayView body = json;
    if (body.startsWith("\xEF\xBB\xBF"))
        body = body.sliced(3);
    QJsonParseError problem;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(body.data(), body.size()), &problem);
    if (problem.error != QJsonParseError::NoError)
        return invalid(Tr::tr("The marks file is not valid JSON at byte %1: %2.")
                           .arg(QString::number(problem.offset), problem.errorString()));
    const QJsonValue marks = document.object().value(u"marks"_s);
    if (!marks.isArray())
        return invalid(Tr::tr("The marks file needs a list named \"marks\"."));
    QList<MarkSpec> list;
    const QJsonArray array = marks.toArray();
    list.reserve(array.size());
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (!array[i].isObject())
            return invalid(Tr::tr("Mark %1 is not an object with fields.").arg(i + 1));
        const QJsonObject object = array[i].toObject();
        auto mark = MarkReader(object, i + 1).read();
        if (!mark)
            return mark.error();
        list.append(*std::move(mark));
    }
    return list;
}

} // namespace redoubt
