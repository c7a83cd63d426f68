// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/layering/sourcerules.h"

#include <QFileInfo>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace redoubt::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestFile = 1000;

/// The arrows inside core, besides the one from every module to base and to itself.
const QMap<QString, QSet<QString>> &arrows()
{
    static const QMap<QString, QSet<QString>> map{
        {u"base"_s, {}},
        {u"jobs"_s, {}},
        {u"worker"_s, {u"jobs"_s}},
        {u"vault"_s, {u"jobs"_s}},
        {u"finding"_s, {}},
        {u"casefile"_s, {u"finding"_s, u"vault"_s, u"jobs"_s}},
        {u"media"_s, {u"jobs"_s}},
        {u"document"_s, {u"jobs"_s}},
        {u"text"_s, {u"jobs"_s}},
        {u"detect"_s, {u"finding"_s, u"media"_s, u"document"_s, u"text"_s, u"jobs"_s}},
        {u"link"_s, {u"casefile"_s, u"finding"_s, u"jobs"_s}},
        {u"redact"_s,
         {u"casefile"_s, u"media"_s, u"document"_s, u"text"_s, u"finding"_s, u"jobs"_s}},
        {u"verify"_s, {u"jobs"_s}},
        // What is known of each kind of file: the readers, detectors and writers that it has.
        {u"medium"_s,
         {u"document"_s, u"media"_s, u"text"_s, u"detect"_s, u"redact"_s, u"verify"_s,
          u"casefile"_s, u"vault"_s, u"finding"_s, u"jobs"_s}},
        {u"release"_s,
         {u"medium"_s, u"redact"_s, u"verify"_s, u"casefile"_s, u"vault"_s, u"finding"_s,
          u"jobs"_s}},
        // Ties the others together for the command line and the window; nothing in core uses it.
        {u"workflow"_s,
         {u"medium"_s, u"release"_s, u"redact"_s, u"verify"_s, u"detect"_s, u"link"_s, u"worker"_s,
          u"casefile"_s, u"vault"_s, u"media"_s, u"document"_s, u"text"_s, u"finding"_s,
          u"jobs"_s}},
    };
    return map;
}

/// The arrows inside ui, besides the one from every folder to common and to itself.
const QMap<QString, QSet<QString>> &windowArrows()
{
    static const QMap<QString, QSet<QString>> map{
        {u"common"_s, {}},
        {u"canvas"_s, {}},
        {u"timeline"_s, {}},
        {u"review"_s, {}},
        {u"jobs"_s, {}},
        {u"release"_s, {u"jobs"_s}},
        {u"shell"_s, {u"canvas"_s, u"timeline"_s, u"review"_s, u"release"_s, u"jobs"_s}}};
    return map;
}

const QSet<QString> &standardHeaders()
{
    static const QSet<QString> set = [] {
        const QString names =
            u"algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat "
            u"charconv "
            "chrono cinttypes climits clocale cmath compare complex concepts condition_variable "
            "coroutine "
            "csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar "
            "cwctype "
            "deque exception execution filesystem format forward_list fstream functional future "
            "initializer_list iomanip ios iosfwd iostream istream iterator latch limits list "
            "locale map "
            "memory memory_resource mutex new numbers numeric optional ostream queue random ranges "
            "ratio "
            "regex scoped_allocator semaphore set shared_mutex source_location span sstream stack "
            "stdexcept stop_token streambuf string string_view strstream syncstream system_error "
            "thread "
            "tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray "
            "variant "
            "vector version"_s;
        const QStringList list = names.split(u' ');
        return QSet<QString>(list.begin(), list.end());
    }();
    return set;
}

// The half of QtGui that is about screens and windows, not values.
const QSet<QString> &screenHeaders()
{
    static const QSet<QString> set{
        u"QPixmap"_s,      u"QBitmap"_s, u"QPixmapCache"_s, u"QIcon"_s,    u"QAction"_s,
        u"QActionGroup"_s, u"QCursor"_s, u"QClipboard"_s,   u"QWindow"_s,  u"QShortcut"_s,
        u"QScreen"_s,      u"QDrag"_s,   u"QMouseEvent"_s,  u"QKeyEvent"_s};
    return set;
}

