// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/text/scalarshape.h"

#include <algorithm>

namespace redoubt::redact {

using namespace Qt::StringLiterals;

namespace {

struct YamlLine
{
    qsizetype indent = 0;
    qsizetype valueBegin = 0; ///< of the plain scalar; equal to the end when there is none
    qsizetype valueEnd = 0;
    qsizetype keyBegin = 0;
    qsizetype keyEnd = 0;
    bool list = false;
    bool opens = false; ///< a key without a value
    bool block = false; ///< "|" or ">": lines of plain text follow
};

/// "- key: value  # remark"; nothing when the line is no line of YAML.
std::optional<YamlLine> yamlLine(QStringView text, qsizetype begin, qsizetype end)
{
    YamlLine line;
    qsizetype at = begin;
    while (at < end && text[at] == u' ')
        ++at;
    line.indent = at - begin;
    while (at + 1 < end && text[at] == u'-' && text[at + 1] == u' ') {
        line.list = true;
        at += 2;
        while (at < end && text[at] == u' ')
            ++at;
    }
    qsizetype colon = at;
    while (colon < end && text[colon] != u':' && text[colon] != u'"' && text[colon] != u'\'')
        ++colon;
    const bool keyed = colon > at && colon < end && text[colon] == u':' &&
                       (colon + 1 == end || text[colon + 1] == u' ') && colon - at <= 80;
    if (!keyed && !line.list)
        return std::nullopt;
    if (keyed) {
        line.keyBegin = at;
        line.keyEnd = colon;
        at = colon + 1;
        while (at < end && text[at] == u' ')
            ++at;
    }
    line.opens = keyed && at == end;
    line.valueBegin = line.valueEnd = at;
    if (at == end)
        return line;
    if (text[at] == u'|' || text[at] == u'>') {
        line.block = true;
        return line;
    }
    if (u"\"'[{&*!%@`#"_s.contains(text[at]))
        return line; // quoted, or a collection: a label does no harm, or cannot be placed
    qsizetype valueEnd = text.sliced(0, end).indexOf(u" #", at);
    valueEnd = valueEnd < 0 ? end : valueEnd;
    while (valueEnd > at && text[valueEnd - 1] == u' ')
        --valueEnd;
    line.valueEnd = valueEnd;
    return line;
}

} // namespace

std::optional<std::vector<Scalar>> touchedYaml(QStringView text,
                                               const std::vector<TextRange> &ranges)
{
    const bool marked = text.startsWith(u"---") || text.startsWith(u"%YAML");
    std::vector<Scalar> scalars;
    bool nested = false;
    bool opened = false;
    qsizetype indent = 0;
    qsizetype blockIndent = -1;
    size_t range = 0;
    const auto add = [&](qsizetype begin, qsizetype end) {
        while (range < ranges.size() && ranges[range].end <= begin)
            ++range;
        if (begin < end && range < ranges.size() && ranges[range].begin < end)
            scalars.push_back({begin, end, Scalar::Kind::Bare, 0});
    };
    for (qsizetype begin = 0; begin < text.size();) {
        qsizetype end = text.indexOf(u'\n', begin);
        end = end < 0 ? text.size() : end;
        const qsizetype next = end + 1;
        while (end > begin && (text[end - 1] == u'\r' || text[end - 1] == u' '))
            --end;
        const QStringView whole = text.sliced(begin, end - begin);
        const QStringView line = whole.trimmed();
        const qsizetype own = line.isEmpty() ? 0 : line.data() - whole.data();
        if (blockIndent >= 0 && (line.isEmpty() || own > blockIndent)) {
            begin = next;
            continue;
        }
        blockIndent = -1;
        if (line.isEmpty() || line.startsWith(u'#') || line == u"---" || line == u"..." ||
            line.startsWith(u'%')) {
            begin = next;
            continue;
        }
        const auto read = yamlLine(text, begin, end);
        if (!read) {
            if (own > indent && !line.contains(u": ")) { // a long value goes on
                begin = next;
                continue;
            }
            return std::nullopt;
        }
        nested = nested || (opened && (read->indent > indent || read->list));
        opened = read->opens;
        indent = read->indent;
        blockIndent = read->block ? read->indent : -1;
        add(read->keyBegin, read->keyEnd);
        add(read->valueBegin, read->valueEnd);
        begin = next;
    }
    return marked || nested ? std::optional(scalars) : std::nullopt;
}

} // namespace redoubt::redact
