// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes the case and the package that tst_formats reads, in the format of this build:
//     makeformat FOLDER
// It is run once when the format changes, and what it wrote stays (README.md beside this file).
#include "core/casefile/commands.h"
#include "tests/support/tempfolder.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QImage>

#include <cstdio>

using namespace redoubt;
using namespace redoubt::casefile;
using namespace redoubt::test;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr qint64 kNoon = 1'700'000'000'000'000;

template <typename T>
T need(Result<T> result, const char *step)
{
    if (!result)
        qFatal("%s: %s at %s", step, toString(result.error().kind()), result.error().site());
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

QByteArray tinyPicture()
{
    QImage picture(5, 3, QImage::Format_RGB888);
    picture.fill(QColor(200, 30, 30));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    return buffer.data();
}

IngestOptions byFirstLetters()
{
    IngestOptions options;
    options.kindOf = [](const ByteSource &source, const JobContext &) {
        const auto head = source.read(0, 4);
        if (head && *head == QByteArray("\x89PNG"))
            return ItemKind::Image;
        if (head && *head == QByteArray("film"))
            return ItemKind::Video;
        return head && *head == QByteArray("\0odd", 4) ? ItemKind::Unknown : ItemKind::Text;
    };
    options.modalityOf = [](ItemKind kind) {
        return kind == ItemKind::Image   ? Modality::Image
               : kind == ItemKind::Video ? Modality::Video
                                         : Modality::Text;
    };
    return options;
}

Finding proposal(ItemId item, FindingType type, Place place)
{
    Finding f;
    f.item = item;
    f.type = type;
    f.score = 0.75;
    f.place = std::move(place);
    f.provenance = {u"maker"_s, u"1.2"_s, {}};
    return f;
}

void propose(FindingList &list, Finding finding)
{
    finding.id = stableFindingId(finding);
    list.push_back(std::move(finding));
}

/// One item of a name, as the case has it.
Item named(const Case &c, const char *name)
{
    for (const Item &item : c.sheet().items()) {
        if (item.rawName == name)
            return item;
    }
    qFatal("no item %s", name);
}

struct Maker
{
    explicit Maker(Case &of)
        : c(of)
    {}
    void items(const TempFolder &folder);
    void findings();
    void gestures();
    void end();

    Case &c;
    Item letter;
    Item film;
    Item picture;
    FindingList ofLetter;
    FindingList ofFilm;
    FindingList ofPicture;
};

void Maker::items(const TempFolder &folder)
{
    const IngestOptions options = byFirstLetters();
    folder.write("in/letter.txt", "Jane Roe was there. Her number is 202-555-0143.\n");
    folder.write("in/dot.png", tinyPicture());
    folder.write("in/film.bin", "film of nothing");
    folder.write("in/odd.bin", QByteArray("\0odd", 4));
    folder.write("in/caf\xe9.txt", "A name that is not UTF-8.\n");
    folder.write("in/gone.txt", "Removed and not put back.\n");
    folder.write("in/back.txt", "Removed and put back.\n");
    const auto report =
        need(c.ingest(walkInputs({folder / "in"}), options, JobContext()), "ingest");
    if (report.added.size() != 7)
        qFatal("%d items", int(report.added.size()));
    letter = named(c, "letter.txt");
    film = named(c, "film.bin");
    picture = named(c, "dot.png");
    need(c.addSealed(need(sealPart(c.vault(), letter, u"attached.txt"_s,
                                   *memorySource("An attachment.\n"), options, JobContext()),
                          "part")),
         "part");

    Item analysed = letter;
    analysed.state = ItemState::Analysed;
    analysed.extent = 48;
    analysed.notExamined = {
        {Portion::of(Message::plain(u"page 3"_s)), Message::plain(u"It cannot be drawn."_s)}};
    analysed.analysisVersion = u"maker 1.2"_s;
    need(c.setAnalysed(analysed), "analysed");
    need(c.setItemText(letter.id, u"Jane Roe was there. Her number is 202-555-0143.\n"_s), "text");

    analysed = film;
    analysed.state = ItemState::Analysed;
    analysed.start = 1.5;
    analysed.streams = {{0, Modality::Video, u"h264"_s, QSize(640, 360), {1, 12800}, 2.5, 0, 0},
                        {1, Modality::Audio, u"aac"_s, QSize(), {1, 48000}, 2.25, 48000, 2}};
    analysed.shots = {{0, 6400}, {6400, 32000}};
    analysed.analysisVersion = u"maker 1.2"_s;
    need(c.setAnalysed(analysed), "analysed");

    analysed = picture;
    analysed.state = ItemState::Analysed;
    analysed.extent = 1;
    analysed.analysisVersion = u"maker 1.2"_s;
    need(c.setAnalysed(analysed), "analysed");

    analysed = named(c, "odd.bin");
    analysed.state = ItemState::Unsupported;
    analysed.problem = Message::plain(u"No reader takes it."_s);
    need(c.setAnalysed(analysed), "unsupported");
    analysed = named(c, "caf\xe9.txt");
    analysed.state = ItemState::Failed;
    analysed.problem = Message::plain(u"It is damaged."_s);
    need(c.setAnalysed(analysed), "failed");
}

void Maker::findings()
{
    Finding f = proposal(letter.id, FindingType::PersonName, TextRange{0, 8});
    f.source = TextSource::Text;
    f.text = SensitiveText(u"Jane Roe"_s);
    f.group = u"name-1"_s;
    propose(ofLetter, f);
    f = proposal(letter.id, FindingType::PhoneNumber, TextRange{34, 46});
    f.source = TextSource::Hidden;
    f.text = SensitiveText(u"202-555-0143"_s);
    propose(ofLetter, f);
    f = proposal(letter.id, FindingType::Date,
                 Area{2, {{1.5, 2.25, 30, 1e-3}, {-4, 0, 0.1, 9}}, TextRange{20, 23}});
    f.source = TextSource::Ocr;
    f.text = SensitiveText(u"\ufeffHer \u540d"_s);
    propose(ofLetter, f);
    need(c.addFindings(letter.id, ofLetter), "findings");

    f = proposal(film.id, FindingType::Face,
                 Track{0,
                       {{-512, {1, -2, 30, 40}, BoxOrigin::Padded, 0},
                        {0, {2, 0, 30, 40}, BoxOrigin::Detected, 1},
                        {512, {3, 1, 30, 41}, BoxOrigin::Interpolated, 0x6666 / 65535.f},
                        {1024, {4, 2, 31, 41}, BoxOrigin::Drawn, 0x1234 / 65535.f}}});
    f.provenance.modelSha256 = QByteArray(32, 'm');
    f.group = u"face-1"_s;
    propose(ofFilm, f);
    f = proposal(film.id, FindingType::Voice, Span{1, {4800, 96000}, {0, 1}});
    f.source = TextSource::Speech;
    f.text = SensitiveText(u"hello"_s);
    f.group = u"voice-1"_s;
    propose(ofFilm, f);
    need(c.addFindings(film.id, ofFilm), "findings");

    f = proposal(picture.id, FindingType::Metadata, Field{u"Exif.Image.Artist"_s});
    f.source = TextSource::Metadata;
    propose(ofPicture, f);
    f = proposal(picture.id, FindingType::LicencePlate, Area{0, {{1, 1, 2, 1}}, {}});
    propose(ofPicture, f);
    need(c.addFindings(picture.id, ofPicture), "findings");
}

void Maker::gestures()
{
    need(c.setProfile(u"foia"_s), "profile");
    need(c.setProfile(u"dsar"_s), "profile");
    need(c.decide({{ofLetter[0].id,
                    Verdict::Redact,
                    Effect::Label,
                    {u"(b)(6)"_s, u"(b)(7)(C)"_s},
                    u"Someone Else"_s,
                    kNoon},
                   {ofLetter[1].id, Verdict::Keep, Effect::Default, {}, {}, kNoon + 1}}),
         "decide");
    need(c.undecide({ofLetter[1].id}), "undecide");

    QUndoStack &stack = c.undoStack();
    stack.push(new DecideCommand(
        c, {{ofFilm[0].id, Verdict::Redact, Effect::Pixelate, {u"face"_s}, {}, kNoon + 2}}));
    // A drag of two moves, which is one step, and takes the decision along.
    stack.push(new EditPlaceCommand(c, ofFilm[0].id,
                                    Track{0, {{0, {8, 8, 30, 40}, BoxOrigin::Drawn, 1}}}, 7));
    stack.push(new EditPlaceCommand(c, ofFilm[0].id,
                                    Track{0, {{0, {9, 9, 30, 40}, BoxOrigin::Drawn, 1}}}, 7));
    // One that came back to where it began, and is forgotten.
    stack.push(new EditPlaceCommand(c, ofLetter[0].id, TextRange{0, 9}, 8));
    stack.push(new EditPlaceCommand(c, ofLetter[0].id, TextRange{0, 8}, 8));

    Finding drawn = proposal(picture.id, FindingType::Custom, Area{0, {{0, 0, 3, 3}}, {}});
    drawn.provenance = Provenance::person();
    drawn.score = 1;
    drawn.id = FindingId::fromContent("drawn");
    stack.push(new AddMarkCommand(c, {drawn}));
    Finding withdrawn = drawn;
    withdrawn.id = FindingId::fromContent("withdrawn");
    withdrawn.place = Area{0, {{1, 1, 1, 1}}, {}};
    stack.push(new AddMarkCommand(c, {withdrawn}));
    stack.push(new ChangeCommand(c, u"Take back"_s, {Withdraw{withdrawn.id}}));

    Subject requester;
    requester.id = SubjectId::fromContent("requester");
    requester.role = SubjectRole::Requester;
    requester.names = QStringList{u"Jane Roe"_s, u"J. Roe"_s};
    requester.identifiers = QStringList{u"202-555-0143"_s};
    requester.groups = {{letter.id, u"name-1"_s}, {film.id, u"face-1"_s}};
    stack.push(new SubjectCommand(c, requester.id, requester));
    Subject minor;
    minor.id = SubjectId::fromContent("minor");
    minor.role = SubjectRole::Minor;
    minor.names = QStringList{u"Removed"_s};
    stack.push(new SubjectCommand(c, minor.id, minor));
    stack.push(new SubjectCommand(c, minor.id, std::nullopt));

    need(c.removeItem(named(c, "gone.txt").id), "remove");
    const ItemId back = named(c, "back.txt").id;
    need(c.removeItem(back), "remove");
    need(c.restoreItem(back), "restore");

    // Undone and done again; undone, so that there is something to redo.
    stack.push(new DecideCommand(
        c, {{ofPicture[1].id, Verdict::Keep, Effect::Default, {}, {}, kNoon + 3}}));
    stack.undo();
    stack.redo();
    stack.push(new DecideCommand(
        c, {{ofPicture[0].id, Verdict::Redact, Effect::Remove, {}, {}, kNoon + 4}}));
    stack.undo();
}

void Maker::end()
{
    need(c.recordSeen(film.id, 0, {0, 12800}), "seen");
    need(c.recordSeen(film.id, 0, {6400, 25600}), "seen");
    need(c.recordRelease(QByteArray(32, '\x11')), "release");
}

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: makeformat FOLDER\n");
        return 2;
    }
    initSecrets();
    TempFolder temporary;
    qputenv("REDOUBT_STATE_DIR", QByteArray::fromStdString((temporary / "state").native()));
    const fs::path target = fs::absolute(argv[1]);
    const fs::path folder = target / "case.redoubt";
    auto c = need(Case::create(folder, SecretBytes::copyOf("correct horse"), {1, 1024}), "create");
    c->setActor(u"Fran Format"_s);
    Maker maker(*c);
    maker.items(temporary);
    maker.findings();
    maker.gestures();
    maker.end();
    vault::PackRequest request;
    for (const Item &item : {maker.letter, maker.picture})
        request.items.push_back({item.rawName, item.kind, item.size, item.sha256, item.object});
    need(packVault(c->vault(), request, target / "originals.rvault", JobContext()), "pack");
    c.reset();
    fs::remove(folder / "vault.lock");
    fs::remove_all(temporary / "in"); // Qt does not see names that are not UTF-8
    return 0;
}
