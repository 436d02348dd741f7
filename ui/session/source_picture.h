// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/image.h"

#include <QImage>
#include <QString>

#include <cstdint>
#include <memory>

namespace imago::ui {

/// A photo or painting that somebody brought: read once and shared by every state that shows it. It also
/// keeps itself in the sizes that quick passes work on, because shrinking a photo takes longer than painting
/// it small.
struct SourcePicture
{
    static constexpr int kDraftSide = 256;   ///< Longer side of `draft`, at most: painted within a tenth of a second.
    static constexpr int kSmallSide = 384;   ///< Of `small`.
    static constexpr int kMediumSide = 1024; ///< Of `medium`.
    static constexpr int kThumbnailSide = 256;

    std::uint64_t id = 0; ///< From the pixels: equal for equal pictures.
    QString name;         ///< For people: a file's name without its folder, or where it came from.
    QString file;         ///< Empty where there is none.

    ImagePtr full;
    ImagePtr medium; ///< `full` itself where that is not larger; so are `small` and `draft`.
    ImagePtr small;
    ImagePtr draft;
    QImage thumbnail;
    bool transparent = false;

    Size size() const { return full->size(); }
};

/// A small picture for lists; at most kThumbnailSide.
QImage thumbnailOf(const Image &picture);

/// Names pixels: equal pictures have equal hashes.
std::uint64_t pixelHash(const Image &picture);

/// Takes its time: never on the GUI thread. Requires: a picture that is not empty.
std::shared_ptr<const SourcePicture> makeSourcePicture(Image picture, const QString &name,
                                                       const QString &file = {});

using SourcePtr = std::shared_ptr<const SourcePicture>;

} // namespace imago::ui
