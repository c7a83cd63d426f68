// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/senterror.h"

#include "core/worker/tr.h"

#include <algorithm>
#include <array>

namespace redoubt::worker {

Error SentError::believed() const
{
    constexpr std::array kOfFiles{ErrorKind::Unsupported, ErrorKind::Damaged,  ErrorKind::Encrypted,
                                  ErrorKind::Limit,       ErrorKind::NoMatch,  ErrorKind::Missing,
                                  ErrorKind::Io,          ErrorKind::NotFound, ErrorKind::Invalid};
    constexpr qsizetype kSentence = 1000;
    const bool fits = std::find(kOfFiles.begin(), kOfFiles.end(), kind) != kOfFiles.end();
    return Error(fits ? kind : ErrorKind::Damaged, "worker/job", message.bounded(kSentence));
}

Error notBelieved()
{
    return Error(ErrorKind::Damaged, "worker/answer",
                 Tr::tr("Not examined: the reader of the file gave an answer that cannot be "
                        "understood."));
}

} // namespace redoubt::worker
