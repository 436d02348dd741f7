// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "ui/shell/room.h"

#include <QObject>
#include <QString>

class QMimeData;

namespace imago::ui {
class MainWindow;
} // namespace imago::ui

namespace imago::app {

/// A room of the running studio beside that of portraits: what the window's commands for every room mean in it.
/// Threads: the GUI thread.
class StudioRoom : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual ui::Room room() const = 0;
    /// Adds the room to the window, which then owns its panels. Requires: the window goes first.
    virtual void join(ui::MainWindow &window) = 0;

    /// What was asked for is there to be seen.
    virtual bool isSettled() const = 0;
    /// Who computes, for the status bar.
    struct Device
    {
        QString words; ///< A few.
        QString story; ///< A sentence.
    };
    virtual Device device() const = 0;

    // Open, Export, Copy and Paste of the menus.
    virtual void chooseFile() = 0;
    virtual void exportResult() = 0;
    /// What leaves by drag or copy; null where there is nothing. The caller owns it.
    virtual QMimeData *makeMime() const = 0;
    /// False when there is nothing in it for this room.
    virtual bool paste(const QMimeData &mime) = 0;

    /// Remembers what the room was set to; the studio is about to end.
    virtual void remember() = 0;

Q_SIGNALS:
    void failed(const imago::Error &error);
    void told(const QString &sentence);
    void deviceChanged();
};

} // namespace imago::app
