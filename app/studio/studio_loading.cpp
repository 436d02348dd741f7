// SPDX-License-Identifier: GPL-3.0-or-later
// How StudioApp gets the renderer and the neural model, and who draws what.
#include "app/neural_module.h"
#include "app/resources.h"
#include "app/studio/be_nice.h"
#include "app/studio/portrait_reader.h"
#include "app/studio/studio_app.h"
#include "app/studio/style_room.h"
#include "ui/canvas/canvas_view.h"
#include "ui/portrait/decoder_switch.h"
#include "ui/portrait/encode_panel.h"
#include "ui/portrait/portrait_panel.h"
#include "ui/shell/studio_status.h"
#include "ui/text/error_text.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace imago::app {

namespace {

int processors()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace

void StudioApp::loadRenderer()
{
    const auto opened = std::make_shared<std::shared_ptr<faces::Renderer>>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, opened](const Result<jobs::Ending> &ending) {
        m_rendererKnown = true;
        if (ending) {
            useRenderer(*opened);
        } else {
            m_window->canvas().setEmptyText(tr("No face can be drawn"), {ui::sentence(ending.error())});
            tell(ending.error());
            if (m_preferences.loadModel)
                loadModel();
        }
        if (isLoaded())
            Q_EMIT loaded();
    };
    m_tasks.start(
        {},
        [opened](jobs::JobContext &) -> Result<jobs::Ending> {
            const Result<std::filesystem::path> resources = findResources();
            if (!resources)
                return tl::unexpected(resources.error());
            Result<std::shared_ptr<faces::Renderer>> renderer =
                faces::Renderer::open(*resources / "faces" / "faces.bin");
            if (!renderer)
                return tl::unexpected(renderer.error());
            (*renderer)->setThreads(processors());
            *opened = *std::move(renderer);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void StudioApp::loadModel()
{
    if (std::exchange(m_modelAsked, true))
        return;
    const auto opened = std::make_shared<std::shared_ptr<latent::NeuralModel>>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, opened](const Result<jobs::Ending> &ending) {
        if (ending)
            useModel(*opened);
        else
            modelIsMissing(ending.error());
        if (isLoaded())
            Q_EMIT loaded();
    };
    if (here() != nullptr)
        m_style->load(); // what one waits for comes first
    m_tasks.start(
        {},
        [opened](jobs::JobContext &) -> Result<jobs::Ending> {
            const Result<std::filesystem::path> resources = findResources();
            if (!resources)
                return tl::unexpected(resources.error());
            const Result<std::filesystem::path> package = findPortraitModel(*resources);
            if (!package)
                return tl::unexpected(package.error());
            const Result<const NeuralFactory *> factory = openNeuralModule();
            if (!factory)
                return tl::unexpected(factory.error());
            Result<std::shared_ptr<latent::NeuralModel>> model = (*factory)->loadModel(*package);
            if (!model)
                return tl::unexpected(model.error());
            *opened = *std::move(model);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
    if (here() == nullptr)
        m_style->load();
}

void StudioApp::useRenderer(std::shared_ptr<faces::Renderer> renderer)
{
    m_painters.renderer = std::move(renderer);
    paintersChanged();
}

void StudioApp::useModel(std::shared_ptr<latent::NeuralModel> model)
{
    m_modelKnown = true;
    m_painters.model = std::move(model);
    m_portrait->setEffects(m_painters.model->effects(), m_painters.model->judgeR2());
    m_decoder->setNeuralAvailable(true);
    m_reader->setPainters(m_painters);
    paintersChanged();
    compareModels();
}

void StudioApp::modelIsMissing(const Error &error)
{
    m_modelKnown = true;
    m_modelError = error;
    m_window->actions()[ui::Command::NeuralPicture].setEnabled(false);
    showLackOfModel();
    m_reader->lack(error);
    showDevice();
}

QString StudioApp::lackOfModel() const
{
    return m_modelSwitchedOff
               ? tr("Loading the neural model is switched off. Switch it on in the preferences, then start the studio "
                    "again.")
               : tr("The neural model could not be loaded. %1").arg(ui::sentence(*m_modelError));
}

void StudioApp::showLackOfModel()
{
    m_encode->setAvailable(false, lackOfModel());
    m_decoder->setNeuralAvailable(false, lackOfModel());
}

void StudioApp::paintersChanged()
{
    showDevice();
    // Thumbnails come when there is nothing better to do.
    m_thumbnails.setDraw([painters = m_painters](const latent::Recipe &recipe,
                                                 const std::stop_token &stop) -> Result<ImagePtr> {
        beNice();
        Result<Image> picture = paint(painters, recipe, PixelFormat::Rgba8, 1, stop);
        if (!picture)
            return tl::unexpected(picture.error());
        return picture->empty() ? ImagePtr() : std::make_shared<const Image>(*std::move(picture));
    });
    m_history.tryAgain();
    // A model that is too coarse for drafts still draws where it is asked for alone.
    latent::Decoders drafting = m_painters.decoders();
    if (m_painters.model != nullptr && !m_painters.model->drawsDrafts())
        drafting.neural = nullptr;
    m_driver.setMaker(
        [decoders = m_painters.decoders(), drafting](const latent::Recipe &recipe, jobs::Quality upTo) {
            return latent::renderWork(recipe.decoder == latent::Decoder::Neural ? decoders : drafting, recipe,
                                      upTo);
        });
}

void StudioApp::showDevice()
{
    if (const StudioRoom *room = here()) {
        const StudioRoom::Device device = room->device();
        m_window->status().setDevice(device.words, device.story);
        return;
    }
    const QString processor = tr("processor × %1").arg(processors());
    if (m_painters.model != nullptr) {
        m_window->status().setDevice(
            tr("Network and renderer · %1").arg(processor),
            m_painters.model->drawsDrafts()
                ? tr("The neural model draws drafts, the renderer the final picture.")
                : tr("The renderer draws; the neural model is still too coarse for drafts."));
    } else if (m_modelError) {
        m_window->status().setDevice(tr("Renderer alone · %1").arg(processor),
                                     lackOfModel());
    } else {
        m_window->status().setDevice(tr("Renderer · %1").arg(processor),
                                     tr("The neural model is still loading."));
    }
}

} // namespace imago::app
