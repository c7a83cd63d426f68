// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/pdf/pdfcopier_p.h"

#include "core/redact/picture/jpegwriter.h"

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <set>

namespace redoubt::redact {

namespace {

constexpr size_t kMaxContent = 128U << 20;
constexpr size_t kMaxStream = 512U << 20;

// Collects what a stream decodes to, up to a limit.
class LimitedBuffer : public Pipeline
{
public:
    explicit LimitedBuffer(size_t limit)
        : Pipeline("limited", nullptr)
        , m_limit(limit)
    {}
    void write(unsigned char const *data, size_t size) override
    {
        if (bytes.size() + size > m_limit)
            throw NotCopied("stream too large");
        bytes.append(reinterpret_cast<const char *>(data), size);
    }
    void finish() override {}
    std::string bytes;

private:
    size_t m_limit;
};

std::vector<std::string> filterNames(QPDFObjectHandle dict)
{
    std::vector<std::string> names;
    QPDFObjectHandle filter = dict.getKey("/Filter");
    if (filter.isName()) {
        names.push_back(filter.getName());
    } else if (filter.isArray()) {
        for (auto &item : filter.getArrayAsVector())
            names.push_back(item.isName() ? item.getName() : "/Unknown");
    } else if (!filter.isNull()) {
        names.push_back("/Unknown");
    }
    return names;
}

} // namespace

bool isDecodable(const std::string &filter)
{
    static const std::set<std::string> known{"/FlateDecode",     "/Fl", "/LZWDecode",     "/LZW",
                                             "/RunLengthDecode", "/RL", "/ASCII85Decode", "/A85",
                                             "/ASCIIHexDecode",  "/AHx"};
    return known.count(filter) > 0;
}

std::string decodedStream(QPDFObjectHandle stream, size_t limit)
{
    for (const std::string &filter : filterNames(stream.getDict())) {
        if (!isDecodable(filter))
            throw NotCopied("unknown filter");
    }
    LimitedBuffer buffer(limit);
    if (!stream.pipeStreamData(&buffer, 0, qpdf_dl_generalized, true, false))
        throw NotCopied("stream cannot be decoded");
    return std::move(buffer.bytes);
}

std::string withoutComments(const std::string &program)
{
    std::string out;
    out.reserve(program.size());
    int strings = 0;
    bool comment = false;
    for (size_t i = 0; i < program.size(); ++i) {
        const char c = program[i];
        if (comment) {
            comment = c != '\n' && c != '\r';
            if (!comment)
                out += '\n';
            continue;
        }
        if (strings > 0 && c == '\\' && i + 1 < program.size()) {
            out += c;
            out += program[++i];
            continue;
        }
        strings += c == '(' ? 1 : 0;
        if (c == ')' && --strings < 0)
            throw NotCopied("unbalanced program");
        if (c == '%' && strings == 0)
            comment = true;
        else
            out += c;
    }
    if (strings != 0)
        throw NotCopied("unbalanced program");
    return out;
}

PdfCopier::PdfCopier(QPDF &from, QPDF &to)
    : m_from(from)
    , m_to(to)
{}

PdfCopier::Handle PdfCopier::remembered(Handle object)
{
    if (!object.isIndirect())
        return Handle();
    const auto found = m_copies.find(object.getObjGen());
    return found == m_copies.end() ? Handle() : found->second;
}

PdfCopier::Handle PdfCopier::remember(Handle object, Handle copy)
{
    if (!copy.isIndirect())
        copy = m_to.makeIndirectObject(copy);
    if (object.isIndirect())
        m_copies[object.getObjGen()] = copy;
    return copy;
}

std::string PdfCopier::decoded(Handle stream)
{
    if (!stream.isStream())
        throw NotCopied("stream expected");
    return decodedStream(stream, kMaxStream);
}

// Numbers, names, booleans and arrays of them. Strings and dictionaries have their own places.
PdfCopier::Handle PdfCopier::copyPlain(Handle object, int depth)
{
    if (depth > 6)
        throw NotCopied("nested too deeply");
    if (object.isName())
        return Handle::newName(object.getName());
    if (object.isBool())
        return Handle::newBool(object.getBoolValue());
    if (object.isInteger())
        return Handle::newInteger(object.getIntValue());
    if (object.isReal())
        return Handle::newReal(object.getRealValue());
    if (object.isNull())
        return Handle::newNull();
    if (object.isArray()) {
        Handle copy = Handle::newArray();
        for (auto &item : object.getArrayAsVector())
            copy.appendItem(copyPlain(item, depth + 1));
        return copy;
    }
    throw NotCopied("unexpected value");
}

void PdfCopier::copyKeys(Handle from, Handle to, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        if (from.hasKey(key))
            to.replaceKey(key, copyPlain(from.getKey(key), 0));
    }
}

