// SPDX-License-Identifier: AGPL-3.0-or-later
// A case and a package of every format so far (formats/README.md): what stands in them is still
// read, byte for byte, and the case goes on.
#include "core/casefile/case.h"
#include "tests/support/tempfolder.h"

#include <QProcess>
#include <QStringList>
#include <QTest>

#include <array>

using namespace redoubt;
using namespace redoubt::casefile;
using namespace redoubt::test;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr qint64 kNoon = 1'700'000'000'000'000;

SecretBytes passphrase()
{
    return SecretBytes::copyOf("correct horse");
}

fs::path formatsFolder()
{
    const QByteArray folder = qgetenv("REDOUBT_FORMATS");
    if (folder.isEmpty())
        qFatal("REDOUBT_FORMATS does not name tests/casefile/formats");
    return folder.toStdString();
}

/// A copy of a case that may be written to, and the marks of this test.
struct Copy
{
    explicit Copy(const std::string &format)
    {
        qputenv("REDOUBT_STATE_DIR", QByteArray::fromStdString((folder / "state").native()));
        fs::copy(formatsFolder() / format / "case.redoubt", path(), fs::copy_options::recursive);
        for (const auto &entry : fs::recursive_directory_iterator(path()))
            fs::permissions(entry, fs::perms::owner_write, fs::perm_options::add);
    }
    fs::path path() const { return folder / "a.redoubt"; }
    std::unique_ptr<Case> open(vault::Access access = vault::Access::ReadWrite) const
    {
        auto opened = Case::open(path(), passphrase(), access);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text()));
        return *std::move(opened);
    }
    TempFolder folder;
};

const Item &named(const Case &c, const char *name)
{
    for (const Item &item : c.sheet().items()) {
        if (item.rawName == name)
            return item;
    }
    qFatal("no item %s", name);
}

QString of(const TimeSpan &span)
{
    return u"%1..%2"_s.arg(span.begin).arg(span.end);
}

constexpr std::array kOrigins{"detected", "interpolated", "padded", "drawn"};

QString described(const Place &place)
{
    if (const auto *track = std::get_if<Track>(&place)) {
        QString text = u"track %1"_s.arg(track->stream);
        for (const TrackBox &b : track->boxes)
            text += u" [%1 %2,%3,%4,%5 %6 %7]"_s.arg(b.pts)
                        .arg(b.rect.x)
                        .arg(b.rect.y)
                        .arg(b.rect.w)
                        .arg(b.rect.h)
                        .arg(QLatin1StringView(kOrigins[size_t(b.origin)]))
                        .arg(qRound(double(b.confidence) * 65535));
        return text;
    }
    if (const auto *span = std::get_if<Span>(&place)) {
        QString text = u"span %1 %2 channels"_s.arg(span->stream).arg(of(span->time));
        for (const int channel : span->channels)
            text += u" %1"_s.arg(channel);
        return text;
    }
    if (const auto *area = std::get_if<Area>(&place)) {
        QString text = u"area %1"_s.arg(area->page);
        for (const PageRect &r : area->rects)
            text += u" [%1,%2,%3,%4]"_s.arg(r.x).arg(r.y).arg(r.w).arg(r.h);
        if (area->range)
            text += u" range %1..%2"_s.arg(area->range->begin).arg(area->range->end);
        return text;
    }
    if (const auto *range = std::get_if<TextRange>(&place))
        return u"range %1..%2"_s.arg(range->begin).arg(range->end);
    return u"field "_s + std::get<Field>(place).path;
}

QString described(const Item &item)
{
    QString text =
        u"%1 size %2 %3"_s.arg(toString(item.kind)).arg(item.size).arg(toString(item.state));
    if (!item.problem.isEmpty())
        text += u" problem <%1>"_s.arg(item.problem.text());
    for (const ItemStream &s : item.streams)
        text += u" stream %1 %2 %3 %4x%5 %6/%7 %8 s"_s.arg(s.index)
                    .arg(toString(s.modality), s.codec)
                    .arg(s.size.width())
                    .arg(s.size.height())
                    .arg(s.timeBase.num)
                    .arg(s.timeBase.den)
                    .arg(s.seconds) +
                u" %1 Hz %2"_s.arg(s.sampleRate).arg(s.channels);
    for (const NotExamined &n : item.notExamined)
        text += u" not examined <%1: %2>"_s.arg(n.portion.what(), n.why.text());
    for (const TimeSpan &shot : item.shots)
        text += u" shot "_s + of(shot);
    if (item.start)
        text += u" start %1"_s.arg(*item.start);
    if (item.extent != 0)
        text += u" extent %1"_s.arg(item.extent);
    if (!item.analysisVersion.isEmpty())
        text += u" by "_s + item.analysisVersion;
    return text;
}

