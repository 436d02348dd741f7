// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/backdrop.h"
#include "engine/latent/population.h"
#include "tests/faces/face_fixture.h"
#include "tests/support/catch.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

using namespace imago;

TEST_CASE("a face detector that never saw our faces finds them")
{
    constexpr const char *kCascade = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml";
    if (!std::filesystem::exists(kCascade))
        SKIP("opencv-data is not installed");
    cv::CascadeClassifier cascade(kCascade);
    REQUIRE_FALSE(cascade.empty());
    int found = 0;
    constexpr int kPeople = 100;
    for (int i = 0; i < kPeople; ++i) {
        Random random(mixSeed(31, static_cast<std::uint64_t>(i)));
        latent::Point point = latent::samplePoint(random, latent::Coupling::Natural);
        point.attributes[latent::Yaw] = point.attributes[latent::Pitch] = 0.0F;
        const Image picture = latent::overBackdrop(test::drawn(point, 256).cutout, point.attributes);
        cv::Mat grey(256, 256, CV_8UC1);
        for (int y = 0; y < 256; ++y) {
            for (int x = 0; x < 256; ++x) {
                const std::uint8_t *p = picture.row(y) + 4 * x;
                grey.at<std::uint8_t>(y, x) =
                    static_cast<std::uint8_t>((299 * p[0] + 587 * p[1] + 114 * p[2]) / 1000);
            }
        }
        // The detector wants room around a face.
        cv::Mat roomy;
        cv::copyMakeBorder(grey, roomy, 64, 64, 64, 64, cv::BORDER_REPLICATE);
        std::vector<cv::Rect> faces;
        cascade.detectMultiScale(roomy, faces, 1.05, 3, 0, cv::Size(90, 90));
        bool hit = false;
        for (const cv::Rect &face : faces)
            hit = hit || face.contains(cv::Point(64 + 128, 64 + 140));
        found += hit ? 1 : 0;
        UNSCOPED_INFO("person " << i << (hit ? " found" : " missed"));
    }
    INFO(found << " of " << kPeople << " found");
    CHECK(found >= 95);
}
