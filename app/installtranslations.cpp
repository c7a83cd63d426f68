// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/installtranslations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

/// A resource in a static library is linked only when somebody asks for it, and only from outside
/// of any namespace.
static void initWords()
{
    Q_INIT_RESOURCE(i18n);
}

namespace redoubt {

using namespace Qt::StringLiterals;

void installTranslations(QCoreApplication &app, const QString &language)
{
    initWords();
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    QLocale::setDefault(locale);
    const auto install = [&](const QString &name, const QString &folder) {
        auto *translator = new QTranslator(&app);
        if (translator->load(locale, name, u"_"_s, folder))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    install(u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(u"redoubt"_s, u":/i18n"_s);
}

} // namespace redoubt