QString described(const Finding &f)
{
    QString text = toString(f.type) + u' ' + QString::number(f.score) + u' ' + described(f.place) +
                   u" by "_s + f.provenance.detector + u' ' + f.provenance.version;
    if (!f.provenance.modelSha256.isEmpty())
        text += u" model "_s + QString::fromLatin1(f.provenance.modelSha256);
    if (!f.group.isEmpty())
        text += u" group "_s + f.group;
    text += u" from "_s + toString(f.source);
    if (!f.text.reveal().isEmpty())
        text += u" <%1>"_s.arg(f.text.reveal());
    return text;
}

QString described(const Decision &d)
{
    return u"%1 %2 (%3) by %4 at +%5"_s
        .arg(toString(d.verdict), toString(d.effect), d.reasons.join(u' '), d.by)
        .arg(d.atUs - kNoon);
}

/// All that the sheet holds, without the ids that are random.
QStringList described(const Case &c)
{
    QStringList lines;
    const ReviewSheet &sheet = c.sheet();
    const auto nameOf = [&](ItemId id) {
        const Item *item = sheet.item(id);
        return item ? QString::fromLatin1(item->rawName) : u"?"_s;
    };
    for (const Item &item : sheet.items()) {
        lines << u"item %1: %2"_s.arg(QString::fromLatin1(item.rawName), described(item));
        if (item.parent)
            lines << u"  part <%1> of %2"_s.arg(item.part, nameOf(*item.parent));
        if (const auto text = c.itemText(item.id); text && !text->isEmpty())
            lines << u"  text <%1>"_s.arg(text->trimmed());
        for (const Finding *f : sheet.findings(item.id)) {
            lines << u"  "_s + described(*f);
            for (const Finding *old = f; old->supersedes;) {
                old = sheet.finding(*old->supersedes);
                if (old == nullptr)
                    qFatal("a superseded finding is missing");
                lines << u"    moved from "_s + described(old->place);
            }
            if (const auto decision = sheet.decision(f->id))
                lines << u"    "_s + described(*decision);
        }
    }
    for (const Item &item : sheet.removedItems())
        lines << u"removed "_s + QString::fromLatin1(item.rawName);
    for (const Subject &s : sheet.subjects()) {
        lines << u"subject %1: %2; %3"_s.arg(toString(s.role), s.names.join(u", "_s),
                                             s.identifiers.join(u", "_s));
        for (const Subject::GroupRef &group : s.groups)
            lines << u"  "_s + nameOf(group.item) + u' ' + group.group;
    }
    lines << u"profile "_s + sheet.profileName();
    lines << u"release %1"_s.arg(c.lastRelease());
    return lines;
}

// What makeformat.cpp put in.
const QStringList kSheet{
    u"item back.txt: text size 22 sealed"_s,
    u"item caf\u00e9.txt: text size 26 failed problem <It is damaged.>"_s,
    u"item dot.png: image size 98 analysed extent 1 by maker 1.2"_s,
    u"  custom 1 area 0 [0,0,3,3] by person 1 from none"_s,
    u"  licence_plate 0.75 area 0 [1,1,2,1] by maker 1.2 from none"_s,
    u"    keep default () by Fran Format at +3"_s,
    u"  metadata 0.75 field Exif.Image.Artist by maker 1.2 from metadata"_s,
    u"item film.bin: video size 15 analysed"
    " stream 0 video h264 640x360 1/12800 2.5 s 0 Hz 0"
    " stream 1 audio aac -1x-1 1/48000 2.25 s 48000 Hz 2"
    " shot 0..6400 shot 6400..32000 start 1.5 by maker 1.2"_s,
    u"  face 0.75 track 0 [0 9,9,30,40 drawn 65535] by maker 1.2"
    " model mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm group face-1 from none"_s,
    u"    moved from track 0 [0 8,8,30,40 drawn 65535]"_s,
    u"    moved from track 0 [-512 1,-2,30,40 padded 0] [0 2,0,30,40 detected 65535]"
    " [512 3,1,30,41 interpolated 26214] [1024 4,2,31,41 drawn 4660]"_s,
    u"    redact pixelate (face) by Fran Format at +2"_s,
    u"  voice 0.75 span 1 4800..96000 channels 0 1 by maker 1.2 group voice-1 from speech <hello>"_s,
    u"item letter.txt: text size 48 analysed not examined <page 3: It cannot be drawn.> extent 48"
    " by maker 1.2"_s,
    u"  text <Jane Roe was there. Her number is 202-555-0143.>"_s,
    u"  person_name 0.75 range 0..8 by maker 1.2 group name-1 from text <Jane Roe>"_s,
    u"    redact label ((b)(6) (b)(7)(C)) by Someone Else at +0"_s,
    u"  phone_number 0.75 range 34..46 by maker 1.2 from hidden <202-555-0143>"_s,
    u"  date 0.75 area 2 [1.5,2.25,30,0.001] [-4,0,0.1,9] range 20..23 by maker 1.2 from ocr"
    " <\ufeffHer \u540d>"_s,
    u"item odd.bin: unknown size 4 unsupported problem <No reader takes it.>"_s,
    u"item letter.txt.parts/attached.txt: text size 15 sealed"_s,
    u"  part <attached.txt> of letter.txt"_s,
    u"removed gone.txt"_s,
    u"subject requester: Jane Roe, J. Roe; 202-555-0143"_s,
    u"  letter.txt name-1"_s,
    u"  film.bin face-1"_s,
    u"profile dsar"_s,
    u"release 1"_s,
};
const QStringList kLog =
    u"case_created item_added item_added item_added item_added item_added item_added "
    "item_added item_added item_analysed item_text item_analysed item_analysed item_analysed "
    "item_analysed findings_added findings_added findings_added profile_set profile_set decision "
    "decision_withdrawn decision mark_added mark_added mark_added mark_added undo "
    "mark_added mark_added mark_withdrawn subject_set subject_set subject_removed item_removed "
    "item_removed item_restored decision undo redo decision undo "
    "seen seen release checkpoint"_s.split(u' ');

