// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/sealed/sealed.h"

#include "core/medium/sniff/filehead.h"
#include "core/medium/tr.h"

#include <algorithm>
#include <array>

namespace redoubt::medium {

namespace {

using namespace std::string_view_literals;

constexpr std::array kOfficeMagics{
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv}, // OLE: doc, xls, ppt, msg
    Magic{0, "{\\rtf"sv},
};
constexpr std::array kMailMagics{
    Magic{0, "!BDN"sv},             // Outlook store
    Magic{0, "\x78\x9F\x3E\x22"sv}, // TNEF
};
constexpr std::array kArchiveMagics{
    Magic{0, "\x1F\x8B\x08"sv},
    Magic{0, "\xFD"
             "7zXZ\x00"sv},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv},
    Magic{0, "Rar!\x1A\x07"sv},
    Magic{0, "\x28\xB5\x2F\xFD"sv},
    Magic{0, "\x04\x22\x4D\x18"sv},
    Magic{0, "MSCF\x00\x00"sv},
    Magic{0, "!<arch>\n"sv},
    Magic{0, "\x1F\x9D"sv},
    Magic{257, "ustar"sv},
    Magic{32769, "CD001"sv},
};
// Printable beginnings of what is more than its text.
constexpr std::array kOtherMagics{
    Magic{0, "%!PS"sv},
    Magic{0, "AT&TFORM"sv},
    Magic{0, "SQLite format 3\x00"sv},
};

bool isDicom(const QByteArray &head)
{
    if (has(head, 128, "DICM"sv))
        return true;
    // Without the preamble: the first element of group 0002 or 0008, with its two-letter type.
    const bool group = has(head, 0, "\x02\x00"sv) || has(head, 0, "\x08\x00"sv);
    if (!group || head.size() < 132 || byteAt(head, 3) != 0)
        return false;
    for (const auto type : {"UL"sv, "CS"sv, "UI"sv, "DA"sv, "OB"sv, "LO"sv}) {
        if (has(head, 4, type))
            return true;
    }
    return false;
}

ItemKind sniffZip(const QByteArray &head, const ByteSource &source)
{
    if (head.first(std::min<qsizetype>(head.size(), 256))
            .contains("mimetypeapplication/vnd.oasis.opendocument"))
        return ItemKind::Office;
    if (head.contains("[Content_Types].xml"))
        return ItemKind::Office;
    // Writers may put the part list last; the directory at the end names every part.
    const auto tail =
        source.read(std::max<qint64>(0, source.size() - FileHead::kRead), FileHead::kRead);
    return tail && tail->contains("[Content_Types].xml") ? ItemKind::Office : ItemKind::Archive;
}

bool isZip(const FileHead &head)
{
    constexpr std::array kZips{Magic{0, "PK\x03\x04"sv}, Magic{0, "PK\x05\x06"sv},
                               Magic{0, "PK\x07\x08"sv}};
    return head.hasAny(kZips);
}

int sniffOffice(const FileHead &head)
{
    if (isZip(head))
        return sniffZip(head.bytes(), head.source()) == ItemKind::Office ? sure::kSignature + 5
                                                                         : sure::kNot;
    if (head.hasAny(kOfficeMagics))
        return sure::kSignature;
    return head.textKind() == ItemKind::Office ? sure::kText : sure::kNot;
}

int sniffMail(const FileHead &head)
{
    if (head.hasAny(kMailMagics))
        return sure::kSignature;
    return head.textKind() == ItemKind::Mail ? sure::kText : sure::kNot;
}

int sniffHtml(const FileHead &head)
{
    return head.textKind() == ItemKind::Html ? sure::kText : sure::kNot;
}

// Before everything that starts at 0: the preamble of a DICOM file may imitate a TIFF.
int sniffDicom(const FileHead &head)
{
    return isDicom(head.bytes()) ? sure::kPreamble : sure::kNot;
}

int sniffArchive(const FileHead &head)
{
    const QByteArray &bytes = head.bytes();
    if (isZip(head))
        return sniffZip(bytes, head.source()) == ItemKind::Archive ? sure::kSignature + 5
                                                                   : sure::kNot;
    if (has(bytes, 0, "BZh"sv) && (has(bytes, 4, "1AY&SY"sv) || has(bytes, 4, "\x17rE8P\x90"sv)))
        return sure::kSignature + 5;
    return head.hasAny(kArchiveMagics) ? sure::kSignature : sure::kNot;
}

int sniffEmpty(const FileHead &head)
{
    return head.size() == 0 ? sure::kPreamble : sure::kNot;
}

int sniffUnknown(const FileHead &head)
{
    if (head.hasAny(kOtherMagics))
        return sure::kSignature;
    return head.textKind() == ItemKind::Unknown ? sure::kText : sure::kNot;
}

Result<detect::Analysis> refuseEmpty(const ByteSource &, ItemId, const detect::Registry &,
                                     const detect::AnalysisOptions &, const JobContext &)
{
    return Error(ErrorKind::Unsupported, "medium/analyze", Tr::tr("The file is empty."));
}

Medium sealedOnly(ItemKind kind, const char *icon, int (*sniff)(const FileHead &),
                  Modality modality = Modality::Text)
{
    Medium medium;
    medium.kind = kind;
    medium.icon = QLatin1StringView(icon);
    medium.modality = modality;
    medium.sniff = sniff;
    medium.analysisWeight = smallWeight;
    medium.releaseWeight = smallReleaseWeight;
    return medium;
}

} // namespace

const Medium &office()
{
    static const Medium medium = sealedOnly(ItemKind::Office, "document", sniffOffice);
    return medium;
}

const Medium &mail()
{
    static const Medium medium = sealedOnly(ItemKind::Mail, "mail", sniffMail);
    return medium;
}

const Medium &html()
{
    static const Medium medium = sealedOnly(ItemKind::Html, "document", sniffHtml);
    return medium;
}

const Medium &dicom()
{
    static const Medium medium =
        sealedOnly(ItemKind::Dicom, "picture", sniffDicom, Modality::Image);
    return medium;
}

const Medium &archive()
{
    static const Medium medium = sealedOnly(ItemKind::Archive, "archive", sniffArchive);
    return medium;
}

const Medium &emptyFile()
{
    static const Medium medium = [] {
        Medium empty = sealedOnly(ItemKind::Empty, "unknown", sniffEmpty);
        empty.analyze = refuseEmpty;
        return empty;
    }();
    return medium;
}

const Medium &unknownFile()
{
    static const Medium medium = sealedOnly(ItemKind::Unknown, "unknown", sniffUnknown);
    return medium;
}

} // namespace redoubt::medium
