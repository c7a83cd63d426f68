// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/memorybudget.h"
#include "core/jobs/rundetached.h"
#include "core/verify/attacks.h"
#include "core/verify/boxjudge.h"
#include "core/verify/ocr.h"
#include "core/verify/picture/labelink.h"
#include "core/verify/picture/picturepages.h"
#include "core/verify/picture/picturewalk.h"
#include "core/verify/search/anchored.h"
#include "core/verify/search/secretsearch.h"
#include "core/verify/search/vocabulary.h"

#include <exiv2/exiv2.hpp>
#include <exiv2/webpimage.hpp>

#include <cstring>
#include <functional>
#include <mutex>
#include <set>
#include <stdexcept>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxPicturePixels = 300'000'000;

bool isBaselineTiffKey(const std::string &key)
{
    static const std::set<std::string> kPlain{"ImageWidth",
                                              "ImageLength",
                                              "BitsPerSample",
                                              "Compression",
                                              "PhotometricInterpretation",
                                              "StripOffsets",
                                              "SamplesPerPixel",
                                              "RowsPerStrip",
                                              "StripByteCounts",
                                              "XResolution",
                                              "YResolution",
                                              "PlanarConfiguration",
                                              "ResolutionUnit",
                                              "Predictor",
                                              "FillOrder",
                                              "NewSubfileType",
                                              "SubfileType",
                                              "ColorMap",
                                              "ExtraSamples",
                                              "SampleFormat",
                                              "TileWidth",
                                              "TileLength",
                                              "TileOffsets",
                                              "TileByteCounts",
                                              "PageNumber",
                                              "Orientation",
                                              "YCbCrSubSampling",
                                              "YCbCrPositioning",
                                              "ReferenceBlackWhite",
                                              "JPEGTables",
                                              "T4Options",
                                              "T6Options",
                                              "YCbCrCoefficients",
                                              "WhitePoint",
                                              "PrimaryChromaticities"};
    const std::size_t dot = key.rfind('.');
    return dot != std::string::npos && kPlain.count(key.substr(dot + 1)) > 0;
}

/// A second reader's opinion on descriptions, independent of our own walk.
void readDescriptions(const QByteArray &bytes, PictureFormat format, CheckLog &log)
{
    static std::once_flag once;
    std::call_once(once, [] {
        Exiv2::XmpParser::initialize();
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    });
    try {
        const auto *data = reinterpret_cast<const Exiv2::byte *>(bytes.constData());
        // Its readers of films may never end.
        namespace Type = Exiv2::ImageType;
        static const std::set<int> kPictures{Type::jpeg, Type::png, Type::gif,
                                             Type::webp, Type::bmp, Type::tiff};
        if (kPictures.count(Exiv2::ImageFactory::getType(data, long(bytes.size()))) == 0)
            throw std::runtime_error("no picture");
        const auto image = Exiv2::ImageFactory::open(data, long(bytes.size()));
        image->readMetadata();
        int exif = 0;
        for (const auto &datum : image->exifData())
            exif += format == PictureFormat::Tiff && isBaselineTiffKey(datum.key()) ? 0 : 1;
        const auto iptc = int(image->iptcData().count());
        const auto xmp = int(image->xmpData().count()) + (image->xmpPacket().empty() ? 0 : 1);
        if (exif > 0)
            log.leak(u"metadata"_s, Words::tr("%n Exif field(s)", nullptr, exif));
        if (iptc > 0)
            log.leak(u"metadata"_s, Words::tr("%n IPTC field(s)", nullptr, iptc));
        if (xmp > 0)
            log.leak(u"metadata"_s, Words::tr("%n XMP field(s)", nullptr, xmp));
        if (!image->comment().empty())
            log.leak(u"metadata"_s, Words::tr("a comment"));
    } catch (const std::exception &) {
        log.incomplete(u"metadata"_s, Words::tr("a second reader could not open the picture"));
    }
}

