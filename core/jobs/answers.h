// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace redoubt {

/// What the slow steps of a job have answered, kept so that a job that was stopped or killed need
/// not take them again. A question names the step within the job, the answer is whatever bytes the
/// asker writes and reads; what it cannot read it asks anew. Threads: any.
struct Answers
{
    virtual ~Answers() = default;
    /// An answer of an earlier run.
    virtual std::optional<QByteArray> find(const QByteArray &question) const = 0;
    /// For a later run. What cannot be kept is asked again, which is slow and not wrong.
    virtual void keep(const QByteArray &question, const QByteArray &answer) = 0;
};

} // namespace redoubt