QStringList namesOf(const QList<LogEntry> &log)
{
    QStringList names;
    for (const LogEntry &entry : log)
        names << entry.event;
    return names;
}

} // namespace

class TestFormats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { initSecrets(); }
    void readsEveryCase_data() { formats(); }
    void readsEveryCase();
    void goesOnWithEveryCase_data() { formats(); }
    void goesOnWithEveryCase();
    void takesEveryStepBack_data() { formats(); }
    void takesEveryStepBack();
    void isReadByAnIndependentProgram_data() { formats(); }
    void isReadByAnIndependentProgram();
    void readsEveryPackage_data() { formats(); }
    void readsEveryPackage();

private:
    static void formats();
};

void TestFormats::formats()
{
    QTest::addColumn<std::string>("format");
    int count = 0;
    for (const auto &entry : fs::directory_iterator(formatsFolder())) {
        if (!entry.is_directory())
            continue;
        const std::string name = entry.path().filename().native();
        QTest::newRow(name.c_str()) << name;
        ++count;
    }
    QVERIFY(count >= 2);
}

void TestFormats::readsEveryCase()
{
    QFETCH(std::string, format);
    const Copy copy(format);
    for (const auto access : {vault::Access::ReadOnly, vault::Access::ReadWrite}) {
        const auto c = copy.open(access);
        QCOMPARE(described(*c), kSheet);
        QVERIFY(c->verifyJournal());
        const auto log = c->log();
        QVERIFY(log);
        QCOMPARE(namesOf(*log), kLog);
        for (const LogEntry &entry : log->mid(1)) // the first came before the name was given
            QCOMPARE(entry.actor, u"Fran Format"_s);
        QCOMPARE(c->seen(named(*c, "film.bin").id, 0), (QList<TimeSpan>{{0, 25600}}));
        QVERIFY(c->orphans().isEmpty());
        for (const Item &item : c->sheet().items()) {
            const auto source = c->openItem(item.id);
            QVERIFY(source);
            QVERIFY((*source)->size() == item.size);
            const auto hash = sha256(**source);
            QVERIFY(hash && *hash == item.sha256);
        }
        // What is proposed again is known, not doubled: ids are what they were.
        if (access == vault::Access::ReadWrite) {
            const qsizetype rows = log->size();
            for (const Item &item : c->sheet().items()) {
                for (const Finding *f : c->sheet().findings(item.id)) {
                    if (f->provenance.byPerson() || f->supersedes)
                        continue;
                    Finding again = *f;
                    again.id = stableFindingId(again);
                    QVERIFY(again.id == f->id);
                    QVERIFY(c->addFindings(item.id, {again}));
                }
            }
            QVERIFY(c->log()->size() == rows);
        }
    }
}

