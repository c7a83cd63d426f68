// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/jobcontext.h"

#include <algorithm>

namespace redoubt {

JobContext JobContext::part(int from, int to) const
{
    if (!m_reporter)
        return *this;
    return JobContext(m_token, [reporter = m_reporter, from, to](qint64 done, qint64 total) {
        const double share = total > 0 ? std::clamp(double(done) / double(total), 0.0, 1.0) : 0.0;
        reporter(from + qint64(share * (to - from)), 1000);
    });
}

} // namespace redoubt
