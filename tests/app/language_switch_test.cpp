// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/language_switch.h"
#include "tests/support/catch.h"

#include <QCoreApplication>
#include <QLocale>

using namespace imago;

namespace {

QString models(int count)
{
    return QCoreApplication::translate("imago::ui::ModelShelf", "%n model(s), %1", nullptr, count);
}

} // namespace

TEST_CASE("one thing is not told as many, in any language")
{
    const QLocale before;
    app::LanguageSwitch languages;
    for (const char *language : {"en", "de"}) { // the studio does not speak German
        languages.use(QString::fromLatin1(language));
        CHECK(models(1) == QStringLiteral("1 model, %1"));
        CHECK(models(2) == QStringLiteral("2 models, %1"));
    }
    languages.use(QStringLiteral("zh_CN"));
    CHECK(models(1) == QStringLiteral("1 个模型，%1"));
    languages.use(QStringLiteral("en"));
    CHECK(models(1) == QStringLiteral("1 model, %1"));
    QLocale::setDefault(before);
}
