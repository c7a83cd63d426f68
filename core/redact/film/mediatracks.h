// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/audiodecoder.h"
#include "core/media/videodecoder.h"
#include "core/redact/film/videoencoder.h"
#include "core/redact/redactor.h"
#include "core/redact/sound/audiocuts.h"
#include "core/redact/sound/audioencoder.h"

#include <optional>

namespace redoubt::redact {

/// Converting to another chroma layout mixes neighbours; masks grow by more than its filters reach.
constexpr int kGrowConverted = 8;
PictureCoding codingOf(const RedactionPlan &plan);
/// How much masks grow on frames of that format and coded size, whatever they are encoded with: by
/// the encoder that can take the fewest. The preview asks here, too.
int roomForConversion(int pixelFormat, QSize coded, PictureCoding wanted);

/// A mark of a plan with its number in plan order (masks first, then cuts).
template <typename Mark>
struct NumberedMark
{
    int number = 0;
    const Mark *mark = nullptr;
    bool met = false; ///< something of the stream lay under it
};

/// What is done to one video stream between decoder and encoder. Threads: decoder, painting and
/// encoder may each run in a thread of their own.
class VideoTrack
{
public:
    static Result<std::unique_ptr<VideoTrack>> open(const media::Container &container, int stream,
                                                    const MediaFormat &format, PictureCoding wanted,
                                                    int threads);

    /// Covers what the masks say. Errors: Unsupported when the picture changes its size.
    Result<void> paint(media::DecodedPicture &picture);

    std::unique_ptr<media::VideoDecoder> decoder;
    std::unique_ptr<VideoEncoder> encoder;
    std::vector<NumberedMark<MaskTrack>> masks;
    PictureForm form;
    double start = 0;     ///< as media::MediaInfo::start
    qint64 blackened = 0; ///< damaged frames, covered whole

private:
    explicit VideoTrack(const PictureForm &f)
        : form(f)
        , m_forms(f)
    {}
    PictureForms m_forms;
    PictureCoding m_wanted = PictureCoding::Playable;
};

/// What is done to one audio stream between decoder and encoder.
class AudioTrack
{
public:
    std::unique_ptr<media::AudioDecoder> decoder;
    std::unique_ptr<AudioEncoder> encoder;
    std::vector<NumberedMark<AudioCut>> cuts;

    /// Makes the cuts ready. Call once, after cuts is complete. @a channels of the stream.
    void prepare(int channels);
    void replace(media::AudioBlock &block);
    /// What was done for cuts[@a number].
    Effect applied(size_t number) const { return m_replacer->applied(number); }

private:
    std::optional<AudioCuts> m_replacer;
    std::vector<TimeSpan> m_samples; ///< of each cut
    std::optional<qint64> m_last;    ///< end of the last block
};

} // namespace redoubt::redact
