// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/painters.h"
#include "app/studio/task_runner.h"
#include "engine/latent/generator.h"

#include <QImage>
#include <QObject>

#include <functional>
#include <optional>

namespace imago::ui {
class EncodePanel;
class Session;
} // namespace imago::ui

namespace imago::app {

/// Finds the face of a picture among the model's: frames and encodes it in the background, shows how far it is,
/// and moves the sliders there as one undoable step. A picture that comes before the model waits for it; of several
/// pictures the newest is read.
class PortraitReader : public QObject
{
    Q_OBJECT

public:
    static constexpr int kRefineSteps = 150;

    /// As framedPortrait(). Called on a worker's thread.
    using Frame = std::function<std::optional<Image>(latent::NeuralModel &model, const Image &picture)>;

    PortraitReader(ui::Session &session, TaskRunner &tasks, ui::EncodePanel &panel, Frame frame,
                   QObject *parent = nullptr);

    /// Reads what waited, once they have a model.
    void setPainters(const Painters &painters);
    /// There will be no model: what waits, and what comes, can't be read.
    void lack(const Error &why);
    void read(Image picture);
    void refine();
    void stop();

private:
    void start(int steps);

    ui::Session &m_session;
    TaskRunner &m_tasks;
    ui::EncodePanel &m_panel;
    Frame m_frame;
    Painters m_painters;
    std::optional<Error> m_lack;
    bool m_waiting = false; ///< For a model.
    int m_reading = 0;      ///< Number of the latest reading: earlier ones are not shown any more.
    ImagePtr m_picture;
    ImagePtr m_framed; ///< Of m_picture, once it was read.
    QImage m_redrawn;
    jobs::Ticket m_running;
};

} // namespace imago::app
