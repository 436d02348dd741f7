// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model_pictures.h"

#include <string>

namespace imago {

dataset::MadePictures picturesDrawnBy(const std::shared_ptr<latent::ExplorableModel> &model, std::size_t count,
                                      const std::stop_token &stop)
{
    const std::size_t classes = model->classNames().size();
    dataset::MadePictures made;
    made.count = count;
    made.draw = [model, classes, stop](std::size_t i) -> Result<Image> {
        latent::ExplorePoint point;
        point.seed = i + 1;
        point.classIndex = classes == 0 ? -1 : static_cast<int>(i % classes);
        const Result<ImagePtr> picture = model->render(point, stop);
        if (!picture)
            return tl::unexpected(picture.error());
        return *picture ? **picture : Image(model->pictureSize()); // stopped: nobody looks at it any more
    };
    made.name = [](std::size_t i) { return "seed " + std::to_string(i + 1); };
    made.className = [model, classes](std::size_t i) {
        return classes == 0 ? std::string() : model->classNames()[i % classes];
    };
    return made;
}

} // namespace imago
