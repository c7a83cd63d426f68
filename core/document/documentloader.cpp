// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/fieldcodec.h"
#include "core/document/loaders.h"
#include "core/jobs/guarded.h"

#include <QCoreApplication>

#include <atomic>
#include <thread>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::document::Loader)
};

constexpr qint64 kLeastWord = 4 + 4 * 4 + 8 + 4;

QString folded(const QString &text)
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
    const QString own = folded(word.text);
    bool covered = false;
    QString beside; // OCR joins and splits words differently
    for (const LooseWord *other : layer) {
        const double least = std::min(word.box.w * word.box.h, other->box.w * other->box.h);
        if (sharedArea(word.box, other->box) < 0.4 * least)
            continue;
        covered = true;
        const QString text = folded(other->text);
        beside += text;
        if (text.contains(own) || distance(own, text) * 2 <= std::max(own.size(), text.size()))
            return true;
    }
    if (!covered)
        return false;
    return word.confidence < 0.6F || own.isEmpty() || beside.contains(own) ||
           distance(own, beside) * 2 <= std::max(own.size(), beside.size());
}

void addOcrWords(LoosePage &page, const std::vector<OcrWord> &words, double scale)
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
    for (const OcrWord &found : words) {
        LooseWord word;
        word.text = found.text;
        word.box = {found.box.x / scale, found.box.y / scale, found.box.w / scale,
                    found.box.h / scale};
        word.source = WordSource::Ocr;
        word.confidence = found.confidence;
        if (knownAlready(word, layer))
            continue;
        if (found.line != current || lines.empty())
            lines.emplace_back();
        current = found.line;
        lines.back().push_back(std::move(word));
    }
    std::move(lines.begin(), lines.end(), std::back_inserter(page.lines));
}

struct OcrResult
{
    std::vector<OcrWord> words;
    double scale = 1;
    std::optional<Error> error;
};

QByteArray questionOf(int page, int look)
{
    LittleEndianWriter question;
    question.raw("ocr").number(page);
    if (look > 0)
        question.number(look);
    return question.result();
}

QByteArray toBytes(const OcrResult &result)
{
    LittleEndianWriter writer;
    writer.real(result.scale).u32(quint32(result.words.size()));
    for (const OcrWord &word : result.words) {
        writer.text(word.text);
        for (const int side : {word.box.x, word.box.y, word.box.w, word.box.h})
            writer.number(side);
        writer.real(double(word.confidence)).number(word.line);
    }
    return writer.result();
}

std::optional<OcrResult> fromBytes(QByteArrayView bytes)
{
    LittleEndianReader reader(bytes);
    OcrResult result;
    result.scale = reader.real();
    for (quint32 n = reader.count(kLeastWord); n > 0 && reader.ok(); --n) {
        OcrWord word;
        word.text = reader.text();
        for (int *side : {&word.box.x, &word.box.y, &word.box.w, &word.box.h})
            *side = reader.number<int>();
        word.confidence = float(reader.real());
        word.line = reader.number<int>();
        result.words.push_back(std::move(word));
    }
    return reader.finished() && result.scale > 0 ? std::optional(std::move(result)) : std::nullopt;
}

OcrResult recognisePage(const OcrSource &source, OcrEngine &engine, int page, int look,
                        Answers *answers, const JobContext &context)
{
    if (const auto known = answers ? answers->find(questionOf(page, look)) : std::nullopt) {
        if (auto earlier = fromBytes(*known))
            return *std::move(earlier);
    }
    OcrResult result;
    const auto input = source(page, context);
    if (!input) {
        result.error = input.error();
        return result;
    }
    if (input->image.isNull())
        return result;
    result.scale = input->scale;
    auto words = engine.recognise(input->image, input->dpi, input->layout, context);
    if (!words) {
        result.error = words.error();
        return result;
    }
    result.words = *std::move(words);
    if (answers)
        answers->keep(questionOf(page, look), toBytes(result));
    return result;
}

} // namespace

QString pageLabel(int page)
{
    return Tr::tr("page %1").arg(page + 1);
}

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
                else if (!first)
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
    std::atomic<size_t> next = 0;
    std::atomic<qint64> done = 0;
    // Only the calling thread reports, as reporters need not be safe for several threads.
    const auto work = [&](bool reports) {
        const JobContext quiet(context.token());
        auto engine = guarded("document/ocr", [&] { return OcrEngine::create(options.languages); });
        auto source = guarded("document/ocr", factory);
        for (size_t i = next++; i < wanted.size() && !context.cancelled(); i = next++) {
            if (!engine)
                results[i].error = engine.error();
            else if (!source)
                results[i].error = source.error();
            else if (const auto read = guarded("document/ocr",
                                               [&]() -> Result<void> {
                                                   results[i] =
                                                       recognisePage(*source, **engine, wanted[i],
                                                                     look, options.answers, quiet);
                                                   return {};
                                               });
                     !read)
                results[i].error = read.error();
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
        if (results[i].error)
            model.notExamined.append({pageLabel(wanted[i]), results[i].error->text()});
        else
            addOcrWords(pages[size_t(wanted[i])], results[i].words, results[i].scale);
    }
    return {};
}

Result<DocModel> loadDocument(const ByteSource &source, ItemKind kind, const LoadOptions &options,
                              const JobContext &context)
{
    if (context.cancelled())
        return JobContext::cancelledError("document/load");
    switch (kind) {
    case ItemKind::Pdf:
        return loadPdf(source, options, context);
    case ItemKind::Image:
        return loadPicture(source, options, context);
    case ItemKind::Text:
    case ItemKind::Csv: {
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
    default:
        return Error(ErrorKind::Unsupported, "document/load",
                     Tr::tr("Files of this kind cannot be read as documents."));
    }
}

} // namespace redoubt::document
