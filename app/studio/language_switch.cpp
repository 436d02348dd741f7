// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/language_switch.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace imago::app {

void LanguageSwitch::use(const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_studio);
    if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    // English is in the sources; its file has the plurals ("1 model"), also for languages that have no file.
    if (m_studio.load(locale, QStringLiteral("imago"), QStringLiteral("_"), QStringLiteral(":/i18n"))
        || m_studio.load(QStringLiteral(":/i18n/imago_en")))
        QCoreApplication::installTranslator(&m_studio);
}

} // namespace imago::app
