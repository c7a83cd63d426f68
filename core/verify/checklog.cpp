// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/checklog.h"

#include <algorithm>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxDetails = 8;
constexpr int kMaxSuspects = 256;

int severity(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Clean:
        return 0;
    case Outcome::Incomplete:
        return 1;
    case Outcome::Leak:
        return 2;
    }
    return 2;
}

} // namespace

QString toString(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Clean:
        return u"clean"_s;
    case Outcome::Leak:
        return u"leak"_s;
    case Outcome::Incomplete:
        return u"incomplete"_s;
    }
    return u"incomplete"_s;
}

CheckLog::Entry &CheckLog::entry(const QString &name)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &e) { return e.name == name; });
    if (found != m_entries.end())
        return *found;
    m_entries.append({name, Outcome::Clean, {}, 0});
    return m_entries.last();
}

void CheckLog::add(const QString &name, Outcome outcome, const Message &detail)
{
    Entry &e = entry(name);
    if (severity(outcome) < severity(e.outcome))
        return;
    if (severity(outcome) > severity(e.outcome)) {
        e.outcome = outcome;
        e.details.clear();
        e.more = 0;
    }
    if (detail.isEmpty() || e.details.contains(detail))
        return;
    if (e.details.size() < kMaxDetails)
        e.details.append(detail);
    else
        ++e.more;
}

void CheckLog::clean(const QString &name, const Message &detail)
{
    add(name, Outcome::Clean, detail);
}

void CheckLog::leak(const QString &name, const Message &detail)
{
    add(name, Outcome::Leak, detail);
}

void CheckLog::incomplete(const QString &name, const Message &detail)
{
    add(name, Outcome::Incomplete, detail);
}

void CheckLog::suspect(const Suspect &suspect)
{
    if (m_suspects.size() < kMaxSuspects)
        m_suspects.append(suspect);
}

void CheckLog::merge(const CheckLog &other)
{
    for (const Entry &e : other.m_entries) {
        if (e.details.isEmpty())
            add(e.name, e.outcome, {});
        for (const Message &detail : e.details)
            add(e.name, e.outcome, detail);
        if (entry(e.name).outcome == e.outcome)
            entry(e.name).more += e.more;
    }
    for (const Suspect &s : other.m_suspects)
        suspect(s);
}

Outcome CheckLog::outcomeOf(const QString &name) const
{
    for (const Entry &e : m_entries) {
        if (e.name == name)
            return e.outcome;
    }
    return Outcome::Incomplete;
}

bool CheckLog::has(const QString &name) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [&](const Entry &e) { return e.name == name; });
}

Verification CheckLog::result() const
{
    Verification verification;
    Outcome worst = Outcome::Clean;
    for (const Entry &e : m_entries) {
        Message detail = Message::joined(e.details, u"; "_s);
        if (e.more > 0)
            detail = Words::tr("%1 and %n more", nullptr, e.more).arg(detail);
        verification.checks.append({e.name, e.outcome, detail});
        if (severity(e.outcome) > severity(worst))
            worst = e.outcome;
    }
    verification.verdict = m_entries.isEmpty() ? Outcome::Incomplete : worst;
    verification.suspects = m_suspects;
    return verification;
}

} // namespace redoubt::verify
