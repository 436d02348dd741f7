// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/style_state.h"

#include <QObject>

namespace imago::ui {

/// Small pictures of one photo in many styles, painted in the background for the gallery.
///
/// Guarantees: request() never waits, and ready() never comes from inside it; it is never of another photo
/// than the latest one. Threads: the GUI thread.
class StyleThumbnails : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Forgets what was asked for; null: none.
    virtual void setPhoto(const SourcePtr &photo) = 0;
    /// Asking again for what is waiting or painted changes nothing or brings it once more.
    virtual void request(const StyleSourcePtr &style) = 0;

Q_SIGNALS:
    void ready(quint64 styleId, const QImage &picture);
};

} // namespace imago::ui
