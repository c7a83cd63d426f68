// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/pdfcopier_p.h"

#include "core/redact/jpegwriter.h"

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <set>

namespace redoubt::redact {

namespace {

constexpr size_t kMaxContent = 128U << 20;
constexpr size_t kMaxStream = 512U << 20;
constexpr int kMaxDepth = 24;
constexpr int kMaxContents = 5000; // of one page

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

class DepthGuard
{
public:
    explicit DepthGuard(int &depth)
        : m_depth(depth)
    {
        if (++m_depth > kMaxDepth) {
            --m_depth;
            throw NotCopied("nested too deeply");
        }
    }
    ~DepthGuard() { --m_depth; }
    DepthGuard(const DepthGuard &) = delete;
    DepthGuard &operator=(const DepthGuard &) = delete;

private:
    int &m_depth;
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

bool isDecodable(const std::string &filter)
{
    static const std::set<std::string> known{"/FlateDecode",     "/Fl", "/LZWDecode",     "/LZW",
                                             "/RunLengthDecode", "/RL", "/ASCII85Decode", "/A85",
                                             "/ASCIIHexDecode",  "/AHx"};
    return known.count(filter) > 0;
}

} // namespace

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

// Writes content again, operator by operator.
class PdfCopier::Content final : public QPDFObjectHandle::ParserCallbacks
{
public:
    Content(PdfCopier &copier, Handle resources)
        : m_copier(copier)
        , m_resources(std::move(resources))
        , m_new(Handle::newDictionary())
    {}

    void handleObject(QPDFObjectHandle object, size_t, size_t) override
    {
        if (object.isInlineImage()) {
            m_operands.push_back(object);
            return;
        }
        if (!object.isOperator()) {
            if (m_operands.size() > 4096)
                throw NotCopied("too many operands");
            m_operands.push_back(object);
            return;
        }
        operation(object.getOperatorValue());
        m_operands.clear();
    }
    void handleEOF() override
    {
        if (!m_operands.empty() || m_inline)
            throw NotCopied("content ends inside an operation");
    }

