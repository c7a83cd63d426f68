// SPDX-License-Identifier: AGPL-3.0-or-later
// The half of the copier that rebuilds fonts, colours, patterns and graphics states.
#include "core/redact/pdf/pdfcopier_p.h"

namespace redoubt::redact {

namespace {

std::string nameOf(QPDFObjectHandle dict, const char *key)
{
    QPDFObjectHandle value = dict.getKey(key);
    return value.isName() ? value.getName() : std::string();
}

} // namespace

PdfCopier::Handle PdfCopier::copyFont(Handle font)
{
    if (!font.isDictionary())
        throw NotCopied("font expected");
    if (Handle copy = remembered(font); copy.isInitialized())
        return copy;
    const std::string subtype = nameOf(font, "/Subtype");
    if (subtype != "/Type1" && subtype != "/MMType1" && subtype != "/TrueType" &&
        subtype != "/Type0" && subtype != "/CIDFontType0" && subtype != "/CIDFontType2")
        throw NotCopied("font with programs of its own"); // Type 3 draws anything
    Handle copy = Handle::newDictionary();
    copyKeys(font, copy,
             {"/Type", "/Subtype", "/BaseFont", "/FirstChar", "/LastChar", "/Widths", "/DW", "/W",
              "/DW2", "/W2"});
    Handle encoding = font.getKey("/Encoding");
    if (encoding.isName()) {
        copy.replaceKey("/Encoding", copyPlain(encoding, 0));
    } else if (encoding.isDictionary()) {
        Handle newEncoding = Handle::newDictionary();
        copyKeys(encoding, newEncoding, {"/Type", "/BaseEncoding", "/Differences"});
        copy.replaceKey("/Encoding", newEncoding);
    } else if (encoding.isStream()) {
        if (encoding.getDict().getKey("/UseCMap").isStream())
            throw NotCopied("chained CMap");
        copy.replaceKey("/Encoding",
                        copyProgram(encoding, {"/Type", "/CMapName", "/WMode", "/UseCMap"}));
    }
    Handle unicode = font.getKey("/ToUnicode");
    if (unicode.isStream())
        copy.replaceKey("/ToUnicode", copyProgram(unicode, {}));
    else if (unicode.isName())
        copy.replaceKey("/ToUnicode", copyPlain(unicode, 0));
    Handle map = font.getKey("/CIDToGIDMap");
    if (map.isStream())
        copy.replaceKey("/CIDToGIDMap", copyStream(map, {}));
    else if (map.isName())
        copy.replaceKey("/CIDToGIDMap", copyPlain(map, 0));
    Handle system = font.getKey("/CIDSystemInfo");
    if (system.isDictionary()) {
        Handle newSystem = Handle::newDictionary();
        copyKeys(system, newSystem, {"/Supplement"});
        for (const char *key : {"/Registry", "/Ordering"}) {
            if (system.getKey(key).isString())
                newSystem.replaceKey(key, Handle::newString(system.getKey(key).getStringValue()));
        }
        copy.replaceKey("/CIDSystemInfo", newSystem);
    }
    if (Handle descriptor = font.getKey("/FontDescriptor"); descriptor.isDictionary())
        copy.replaceKey("/FontDescriptor", copyFontDescriptor(descriptor));
    if (subtype == "/Type0") {
        Handle descendants = font.getKey("/DescendantFonts");
        if (!descendants.isArray() || descendants.getArrayNItems() != 1 ||
            nameOf(descendants.getArrayItem(0), "/Subtype") == "/Type0")
            throw NotCopied("damaged font");
        Handle list = Handle::newArray();
        list.appendItem(copyFont(descendants.getArrayItem(0)));
        copy.replaceKey("/DescendantFonts", list);
    }
    return remember(font, copy);
}

PdfCopier::Handle PdfCopier::copyFontDescriptor(Handle descriptor)
{
    if (Handle copy = remembered(descriptor); copy.isInitialized())
        return copy;
    Handle copy = Handle::newDictionary();
    copyKeys(descriptor, copy,
             {"/Type", "/FontName", "/FontStretch", "/FontWeight", "/Flags", "/FontBBox",
              "/ItalicAngle", "/Ascent", "/Descent", "/Leading", "/CapHeight", "/XHeight", "/StemV",
              "/StemH", "/AvgWidth", "/MaxWidth", "/MissingWidth"});
    for (const char *key : {"/FontFile", "/FontFile2", "/FontFile3"}) {
        if (descriptor.getKey(key).isStream())
            copy.replaceKey(key, copyStream(descriptor.getKey(key),
                                            {"/Length1", "/Length2", "/Length3", "/Subtype"}));
    }
    return remember(descriptor, copy);
}

PdfCopier::Handle PdfCopier::copyGraphicsState(Handle state, Handle resources)
{
    if (!state.isDictionary())
        throw NotCopied("graphics state expected");
    Handle copy = Handle::newDictionary();
    copyKeys(state, copy,
             {"/Type", "/LW", "/LC", "/LJ", "/ML", "/D", "/RI", "/OP", "/op", "/OPM", "/FL", "/SM",
              "/SA", "/BM", "/CA", "/ca", "/AIS", "/TK"});
    // Halftones and transfer functions are for presses, not for reading; they are left out.
    Handle font = state.getKey("/Font");
    if (font.isArray() && font.getArrayNItems() == 2) {
        Handle list = Handle::newArray();
        list.appendItem(copyFont(font.getArrayItem(0)));
        list.appendItem(copyPlain(font.getArrayItem(1), 0));
        copy.replaceKey("/Font", list);
    }
    Handle mask = state.getKey("/SMask");
    if (mask.isName()) {
        copy.replaceKey("/SMask", copyPlain(mask, 0));
    } else if (mask.isDictionary()) {
        Handle newMask = Handle::newDictionary();
        copyKeys(mask, newMask, {"/Type", "/S", "/BC"});
        newMask.replaceKey("/G", copyXObject(mask.getKey("/G"), resources));
        Handle transfer = mask.getKey("/TR");
        if (transfer.isName())
            newMask.replaceKey("/TR", copyPlain(transfer, 0));
        else if (!transfer.isNull())
            newMask.replaceKey("/TR", copyFunction(transfer, 0));
        copy.replaceKey("/SMask", newMask);
    }
    return copy;
}

PdfCopier::Handle PdfCopier::copyColourSpace(Handle space, int depth)
{
    if (depth > 6)
        throw NotCopied("nested too deeply");
    if (space.isName())
        return copyPlain(space, 0);
    if (!space.isArray() || space.getArrayNItems() < 1 || !space.getArrayItem(0).isName())
        throw NotCopied("colour space expected");
    const std::string family = space.getArrayItem(0).getName();
    const int length = space.getArrayNItems();
    if (length == 1)
        return copyPlain(space.getArrayItem(0), 0);
    Handle copy = Handle::newArray();
    copy.appendItem(copyPlain(space.getArrayItem(0), 0));
    if (family == "/ICCBased") {
        // Profiles name devices and owners; the plain space of as many channels stands in.
        Handle profile = space.getArrayItem(1);
        if (!profile.isStream())
            throw NotCopied("damaged colour space");
        Handle alternate = profile.getDict().getKey("/Alternate");
        if (alternate.isArray())
            return copyColourSpace(alternate, depth + 1);
        Handle channels = profile.getDict().getKey("/N");
        const long long n = channels.isInteger() ? channels.getIntValue() : 0;
        if (n != 1 && n != 3 && n != 4)
            throw NotCopied("damaged colour space");
        return Handle::newName(n == 1 ? "/DeviceGray" : n == 3 ? "/DeviceRGB" : "/DeviceCMYK");
    }
    if (family == "/CalGray" || family == "/CalRGB" || family == "/Lab") {
        Handle dict = space.getArrayItem(1);
        if (!dict.isDictionary())
            throw NotCopied("damaged colour space");
        Handle newDict = Handle::newDictionary();
        copyKeys(dict, newDict, {"/WhitePoint", "/BlackPoint", "/Gamma", "/Matrix", "/Range"});
        copy.appendItem(newDict);
        return copy;
    }
    if (family == "/Indexed" || family == "/I") {
        if (length < 4)
            throw NotCopied("damaged colour space");
        copy.appendItem(copyColourSpace(space.getArrayItem(1), depth + 1));
        copy.appendItem(copyPlain(space.getArrayItem(2), 0));
        Handle table = space.getArrayItem(3);
        if (table.isStream())
            copy.appendItem(copyStream(table, {}));
        else if (table.isString())
            copy.appendItem(Handle::newString(table.getStringValue()));
        else
            throw NotCopied("damaged colour space");
        return copy;
    }
    if (family == "/Separation" || family == "/DeviceN") {
        if (length < 4)
            throw NotCopied("damaged colour space");
        copy.appendItem(copyPlain(space.getArrayItem(1), 0));
        copy.appendItem(copyColourSpace(space.getArrayItem(2), depth + 1));
        copy.appendItem(copyFunction(space.getArrayItem(3), 0));
        return copy;
    }
    if (family == "/Pattern") {
        copy.appendItem(copyColourSpace(space.getArrayItem(1), depth + 1));
        return copy;
    }
    throw NotCopied("unknown colour space");
}

PdfCopier::Handle PdfCopier::copyPattern(Handle pattern, Handle resources)
{
    Handle dict = pattern.isStream() ? pattern.getDict() : pattern;
    if (!dict.isDictionary() || !dict.getKey("/PatternType").isInteger())
        throw NotCopied("pattern expected");
    if (dict.getKey("/PatternType").getIntValue() == 2) {
        Handle copy = Handle::newDictionary();
        copyKeys(dict, copy, {"/Type", "/PatternType", "/Matrix"});
        copy.replaceKey("/Shading", copyShading(dict.getKey("/Shading")));
        if (dict.hasKey("/ExtGState"))
            copy.replaceKey("/ExtGState", copyGraphicsState(dict.getKey("/ExtGState"), resources));
        return m_to.makeIndirectObject(copy);
    }
    if (!pattern.isStream())
        throw NotCopied("pattern expected");
    if (Handle copy = remembered(pattern); copy.isInitialized())
        return copy;
    Handle own = dict.getKey("/Resources");
    Handle newResources;
    Handle copy = copyContent(decoded(pattern), own.isDictionary() ? own : resources, newResources);
    copyKeys(dict, copy.getDict(),
             {"/Type", "/PatternType", "/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep",
              "/Matrix"});
    copy.getDict().replaceKey("/Resources", newResources);
    return remember(pattern, copy);
}

PdfCopier::Handle PdfCopier::copyShading(Handle shading)
{
    if (Handle copy = remembered(shading); copy.isInitialized())
        return copy;
    Handle dict = shading.isStream() ? shading.getDict() : shading;
    if (!dict.isDictionary())
        throw NotCopied("shading expected");
    Handle copy = shading.isStream() ? m_to.newStream(decoded(shading)) : Handle::newDictionary();
    Handle copyDict = shading.isStream() ? copy.getDict() : copy;
    copyKeys(dict, copyDict,
             {"/ShadingType", "/Background", "/BBox", "/AntiAlias", "/Domain", "/Matrix", "/Coords",
              "/Extend", "/BitsPerCoordinate", "/BitsPerComponent", "/BitsPerFlag", "/Decode",
              "/VerticesPerRow"});
    copyDict.replaceKey("/ColorSpace", copyColourSpace(dict.getKey("/ColorSpace"), 0));
    if (dict.hasKey("/Function"))
        copyDict.replaceKey("/Function", copyFunction(dict.getKey("/Function"), 0));
    return remember(shading, copy);
}

PdfCopier::Handle PdfCopier::copyFunction(Handle function, int depth)
{
    if (depth > 6)
        throw NotCopied("nested too deeply");
    if (function.isArray()) {
        Handle list = Handle::newArray();
        for (auto &item : function.getArrayAsVector())
            list.appendItem(copyFunction(item, depth + 1));
        return list;
    }
    if (function.isName())
        return copyPlain(function, 0);
    Handle dict = function.isStream() ? function.getDict() : function;
    if (!dict.isDictionary() || !dict.getKey("/FunctionType").isInteger())
        throw NotCopied("function expected");
    const long long type = dict.getKey("/FunctionType").getIntValue();
    Handle copy;
    if (type == 0 && function.isStream())
        copy = m_to.newStream(decoded(function));
    else if (type == 4 && function.isStream())
        copy = m_to.newStream(withoutComments(decoded(function)));
    else if ((type == 2 || type == 3) && !function.isStream())
        copy = Handle::newDictionary();
    else
        throw NotCopied("unknown function");
    Handle copyDict = copy.isStream() ? copy.getDict() : copy;
    copyKeys(dict, copyDict,
             {"/FunctionType", "/Domain", "/Range", "/Size", "/BitsPerSample", "/Order", "/Encode",
              "/Decode", "/C0", "/C1", "/N", "/Bounds"});
    if (type == 3) {
        if (!dict.getKey("/Functions").isArray())
            throw NotCopied("damaged function");
        copyDict.replaceKey("/Functions", copyFunction(dict.getKey("/Functions"), depth + 1));
    }
    return copy.isStream() ? copy : m_to.makeIndirectObject(copy);
}

} // namespace redoubt::redact