void TestFormats::goesOnWithEveryCase()
{
    QFETCH(std::string, format);
    const Copy copy(format);
    FindingId decided;
    QStringList after;
    qsizetype rows = 0;
    {
        const auto c = copy.open();
        rows = c->log()->size();
        for (const Finding *f : c->sheet().findings(named(*c, "letter.txt").id)) {
            if (f->type == FindingType::PhoneNumber)
                decided = f->id;
        }
        QVERIFY(!c->sheet().decision(decided));
        c->setActor(u"Next Person"_s);
        QVERIFY(c->decide({{decided, Verdict::Redact, Effect::Fill, {u"(b)(6)"_s}, {}, kNoon}}));
        after = described(*c);
        QVERIFY(after != kSheet);
    }
    const auto c = copy.open();
    QCOMPARE(described(*c), after);
    const auto decision = c->sheet().decision(decided);
    QVERIFY(decision);
    QVERIFY(
        *decision ==
        (Decision{decided, Verdict::Redact, Effect::Fill, {u"(b)(6)"_s}, u"Next Person"_s, kNoon}));
    QVERIFY(c->verifyJournal());
    const auto log = c->log();
    QVERIFY(log);
    QCOMPARE(namesOf(*log), kLog + (QStringList{u"decision"_s, u"checkpoint"_s}));
    QCOMPARE(log->size(), rows + 2);
}

void TestFormats::takesEveryStepBack()
{
    QFETCH(std::string, format);
    const Copy copy(format);
    QStringList bottom;
    {
        const auto c = copy.open();
        QUndoStack &stack = c->undoStack();
        QCOMPARE(stack.count(), 10);
        QCOMPARE(stack.index(), 9);
        stack.setIndex(0);
        bottom = described(*c);
        QVERIFY(bottom.filter(u"subject"_s).isEmpty());
        QVERIFY(bottom.filter(u"moved from"_s).isEmpty());
    }
    const auto c = copy.open();
    QCOMPARE(described(*c), bottom);
    QCOMPARE(c->undoStack().count(), 10);
    QCOMPARE(c->undoStack().index(), 0);
    c->undoStack().setIndex(9);
    QCOMPARE(described(*c), kSheet);
}

/// tests/vault/reference.py, which was written from FORMAT.md and JOURNAL.md, reads each case, and
/// what this program adds.
void TestFormats::isReadByAnIndependentProgram()
{
    QFETCH(std::string, format);
    const Copy copy(format);
    const fs::path script = formatsFolder() / "../../vault/reference.py";
    const auto read = [&]() -> std::optional<QByteArray> {
        QProcess python;
        python.start(u"python3"_s,
                     {QString::fromStdString(script.native()), u"read"_s,
                      QString::fromStdString(copy.path().native()), u"correct horse"_s});
        if (!python.waitForFinished() || python.error() == QProcess::FailedToStart)
            return std::nullopt;
        const QByteArray errors = python.readAllStandardError();
        return errors.isEmpty() ? python.readAllStandardOutput() : errors;
    };
    const auto before = read();
    if (!before)
        QSKIP("python3 is not installed");
    const QByteArray expected = readFile(formatsFolder() / "rows.txt");
    QCOMPARE(before->split('\n'), expected.split('\n'));
    {
        const auto c = copy.open();
        QVERIFY(c->setProfile(u"hipaa"_s));
        for (const Item &item : c->sheet().items()) {
            for (const Finding *f : c->sheet().findings(item.id)) {
                if (f->type == FindingType::Face)
                    QVERIFY(
                        c->decide({{f->id, Verdict::Keep, Effect::Blur, {u"r"_s}, u"x"_s, kNoon}}));
            }
        }
    }
    const auto after = read();
    QVERIFY(after);
    const QByteArray added = "profile_set hipaa\n"
                             "gesture none 0: decision keep blur ['r'] by x at 1700000000000000\n"
                             "checkpoint\n";
    QCOMPARE(after->split('\n'), (expected + added).split('\n'));
}

void TestFormats::readsEveryPackage()
{
    QFETCH(std::string, format);
    const auto archive =
        vault::VaultArchive::open(formatsFolder() / format / "originals.rvault", passphrase());
    QVERIFY(archive);
    const auto &items = (*archive)->items();
    QCOMPARE(items.size(), size_t(2));
    QCOMPARE(items[0].name, std::string("letter.txt"));
    QVERIFY(items[0].kind == ItemKind::Text);
    QCOMPARE(items[1].name, std::string("dot.png"));
    QVERIFY(items[1].kind == ItemKind::Image);
    const auto letter = (*archive)->open(items[0]);
    QVERIFY(letter);
    QCOMPARE(*(*letter)->readAll(100),
             QByteArray("Jane Roe was there. Her number is 202-555-0143.\n"));
    for (const auto &item : items)
        QVERIFY((*archive)->verify(item, JobContext()));
    const auto wrong = vault::VaultArchive::open(formatsFolder() / format / "originals.rvault",
                                                 SecretBytes::copyOf("wrong"));
    QVERIFY(!wrong && wrong.error().kind() == ErrorKind::WrongKey);
}

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
