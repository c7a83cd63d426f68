// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <concepts>
#include <functional>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace redoubt {

/// A sentence for people that is not put into words yet: which sentence it is, and what stands in
/// it. The English sentence is the code, as it is for Qt's translations; numbers, texts and further
/// sentences are its arguments. text() gives the words in the language of whoever reads, so that
/// what one person's program wrote another one reads in their language.
///
/// Problems, remarks and checks that are kept or cross a process are messages; a QString of words
/// lives as long as it is shown. Messages are made by the tr() of a module (REDOUBT_TR_FUNCTIONS),
/// which may stand wherever words are wanted at once.
///
/// A value; equal is what says the same, in whatever language it is read. Threads: any.
class Message
{
public:
    /// Nothing said.
    Message();
    ~Message();
    Message(const Message &);
    Message(Message &&) noexcept;
    Message &operator=(const Message &);
    Message &operator=(Message &&) noexcept;
    /// Requires: string literals, as the translations have them; placeholders are %1 to %9 in the
    /// order of the arguments, %n for @a number (which is not negative, then).
    Message(const char *context, const char *source, int number = -1);
    /// Words that are not of the program: of a library, the system or a person, or of a row that an
    /// earlier version wrote. Everybody reads them as they are. Also a pattern without words of its
    /// own ("%1: %2"), where arguments follow.
    static Message plain(const QString &text);
    /// One behind the other.
    friend Message operator+(const Message &first, const Message &second)
    {
        return first.isEmpty() ? second : joined({first, second}, {});
    }
    static Message joined(const QList<Message> &messages, const QString &separator);

    /// For the next placeholder, as QString::arg(); a message stays one.
    Message arg(const Message &sentence) const;
    Message arg(const QString &text) const;
    Message arg(QStringView text) const { return arg(text.toString()); }
    Message arg(QLatin1StringView text) const { return arg(QString(text)); }
    Message arg(QChar text) const { return arg(QString(text)); }
    template <std::integral T>
    requires(!std::same_as<T, char> && !std::same_as<T, bool>) Message arg(T number)
    const { return argInteger(qint64(number)); }
    /// Requires: @a fieldWidth is 0, as nothing is padded.
    Message arg(double number, int fieldWidth = 0, char format = 'g', int precision = -1) const;
    template <typename First, typename... More>
    requires(sizeof...(More) > 0 && (!std::is_arithmetic_v<std::remove_cvref_t<First>>)&&(
                                        !std::is_arithmetic_v<std::remove_cvref_t<More>> &&
                                        ...)) Message arg(First &&first, More &&...more)
    const
    {
        Message filled = arg(std::forward<First>(first));
        ((filled = filled.arg(std::forward<More>(more))), ...);
        return filled;
    }

    bool isEmpty() const;
    /// The sentence as the program has it in English, with its placeholders; the same in every
    /// language. Empty for words that are not the program's.
    QString code() const;
    /// In the language of the moment. At most kMaxText characters, whatever the bytes said.
    QString text() const;
    operator QString() const { return text(); }
    /// Characters of its sentences, patterns and texts together.
    qsizetype length() const;

    /// The same with every text that is not the program's own replaced by what @a change gives.
    Message withTexts(const std::function<QString(const QString &)> &change) const;
    /// The same when neither it nor its words are longer than @a characters; else its words of the
    /// moment, cut there.
    Message bounded(qsizetype characters) const;

    /// For journals and messages between processes. What is too large or nested too deeply to be
    /// read back is written as its words of the moment.
    QByteArray toBytes() const;
    /// Nothing for what toBytes() does not write. A sentence that this version does not know is
    /// read in English.
    static std::optional<Message> fromBytes(QByteArrayView bytes);

    bool operator==(const Message &other) const;

    static constexpr qsizetype kMaxText = 64 << 10;
    static constexpr qsizetype kMaxBytes = 64 << 10;
    static constexpr int kMaxDepth = 8;       ///< sentences in sentences
    static constexpr int kMaxArguments = 32;  ///< of one sentence
    static constexpr int kMaxSentences = 256; ///< in one message, itself included

private:
    struct Argument;
    struct Codec;
    Message argInteger(qint64 number) const;
    QString words(qsizetype room, int depth) const;
    bool canBeRead() const;

    QByteArray m_context; ///< empty: words that are not the program's
    QByteArray m_source;  ///< UTF-8
    int m_number = -1;
    std::vector<Argument> m_arguments;
};

struct Message::Argument
{
    struct Real
    {
        double value = 0;
        char format = 'g';
        int precision = -1;
        bool operator==(const Real &) const = default;
    };
    std::variant<qint64, Real, QString, Message> value;
    bool operator==(const Argument &) const = default;
};

} // namespace redoubt

/// Declares tr() of a struct that stands for the sentences of a module, as
/// Q_DECLARE_TR_FUNCTIONS(context) does; lupdate is told that the two mean the same.
#define REDOUBT_TR_FUNCTIONS(context)                                                              \
public:                                                                                            \
    static ::redoubt::Message tr(const char *sourceText, const char * = nullptr, int n = -1)       \
    {                                                                                              \
        return ::redoubt::Message(#context, sourceText, n);                                        \
    }                                                                                              \
                                                                                                   \
private:
