// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/fontcheck.h"

#include <array>
#include <cmath>
#include <optional>
#include <string_view>

namespace redoubt::document {

namespace {

constexpr int kSide = 72;  // pixels of the drawing of one glyph
constexpr int kEm = 32;    // of it
constexpr int kLeft = 20;  // of the pen
constexpr int kBase = 48;  // of the base line
constexpr int kCells = 12; // of a form, in both directions
constexpr size_t kMaxFonts = 2000;
constexpr size_t kMaxGlyphsOfFont = 300; // judged of one font
constexpr int kFewestJudged = 3;
constexpr double kMostMeanRank = 0.25; // chance gives 0.75

constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr size_t kLetterCount = sizeof kLetters - 1;

// Letters that many fonts draw alike; which of them it is tells nothing.
constexpr const char *kAlike[] = {"0OoQD", "1lIij", "cC", "kK", "mM", "pP",
                                  "sS5",   "uUvV",  "wW", "xX", "yY", "zZ2"};

int indexOf(int code)
{
    for (size_t i = 0; i < kLetterCount; ++i) {
        if (kLetters[i] == code)
            return int(i);
    }
    return -1;
}

bool alike(char a, char b)
{
    if (a == b)
        return true;
    for (const char *group : kAlike) {
        const std::string_view letters(group);
        if (letters.find(a) != letters.npos && letters.find(b) != letters.npos)
            return true;
    }
    return false;
}

// The ink of a glyph, stretched to a grid, and where it stood.
struct Form
{
    std::array<float, kCells * kCells> cells{}; // of length 1
    float top = 0;                              // em above the base line
    float bottom = 0;
    float slimness = 0; // logarithm of height by width
};

float likeness(const Form &a, const Form &b)
{
    float product = 0;
    for (size_t i = 0; i < a.cells.size(); ++i)
        product += a.cells[i] * b.cells[i];
    return product - 0.6F * std::abs(a.top - b.top) - 0.6F * std::abs(a.bottom - b.bottom) -
           0.15F * std::abs(a.slimness - b.slimness);
}

std::optional<Form> formOf(const std::array<unsigned char, kSide * kSide> &grey)
{
    int left = kSide;
    int right = -1;
    int top = kSide;
    int bottom = -1;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            if (grey[size_t(y * kSide + x)] < 128) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
        }
    }
    const int width = right - left + 1;
    const int height = bottom - top + 1;
    if (width < 2 || height < 4)
        return std::nullopt;
    Form form;
    float mean = 0;
    for (int j = 0; j < kCells; ++j) {
        for (int i = 0; i < kCells; ++i) {
            float sum = 0;
            for (int k = 0; k < 9; ++k) { // nine samples a cell
                const int x =
                    left + int((float(i) + (float(k % 3) + 0.5F) / 3) * float(width) / kCells);
                const int y =
                    top + int((float(j) + (float(k / 3) + 0.5F) / 3) * float(height) / kCells);
                sum += 255 - float(grey[size_t(y * kSide + x)]);
            }
            form.cells[size_t(j * kCells + i)] = sum;
            mean += sum / float(form.cells.size());
        }
    }
    float length = 0;
    for (float &cell : form.cells) {
        cell -= mean;
        length += cell * cell;
    }
    for (float &cell : form.cells)
        cell /= std::max(std::sqrt(length), 1.0F);
    form.top = float(kBase - top) / kEm;
    form.bottom = float(kBase - bottom - 1) / kEm;
    form.slimness = std::log(float(height) / float(width));
    return form;
}

