// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>

namespace redoubt {

inline constexpr char kDerivedMark[] = "derived/";

/// A question (Answers) whose answer says something of the file alone, not of the job that found
/// it: whoever asks the same of the same file later may have it. @a kind ends with the version of
/// how it is worked out ("words-1"), is not empty and holds no '/'; @a details say what of it.
inline QByteArray derivedQuestion(QByteArrayView kind, QByteArrayView details)
{
    QByteArray question(kDerivedMark);
    question.append(kind);
    question.append('/');
    question.append(details);
    return question;
}

/// The kind of such a question; empty for another one.
inline QByteArrayView derivedKind(QByteArrayView question)
{
    if (!question.startsWith(kDerivedMark))
        return {};
    const QByteArrayView rest = question.sliced(qsizetype(sizeof kDerivedMark) - 1);
    return rest.first(std::max<qsizetype>(0, rest.indexOf('/')));
}

} // namespace redoubt
