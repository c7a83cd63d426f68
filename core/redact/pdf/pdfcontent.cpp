// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of PdfCopier that reads and writes page content.
#include "core/redact/pdf/pdfcopier_p.h"

#include <set>
#include <vector>

namespace redoubt::redact {

namespace {

constexpr int kMaxContents = 5000; // of one page

} // namespace

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
