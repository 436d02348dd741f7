// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/export_request.h"

#include "engine/latent/variations.h"

#include <QDate>

#include <algorithm>
#include <cmath>

namespace imago::ui {

namespace {

double sweepValue(const ExportRequest &request, int index)
{
    const double share = request.count > 1 ? static_cast<double>(index) / (request.count - 1) : 0.0;
    return request.sweepFrom + (request.sweepTo - request.sweepFrom) * share;
}

int pictures(const ExportRequest &request)
{
    return request.series == ExportSeries::One ? 1
                                               : std::clamp(request.count, 1, ExportRequest::kMostPictures);
}

// The seed, or for whom none draws, a number of their own that cannot be taken for one.
QString personName(const latent::Recipe &recipe)
{
    if (latent::isOfItsSeed(recipe))
        return QString::number(recipe.seed);
    latent::Recipe person;
    person.point.z = recipe.point.z;
    return QStringLiteral("p%1").arg(latent::hash(person), 16, 16, QLatin1Char('0')).left(9);
}

} // namespace

QString fileName(const ExportRequest &request, const latent::Recipe &recipe, int index)
{
    const int count = pictures(request);
    const auto digits = static_cast<int>(QString::number(count).size());
    const latent::Attribute &attribute = latent::portraitAttributes()[request.sweepAttribute];
    const bool sweep = request.series == ExportSeries::Sweep;
    const QString name =
        sweep ? QString::fromUtf8(attribute.name.data(), static_cast<qsizetype>(attribute.name.size()))
              : QStringLiteral("portrait");
    const QString number = QStringLiteral("%1").arg(index + 1, digits, 10, QLatin1Char('0'));
    QString text = request.pattern;
    text.replace(QStringLiteral("{n}"), number);
    text.replace(QStringLiteral("{seed}"), personName(recipe));
    text.replace(QStringLiteral("{size}"), QString::number(request.side));
    text.replace(QStringLiteral("{name}"), name);
    text.replace(QStringLiteral("{value}"),
                 QString::number(sweep ? sweepValue(request, index) : 0.0, 'f', 2));
    text.replace(QStringLiteral("{date}"), QDate::currentDate().toString(Qt::ISODate));
    text = safeFileName(text, QStringLiteral("portrait"));
    if (count > 1 && !request.pattern.contains(QStringLiteral("{n}")))
        text += QLatin1Char('-') + number; // no picture of a series may overwrite another
    return text + QLatin1Char('.') + ending(request.file.format);
}

std::vector<latent::Recipe> exportRecipes(const ExportRequest &request, const latent::Recipe &recipe)
{
    latent::Recipe base = recipe;
    base.decoder = request.decoder;
    base.size = {request.side, request.side};
    base.transparent = request.transparent && request.file.format != ExportFormat::Jpeg;
    std::vector<latent::Recipe> recipes(static_cast<std::size_t>(pictures(request)), base);
    if (request.series == ExportSeries::Sweep) {
        for (int i = 0; i < pictures(request); ++i) {
            latent::Point &point = recipes[static_cast<std::size_t>(i)].point;
            point.attributes[request.sweepAttribute] = static_cast<float>(sweepValue(request, i));
            point = latent::clamped(point);
        }
    } else if (request.series == ExportSeries::Variations) {
        const std::vector<latent::Point> points =
            latent::variations(recipe.point, request.spread, request.variationSeed, pictures(request));
        for (std::size_t i = 0; i < recipes.size(); ++i)
            recipes[i].point = points[i];
    }
    return recipes;
}

} // namespace imago::ui
