// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/message.h"
#include "core/base/timespan.h"

#include <limits>
#include <optional>
#include <variant>

class QJsonObject;

namespace redoubt {

/// Some of an item: what of it, and where it lies, as far as it lies somewhere. A value.
struct Portion
{
    /// Pages of a document, or of a picture that has several, from 0.
    struct Pages
    {
        int first = 0;
        std::optional<int> last; ///< itself included; nothing: to the end, however far that is
        bool operator==(const Pages &) const = default;
    };
    /// A stream of a film or sound.
    struct Stream
    {
        int index = 0;
        std::optional<TimeSpan> time; ///< ticks of @a base, of the stream's own times; nothing: all
        Rational base{1, 1};
        double start = 0; ///< where a player's clock stands at 0, in seconds of those times
        bool operator==(const Stream &) const = default;
    };
    using Place = std::variant<std::monostate, Pages, Stream>;

    /// An end of a span that is the end of the stream, wherever that is.
    static constexpr Ticks kToEnd = std::numeric_limits<Ticks>::max();

    static Portion page(int page) { return {{}, Pages{page, page}}; }
    /// @a what of a page, in a sentence that names the page as well.
    static Portion onPage(int page, const Message &what) { return {what, Pages{page, page}}; }
    static Portion pages(int first, std::optional<int> last) { return {{}, Pages{first, last}}; }
    static Portion stream(int index) { return {{}, Stream{index, {}, {1, 1}, 0}}; }
    static Portion time(int stream, TimeSpan time, Rational base, double start)
    {
        return {{}, Stream{stream, time, base, start}};
    }
    /// Something that lies nowhere in particular, such as "name of the file".
    static Portion of(const Message &what) { return {what, {}}; }

    const Pages *inPages() const { return std::get_if<Pages>(&place); }
    const Stream *inStream() const { return std::get_if<Stream>(&place); }
    /// For people ("page 3", "stream 2, 12.4 s to 13.0 s"), in the language of the moment.
    QString what() const { return sentence().text(); }
    /// The same, not yet in words.
    Message sentence() const;

    bool operator==(const Portion &) const = default;

    Message words; ///< empty: the place, all of it
    Place place;
};

/// Something that could not be examined, for "not examined is never clean".
struct NotExamined
{
    Portion portion;
    Message why;

    /// For journals and messages between processes.
    QByteArray toBytes() const;
    /// Nothing for what toBytes() does not write: each part is checked by itself.
    static std::optional<NotExamined> fromBytes(QByteArrayView bytes);
    /// As the command line and manifests tell it (core/release/MANIFEST.md, section 0): words in
    /// the language of the moment, the code of the reason, and the place.
    QJsonObject toJson() const;

    /// What a manifest says, whoever wrote it: its words as they are, and the place as far as it
    /// can be one.
    static NotExamined fromJson(const QJsonObject &object);

    bool operator==(const NotExamined &) const = default;
};

} // namespace redoubt