/// Of a picture that is verified without its plan nobody knows which reason is printed on a box:
/// the first of @a labels that explains it.
BoxState judgeWithAnyLabel(const PictureJudge &judge, QSize picture, const BoxExpectation &box,
                           const QStringList &labels, Coding coding, BoxRule rule)
{
    const PixelRect place = box.rect.intersected({0, 0, picture.width(), picture.height()});
    for (const QString &label : labels) {
        BoxExpectation own{0, {0, 0, place.w, place.h}, {}, true, {}, label};
        const QImage ink = labelInk({place.w, place.h}, {own}, coding == Coding::Lossy);
        if (ink.isNull())
            continue;
        rule.ink = &ink;
        rule.inkOrigin = {place.x, place.y};
        if (judge.judge(box.rect, coding, rule) != BoxState::Mixed)
            return BoxState::Labelled;
    }
    return BoxState::Mixed;
}

} // namespace

namespace {

/// @a picture: Format_BGR888, of its own.
Result<void> searchPictureFor(const PictureSearch &search, const Task &task, const QImage &picture,
                              Ticks at, const Message &place, const QList<PixelRect> &masked,
                              CheckLog &log)
{
    // A pass over a large picture takes a second.
    const auto seen = runDetached<QList<PixelRect>>(task.context, "verify/search",
                                                    std::bind_front(search.find, picture));
    if (!seen) {
        if (seen.error().kind() == ErrorKind::Cancelled)
            return seen.error();
        log.incomplete(search.name, Words::tr("%1: the detector failed").arg(place));
        return {};
    }
    const auto kept = search.kept.find(at);
    for (const PixelRect &thing : *seen) {
        const auto covers = [&thing](const PixelRect &box) {
            const qint64 common = box.intersected(thing).area();
            return overlap(box, thing) >= 0.4 ||
                   (thing.area() > 0 && double(common) >= 0.6 * double(thing.area()));
        };
        if (kept != search.kept.end() &&
            std::any_of(kept->second.begin(), kept->second.end(), [&](const PixelRect &box) {
                return overlap(box, thing) >= 0.3 || covers(box);
            }))
            continue;
        const bool inMask = std::any_of(masked.begin(), masked.end(), covers);
        //: %1: what was found, such as "Face"
        const Message why = (inMask ? Words::tr("%1: seen inside of a masked box")
                                    : Words::tr("%1: neither masked nor kept"))
                                .arg(search.what);
        log.suspect({search.name, int(std::min<Ticks>(at, 1 << 30)), at, thing, why});
        log.add(search.name, inMask ? Outcome::Leak : Outcome::Incomplete,
                Message::plain(u"%1: %2"_s).arg(place, why));
    }
    return {};
}

} // namespace

Result<void> searchPicture(const Task &task, const QImage &picture, Ticks at, const Message &place,
                           const QList<PixelRect> &masked, CheckLog &log)
{
    if (task.options.searches.empty())
        return {};
    // A copy in any case, as for text.
    QImage own = picture.convertToFormat(QImage::Format_BGR888);
    own.detach();
    for (const PictureSearch &search : task.options.searches) {
        if (own.isNull())
            log.incomplete(search.name,
                           Words::tr("%1: there is not enough memory to look at it").arg(place));
        else if (auto done = searchPictureFor(search, task, own, at, place, masked, log); !done)
            return done;
    }
    return {};
}

