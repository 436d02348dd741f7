// SPDX-License-Identifier: GPL-3.0-or-later
// How the style networks and the gallery's styles come into the style room.
#include "app/neural_module.h"
#include "app/resources.h"
#include "app/studio/style_reader.h"
#include "app/studio/style_room.h"
#include "ui/style/gallery_panel.h"

#include <QFileInfo>

#include <utility>

namespace imago::app {

void StyleRoom::load()
{
    const auto opened = std::make_shared<Painters>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, opened](const Result<jobs::Ending> &ending) {
        if (ending && *ending == jobs::Ending::Completed)
            usePainters(*opened);
        else if (!ending)
            lack(ending.error());
    };
    m_tasks.start(
        {},
        [opened, faces = m_faces](jobs::JobContext &) -> Result<jobs::Ending> {
            // One for each thread: a long export must not keep a brush stroke waiting.
            for (auto painter : {&Painters::lane, &Painters::thumbnails, &Painters::tasks}) {
                Result<std::shared_ptr<style::StyleModel>> model = openStyleModel();
                if (!model)
                    return tl::unexpected(model.error());
                (*opened).*painter = std::make_shared<StylePainter>(*std::move(model), faces);
            }
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void StyleRoom::loadCards()
{
    const auto read = std::make_shared<std::pair<StyleSources, StyleSources>>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, read](const Result<jobs::Ending> &) {
        m_gallery->setStyles(std::move(read->first.styles));
        for (auto own = read->second.styles.rbegin(); own != read->second.styles.rend(); ++own)
            m_gallery->addStyle(*own); // the newest comes first
        if (!read->second.errors.empty())
            Q_EMIT failed(read->second.errors.front());
    };
    m_tasks.start(
        {},
        [read, folder = m_folder,
         paintings = m_settings.style().paintings](jobs::JobContext &job) -> Result<jobs::Ending> {
            QStringList cards;
            if (const Result<std::filesystem::path> resources = findResources()) {
                for (const std::filesystem::path &card : styleCards(*resources))
                    cards << QString::fromStdString(card.string());
            }
            read->first = readStyleSources(cards, job.stopToken());
            QStringList own;
            for (const QString &painting : paintings) {
                if (QFileInfo::exists(painting)) // a painting that is gone is no news
                    own << painting;
            }
            if (QFileInfo(folder).isDir())
                own << pictureFiles({folder}, true);
            read->second = readStyleSources(own, job.stopToken());
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void StyleRoom::usePainters(const Painters &painters)
{
    m_painter = painters.lane;
    m_taskPainter = painters.tasks;
    m_thumbnails.setPainter(painters.thumbnails);
    if (!isAsleep())
        m_driver.redraw();
    retranslate();
    Q_EMIT known();
    Q_EMIT deviceChanged();
}

void StyleRoom::lack(const Error &why)
{
    m_error = why;
    retranslate();
    Q_EMIT known();
    Q_EMIT deviceChanged();
}

} // namespace imago::app
