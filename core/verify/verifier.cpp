// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/verifier.h"

#include "core/verify/attacks.h"
#include "core/verify/search/vocabulary.h"

#include <algorithm>
#include <array>
#include <vector>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

Result<void> verifyEmpty(const Task &task, CheckLog &log)
{
    if (task.output.size() > 0)
        log.leak(u"raw_bytes"_s, Words::tr("a file that should be empty is not"));
    else
        log.clean(u"raw_bytes"_s);
    return {};
}

// Films and sound have writerwords.h.
constexpr std::array kVerifiers{
    Verifier{ItemKind::Video, verifyMedia},
    Verifier{ItemKind::Audio, verifyMedia},
    Verifier{ItemKind::Image, verifyPicture, false, pictureVocabulary},
    Verifier{ItemKind::Pdf, verifyPdf, true, pdfVocabulary},
    Verifier{ItemKind::Text, verifyText, true},
    Verifier{ItemKind::Csv, verifyText, true},
    Verifier{ItemKind::Json, verifyText, true},
    Verifier{ItemKind::Html, verifyText, true},
    Verifier{ItemKind::Empty, verifyEmpty},
};

std::vector<Verifier> &addedVerifiers()
{
    static std::vector<Verifier> added;
    return added;
}

template <typename List>
const Verifier *verifierIn(const List &list, ItemKind kind)
{
    const auto it = std::find_if(list.begin(), list.end(),
                                 [kind](const Verifier &each) { return each.kind == kind; });
    return it == list.end() ? nullptr : &*it;
}

} // namespace

void addVerifier(const Verifier &verifier)
{
    addedVerifiers().insert(addedVerifiers().begin(), verifier);
}

Verifier verifierOf(ItemKind kind)
{
    if (const Verifier *added = verifierIn(addedVerifiers(), kind))
        return *added;
    const Verifier *builtIn = verifierIn(kVerifiers, kind);
    return builtIn ? *builtIn : Verifier{kind};
}

} // namespace redoubt::verify