/// "base" for core/base/ids.h, empty outside core.
QString coreModule(const QString &path)
{
    return path.startsWith(u"core/") ? path.section(u'/', 1, 1) : QString();
}

bool isPrivateHeader(const QString &path)
{
    return path.endsWith(u"_p.h");
}

/// What parses foreign bytes. Window and command line hold keys and have it done by a worker
/// (core/workflow/itemworker.h).
const QRegularExpression &readsForeignBytes()
{
    static const QRegularExpression calls(
        u"\\b(VideoReader|AudioReader|PageRenderer|PictureReader|PdfEngine)::open\\(|"
        "\\bmedia::(probe|indexFrames|readWaveform)\\(|"
        "\\bdocument::(loadDocument|decodePicture|decodeTextFile)\\(|"
        "\\b(detect|medium)::(analyze|resolveMarks?|findInName)\\b|\\bmedium::table\\(\\)\\.(guess|"
        "kindOf)\\(|"
        "\\b(redact|medium)::(redact|outputSuffix)\\(|\\bverify::verifyOutput\\("_s);
    return calls;
}

class Checker
{
public:
    Checker(QString path, const QtHeaders &qt)
        : m_path(std::move(path))
        , m_qt(qt)
        , m_top(m_path.section(u'/', 0, 0))
        , m_module(coreModule(m_path))
    {}

    void check(const QString &text)
    {
        const QStringList lines = text.split(u'\n');
        if (!lines.first().startsWith(u"// SPDX-License-Identifier: AGPL-3.0-or-later"))
            add(1, u"the first line must be the SPDX line"_s);
        if (m_path.endsWith(u".h") && !lines.contains(u"#pragma once"_s))
            add(1, u"a header needs #pragma once"_s);
        if (lines.size() > kLongestFile)
            add(int(lines.size()), u"more than %1 lines: split by idea"_s.arg(kLongestFile));
        for (int i = 0; i < lines.size(); ++i)
            checkLine(i + 1, lines[i]);
    }

    QStringList result;

private:
    void add(int line, const QString &what)
    {
        result.append(u"%1:%2: %3"_s.arg(m_path).arg(line).arg(what));
    }

    bool hasLayers() const { return m_top == u"core" || m_top == u"ui" || m_top == u"app"; }

    /// The detectors of faces, and the table of types.
    bool mayNameFaces() const
    {
        return m_path.startsWith(u"core/detect/haar") || m_path.startsWith(u"core/detect/yunet") ||
               m_path.startsWith(u"core/finding/findingtype.");
    }

    void checkLine(int number, const QString &line)
    {
        // Split in two, so that this file does not find itself.
        static const QRegularExpression unfinished(u"\\b(TO"
                                                   "DO|FIX"
                                                   "ME)\\b"_s);
        static const QRegularExpression include(u"^\\s*#\\s*include\\s*([<\"])([^>\"]*)[>\"]"_s);
        if (unfinished.match(line).hasMatch())
            add(number, u"unfinished work is finished or named in an issue, not in the source"_s);
        if ((m_top == u"ui" || m_top == u"app") && readsForeignBytes().match(line).hasMatch())
            add(number, u"foreign bytes are read by a worker only (core/workflow/itemworker.h)"_s);
        if (hasLayers() && line.contains(u"FindingType::Face"_s) && !mayNameFaces())
            add(number, u"only a detector knows faces: ask for a property of the type"_s);
        const auto match = include.match(line);
        if (!match.hasMatch())
            return;
        if (match.captured(1) == u"\"")
            checkOurs(number, match.captured(2));
        else if (hasLayers())
            checkTheirs(number, match.captured(2));
    }