    std::string text;
    Handle takeResources() { return m_new; }

private:
    void operation(const std::string &name)
    {
        static const std::set<std::string> plain{
            "q",  "Q",  "cm", "w",  "J",  "j",  "M",  "d",  "ri", "i",  "m",  "l",  "c",
            "v",  "y",  "h",  "re", "S",  "s",  "f",  "F",  "f*", "B",  "B*", "b",  "b*",
            "n",  "W",  "W*", "SC", "sc", "G",  "g",  "RG", "rg", "K",  "k",  "BT", "ET",
            "Tc", "Tw", "Tz", "TL", "Ts", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'",  "\""};
        if (name == "BI")
            return beginInline();
        if (name == "ID") // the parser gives the dictionary between BI and ID
            return inlineDictionary();
        if (name == "EI")
            return endInline();
        if (name == "BMC" || name == "BDC")
            return beginMarked(name == "BDC");
        if (name == "EMC" || name == "MP" || name == "DP" || name == "BX" || name == "EX")
            return;
        if (name == "Tr")
            return renderingMode();
        if (name == "Tf")
            return withResource("/Font", 0, name);
        if (name == "Do")
            return withResource("/XObject", 0, name);
        if (name == "gs")
            return withResource("/ExtGState", 0, name);
        if (name == "sh")
            return withResource("/Shading", 0, name);
        if (name == "CS" || name == "cs")
            return colourSpace(name);
        if (name == "SCN" || name == "scn") {
            if (!m_operands.empty() && m_operands.back().isName())
                return withResource("/Pattern", m_operands.size() - 1, name);
            return emit(name);
        }
        if (plain.count(name) == 0)
            throw NotCopied("unknown operator");
        emit(name);
    }

    void emit(const std::string &name)
    {
        for (auto &operand : m_operands) {
            if (operand.isDictionary() || operand.isInlineImage())
                throw NotCopied("unexpected operand");
            text += operand.unparse();
            text += ' ';
        }
        text += name;
        text += '\n';
    }

    void withResource(const char *category, size_t index, const std::string &name)
    {
        if (index >= m_operands.size() || !m_operands[index].isName())
            throw NotCopied("resource name expected");
        m_operands[index] = Handle::newName(renamed(category, m_operands[index].getName()));
        emit(name);
    }

    // Names may be words of the document ("/JaneRoe Do"), so they are given out anew.
    std::string renamed(const std::string &category, const std::string &name)
    {
        std::string &known = m_names[category + name];
        if (!known.empty())
            return known;
        Handle list = m_resources.getKey(category);
        Handle object = list.isDictionary() ? list.getKey(name) : Handle::newNull();
        if (object.isNull())
            throw NotCopied("missing resource");
        Handle copy = m_copier.copyResource(category, object, m_resources);
        if (!m_new.hasKey(category))
            m_new.replaceKey(category, Handle::newDictionary());
        const std::string given = "/R" + std::to_string(++m_count);
        m_new.getKey(category).replaceKey(given, copy);
        return known = given;
    }

    void colourSpace(const std::string &name)
    {
        static const std::set<std::string> device{"/DeviceGray", "/DeviceRGB", "/DeviceCMYK",
                                                  "/Pattern"};
        if (m_operands.size() == 1 && m_operands[0].isName() &&
            device.count(m_operands[0].getName()) > 0)
            return emit(name);
        withResource("/ColorSpace", 0, name);
    }

    void renderingMode()
    {
        if (m_operands.size() != 1 || !m_operands[0].isInteger() ||
            m_operands[0].getIntValue() == 3)
            throw NotCopied("invisible text");
        emit("Tr");
    }

    void beginMarked(bool properties)
    {
        if (!properties || m_operands.size() != 2 || !m_operands[0].isName() ||
            m_operands[0].getName() != "/OC")
            return; // the mark goes, what it marks stays
        Handle list = m_resources.getKey("/Properties");
        if (!m_operands[1].isName() || !list.isDictionary() ||
            !m_copier.isShown(list.getKey(m_operands[1].getName())))
            throw NotCopied("optional content");
    }

    void beginInline()
    {
        if (!m_operands.empty())
            throw NotCopied("unexpected operand");
        m_inline = true;
    }

    void inlineDictionary()
    {
        static const std::set<std::string> keys{"/BPC", "/BitsPerComponent", "/D",  "/Decode",
                                                "/DP",  "/DecodeParms",      "/F",  "/Filter",
                                                "/H",   "/Height",           "/IM", "/ImageMask",
                                                "/I",   "/Interpolate",      "/W",  "/Width",
                                                "/CS",  "/ColorSpace",       "/L",  "/Length"};
        if (!m_inline || m_operands.size() % 2)
            throw NotCopied("damaged inline image");
        text += "BI\n";
        for (size_t i = 0; i < m_operands.size(); i += 2) {
            if (!m_operands[i].isName() || keys.count(m_operands[i].getName()) == 0)
                throw NotCopied("unknown inline image entry");
            const std::string key = m_operands[i].getName();
            Handle value = m_operands[i + 1];
            if ((key == "/F" || key == "/Filter") && !knownFilter(value))
                throw NotCopied("unknown filter");
            if (key == "/CS" || key == "/ColorSpace") {
                static const std::set<std::string> device{
                    "/G", "/RGB", "/CMYK", "/DeviceGray", "/DeviceRGB", "/DeviceCMYK"};
                if (!value.isName())
                    throw NotCopied("inline colour space");
                if (device.count(value.getName()) == 0)
                    value = Handle::newName(renamed("/ColorSpace", value.getName()));
            }
            text += key + ' ' + value.unparse() + '\n';
        }
        text += "ID ";
    }

    static bool knownFilter(Handle value)
    {
        if (value.isArray() && value.getArrayNItems() == 1)
            value = value.getArrayItem(0);
        // JPEG data inside content could carry segments of its own.
        return value.isName() && (isDecodable(value.getName()) || value.getName() == "/CCF" ||
                                  value.getName() == "/CCITTFaxDecode");
    }

    void endInline()
    {
        if (!m_inline || m_operands.size() != 1 || !m_operands[0].isInlineImage())
            throw NotCopied("damaged inline image");
        text += m_operands[0].getInlineImageValue();
        text += "\nEI\n";
        m_inline = false;
    }

    PdfCopier &m_copier;
    Handle m_resources;
    Handle m_new;
    std::vector<Handle> m_operands;
    std::map<std::string, std::string> m_names;
    int m_count = 0;
    bool m_inline = false;
};

PdfCopier::Handle PdfCopier::copyContent(const std::string &bytes, Handle resources,
                                         Handle &newResources)
{
    const DepthGuard guard(m_depth);
    if (++m_contents > kMaxContents)
        throw NotCopied("too many forms"); // forms that call each other twice double every level
    // The parser wants a stream; this one is referred to by nothing and is not written.
    Handle parsed = m_to.newStream(bytes);
    Content content(*this, resources);
    const size_t warnings = m_to.numWarnings();
    QPDFObjectHandle::parseContentStream(parsed, &content);
    if (m_to.numWarnings() != warnings)
        throw NotCopied("content not understood");
    newResources = content.takeResources();
    return m_to.newStream(content.text);
}

} // namespace redoubt::redact