Result<void> searchRaw(const Task &task, CheckLog &log)
{
    const qint64 size = task.output.size();
    const SecretSearch withheld(task.expectation.withheld, scopeFor(task.expectation));
    Found found;
    auto searched = withheld.searchSource(task.output, task.context, found);
    if (!searched)
        return searched.error();
    if (!found.empty())
        log.leak(u"raw_bytes"_s, Words::tr("%n withheld text(s) in the bytes of the file", nullptr,
                                           int(found.size())));
    log.clean(u"raw_bytes"_s, placesNote(withheld.atPlaces(), withheld.size()));
    const int few = withheld.tooShortForBytes(size);
    log.clean(u"raw_bytes"_s,
              few == 0
                  ? Message()
                  : Words::tr("%n text(s) are too short to be told from chance in the bytes of "
                              "the file; they were searched as text only",
                              nullptr, few));
    if (task.expectation.forbiddenTags.isEmpty())
        return {};
    const SecretSearch tags(task.expectation.forbiddenTags, scopeFor(task.expectation));
    Found values;
    searched = tags.searchSource(task.output, task.context, values);
    if (!searched)
        return searched.error();
    if (!values.empty())
        log.leak(u"metadata"_s, Words::tr("%n dropped metadata value(s) in the bytes of the file",
                                          nullptr, int(values.size())));
    else
        log.clean(u"metadata"_s);
    return {};
}

namespace {

/// Everything that is looked at on one page; @a place names it.
Result<void> verifyPage(const Task &task, const PictureWalk &walk, const PicturePage &page,
                        int number, const Message &place, CheckLog &log)
{
    const Coding coding = walk.lossy ? Coding::Lossy : Coding::Lossless;
    const QList<QSize> &sizes = task.expectation.pageSizes;
    const QSize expected = number < sizes.size() ? sizes[number]
                           : number == 0         ? task.expectation.frameSize
                                                 : QSize();
    if (!expected.isEmpty() && expected != page.picture.size())
        log.leak(u"pixels"_s, Words::tr("%1: another size than expected").arg(place));
    if (page.unseen > 0)
        log.leak(u"pixels"_s,
                 Words::tr("%1: %n transparent pixel(s) keep a colour that nobody sees", nullptr,
                           int(std::min<qint64>(page.unseen, 1 << 30)))
                     .arg(place));
    std::vector<BoxExpectation> boxes;
    std::copy_if(task.expectation.boxes.begin(), task.expectation.boxes.end(),
                 std::back_inserter(boxes),
                 [number](const BoxExpectation &box) { return box.pts == number; });
    const PictureJudge judge(page.picture);
    const QImage ink = labelInk(page.picture.size(), boxes, coding == Coding::Lossy);
    QList<PixelRect> masked;
    QList<PixelRect> solid;
    int unsure = 0;
    for (const BoxExpectation &box : boxes) {
        if (task.context.cancelled())
            return JobContext::cancelledError("verify/picture");
        masked.append(box.rect);
        if (!box.solid) {
            ++unsure;
            continue;
        }
        solid.append(box.rect);
        const BoxRule rule{
            box.colour, ink.isNull() ? nullptr : &ink, {}, box.outlined, walk.quantiserError};
        BoxState state = judge.judge(box.rect, coding, rule);
        if (state == BoxState::Mixed && box.label.isEmpty())
            state = judgeWithAnyLabel(judge, page.picture.size(), box, task.expectation.labels,
                                      coding, rule);
        switch (state) {
        case BoxState::Solid:
        case BoxState::Labelled:
            break;
        case BoxState::Mixed:
            log.leak(u"pixels"_s, Words::tr("a masked box is not of one colour"));
            log.suspect({u"pixels"_s, number, number, box.rect, Words::tr("not of one colour")});
            break;
        case BoxState::Outside:
            log.incomplete(u"pixels"_s, Words::tr("a masked box lies outside of the picture"));
            break;
        }
    }
    if (unsure > 0)
        log.clean(u"pixels"_s, softMaskNote(unsure));

    if (task.options.ocr && !task.expectation.withheld.isEmpty()) {
        for (const QImage &look : QList<QImage>{page.picture} + page.other) {
            const auto read = readPicture(task, look, place, number, solid, log);
            if (!read)
                return read.error();
        }
    }
    for (const PictureSearch &search : task.options.searches)
        log.clean(search.name);
    return searchPicture(task, page.picture, number, place, masked, log);
}

} // namespace

