// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/style_learning.h"

#include "engine/files/save_file.h"
#include "engine/files/sha256.h"
#include "engine/style/style_card.h"
#include "ui/widgets/picture_file.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace imago::app {

namespace {

constexpr std::uint64_t kLargestPainting = std::uint64_t{2} << 30;
constexpr int kThumbnailSide = 256;

/// A name that no card has yet.
QString freeFile(const QString &folder, const QString &name)
{
    const QString stem = ui::safeFileName(name, QStringLiteral("style"));
    QString file = QStringLiteral("%1/%2.imagostyle").arg(folder, stem);
    for (int number = 2; QFileInfo::exists(file); ++number)
        file = QStringLiteral("%1/%2-%3.imagostyle").arg(folder, stem).arg(number);
    return file;
}

/// Of the file where there is one, else of the pixels.
std::string hashOf(const ui::SourcePicture &painting)
{
    if (!painting.file.isEmpty()) {
        if (const auto bytes = files::readBytes(painting.file.toStdString(), kLargestPainting))
            return files::sha256(*bytes);
    }
    return files::sha256(painting.full->bytes());
}

Result<Image> thumbnailOf(StylePainter &painter, const style::Style &style, const Image &photo, jobs::JobContext &job)
{
    style::StyleOrder order;
    order.styles = {{style, 1.0}};
    order.longerSide = kThumbnailSide;
    jobs::JobContext quiet(job.ticket(), [](const jobs::Event &) {}, {job.stopToken(), {}, {}, {}});
    return style::stylise(painter.model(), photo, order, quiet).map([](Image &&image) {
        return image.converted(PixelFormat::Rgba8);
    });
}

} // namespace

jobs::Work styleLearningWork(std::shared_ptr<StylePainter> painter, ui::StyleSourcePtr painting, ui::SourcePtr photo,
                             DrawContent draw, const QString &folder, std::shared_ptr<ui::StyleSourcePtr> learned)
{
    return [=](jobs::JobContext &job) -> Result<jobs::Ending> {
        style::Learning learning;
        Result<std::vector<Image>> content = draw(job.stopToken());
        if (!content)
            return tl::unexpected(std::move(content).error());
        learning.content = *std::move(content);
        const auto largeEnough = [](const Image &picture) {
            return std::min(picture.width(), picture.height()) >= style::kLearningSide;
        };
        if (photo != nullptr && largeEnough(*photo->medium))
            learning.content.push_back(*photo->medium);
        if (job.stopRequested())
            return jobs::Ending::Stopped;
        const ui::SourcePicture &source = *painting->painting;
        auto result = painter->model().learn(*source.medium, learning, job);
        if (!result)
            return tl::unexpected(std::move(result).error());
        if (!*result || job.stopRequested())
            return jobs::Ending::Stopped;

        style::StyleCard card;
        card.name["en"] = source.name.toStdString();
        card.style = (*result)->style;
        card.networkHash = painter->model().networkHash();
        card.source.title = card.name["en"];
        card.source.sha256 = hashOf(source);
        card.training = {(*result)->steps, (*result)->weightSteps, learning.seed};
        const Image &shown = photo != nullptr ? *photo->small : learning.content.front();
        Result<Image> thumbnail = thumbnailOf(*painter, card.style, shown, job);
        if (!thumbnail)
            return tl::unexpected(std::move(thumbnail).error());
        card.thumbnail = *std::move(thumbnail);

        QDir().mkpath(folder);
        const QString file = freeFile(folder, source.name);
        if (Status written = style::writeStyleCard(file.toStdString(), card); !written)
            return tl::unexpected(std::move(written).error());
        // As the next start will find it: a card keeps no painting, and rounds its numbers.
        Result<style::StyleCard> back = style::readStyleCard(file.toStdString());
        if (!back)
            return tl::unexpected(std::move(back).error());
        *learned = ui::styleOfCard(*std::move(back), file);
        return jobs::Ending::Completed;
    };
}

} // namespace imago::app
