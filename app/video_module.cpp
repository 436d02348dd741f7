// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/video_module.h"

#include "app/module_file.h"

namespace imago {

namespace {

Result<const VideoFactory *> open()
{
    const Result<void *> symbol =
        openModuleSymbol("libimago_video.so", "IMAGO_VIDEO_MODULE", kVideoFactorySymbol, "video");
    if (!symbol)
        return tl::unexpected(symbol.error());
    return reinterpret_cast<VideoFactoryFunction>(*symbol)();
}

} // namespace

Result<const VideoFactory *> openVideoModule()
{
    static const Result<const VideoFactory *> module = open();
    return module;
}

} // namespace imago
