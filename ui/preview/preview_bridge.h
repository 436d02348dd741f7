// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/event.h"
#include "engine/jobs/outbox.h"

#include <QObject>

namespace imago::ui {

/// Brings the events of lanes to the GUI thread as signals.
///
/// Guarantees: an older frame never follows a newer one, nor a coarser one a finer one of the same ticket; a
/// GUI thread that is busy costs one waiting frame, not a backlog. Threads: sink() may be called from any;
/// signals come on the bridge's own.
class PreviewBridge : public QObject
{
    Q_OBJECT

public:
    explicit PreviewBridge(QObject *parent = nullptr);

    /// Give this to the lanes. Requires: the bridge outlives them.
    jobs::EventSink sink();

Q_SIGNALS:
    void frameReady(const imago::jobs::Frame &frame);
    void progressed(const imago::jobs::Progress &progress);
    void finished(const imago::jobs::Finished &finished);

private:
    void deliver();

    jobs::Outbox m_outbox;
    jobs::Ticket m_shownTicket;
    jobs::Quality m_shownQuality = jobs::Quality::Draft;
};

} // namespace imago::ui
