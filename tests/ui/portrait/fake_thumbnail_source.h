// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/thumbnail_source.h"

#include <map>

/// A source that draws when the test says so.
class FakeThumbnailSource : public imago::ui::ThumbnailSource
{
public:
    void request(const imago::latent::Recipe &recipe, int side) override
    {
        ++requests;
        waiting[imago::latent::hash(recipe)] = side;
    }

    void cancel(quint64 hash) override { waiting.erase(hash); }

    void deliverAll()
    {
        for (const auto &[hash, side] : std::exchange(waiting, {})) {
            QImage picture(side, side, QImage::Format_RGB32);
            picture.fill(Qt::darkCyan);
            Q_EMIT ready(hash, picture);
        }
    }

    std::map<quint64, int> waiting;
    int requests = 0;
};
