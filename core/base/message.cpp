// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/message.h"

#include "core/base/fieldcodec.h"
#include "core/base/overloaded.h"

#include <QCoreApplication>

#include <cstring>

namespace redoubt {

namespace {

constexpr quint32 kMaxContext = 100;
constexpr int kMaxPrecision = 17;

/// A literal: not copied.
QByteArray literal(const char *text)
{
    return QByteArray::fromRawData(text, qsizetype(std::strlen(text)));
}

bool isContext(QByteArrayView context)
{
    return std::all_of(context.begin(), context.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

/// Of a placeholder that begins at @a at ("%12"): its number and where it ends. 0: there is none.
std::pair<int, qsizetype> placeholder(QStringView pattern, qsizetype at)
{
    const auto digit = [&](qsizetype i) {
        return i < pattern.size() && pattern[i] >= u'0' && pattern[i] <= u'9';
    };
    if (pattern[at] != u'%' || !digit(at + 1))
        return {0, at};
    int number = pattern[at + 1].unicode() - u'0';
    if (!digit(at + 2))
        return {number, at + 2};
    number = number * 10 + (pattern[at + 2].unicode() - u'0');
    return {number, at + 3};
}

} // namespace

/// Writes and reads a message and those in it.
struct Message::Codec
{
    enum class Kind : quint8 { Integer, Real, Text, Sentence };

    static void write(LittleEndianWriter &out, const Message &message)
    {
        out.block(message.m_context).block(message.m_source);
        out.number(qint32(message.m_number));
        out.number(quint8(message.m_arguments.size()));
        for (const Argument &argument : message.m_arguments) {
            out.number(quint8(argument.value.index()));
            std::visit(Overloaded{[&](qint64 number) { out.number(number); },
                                  [&](const Argument::Real &real) {
                                      out.real(real.value);
                                      out.number(quint8(real.format));
                                      out.number(qint8(real.precision));
                                  },
                                  [&](const QString &text) { out.text(text); },
                                  [&](const Message &sentence) { write(out, sentence); }},
                       argument.value);
        }
    }

    Message read(int depth)
    {
        Message message;
        if (depth >= kMaxDepth || ++sentences > kMaxSentences) {
            in.refuse();
            return message;
        }
        message.m_context = in.block(kMaxContext).toByteArray();
        const QString source = text();
        message.m_source = source.toUtf8();
        message.m_number = in.number<qint32>();
        // Qt takes names of contexts and sentences up to the first zero.
        if (!isContext(message.m_context) || message.m_number < -1 ||
            (!message.m_context.isEmpty() && source.contains(QChar(u'\0'))) ||
            (message.m_context.isEmpty() && message.m_number != -1))
            in.refuse();
        const quint8 count = in.u8();
        if (count > kMaxArguments)
            in.refuse();
        for (int i = 0; i < count && in.ok(); ++i)
            message.m_arguments.push_back(readArgument(depth));
        return message;
    }

    /// Nothing but whole characters.
    QString text()
    {
        const QByteArrayView utf8 = in.block();
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
        const QString decoded = decoder(utf8);
        if (decoder.hasError() || decoded.toUtf8() != utf8)
            in.refuse();
        return decoded;
    }

    Argument readArgument(int depth)
    {
        switch (in.enumerator(Kind::Sentence)) {
        case Kind::Integer:
            return {in.number<qint64>()};
        case Kind::Real: {
            Argument::Real real;
            real.value = in.real();
            real.format = char(in.u8());
            real.precision = in.number<qint8>();
            if (std::strchr("eEfgG", real.format) == nullptr || real.format == '\0' ||
                real.precision < -1 || real.precision > kMaxPrecision)
                in.refuse();
            return {real};
        }
        case Kind::Text:
            return {text()};
        case Kind::Sentence:
            return {read(depth + 1)};
        }
        return {};
    }

    LittleEndianReader in;
    int sentences = 0;
};

// Here, where an argument is whole.
Message::Message() = default;
Message::~Message() = default;
Message::Message(const Message &) = default;
Message::Message(Message &&) noexcept = default;
Message &Message::operator=(const Message &) = default;
Message &Message::operator=(Message &&) noexcept = default;

bool Message::isEmpty() const
{
    return m_source.isEmpty() && m_arguments.empty();
}

Message::Message(const char *context, const char *source, int number)
    : m_context(literal(context))
    , m_source(literal(source))
    , m_number(number < 0 ? -1 : number)
{}

Message Message::plain(const QString &text)
{
    Message message;
    message.m_source = text.toUtf8();
    return message;
}

Message Message::joined(const QList<Message> &messages, const QString &separator)
{
    if (messages.size() == 1)
        return messages.first();
    QString pattern;
    for (qsizetype i = 1; i <= messages.size(); ++i)
        pattern += (i > 1 ? separator : QString()) + u'%' + QString::number(i);
    Message all = plain(pattern);
    for (const Message &message : messages)
        all.m_arguments.push_back({message});
    return all;
}

Message Message::arg(const Message &sentence) const
{
    Message filled = *this;
    filled.m_arguments.push_back({sentence});
    return filled;
}

Message Message::arg(const QString &text) const
{
    Message filled = *this;
    filled.m_arguments.push_back({text});
    return filled;
}

Message Message::argInteger(qint64 number) const
{
    Message filled = *this;
    filled.m_arguments.push_back({number});
    return filled;
}

Message Message::arg(double number, int fieldWidth, char format, int precision) const
{
    Q_ASSERT(fieldWidth == 0);
    Q_ASSERT(precision <= kMaxPrecision);
    Message filled = *this;
    filled.m_arguments.push_back({Argument::Real{number, format, precision}});
    return filled;
}

QString Message::code() const
{
    return m_context.isEmpty() ? QString() : QString::fromUtf8(m_source);
}

QString Message::words(qsizetype room, int depth) const
{
    const QString pattern =
        m_context.isEmpty() ? QString::fromUtf8(m_source)
                            : QCoreApplication::translate(m_context.constData(),
                                                          m_source.constData(), nullptr, m_number);
    if (m_arguments.empty())
        return pattern.left(room);
    QString text;
    for (qsizetype at = 0; at < pattern.size() && text.size() < room;) {
        const auto [number, end] = placeholder(pattern, at);
        if (number < 1 || size_t(number) > m_arguments.size()) {
            text += pattern[at++];
            continue;
        }
        at = end;
        const qsizetype left = room - text.size();
        text += std::visit(
            Overloaded{[](qint64 value) { return QString::number(value); },
                       [](const Argument::Real &real) {
                           return QString::number(real.value, real.format, real.precision);
                       },
                       [&](const QString &value) { return value.left(left); },
                       [&](const Message &sentence) {
                           return depth + 1 < kMaxDepth ? sentence.words(left, depth + 1)
                                                        : QString();
                       }},
            m_arguments[size_t(number) - 1].value);
    }
    return text.left(room);
}

QString Message::text() const
{
    return words(kMaxText, 0);
}

qsizetype Message::length() const
{
    qsizetype sum = QString::fromUtf8(m_source).size();
    for (const Argument &argument : m_arguments) {
        if (const auto *text = std::get_if<QString>(&argument.value))
            sum += text->size();
        else if (const auto *sentence = std::get_if<Message>(&argument.value))
            sum += sentence->length();
    }
    return sum;
}

Message Message::withTexts(const std::function<QString(const QString &)> &change) const
{
    Message changed = *this;
    if (m_context.isEmpty() && m_arguments.empty())
        changed.m_source = change(QString::fromUtf8(m_source)).toUtf8();
    for (Argument &argument : changed.m_arguments) {
        if (auto *text = std::get_if<QString>(&argument.value))
            *text = change(*text);
        else if (auto *sentence = std::get_if<Message>(&argument.value))
            *sentence = Message(sentence->withTexts(change));
    }
    return changed;
}

Message Message::bounded(qsizetype characters) const
{
    const QString now = text();
    return length() <= characters && now.size() <= characters ? *this : plain(now.left(characters));
}

QByteArray Message::toBytes() const
{
    LittleEndianWriter out;
    if (canBeRead()) {
        Codec::write(out, *this);
        if (out.result().size() <= kMaxBytes)
            return out.result();
    }
    LittleEndianWriter cut;
    Codec::write(cut, plain(text().left(kMaxBytes / 4)));
    return cut.result();
}

bool Message::canBeRead() const
{
    struct Counted
    {
        int sentences = 0;
        bool of(const Message &message, int depth)
        {
            if (depth >= kMaxDepth || ++sentences > kMaxSentences ||
                message.m_arguments.size() > size_t(kMaxArguments))
                return false;
            return std::all_of(message.m_arguments.begin(), message.m_arguments.end(),
                               [&](const Argument &argument) {
                                   const auto *inner = std::get_if<Message>(&argument.value);
                                   return inner == nullptr || of(*inner, depth + 1);
                               });
        }
    };
    return Counted().of(*this, 0);
}

std::optional<Message> Message::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() > kMaxBytes)
        return std::nullopt;
    Codec codec{LittleEndianReader(bytes)};
    Message message = codec.read(0);
    if (!codec.in.finished())
        return std::nullopt;
    return message;
}

bool Message::operator==(const Message &other) const
{
    return m_context == other.m_context && m_source == other.m_source &&
           m_number == other.m_number && m_arguments == other.m_arguments;
}

} // namespace redoubt