PdfCopier::Handle PdfCopier::copyStream(Handle stream, std::initializer_list<const char *> keys)
{
    if (Handle copy = remembered(stream); copy.isInitialized())
        return copy;
    Handle copy = m_to.newStream(decoded(stream));
    copyKeys(stream.getDict(), copy.getDict(), keys);
    return remember(stream, copy);
}

PdfCopier::Handle PdfCopier::copyProgram(Handle stream, std::initializer_list<const char *> keys)
{
    if (Handle copy = remembered(stream); copy.isInitialized())
        return copy;
    Handle copy = m_to.newStream(withoutComments(decoded(stream)));
    copyKeys(stream.getDict(), copy.getDict(), keys);
    return remember(stream, copy);
}

// Layers: what a viewer shows at first is kept, everything that could be off is not copied.
bool PdfCopier::isShown(Handle group)
{
    if (!group.isDictionary() || !group.getKey("/Type").isName() ||
        group.getKey("/Type").getName() != "/OCG" || group.hasKey("/Usage"))
        return false;
    Handle config = m_from.getRoot().getKey("/OCProperties");
    config = config.isDictionary() ? config.getKey("/D") : Handle::newNull();
    if (!config.isDictionary() || config.hasKey("/AS"))
        return false;
    const auto lists = [&](const char *key) {
        Handle list = config.getKey(key);
        if (!list.isArray())
            return false;
        for (auto &item : list.getArrayAsVector()) {
            if (item.isIndirect() && group.isIndirect() && item.getObjGen() == group.getObjGen())
                return true;
        }
        return false;
    };
    Handle base = config.getKey("/BaseState");
    const bool off = base.isName() && base.getName() != "/ON";
    return off ? lists("/ON") : !lists("/OFF");
}

PdfCopier::Handle PdfCopier::copyResource(const std::string &category, Handle object,
                                          Handle resources)
{
    if (category == "/Font")
        return copyFont(object);
    if (category == "/XObject")
        return copyXObject(object, resources);
    if (category == "/ExtGState")
        return copyGraphicsState(object, resources);
    if (category == "/ColorSpace")
        return copyColourSpace(object, 0);
    if (category == "/Pattern")
        return copyPattern(object, resources);
    return copyShading(object);
}

PdfCopier::Handle PdfCopier::copyXObject(Handle object, Handle resources)
{
    if (!object.isStream())
        throw NotCopied("XObject expected");
    const DepthGuard guard(m_depth);
    Handle dict = object.getDict();
    if (dict.hasKey("/OC") && !isShown(dict.getKey("/OC")))
        throw NotCopied("optional content");
    Handle subtype = dict.getKey("/Subtype");
    if (subtype.isName() && subtype.getName() == "/Image")
        return copyImage(object);
    if (subtype.isName() && subtype.getName() == "/Form")
        return copyForm(object, resources);
    throw NotCopied("unknown XObject");
}

PdfCopier::Handle PdfCopier::copyForm(Handle form, Handle resources)
{
    const DepthGuard guard(m_depth);
    Handle dict = form.getDict();
    const bool own = dict.getKey("/Resources").isDictionary();
    if (own) {
        if (Handle copy = remembered(form); copy.isInitialized())
            return copy;
    }
    if (dict.hasKey("/Ref") || dict.hasKey("/PS"))
        throw NotCopied("reference XObject");
    Handle newResources;
    Handle copy = copyContent(decodedStream(form, kMaxContent),
                              own ? dict.getKey("/Resources") : resources, newResources);
    Handle copyDict = copy.getDict();
    copyDict.replaceKey("/Type", Handle::newName("/XObject"));
    copyDict.replaceKey("/Subtype", Handle::newName("/Form"));
    copyKeys(dict, copyDict, {"/BBox", "/Matrix"});
    copyDict.replaceKey("/Resources", newResources);
    if (Handle group = dict.getKey("/Group"); group.isDictionary()) {
        Handle newGroup = Handle::newDictionary();
        copyKeys(group, newGroup, {"/Type", "/S", "/I", "/K"});
        if (group.hasKey("/CS"))
            newGroup.replaceKey("/CS", copyColourSpace(group.getKey("/CS"), 0));
        copyDict.replaceKey("/Group", newGroup);
    }
    return own ? remember(form, copy) : copy;
}

