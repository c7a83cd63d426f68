// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/support/shared.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QProcess>

#include <cstdio>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargest = 300'000; // bytes: many files say more than large ones

/// Small files of every medium: what REDOUBT_GATE names (folders, with colons between), else the
/// shared media.
QList<fs::path> folders()
{
    QList<fs::path> list;
    const QString named = qEnvironmentVariable("REDOUBT_GATE");
    if (!named.isEmpty()) {
        for (const QString &folder : named.split(u':', Qt::SkipEmptyParts))
            list.append(folder.toStdString());
        return list;
    }
    const auto shared = test::sharedFolder();
    for (const char *name : {"text", "metadata", "audio", "image-text", "faces", "pdf"}) {
        if (shared && fs::is_directory(*shared / "media" / name))
            list.append(*shared / "media" / name);
    }
    return list;
}

/// Small copies in a folder of their own, so that one run takes them all.
int gather(const fs::path &from, const fs::path &to)
{
    fs::create_directories(to);
    int count = 0;
    for (const auto &entry : fs::directory_iterator(from)) {
        if (!entry.is_regular_file() || entry.file_size() > kLargest)
            continue;
        fs::copy_file(entry.path(), to / entry.path().filename());
        ++count;
    }
    return count;
}

QJsonArray released(const fs::path &input, const fs::path &out, const QString &profile)
{
    QProcess process;
    QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
    env.insert(u"REDOUBT_PASSPHRASE"_s, u"a passphrase for measuring"_s);
    env.insert(u"REDOUBT_STATE_DIR"_s, str(out) + u".state"_s);
    process.setProcessEnvironment(env);
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(QStringLiteral(REDOUBT_CLI),
                  {u"redact"_s, str(input), u"--profile"_s, profile, u"--out"_s, str(out)});
    process.waitForFinished(-1);
    QFile manifest(str(out / "release.json"));
    if (!manifest.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(manifest.readAll()).object()[u"items"].toArray();
}

/// Every file that did not leave clean, and why.
void tell(const QString &profile, const QString &folder, const QJsonArray &items,
          QMap<QString, int> &sum)
{
    for (const QJsonValue &item : items) {
        const QString status = item[u"status"].toString();
        const QString verdict = item[u"verification"][u"verdict"].toString();
        const QString word = status == u"released"_s ? status + u", "_s + verdict : status;
        ++sum[word];
        if (word == u"released, clean"_s)
            continue;
        QStringList why;
        for (const QJsonValue &check : item[u"verification"][u"checks"].toArray()) {
            if (check[u"verdict"].toString() != u"clean"_s)
                why.append(check[u"name"].toString() + u": "_s + check[u"detail"].toString());
        }
        if (why.isEmpty())
            why.append(item[u"why"].toString());
        std::printf("  %-9s %-11s %-40s %-20s %s\n", qPrintable(profile), qPrintable(folder),
                    qPrintable(item[u"input"].toString().section(u'/', -1)), qPrintable(word),
                    qPrintable(why.join(u"; "_s).left(300)));
    }
}

} // namespace

void benchGate()
{
    const QList<fs::path> inputs = folders();
    if (inputs.isEmpty())
        return skip(u"share of files that leave"_s, u"no folder of files"_s);
    const test::TempFolder temp;
    for (const auto &profile : {u"standard"_s, u"hipaa"_s, u"foia"_s, u"dsar"_s, u"manual"_s}) {
        QMap<QString, int> sum;
        int files = 0;
        for (const fs::path &folder : inputs) {
            const fs::path copies = temp / "in" / folder.filename();
            if (!fs::exists(copies))
                std::ignore = gather(folder, copies);
            const fs::path out =
                temp / "out" / (profile.toStdString() + "-" + folder.filename().string());
            const QJsonArray items = released(copies, out, profile);
            files += int(items.size());
            tell(profile, str(folder.filename()), items, sum);
            std::error_code ignored; // only space
            fs::remove_all(out, ignored);
        }
        QStringList parts;
        for (auto it = sum.begin(); it != sum.end(); ++it)
            parts.append(u"%1 %2"_s.arg(it.value()).arg(it.key()));
        row(u"gate, %1, %2 files"_s.arg(profile).arg(files), parts.join(u"; "_s),
            u"withheld only for a leak"_s);
    }
}

} // namespace redoubt::bench