std::optional<Form> drawn(fz_context *fz, fz_font *font, int glyph)
{
    std::array<unsigned char, kSide * kSide> grey{};
    grey.fill(255);
    fz_pixmap *pixmap = nullptr;
    fz_text *text = nullptr;
    fz_device *device = nullptr;
    unsigned char *bits = grey.data();
    const bool done = guarded(fz, [&] {
        pixmap =
            fz_new_pixmap_with_data(fz, fz_device_gray(fz), kSide, kSide, nullptr, 0, kSide, bits);
        text = fz_new_text(fz);
        fz_show_glyph(fz, text, font, fz_scale(kEm, kEm), glyph, 0, 0, 0, FZ_BIDI_LTR,
                      FZ_LANG_UNSET);
        device = fz_new_draw_device(fz, fz_identity, pixmap);
        const float black[1] = {0};
        fz_fill_text(fz, device, text, fz_make_matrix(1, 0, 0, -1, kLeft, kBase),
                     fz_device_gray(fz), black, 1, fz_default_color_params);
        fz_close_device(fz, device);
    });
    fz_drop_device(fz, device);
    fz_drop_text(fz, text);
    fz_drop_pixmap(fz, pixmap);
    return done ? formOf(grey) : std::nullopt;
}

using Forms = std::vector<std::array<std::optional<Form>, kLetterCount>>;

Forms drawnByKnownFonts()
{
    Forms forms;
    // Not with the document's context, whose memory is limited.
    fz_context *fz = fz_new_context(nullptr, nullptr, FZ_STORE_DEFAULT);
    if (!fz)
        return forms;
    for (const char *name :
         {"Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold", "Times-Italic", "Courier"}) {
        fz_font *font = nullptr;
        if (!guarded(fz, [&] { font = fz_new_base14_font(fz, name); }))
            continue;
        forms.emplace_back();
        for (size_t i = 0; i < kLetterCount; ++i) {
            int glyph = 0;
            if (guarded(fz, [&] { glyph = fz_encode_character(fz, font, kLetters[i]); }))
                forms.back()[i] = drawn(fz, font, glyph);
        }
        fz_drop_font(fz, font);
    }
    fz_drop_context(fz);
    return forms;
}

// Once for the program: they are the same in every document.
const Forms &knownForms()
{
    static const Forms forms = drawnByKnownFonts();
    return forms;
}

// The share of other letters that the form resembles more than its own.
std::optional<double> rankOf(const Form &form, size_t own, const Forms &known)
{
    std::array<float, kLetterCount> best;
    best.fill(-10);
    for (const auto &font : known) {
        for (size_t i = 0; i < kLetterCount; ++i) {
            if (font[i])
                best[i] = std::max(best[i], likeness(form, *font[i]));
        }
    }
    float mine = -10;
    for (size_t i = 0; i < kLetterCount; ++i) {
        if (alike(kLetters[i], kLetters[own]))
            mine = std::max(mine, best[i]);
    }
    if (mine <= -10)
        return std::nullopt;
    const auto more = std::count_if(best.begin(), best.end(), [&](float b) { return b > mine; });
    return std::min(1.0, double(more) / (double(kLetterCount) / 2));
}

} // namespace

FontCheck::~FontCheck()
{
    for (Known &known : m_fonts)
        fz_drop_font(m_fz, known.font);
}

int FontCheck::see(fz_font *font, int glyph, int code)
{
    const auto [at, added] = m_numbers.try_emplace(font, int(m_fonts.size()));
    if (added) {
        if (m_fonts.size() >= kMaxFonts) {
            m_numbers.erase(at);
            return -1;
        }
        m_fonts.emplace_back();
        m_fonts.back().font = fz_keep_font(m_fz, font);
    }
    Known &known = m_fonts[size_t(at->second)];
    const int own = indexOf(code);
    if (own >= 0 && known.glyphs.size() < kMaxGlyphsOfFont &&
        known.glyphs.try_emplace(qint64(glyph) << 8 | code, true).second) {
        if (const auto form = drawn(m_fz, font, glyph)) {
            if (const auto rank = rankOf(*form, size_t(own), knownForms())) {
                ++known.judged;
                known.ranks += *rank;
            }
        }
    }
    return at->second;
}

bool FontCheck::agrees(int font) const
{
    if (font < 0)
        return true;
    const Known &known = m_fonts[size_t(font)];
    return known.judged < kFewestJudged || known.ranks <= kMostMeanRank * known.judged;
}

} // namespace redoubt::document
