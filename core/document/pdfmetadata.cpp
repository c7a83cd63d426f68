// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/fitzrect_p.h"
#include "core/document/pdfprivate.h"
#include "core/document/picturemetadata.h"

#include <QRegularExpression>
#include <QSet>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxEntries = 20000;
constexpr int kMaxNotes = 20000;
constexpr qsizetype kMaxPdfValue = 64 * 1024;
constexpr size_t kMaxPacket = 8U << 20;

// Text between the tags of XML or rich text, entities resolved as far as they matter.
QString withoutTags(QString xml)
{
    static const QRegularExpression tags(u"<[^>]*>"_s);
    xml.replace(tags, u" "_s);
    xml.replace(u"&lt;"_s, u"<"_s);
    xml.replace(u"&gt;"_s, u">"_s);
    xml.replace(u"&quot;"_s, u"\""_s);
    xml.replace(u"&apos;"_s, u"'"_s);
    xml.replace(u"&#xD;"_s, u" "_s);
    xml.replace(u"&amp;"_s, u"&"_s);
    return xml.simplified();
}

} // namespace

QString PdfEngine::Private::text(pdf_obj *object)
{
    const char *utf8 = nullptr;
    guarded(fz, [&] {
        if (pdf_is_string(fz, object))
            utf8 = pdf_to_text_string(fz, object);
        else if (pdf_is_name(fz, object))
            utf8 = pdf_to_name(fz, object);
    });
    return utf8 ? QString::fromUtf8(utf8).left(kMaxPdfValue) : QString();
}

QString PdfEngine::Private::text(pdf_obj *dict, const char *key)
{
    pdf_obj *value = nullptr;
    guarded(fz, [&] { value = pdf_dict_gets(fz, dict, key); });
    return value ? text(value) : QString();
}