    void checkOurs(int number, const QString &header)
    {
        static const QRegularExpression fromRoot(u"^(core|ui|app|tests|resources)/"_s);
        if (header == QFileInfo(m_path).completeBaseName() + u".moc"_s)
            return;
        if (!fromRoot.match(header).hasMatch() || header.contains(u"..")) {
            add(number, u"“%1” is not a path from the root"_s.arg(header));
            return;
        }
        if (isPrivateHeader(header) && QFileInfo(header).path() != QFileInfo(m_path).path())
            add(number, u"“%1” is private to its module"_s.arg(header));
        if (hasLayers())
            checkArrow(number, header);
    }

    void checkArrow(int number, const QString &header)
    {
        const QString top = header.section(u'/', 0, 0);
        const QString module = coreModule(header);
        const auto wrong = [&] { add(number, u"no arrow leads from here to “%1”"_s.arg(header)); };
        if (top == u"tests" || top == u"resources" || (top == u"app" && m_top != u"app") ||
            (top == u"ui" && m_top == u"core"))
            return wrong();
        if (m_top == u"ui" && top == u"ui") {
            const QString from = m_path.section(u'/', 1, 1);
            const QString to = header.section(u'/', 1, 1);
            if (!windowArrows().contains(from))
                add(number, u"“%1” is no folder of the window"_s.arg(from));
            else if (to != u"common" && to != from && !windowArrows()[from].contains(to))
                wrong();
        }
        if (m_top != u"core" || top != u"core")
            return;
        if (!arrows().contains(m_module))
            add(number, u"“%1” is no module of the design"_s.arg(m_module));
        else if (module != u"base" && module != m_module && !arrows()[m_module].contains(module))
            wrong();
    }

    void checkTheirs(int number, const QString &header)
    {
        const QString name = header.section(u'/', -1);
        const QString qtModule = m_qt.moduleOf(header);
        if (qtModule == u"QtNetwork")
            add(number, u"“%1”: nothing in this program opens a socket"_s.arg(header));
        else if (m_top == u"core") {
            static const QSet<QString> forCore{u"QtCore"_s, u"QtGui"_s, u"QtConcurrent"_s,
                                               u"QtSql"_s};
            if (!qtModule.isEmpty() && !forCore.contains(qtModule))
                add(number, u"“%1” of %2 does not belong in core"_s.arg(header, qtModule));
            if (screenHeaders().contains(name))
                add(number, u"“%1” needs a screen and does not belong in core"_s.arg(header));
        }
        const bool known = !qtModule.isEmpty() || standardHeaders().contains(header);
        if (m_path.endsWith(u".h") && !isPrivateHeader(m_path) && !known)
            add(number, u"“%1” belongs in a .cpp file: headers show Qt and std only"_s.arg(header));
    }

    QString m_path;
    const QtHeaders &m_qt;
    QString m_top;
    QString m_module;
};

} // namespace

QtHeaders::QtHeaders(QString folder)
    : m_folder(std::move(folder))
{}

QString QtHeaders::moduleOf(const QString &header) const
{
    if (header.startsWith(u"Qt") && header.contains(u'/'))
        return header.section(u'/', 0, 0);
    static const QStringList modules{u"QtCore"_s,
                                     u"QtGui"_s,
                                     u"QtWidgets"_s,
                                     u"QtConcurrent"_s,
                                     u"QtSql"_s,
                                     u"QtNetwork"_s,
                                     u"QtTest"_s,
                                     u"QtXml"_s,
                                     u"QtMultimedia"_s,
                                     u"QtSvg"_s,
                                     u"QtDBus"_s,
                                     u"QtSvgWidgets"_s,
                                     u"QtMultimediaWidgets"_s,
                                     u"QtOpenGL"_s,
                                     u"QtOpenGLWidgets"_s,
                                     u"QtPrintSupport"_s};
    for (const QString &module : modules) {
        // <QtWidgets> alone includes the whole module.
        if (header == module || QFileInfo::exists(m_folder + u'/' + module + u'/' + header))
            return module;
    }
    return {};
}

QStringList violations(const QString &path, const QString &text, const QtHeaders &qt)
{
    Checker checker(path, qt);
    checker.check(text);
    return checker.result;
}

} // namespace redoubt::test
