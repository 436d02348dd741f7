// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/studio_options.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QRegularExpression>

#include <cstdio>
#include <cstdlib>

namespace imago::app {

namespace {

[[noreturn]] void refuse(const QString &why)
{
    std::fprintf(stderr, "imago-studio: %s\n", qUtf8Printable(why));
    std::exit(2);
}

int numberIn(const QString &text, const char *option)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < 0)
        refuse(QStringLiteral("--%1 needs a number, not \"%2\"").arg(QLatin1String(option), text));
    return number;
}

QCommandLineOption hidden(const QString &name, const QString &value)
{
    QCommandLineOption option(name, QString(), value);
    option.setFlags(QCommandLineOption::HiddenFromHelp);
    return option;
}

} // namespace

StudioOptions parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Shape faces with sliders."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption language(QStringLiteral("language"), QStringLiteral("Language: en or zh_CN."),
                                      QStringLiteral("language"));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("Theme: dark or light."),
                                   QStringLiteral("theme"));
    const QCommandLineOption profile(QStringLiteral("profile"),
                                     QStringLiteral("Keep settings and autosaves in this folder."),
                                     QStringLiteral("folder"));
    const QCommandLineOption open = hidden(QStringLiteral("open"), QStringLiteral("file"));
    const QCommandLineOption screenshot = hidden(QStringLiteral("screenshot"), QStringLiteral("file"));
    const QCommandLineOption after = hidden(QStringLiteral("after"), QStringLiteral("ms"));
    const QCommandLineOption size = hidden(QStringLiteral("size"), QStringLiteral("WxH"));
    const QCommandLineOption panel = hidden(QStringLiteral("panel"), QStringLiteral("key"));
    const QCommandLineOption room = hidden(QStringLiteral("room"), QStringLiteral("name"));
    const QCommandLineOption photo = hidden(QStringLiteral("photo"), QStringLiteral("file"));
    const QCommandLineOption painting = hidden(QStringLiteral("painting"), QStringLiteral("file"));
    const QCommandLineOption clip = hidden(QStringLiteral("clip"), QStringLiteral("file"));
    const QCommandLineOption camera = hidden(QStringLiteral("camera"), QStringLiteral("clip"));
    const QCommandLineOption model = hidden(QStringLiteral("model"), QStringLiteral("package"));
    const QCommandLineOption train = hidden(QStringLiteral("train"), QStringLiteral("folder"));
    const QCommandLineOption latency = hidden(QStringLiteral("latency-test"), QStringLiteral("seconds"));
    QCommandLineOption startup(QStringLiteral("startup-test"));
    startup.setFlags(QCommandLineOption::HiddenFromHelp);
    const QCommandLineOption styleTest = hidden(QStringLiteral("style-test"), QStringLiteral("rounds"));
    const QCommandLineOption events = hidden(QStringLiteral("events"), QStringLiteral("count"));
    parser.addOptions({language, theme, profile, open, screenshot, after, size, panel, room, photo, painting, clip,
                       camera, train, model, latency, events, startup, styleTest});
    parser.addPositionalArgument(
        QStringLiteral("file"),
        QStringLiteral("A project, a picture of the studio, a portrait, a recipe or a model to open."),
        QStringLiteral("[file]"));
    if (!parser.parse(arguments))
        refuse(parser.errorText());
    if (parser.isSet(help) || parser.isSet(QStringLiteral("help-all")))
        parser.showHelp(0);
    if (parser.isSet(version))
        parser.showVersion();
    if (parser.positionalArguments().size() > 1)
        refuse(QStringLiteral("one file at a time, please"));

    StudioOptions options;
    options.open = parser.isSet(open) ? parser.value(open) : parser.positionalArguments().value(0);
    options.screenshot = parser.value(screenshot);
    options.panel = parser.value(panel);
    options.photo = parser.value(photo);
    options.paintings = parser.values(painting);
    options.clips = parser.values(clip);
    options.camera = parser.value(camera);
    options.train = parser.value(train);
    options.model = parser.value(model);
    if (parser.isSet(room)) {
        options.room = ui::roomFromName(parser.value(room).toStdString());
        if (!options.room) {
            QStringList names;
            for (const char *name : ui::kRoomNames)
                names << QLatin1String(name);
            refuse(QStringLiteral("--room is one of %1").arg(names.join(QStringLiteral(", "))));
        }
    }
    // Trainings are started elsewhere, and find it by its whole name.
    if (parser.isSet(profile))
        options.profile = QFileInfo(parser.value(profile)).absoluteFilePath();
    if (parser.isSet(after))
        options.after = std::chrono::milliseconds(numberIn(parser.value(after), "after"));
    if (parser.isSet(styleTest))
        options.styleTest = numberIn(parser.value(styleTest), "style-test");
    options.startupTest = parser.isSet(startup);
    if (parser.isSet(events))
        options.events = numberIn(parser.value(events), "events");
    if (parser.isSet(latency))
        options.latencyTest = std::chrono::seconds(numberIn(parser.value(latency), "latency-test"));
    if (parser.isSet(size)) {
        static const QRegularExpression form(QStringLiteral("^(\\d{2,5})x(\\d{2,5})$"));
        const QRegularExpressionMatch match = form.match(parser.value(size));
        if (!match.hasMatch())
            refuse(QStringLiteral("--size needs a size like 1280x720"));
        options.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
    }
    if (parser.isSet(language)) {
        const QString asked = parser.value(language);
        if (asked != QLatin1String("en") && asked != QLatin1String("zh_CN"))
            refuse(QStringLiteral("--language is en or zh_CN"));
        options.language = asked;
    }
    if (parser.isSet(theme)) {
        const QString asked = parser.value(theme);
        if (asked != QLatin1String("dark") && asked != QLatin1String("light"))
            refuse(QStringLiteral("--theme is dark or light"));
        options.theme = asked == QLatin1String("light") ? ui::Theme::Light : ui::Theme::Dark;
    }
    return options;
}

} // namespace imago::app