namespace {

// All strings of a value that may be a string, an array of strings, or pairs of them.
void appendStrings(PdfEngine::Private &d, pdf_obj *value, QStringList &out, int depth)
{
    if (!value || depth > 3 || out.size() > 1000)
        return;
    int length = -1;
    guarded(d.fz, [&] {
        if (pdf_is_array(d.fz, value))
            length = pdf_array_len(d.fz, value);
    });
    if (length < 0) {
        const QString string = d.text(value);
        if (!string.trimmed().isEmpty())
            out.append(string);
        return;
    }
    for (int i = 0; i < std::min(length, 1000); ++i) {
        pdf_obj *item = nullptr;
        guarded(d.fz, [&] { item = pdf_array_get(d.fz, value, i); });
        appendStrings(d, item, out, depth + 1);
    }
}

QStringList inheritedStrings(PdfEngine::Private &d, pdf_obj *field, const char *key)
{
    pdf_obj *value = nullptr;
    guarded(d.fz, [&] {
        pdf_obj *node = field;
        for (int depth = 0; node && depth < 32 && !value; ++depth) {
            value = pdf_dict_gets(d.fz, node, key);
            node = pdf_dict_get(d.fz, node, PDF_NAME(Parent));
        }
    });
    QStringList strings;
    appendStrings(d, value, strings, 0);
    return strings;
}

// What a link or button does: addresses, files, scripts.
void appendAction(PdfEngine::Private &d, pdf_obj *action, QStringList &out, int depth)
{
    if (!action || depth > 4)
        return;
    for (const char *key : {"URI", "F", "JS"}) {
        const QString string = d.text(action, key);
        if (!string.isEmpty())
            out.append(string);
    }
    pdf_obj *next = nullptr;
    guarded(d.fz, [&] { next = pdf_dict_get(d.fz, action, PDF_NAME(Next)); });
    appendAction(d, next, out, depth + 1);
}

QStringList fileSpecNames(PdfEngine::Private &d, pdf_obj *spec)
{
    QStringList names;
    const QString plain = d.text(spec);
    if (!plain.isEmpty())
        names.append(plain);
    for (const char *key : {"UF", "F", "Desc"}) {
        const QString name = d.text(spec, key);
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names;
}

QString streamText(PdfEngine::Private &d, pdf_obj *stream)
{
    fz_buffer *buffer = nullptr;
    unsigned char *bytes = nullptr;
    size_t size = 0;
    guarded(d.fz, [&] {
        if (!pdf_is_stream(d.fz, stream))
            return;
        buffer = pdf_load_stream(d.fz, stream);
        size = fz_buffer_storage(d.fz, buffer, &bytes);
    });
    QString text;
    if (bytes)
        text = QString::fromUtf8(reinterpret_cast<const char *>(bytes),
                                 qsizetype(std::min(size, kMaxPacket)));
    fz_drop_buffer(d.fz, buffer);
    return text;
}

struct FieldList
{
    QList<MetadataField> fields;

    void add(const QString &path, const QString &value)
    {
        if (!value.trimmed().isEmpty() && fields.size() < kMaxEntries)
            fields.append({path, SensitiveText(value.left(kMaxPdfValue))});
    }
};

void addInfo(PdfEngine::Private &d, FieldList &list)
{
    pdf_obj *info = nullptr;
    int length = 0;
    guarded(d.fz, [&] {
        info = pdf_dict_get(d.fz, pdf_trailer(d.fz, d.document), PDF_NAME(Info));
        length = pdf_dict_len(d.fz, info);
    });
    for (int i = 0; i < std::min(length, kMaxEntries); ++i) {
        const char *name = nullptr;
        pdf_obj *value = nullptr;
        guarded(d.fz, [&] {
            name = pdf_to_name(d.fz, pdf_dict_get_key(d.fz, info, i));
            value = pdf_dict_get_val(d.fz, info, i);
        });
        if (name && value)
            list.add(u"Info."_s + QString::fromUtf8(name), d.text(value));
    }
}

void addOutline(FieldList &list, const fz_outline *node, const QString &path, int depth)
{
    int number = 0;
    for (; node && depth < 32 && list.fields.size() < kMaxEntries; node = node->next) {
        const QString own = path + u'.' + QString::number(++number);
        if (node->title)
            list.add(own, QString::fromUtf8(node->title));
        if (node->uri && node->uri[0] != '#')
            list.add(own + u".uri"_s, QString::fromUtf8(node->uri));
        addOutline(list, node->down, own, depth + 1);
    }
}

void addNameTree(PdfEngine::Private &d, FieldList &list, pdf_obj *which, const QString &prefix)
{
    pdf_obj *tree = nullptr;
    int length = 0;
    guarded(d.fz, [&] {
        tree = pdf_load_name_tree(d.fz, d.document, which);
        length = pdf_dict_len(d.fz, tree);
    });
    for (int i = 0; i < std::min(length, kMaxEntries); ++i) {
        const char *key = nullptr;
        pdf_obj *value = nullptr;
        guarded(d.fz, [&] {
            key = pdf_to_name(d.fz, pdf_dict_get_key(d.fz, tree, i));
            value = pdf_dict_get_val(d.fz, tree, i);
        });
        const QString path = prefix + u'.' + QString::number(i + 1);
        QStringList names = fileSpecNames(d, value);
        appendAction(d, value, names, 0);
        if (key && !names.contains(QString::fromUtf8(key)))
            names.prepend(QString::fromUtf8(key));
        for (qsizetype n = 0; n < names.size(); ++n)
            list.add(path + (n == 0 ? u".name"_s : u".name%1"_s.arg(n + 1)), names[n]);
    }
    pdf_drop_obj(d.fz, tree);
}

void addForms(PdfEngine::Private &d, FieldList &list)
{
    pdf_obj *xfa = nullptr;
    int length = 0;
    guarded(d.fz, [&] {
        pdf_obj *root = pdf_dict_get(d.fz, pdf_trailer(d.fz, d.document), PDF_NAME(Root));
        xfa = pdf_dict_get(d.fz, pdf_dict_get(d.fz, root, PDF_NAME(AcroForm)), PDF_NAME(XFA));
        length = pdf_array_len(d.fz, xfa);
    });
    if (!xfa)
        return;
    if (length == 0)
        list.add(u"Xfa"_s, withoutTags(streamText(d, xfa)));
    for (int i = 0; i + 1 < std::min(length, 64); i += 2) {
        pdf_obj *name = nullptr;
        pdf_obj *packet = nullptr;
        guarded(d.fz, [&] {
            name = pdf_array_get(d.fz, xfa, i);
            packet = pdf_array_get(d.fz, xfa, i + 1);
        });
        if (d.text(name) == u"datasets"_s)
            list.add(u"Xfa.datasets"_s, withoutTags(streamText(d, packet)));
    }
}

} // namespace

void PdfEngine::Private::collectNotes(pdf_page *page, fz_matrix shift, std::vector<PageNote> &notes)
{
    const auto add = [&](pdf_annot *annotation, const QStringList &texts, WordSource source) {
        fz_rect box = fz_empty_rect;
        guarded(fz, [&] { box = fz_transform_rect(pdf_bound_annot(fz, annotation), shift); });
        QRectF rect = toRect(box).normalized();
        if (!(rect.width() >= 1 && rect.height() >= 1))
            rect = QRectF(rect.x(), rect.y(), std::max(rect.width(), 1.0),
                          std::max(rect.height(), 1.0));
        QSet<QString> seen;
        for (const QString &text : texts) {
            if (!text.trimmed().isEmpty() && !seen.contains(text) &&
                notes.size() < size_t(kMaxNotes))
                notes.push_back({text, rect, source});
            seen.insert(text);
        }
    };
    pdf_annot *annotation = nullptr;
    guarded(fz, [&] { annotation = pdf_first_annot(fz, page); });
    while (annotation && notes.size() < size_t(kMaxNotes)) {
        pdf_obj *object = nullptr;
        guarded(fz, [&] { object = pdf_annot_obj(fz, annotation); });
        QStringList texts{text(object, "Contents"), text(object, "T"), text(object, "Subj"),
                          withoutTags(text(object, "RC"))};
        pdf_obj *action = nullptr;
        pdf_obj *file = nullptr;
        guarded(fz, [&] {
            action = pdf_dict_get(fz, object, PDF_NAME(A));
            file = pdf_dict_get(fz, object, PDF_NAME(FS));
        });
        appendAction(*this, action, texts, 0);
        if (file)
            texts += fileSpecNames(*this, file);
        add(annotation, texts, WordSource::Annotation);
        pdf_annot *next = nullptr;
        guarded(fz, [&] { next = pdf_next_annot(fz, annotation); });
        annotation = next;
    }
    // Links are no annotations to MuPDF, but their targets name people too ("mailto:").
    for (const fz_link *link = page->links; link && notes.size() < size_t(kMaxNotes);
         link = link->next) {
        if (link->uri && link->uri[0] != '#')
            notes.push_back({QString::fromUtf8(link->uri).left(kMaxPdfValue),
                             toRect(fz_transform_rect(link->rect, shift)).normalized(),
                             WordSource::Annotation});
    }
    pdf_annot *widget = nullptr;
    guarded(fz, [&] { widget = pdf_first_widget(fz, page); });
    while (widget && notes.size() < size_t(kMaxNotes)) {
        pdf_obj *object = nullptr;
        guarded(fz, [&] { object = pdf_annot_obj(fz, widget); });
        QStringList texts;
        for (const char *key : {"V", "DV", "RV", "TU", "Opt"}) {
            for (const QString &value : inheritedStrings(*this, object, key))
                texts.append(QByteArrayView(key) == "RV" ? withoutTags(value) : value);
        }
        add(widget, texts, WordSource::FormField);
        pdf_annot *next = nullptr;
        guarded(fz, [&] { next = pdf_next_widget(fz, widget); });
        widget = next;
    }
}

QList<MetadataField> PdfEngine::metadata()
{
    FieldList list;
    if (!ready())
        return {};
    addInfo(*d, list);

    pdf_obj *packet = nullptr;
    guarded(d->fz, [&] { packet = pdf_metadata(d->fz, d->document); });
    if (packet) {
        const QString xmp = streamText(*d, packet);
        const QList<MetadataField> fields = xmpFields(xmp.toUtf8());
        for (const MetadataField &field : fields)
            list.add(field.path, field.value.reveal());
        if (fields.isEmpty())
            list.add(u"Xmp"_s, withoutTags(xmp));
    }
    fz_outline *outline = nullptr;
    guarded(d->fz, [&] { outline = pdf_load_outline(d->fz, d->document); });
    addOutline(list, outline, u"Outline"_s, 0);
    fz_drop_outline(d->fz, outline);

    addNameTree(*d, list, PDF_NAME(EmbeddedFiles), u"Attachment"_s);
    addNameTree(*d, list, PDF_NAME(JavaScript), u"JavaScript"_s);
    addForms(*d, list);
    return list.fields;
}

} // namespace redoubt::document
