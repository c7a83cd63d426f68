// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

// Included by the .cpp files that write PDF, by nothing else.

#ifndef POINTERHOLDER_TRANSITION
#define POINTERHOLDER_TRANSITION 4 // QPDF's old pointer class is not used
#endif
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <map>
#include <stdexcept>
#include <string>

namespace redoubt::redact {

/// A page holds something that is not copied, because it is not fully understood. The page is then
/// drawn as a picture instead. The reason is for logs and holds nothing of the document.
class NotCopied : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Counts how deep one form lies in others while it lives; throws NotCopied when that is too deep.
class DepthGuard
{
public:
    explicit DepthGuard(int &depth)
        : m_depth(depth)
    {
        if (++m_depth > kMostDeep) {
            --m_depth;
            throw NotCopied("nested too deeply");
        }
    }
    ~DepthGuard() { --m_depth; }
    DepthGuard(const DepthGuard &) = delete;
    DepthGuard &operator=(const DepthGuard &) = delete;

private:
    static constexpr int kMostDeep = 24;
    int &m_depth;
};

/// Copies pages into a new document by allow-list: content is parsed and written again operator by
/// operator, resources are rebuilt from the entries that drawing needs, under new names. Marked
/// content, annotations, metadata and whatever has no known use stay behind.
class PdfCopier
{
public:
    /// Both documents outlive the copier.
    PdfCopier(QPDF &from, QPDF &to);

    /// A page dictionary of the new document, not yet in its page tree. Requires: annotations of
    /// the page are flattened. Throws NotCopied, and what QPDF throws.
    QPDFObjectHandle copyPage(QPDFObjectHandle page);

private:
    class Content;
    using Handle = QPDFObjectHandle;

    Handle copyContent(const std::string &bytes, Handle resources, Handle &newResources);
    Handle copyResource(const std::string &category, Handle object, Handle resources);
    Handle copyXObject(Handle object, Handle resources);
    Handle copyForm(Handle form, Handle resources);
    Handle copyImage(Handle image);
    Handle copyFont(Handle font);
    Handle copyFontDescriptor(Handle descriptor);
    Handle copyGraphicsState(Handle state, Handle resources);
    Handle copyColourSpace(Handle space, int depth);
    Handle copyPattern(Handle pattern, Handle resources);
    Handle copyShading(Handle shading);
    Handle copyFunction(Handle function, int depth);
    Handle copyPlain(Handle object, int depth);
    void copyKeys(Handle from, Handle to, std::initializer_list<const char *> keys);
    Handle copyStream(Handle stream, std::initializer_list<const char *> keys);
    Handle copyProgram(Handle stream, std::initializer_list<const char *> keys);
    bool isShown(Handle optionalContent);
    std::string decoded(Handle stream);
    Handle remembered(Handle object);
    Handle remember(Handle object, Handle copy);

    QPDF &m_from;
    QPDF &m_to;
    std::map<QPDFObjGen, Handle> m_copies;
    int m_depth = 0;
    int m_contents = 0;
};

/// Whether QPDF undoes the stream filter of this name (or its short form) without loss.
bool isDecodable(const std::string &filter);

/// The decoded bytes of a stream, at most @a limit of them: streams may be made to unpack to
/// gigabytes. Throws NotCopied beyond that or when a filter is not known.
std::string decodedStream(QPDFObjectHandle stream, size_t limit);

/// PostScript text (functions, CMaps) without its comments. Throws NotCopied on unbalanced strings.
std::string withoutComments(const std::string &program);

} // namespace redoubt::redact