PdfCopier::Handle PdfCopier::copyImage(Handle image)
{
    if (Handle copy = remembered(image); copy.isInitialized())
        return copy;
    const DepthGuard guard(m_depth);
    Handle dict = image.getDict();
    std::vector<std::string> filters = filterNames(dict);
    Handle copy;
    const std::string last = filters.empty() ? std::string() : filters.back();
    const bool jpeg = last == "/DCTDecode" || last == "/DCT";
    const bool fax = last == "/CCITTFaxDecode" || last == "/CCF";
    if (jpeg || fax) {
        if (filters.size() != 1)
            throw NotCopied("filter chain");
        LimitedBuffer raw(kMaxStream);
        // The overload without this flag returns whether anything was decoded, not whether it went
        // well.
        bool decoded = false;
        if (!image.pipeStreamData(&raw, &decoded, 0, qpdf_dl_none, true, false))
            throw NotCopied("stream cannot be read");
        if (jpeg) {
            const auto stripped = strippedJpeg(QByteArray::fromStdString(raw.bytes));
            if (!stripped)
                throw NotCopied("damaged JPEG");
            raw.bytes = stripped->toStdString();
        }
        copy = m_to.newStream(raw.bytes);
        copy.getDict().replaceKey("/Filter",
                                  Handle::newName(jpeg ? "/DCTDecode" : "/CCITTFaxDecode"));
        Handle parameters = dict.getKey("/DecodeParms");
        if (parameters.isArray() && parameters.getArrayNItems() == 1)
            parameters = parameters.getArrayItem(0);
        if (parameters.isDictionary()) {
            Handle newParameters = Handle::newDictionary();
            copyKeys(parameters, newParameters,
                     {"/K", "/Columns", "/Rows", "/BlackIs1", "/EncodedByteAlign", "/EndOfLine",
                      "/EndOfBlock", "/DamagedRowsBeforeError", "/ColorTransform"});
            copy.getDict().replaceKey("/DecodeParms", newParameters);
        }
    } else {
        copy = m_to.newStream(decoded(image)); // throws for JPX and JBIG2
    }
    Handle copyDict = copy.getDict();
    copyDict.replaceKey("/Type", Handle::newName("/XObject"));
    copyDict.replaceKey("/Subtype", Handle::newName("/Image"));
    copyKeys(dict, copyDict,
             {"/Width", "/Height", "/BitsPerComponent", "/Decode", "/Interpolate", "/ImageMask",
              "/Intent", "/Matte"});
    if (dict.hasKey("/ColorSpace"))
        copyDict.replaceKey("/ColorSpace", copyColourSpace(dict.getKey("/ColorSpace"), 0));
    Handle mask = dict.getKey("/Mask");
    if (mask.isStream())
        copyDict.replaceKey("/Mask", copyImage(mask));
    else if (mask.isArray())
        copyDict.replaceKey("/Mask", copyPlain(mask, 0));
    if (Handle soft = dict.getKey("/SMask"); soft.isStream())
        copyDict.replaceKey("/SMask", copyImage(soft));
    return remember(image, copy);
}

PdfCopier::Handle PdfCopier::copyPage(Handle page)
{
    m_contents = 0;
    QPDFPageObjectHelper helper(page);
    std::string content;
    for (auto &part : helper.getPageContents()) {
        content += decodedStream(part, kMaxContent);
        content += '\n';
        if (content.size() > kMaxContent)
            throw NotCopied("content too large");
    }
    Handle resources = helper.getAttribute("/Resources", false);
    if (!resources.isDictionary())
        resources = Handle::newDictionary();
    Handle newResources;
    Handle stream = copyContent(content, resources, newResources);
    Handle copy = Handle::newDictionary();
    copy.replaceKey("/Type", Handle::newName("/Page"));
    for (const char *key : {"/MediaBox", "/CropBox", "/Rotate"}) {
        Handle value = helper.getAttribute(key, false);
        if (!value.isNull())
            copy.replaceKey(key, copyPlain(value, 0));
    }
    copyKeys(page, copy, {"/UserUnit"});
    if (Handle group = page.getKey("/Group"); group.isDictionary()) {
        Handle newGroup = Handle::newDictionary();
        copyKeys(group, newGroup, {"/Type", "/S", "/I", "/K"});
        if (group.hasKey("/CS"))
            newGroup.replaceKey("/CS", copyColourSpace(group.getKey("/CS"), 0));
        copy.replaceKey("/Group", newGroup);
    }
    copy.replaceKey("/Resources", newResources);
    copy.replaceKey("/Contents", stream);
    return m_to.makeIndirectObject(copy);
}

} // namespace redoubt::redact
