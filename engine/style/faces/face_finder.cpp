// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/faces/face_finder.h"

#include "engine/files/resample.h"
#include "engine/style/photo.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <string>
#include <utility>

namespace imago::style::faces {

namespace {

namespace fs = std::filesystem;

constexpr int kSide = 640; // the longer side that is searched
constexpr double kLeastFace = 0.05;
constexpr double kStep = 1.08; // between sizes
constexpr int kFrontNeighbours = 5;
constexpr int kSideNeighbours = 6;

struct Cascades
{
    cv::CascadeClassifier front;
    cv::CascadeClassifier side; // a face that looks to the left
};

Result<cv::CascadeClassifier> open(const std::string &name)
{
    for (const char *folder : {"/usr/share/opencv4", "/usr/local/share/opencv4", "/usr/share/opencv"}) {
        const fs::path file = fs::path(folder) / "haarcascades" / name;
        std::error_code ignored;
        if (!fs::exists(file, ignored))
            continue;
        cv::CascadeClassifier cascade;
        if (!cascade.load(file.string()))
            return fail(ErrorCode::FileDamaged, "this is no cascade of OpenCV", file.string());
        return cascade;
    }
    return fail(ErrorCode::FileMissing,
                "OpenCV's face detector is not installed (on Debian: apt-get install opencv-data)", name);
}

Result<Cascades> openAll()
{
    Result<cv::CascadeClassifier> front = open("haarcascade_frontalface_alt2.xml");
    if (!front)
        return tl::unexpected(std::move(front).error());
    Result<cv::CascadeClassifier> side = open("haarcascade_profileface.xml");
    if (!side)
        return tl::unexpected(std::move(side).error());
    return Cascades{*std::move(front), *std::move(side)};
}

cv::Mat greyOf(const Image &picture)
{
    const Image whole = opaque(picture.converted(PixelFormat::Rgba8));
    const Image small = std::max(whole.width(), whole.height()) > kSide
                            ? files::resample(whole, fitted(whole.size(), kSide))
                            : whole;
    // cv::Mat reads through a pointer that is not const; nothing is written.
    const cv::Mat rgba(small.height(), small.width(), CV_8UC4,
                       const_cast<std::uint8_t *>(small.row(0)));
    cv::Mat grey;
    cv::cvtColor(rgba, grey, cv::COLOR_RGBA2GRAY);
    cv::equalizeHist(grey, grey);
    return grey;
}

bool sameFace(const cv::Rect &a, const cv::Rect &b)
{
    return (a & b).area() > 0.3 * std::min(a.area(), b.area());
}

std::vector<cv::Rect> detect(Cascades &cascades, const cv::Mat &grey)
{
    const int least = std::max(20, static_cast<int>(kLeastFace * std::max(grey.cols, grey.rows)));
    std::vector<cv::Rect> faces;
    const auto add = [&](cv::CascadeClassifier &cascade, const cv::Mat &seen, int neighbours, bool mirrored) {
        std::vector<cv::Rect> found;
        cascade.detectMultiScale(seen, found, kStep, neighbours, 0, cv::Size(least, least));
        for (cv::Rect face : found) {
            if (mirrored)
                face.x = seen.cols - face.x - face.width;
            if (std::ranges::none_of(faces, [&](const cv::Rect &known) { return sameFace(known, face); }))
                faces.push_back(face);
        }
    };
    cv::Mat mirrored;
    cv::flip(grey, mirrored, 1);
    add(cascades.front, grey, kFrontNeighbours, false);
    add(cascades.side, grey, kSideNeighbours, false);
    add(cascades.side, mirrored, kSideNeighbours, true);
    std::ranges::sort(faces, std::greater(), [](const cv::Rect &face) { return face.area(); });
    return faces;
}

} // namespace

Result<std::vector<FaceBox>> findFaces(const Image &picture)
try {
    static std::mutex mutex; // cascades keep what they work on
    static Result<Cascades> cascades = openAll();
    const std::scoped_lock lock(mutex);
    if (!cascades)
        return tl::unexpected(cascades.error());
    const cv::Mat grey = greyOf(picture);
    std::vector<FaceBox> boxes;
    for (const cv::Rect &face : detect(*cascades, grey)) {
        boxes.push_back({static_cast<double>(face.x) / grey.cols, static_cast<double>(face.y) / grey.rows,
                         static_cast<double>(face.width) / grey.cols, static_cast<double>(face.height) / grey.rows});
    }
    return boxes;
} catch (const std::exception &error) {
    return fail(ErrorCode::Internal, error.what());
}

} // namespace imago::style::faces