Result<void> verifyPicture(const Task &task, CheckLog &log)
{
    const auto bytes = task.output.readAll(kMaxOutput);
    if (!bytes)
        return bytes.error();
    const PictureWalk walk = walkPicture(*bytes, log);
    readDescriptions(*bytes, walk.format, log);
    const auto searched = searchRaw(task, log);
    if (!searched)
        return searched.error();
    const PicturePages pages(*bytes, walk);
    log.clean(u"pixels"_s);
    const int expected = task.expectation.pageCount;
    if (expected > 0 && expected != pages.count())
        log.add(u"pixels"_s, pages.count() > expected ? Outcome::Leak : Outcome::Incomplete,
                Words::tr("the file has another number of pictures than expected"));
    for (const BoxExpectation &box : task.expectation.boxes) {
        if (box.pts < 0 || box.pts >= pages.count()) {
            log.incomplete(u"pixels"_s, Words::tr("a masked box lies on a page that is not there"));
            break;
        }
    }
    for (int number = 0; number < pages.count(); ++number) {
        if (task.context.cancelled())
            return JobContext::cancelledError("verify/picture");
        const Message place =
            pages.count() == 1 ? Words::tr("picture") : Words::tr("page %1").arg(number + 1);
        const QSize size = pages.size(number);
        if (qint64(size.width()) * size.height() > kMaxPicturePixels) {
            log.incomplete(u"pixels"_s,
                           Words::tr("%1: the picture is too large to be examined").arg(place));
            continue;
        }
        const auto memory = MemoryBudget::pictures().acquire(
            pictureWorkBytes(size, false), "verify/picture", task.context.token());
        if (!memory) {
            if (memory.error().kind() == ErrorKind::Cancelled)
                return memory.error();
            log.incomplete(u"pixels"_s, memory.error().message());
            continue;
        }
        const auto page = pages.page(number);
        if (!page) {
            log.incomplete(u"pixels"_s,
                           Words::tr("%1: the picture could not be decoded").arg(place));
            continue;
        }
        const auto done = verifyPage(task, walk, *page, number, place, log);
        if (!done)
            return done.error();
    }
    return {};
}

Message softMaskNote(int count)
{
    return Words::tr(
        "%n box(es) are pixelated or blurred: whether that can be undone was not verified", nullptr,
        count);
}

void blacken(QImage &picture, const PixelRect &place)
{
    const PixelRect inside = place.intersected({0, 0, picture.width(), picture.height()});
    if (inside.isEmpty())
        return;
    if (picture.format() != QImage::Format_RGB888)
        picture = picture.convertToFormat(QImage::Format_RGB888);
    for (int y = inside.y; y < inside.bottom(); ++y)
        std::memset(picture.scanLine(y) + 3 * std::ptrdiff_t(inside.x), 0,
                    3 * std::size_t(inside.w));
}

Result<void> readPicture(const Task &task, QImage picture, const Message &place, Ticks at,
                         const QList<PixelRect> &solid, CheckLog &log)
{
    for (const PixelRect &box : solid)
        blacken(picture, box);
    const auto reader = OcrReader::open(task.options.ocrLanguages);
    if (!reader) {
        log.incomplete(u"ocr"_s, reader.error().message());
        return {};
    }
    const auto text = (*reader)->read(picture, 200, task.context);
    if (!text) {
        if (text.error().kind() == ErrorKind::Cancelled)
            return text.error();
        log.incomplete(u"ocr"_s, text.error().message());
        return {};
    }
    Found found;
    const SecretSearch withheld(task.expectation.withheld, scopeFor(task.expectation));
    withheld.searchText(*text, found);
    if (found.empty()) {
        log.clean(u"ocr"_s, placesNote(withheld.atPlaces(), withheld.size()));
        return {};
    }
    log.leak(
        u"ocr"_s,
        Words::tr("%1: %n withheld text(s) can be read", nullptr, int(found.size())).arg(place));
    log.suspect({u"ocr"_s, int(std::min<Ticks>(at, 1 << 30)), at, {}, Words::tr("readable text")});
    return {};
}

} // namespace redoubt::verify
