// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/fieldcodec.h"
#include "core/document/loaders.h"
#include "core/document/pagereading.h"
#include "core/document/tr.h"
#include "core/jobs/derivedquestion.h"
#include "core/jobs/guarded.h"

#include <QCryptographicHash>
#include <QHash>

#include <atomic>
#include <mutex>
#include <thread>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLeastWord = 4 + 4 * 8 + 8 + 4 + 1;

QString foldedWord(const QString &text)
{
    QString out;
    const QString decomposed = text.normalized(QString::NormalizationForm_KD);
    for (const QChar c : decomposed) {
        if (c.isLetterOrNumber() || c.isSurrogate())
            out += c.toCaseFolded();
    }
    return out;
}

// Levenshtein distance; words are short.
qsizetype distance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(size_t(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = qsizetype(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const qsizetype above = row[size_t(j) + 1];
            row[size_t(j) + 1] =
                std::min({above + 1, row[size_t(j)] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

double sharedArea(const PageRect &a, const PageRect &b)
{
    const double w = std::min(a.right(), b.right()) - std::max(a.x, b.x);
    const double h = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
    return w > 0 && h > 0 ? w * h : 0;
}

// True when the visible text layer says the same at this place. What it says otherwise is kept:
// a text layer may lie about what is seen.
bool knownAlready(const LooseWord &word, const std::vector<const LooseWord *> &layer)
{
    const QString own = foldedWord(word.text);
    bool covered = false;
    QString beside; // OCR joins and splits words differently
    for (const LooseWord *other : layer) {
        const double least = std::min(word.box.w * word.box.h, other->box.w * other->box.h);
        if (sharedArea(word.box, other->box) < 0.4 * least)
            continue;
        covered = true;
        const QString text = foldedWord(other->text);
        beside += text;
        if (text.contains(own) || distance(own, text) * 2 <= std::max(own.size(), text.size()))
            return true;
    }
    if (!covered)
        return false;
    return word.confidence < 0.6F || own.isEmpty() || beside.contains(own) ||
           distance(own, beside) * 2 <= std::max(own.size(), beside.size());
}

void addOcrWords(LoosePage &page, const std::vector<LooseWord> &words,
                 const std::vector<int> &lineOf)
{
    std::vector<const LooseWord *> layer;
    for (const auto &line : page.lines) {
        for (const LooseWord &word : line) {
            if (word.source != WordSource::Hidden)
                layer.push_back(&word);
        }
    }
    std::vector<std::vector<LooseWord>> lines;
    int current = -1;
    for (size_t i = 0; i < words.size(); ++i) {
        LooseWord word = words[i];
        const bool sameLine = lineOf[i] == current && !lines.empty();
        if (knownAlready(word, layer))
            continue;
        if (!sameLine)
            lines.emplace_back();
        word.glued = word.glued && sameLine;
        current = lineOf[i];
        lines.back().push_back(std::move(word));
    }
    std::move(lines.begin(), lines.end(), std::back_inserter(page.lines));
}

struct OcrResult
{
    std::vector<LooseWord> words;
    std::vector<int> lines; ///< of the words
    int unread = 0;
    std::optional<Error> error;
};

/// Names all that decides what is read on a page, besides the file.
QByteArray questionOf(int page, int look, const std::vector<PageRect> &places,
                      const QStringList &languages)
{
    LittleEndianWriter question;
    question.number(page).number(look).text(OcrEngine::version()).texts(languages);
    question.u32(quint32(places.size()));
    for (const PageRect &place : places) {
        for (const double side : {place.x, place.y, place.w, place.h})
            question.real(side);
    }
    return derivedQuestion(kWordsKind, question.result());
}

QByteArray toBytes(const OcrResult &result)
{
    LittleEndianWriter writer;
    writer.number(result.unread).u32(quint32(result.words.size()));
    for (size_t i = 0; i < result.words.size(); ++i) {
        const LooseWord &word = result.words[i];
        writer.text(word.text);
        for (const double side : {word.box.x, word.box.y, word.box.w, word.box.h})
            writer.real(side);
        writer.real(double(word.confidence)).number(result.lines[i]).flag(word.glued);
    }
    return writer.result();
}

std::optional<OcrResult> fromBytes(QByteArrayView bytes)
{
    LittleEndianReader reader(bytes);
    OcrResult result;
    result.unread = reader.number<int>();
    for (quint32 n = reader.count(kLeastWord); n > 0 && reader.ok(); --n) {
        LooseWord word;
        word.source = WordSource::Ocr;
        word.text = reader.text();
        for (double *side : {&word.box.x, &word.box.y, &word.box.w, &word.box.h})
            *side = reader.real();
        word.confidence = float(reader.real());
        result.lines.push_back(reader.number<int>());
        word.glued = reader.flag();
        result.words.push_back(std::move(word));
    }
    return reader.finished() ? std::optional(std::move(result)) : std::nullopt;
}

/// What was read in pictures that stand on many pages, such as a letterhead.
class SeenPictures
{
public:
    std::optional<PictureText> find(const QByteArray &key)
    {
        const std::lock_guard lock(m_mutex);
        const auto at = m_known.constFind(key);
        return at == m_known.constEnd() ? std::nullopt : std::optional(*at);
    }
    void keep(const QByteArray &key, const PictureText &text)
    {
        const std::lock_guard lock(m_mutex);
        if (m_known.size() < kMost)
            m_known.insert(key, text);
    }
    static QByteArray keyOf(const QImage &image)
    {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        const int size[2] = {image.width(), image.height()};
        hash.addData(QByteArrayView(reinterpret_cast<const char *>(size), sizeof size));
        for (int y = 0; y < image.height(); ++y)
            hash.addData(QByteArrayView(reinterpret_cast<const char *>(image.constScanLine(y)),
                                        image.width() * image.depth() / 8));
        return hash.result();
    }

private:
    static constexpr int kMost = 1000;
    std::mutex m_mutex;
    QHash<QByteArray, PictureText> m_known;
};

void append(const PictureText &text, const OcrInput &input, OcrResult &result)
{
    const int firstLine = result.lines.empty() ? 0 : result.lines.back() + 1;
    for (const OcrWord &found : text.words) {
        LooseWord word;
        word.text = found.text;
        word.box = {input.origin.x() + found.box.x / input.scale,
                    input.origin.y() + found.box.y / input.scale, found.box.w / input.scale,
                    found.box.h / input.scale};
        word.source = WordSource::Ocr;
        word.confidence = found.confidence;
        word.glued = found.glued;
        result.words.push_back(std::move(word));
        result.lines.push_back(firstLine + found.line);
    }
    result.unread += text.unread;
}

/// What reads the pages of one thread; made when the first page is not known yet.
struct PageReader
{
    Result<std::unique_ptr<OcrEngine>> engine;
    Result<OcrSource> source;

    PageReader(const OcrSourceFactory &factory, const QStringList &languages)
        : engine(guarded("document/ocr", [&] { return OcrEngine::create(languages); }))
        , source(guarded("document/ocr", factory))
    {}
};

OcrResult recognisePage(const OcrSource &source, OcrEngine &engine, int page,
                        const std::vector<PageRect> &places, SeenPictures &seen,
                        const JobContext &context)
{
    OcrResult result;
    std::vector<std::optional<PageRect>> parts(places.begin(), places.end());
    if (parts.empty())
        parts.emplace_back(); // the whole page
    for (const std::optional<PageRect> &part : parts) {
        const auto input = source(page, part, context);
        if (!input) {
            result.error = input.error();
            return result;
        }
        if (input->image.isNull())
            continue;
        const QByteArray key = part ? SeenPictures::keyOf(input->image) : QByteArray();
        if (const auto known = part ? seen.find(key) : std::nullopt) {
            append(*known, *input, result);
            continue;
        }
        auto text = readPicture(engine, input->image, input->dpi, input->layout, context);
        if (!text) {
            result.error = text.error();
            return result;
        }
        if (part)
            seen.keep(key, *text);
        append(*text, *input, result);
    }
    return result;
}

Result<DocModel> loadTextFile(const ByteSource &source, ItemKind kind, const JobContext &context)
{
    if (context.cancelled())
        return JobContext::cancelledError("document/load");
    auto file = decodeTextFile(source);
    if (!file)
        return file.error();
    DocModel model;
    model.kind = kind;
    model.text = std::move(file->text);
    model.encoding = std::move(file->encoding);
    model.encodingConfidence = file->confidence;
    model.notExamined = std::move(file->notExamined);
    context.progress(1, 1);
    return model;
}

} // namespace

void assemble(std::vector<LoosePage> pages, DocModel &model)
{
    qsizetype characters = 0;
    for (const LoosePage &page : pages) {
        for (const auto &line : page.lines) {
            for (const LooseWord &word : line)
                characters += word.text.size() + 1;
        }
    }
    model.text.reserve(characters + qsizetype(pages.size()));
    for (size_t i = 0; i < pages.size(); ++i) {
        if (i > 0)
            model.text += u'\f';
        Page page;
        page.size = pages[i].size;
        page.hasTextLayer = pages[i].hasTextLayer;
        page.begin = model.text.size();
        for (const auto &line : pages[i].lines) {
            bool first = true;
            for (const LooseWord &loose : line) {
                if (loose.text.isEmpty())
                    continue;
                if (first && model.text.size() > page.begin)
                    model.text += u'\n';
                else if (!first && !loose.glued)
                    model.text += u' ';
                first = false;
                Word word;
                word.begin = model.text.size();
                model.text += loose.text;
                word.end = model.text.size();
                word.box = loose.box;
                word.source = loose.source;
                word.confidence = loose.confidence;
                page.words.push_back(word);
            }
        }
        page.end = model.text.size();
        model.pages.push_back(std::move(page));
    }
}

Result<void> recognisePages(const OcrSourceFactory &factory, const LoadOptions &options,
                            std::vector<LoosePage> &pages, DocModel &model,
                            const JobContext &context, int look)
{
    std::vector<int> wanted;
    for (size_t i = 0; i < pages.size(); ++i) {
        if (pages[i].wantsOcr)
            wanted.push_back(int(i));
    }
    if (wanted.empty())
        return {};
    std::vector<OcrResult> results(wanted.size());
    SeenPictures seen;
    std::atomic<size_t> next = 0;
    std::atomic<qint64> done = 0;
    // Only the calling thread reports, as reporters need not be safe for several threads.
    const auto work = [&](bool reports) {
        const JobContext quiet(context.token());
        std::optional<PageReader> reader;
        const auto read = [&](int page) -> Result<OcrResult> {
            const std::vector<PageRect> &places = pages[size_t(page)].places;
            const QByteArray question = questionOf(page, look, places, options.languages);
            if (const auto known =
                    options.answers ? options.answers->find(question) : std::nullopt) {
                if (auto earlier = fromBytes(*known))
                    return *std::move(earlier);
            }
            if (!reader)
                reader.emplace(factory, options.languages);
            if (!reader->engine)
                return reader->engine.error();
            if (!reader->source)
                return reader->source.error();
            OcrResult result =
                recognisePage(*reader->source, **reader->engine, page, places, seen, quiet);
            if (options.answers && !result.error)
                options.answers->keep(question, toBytes(result));
            return result;
        };
        for (size_t i = next++; i < wanted.size() && !context.cancelled(); i = next++) {
            auto result = guarded("document/ocr", [&] { return read(wanted[i]); });
            if (result)
                results[i] = *std::move(result);
            else
                results[i].error = result.error();
            const qint64 finished = ++done;
            if (reports)
                context.progress(finished, qint64(wanted.size()));
        }
    };
    {
        const int extra = std::min<int>(options.threads, int(wanted.size())) - 1;
        std::vector<std::jthread> workers;
        for (int i = 0; i < extra; ++i)
            workers.emplace_back([&] { work(false); });
        work(true);
    }
    if (context.cancelled())
        return JobContext::cancelledError("document/ocr");
    for (size_t i = 0; i < wanted.size(); ++i) {
        const OcrResult &result = results[i];
        if (result.error)
            model.notExamined.append({Portion::page(wanted[i]), result.error->message()});
        else
            addOcrWords(pages[size_t(wanted[i])], result.words, result.lines);
        if (result.unread > 0)
            model.notExamined.append(
                {Portion::onPage(
                     wanted[i],
                     Tr::tr("%n word(s) on page %1", nullptr, result.unread).arg(wanted[i] + 1)),
                 Tr::tr("They could not be read. Look at the page, and mark by hand what should "
                        "go.")});
    }
    return {};
}

Result<DocModel> loadText(const ByteSource &source, const LoadOptions &, const JobContext &context)
{
    return loadTextFile(source, ItemKind::Text, context);
}

Result<DocModel> loadTable(const ByteSource &source, const LoadOptions &, const JobContext &context)
{
    auto model = loadTextFile(source, ItemKind::Csv, context);
    if (model)
        model->table = true;
    return model;
}

Result<DocModel> loadJson(const ByteSource &source, const LoadOptions &, const JobContext &context)
{
    return loadTextFile(source, ItemKind::Json, context);
}

} // namespace redoubt::document
