// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

// Included by the few .cpp files that talk to MuPDF, by nothing else.

extern "C" {
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
}

#include "core/document/pdfengine.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace redoubt::document {

/// Runs @a work inside MuPDF's own exceptions, which are long jumps: @a work must not own anything
/// with a destructor, nor return a value. False when MuPDF threw. Not inlined: variables of the
/// caller that @a work sets then live in memory, where a long jump leaves them alone.
template <typename Work>
__attribute__((noinline)) bool guarded(fz_context *fz, Work work)
{
    bool done = false;
    fz_var(done);
    fz_try(fz)
    {
        work();
        done = true;
    }
    fz_catch(fz)
    {
        done = false;
    }
    return done;
}

/// Sets the abort flag of a cookie when the job is cancelled or the time for one page is over.
class PageGuard
{
public:
    PageGuard(fz_cookie &cookie, const JobContext &context, std::chrono::milliseconds limit);
    ~PageGuard();
    bool timedOut() const { return m_timedOut; }

private:
    fz_cookie &m_cookie;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_done = false;
    std::atomic<bool> m_timedOut = false;
    std::thread m_thread;
};

class FontCheck;

/// Where the glyph device puts what a page draws.
struct GlyphSink
{
    std::vector<Glyph> *glyphs = nullptr;
    std::vector<Paint> *paints = nullptr;
    std::vector<QRectF> *pictures = nullptr;
    std::vector<Shape> *shapes = nullptr;
    FontCheck *fonts = nullptr;
    fz_rect page{};
    fz_rect tile{}; ///< area of the outermost pattern being drawn
    int tileDepth = 0;
    int order = 0;
    double imageArea = 0;
    bool overflow = false; ///< too much on one page; the rest was not recorded
    fz_cookie *cookie = nullptr;
};

/// A device that records glyphs with their places. Throws MuPDF exceptions.
fz_device *newGlyphDevice(fz_context *fz, GlyphSink *sink);

} // namespace redoubt::document
