// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/preview_bridge.h"

#include <utility>
#include <variant>

namespace imago::ui {

PreviewBridge::PreviewBridge(QObject *parent)
    : QObject(parent)
{
}

jobs::EventSink PreviewBridge::sink()
{
    return [this](jobs::Event event) {
        if (m_outbox.put(std::move(event)))
            QMetaObject::invokeMethod(
                this, [this] { deliver(); }, Qt::QueuedConnection);
    };
}

void PreviewBridge::deliver()
{
    for (const jobs::Event &event : m_outbox.takeAll()) {
        if (const auto *frame = std::get_if<jobs::Frame>(&event)) {
            const bool older = frame->ticket < m_shownTicket ||
                               (frame->ticket == m_shownTicket && frame->quality < m_shownQuality);
            if (older)
                continue;
            m_shownTicket = frame->ticket;
            m_shownQuality = frame->quality;
            Q_EMIT frameReady(*frame);
        } else if (const auto *progress = std::get_if<jobs::Progress>(&event)) {
            Q_EMIT progressed(*progress);
        } else if (const auto *ending = std::get_if<jobs::Finished>(&event)) {
            Q_EMIT finished(*ending);
        }
    }
}

} // namespace imago::ui
