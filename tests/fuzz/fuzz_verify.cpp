// SPDX-License-Identifier: AGPL-3.0-or-later
// Outputs are written by us, but a verifier that can be crashed or talked into "clean" is worth
// nothing. The first byte chooses the kind; OCR is off, since it is Tesseract's own matter.
#include "core/base/bytesource.h"
#include "core/verify/verify.h"
#include "tests/fuzz/seeds.h"

#include <array>
#include <cstdlib>

using namespace redoubt;

namespace {

constexpr std::array kKinds{ItemKind::Image, ItemKind::Pdf, ItemKind::Video, ItemKind::Audio,
                            ItemKind::Text};

std::string seed(char kind, std::string_view bytes)
{
    return kind + std::string(bytes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    verify::Expectation expectation;
    expectation.kind = kKinds[data[0] % kKinds.size()];
    expectation.boxes.push_back({0, {0, 0, 8, 8}, {0, 0, 50, 50}, true});
    expectation.cuts.push_back({0, 0.0, 0.1, {}, true});
    expectation.audioStreams = 1;
    expectation.withheld = {SensitiveText(QStringLiteral("Jane Roe"))};
    verify::VerifyOptions options;
    options.ocr = false;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const auto result =
        verify::verifyOutput(*memorySource(bytes), expectation, options, JobContext());
    // Whatever else happens: a name in plain sight is found.
    if (result && bytes.contains("(Jane Roe)") && result->verdict == verify::Outcome::Clean)
        std::abort();
    return 0;
}

std::vector<std::string> redoubt::fuzz::seeds()
{
    using namespace std::string_view_literals;
    return {
        seed(
            0,
            "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0\0\x0b\x08\0\x08\0\x08\1\1\x11\0\xff\xda\0\x08\1\1\0\0\x3f\0\x7f\xff\xd9"sv),
        seed(
            0,
            "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDATx\x9c\x63\0\0\0\1\0\1\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82"sv),
        seed(0, "II*\0\x08\0\0\0\2\0\0\1\3\0\1\0\0\0\1\0\0\0\1\1\3\0\1\0\0\0\1\0\0\0\0\0\0\0"sv),
        seed(0, "RIFF\x14\0\0\0WEBPVP8L\x08\0\0\0\x2f\0\0\0\0\0\0\0"sv),
        seed(1, "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 "
                "obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
                "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>\nendobj\n"
                "4 0 obj\n<</Length 24>>\nstream\n0 g 0 0 60 99 re f 1 1 "
                "m\n\nendstream\nendobj\nxref\n0 5\n"
                "0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n "
                "\n0000000174 00000 n \n"
                "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n248\n%%EOF\n"sv),
        seed(2, "\0\0\0\x14"
                "ftypisom\0\0\2\0isom\0\0\0\x08"
                "free\0\0\0\x10mdat12345678\0\0\0\x08moov"sv),
        seed(
            2,
            "\x1a\x45\xdf\xa3\x84\x42\x86\x81\1\x18\x53\x80\x67\x88\xec\x82\0\0\x15\x49\xa9\x66\x80"sv),
        seed(
            3,
            "RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\x08\0\0\0\0\0\0\0\0\0\0\0"sv),
        seed(
            3,
            "fLaC\x80\0\0\x22\x10\0\x10\0\0\0\0\0\0\0\x0a\xc4\x40\xf0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"sv),
        seed(4, "name,ssn\n[person_name 1],[us_ssn 1]\n"sv),
        seed(4, "(Jane Roe)"sv),
    };
}
