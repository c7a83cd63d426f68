// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/attacks.h"
#include "core/verify/pdf/pdfparts.h"
#include "core/verify/search/vocabulary.h"

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {} // namespace

Result<void> verifyPdf(const Task &task, CheckLog &log)
{
    const auto bytes = task.output.readAll(kMaxOutput);
    if (!bytes)
        return bytes.error();
    const SearchScope scope = scopeFor(task.expectation);
    const SecretSearch withheld(task.expectation.withheld, scope);
    const SecretSearch tags(task.expectation.forbiddenTags, scope);
    PdfTask pdf{task, *bytes, withheld, tags, {}, {}, {}};
    int soft = 0;
    for (const BoxExpectation &box : task.expectation.boxes) {
        const int page = int(std::clamp<Ticks>(box.pts, -1, 1 << 30));
        if (box.solid) {
            pdf.boxes[page].append(box.pageRect);
            pdf.colour = box.colour;
        } else {
            ++pdf.softBoxes[page];
            ++soft;
        }
    }
    auto done = searchRaw(task, log);
    if (done)
        done = carvePdf(pdf, log);
    if (done)
        done = walkPdfObjects(pdf, log);
    if (done)
        done = checkPdfPages(pdf, log);
    if (done)
        done = checkPdfLayers(pdf, log);
    if (done)
        done = checkPdfHidden(pdf, log);
    if (soft > 0)
        log.clean(u"pixels"_s, softMaskNote(soft));
    return done;
}

} // namespace redoubt::verify
