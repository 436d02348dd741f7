// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/room.h"
#include "ui/shell/theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace imago::app {

/// What the command line of the desktop program asks for.
struct StudioOptions
{
    QString open; ///< A project, a picture, a recipe or a model package.

    QString profile; ///< A folder for settings and work of its own; empty: the user's.

    // For scripts; each of them leaves the user's settings and work alone.
    QString screenshot; ///< Where the picture of the window goes; empty: none.
    std::chrono::milliseconds after{0};
    std::optional<ui::Room> room;
    QString photo;         ///< For the style room.
    QStringList paintings; ///< To be worn by it.
    QStringList clips;     ///< For the video room.
    QString camera;        ///< A clip that plays the camera, which is switched on.
    QString train;         ///< A folder for the training room.
    QString model;         ///< A package for the explorer.
    QString panel; ///< Which panel to bring to the front.
    std::optional<std::chrono::seconds> latencyTest;
    bool startupTest = false;
    int styleTest = 0; ///< Rounds; 0: none.
    int events = 0; ///< Of the latency test; 0: as many as a 125 Hz mouse sends.

    std::optional<QSize> size;
    std::optional<QString> language;
    std::optional<ui::Theme> theme;

    bool isScripted() const { return !screenshot.isEmpty() || latencyTest || startupTest || styleTest > 0; }
};

/// Reads the arguments; ends the program for --help and --version, and with exit code 2 and one line for bad
/// ones.
StudioOptions parseOptions(const QStringList &arguments);

} // namespace imago::app
