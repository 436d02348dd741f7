// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/video/motion.h"

#include "engine/style/pixels.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

#include <cmath>

namespace imago::style::video {

namespace {

// Sundaram et al.'s constants.
constexpr float kForthAndBack = 0.01F;
constexpr float kForthAndBackLeast = 0.5F; // px squared
// A difference of this many levels (after a little smoothing, which takes the camera's noise) leaves 1/e of the
// confidence.
constexpr float kLooks = 10.0F;
constexpr double kLooksSmoothing = 1.0;
constexpr double kEdgeSmoothing = 1.5;
constexpr double kLooksUnlike = 30.0; // levels from which a pixel is not the one before
constexpr int kLeastSide = 32;        // the search needs a few patches
// Where a plain wall stands still the search finds a little of anything. What changed by less than so many levels
// around a pixel (a camera's noise) has stayed, unless the search is sure of a motion above so many px.
constexpr double kStillSmoothing = 2.0;
constexpr float kStill = 4.0F;
constexpr float kStillDrift = 0.75F;

cv::Mat view(const Plane &plane)
{
    return cv::Mat(plane.size.height, plane.size.width, CV_8UC1, const_cast<std::uint8_t *>(plane.values.data()));
}

cv::Mat view(const Image &picture)
{
    return cv::Mat(picture.height(), picture.width(), CV_16UC4, const_cast<std::uint8_t *>(picture.bytes().data()));
}

// Motion is searched in a frame of at most this side: its cost stays far below the networks'.
cv::Size searchSize(cv::Size size)
{
    constexpr int kMostSide = 960;
    const double scale = std::min(1.0, static_cast<double>(kMostSide) / std::max(size.width, size.height));
    return {std::max(1, cvRound(size.width * scale)), std::max(1, cvRound(size.height * scale))};
}

cv::Mat scaled(const cv::Mat &picture, cv::Size size)
{
    if (picture.size() == size)
        return picture;
    cv::Mat result;
    cv::resize(picture, result, size, 0, 0, cv::INTER_AREA);
    return result;
}

// From where each pixel came.
void setPlaces(const cv::Mat &back, cv::Mat &from)
{
    for (int y = 0; y < from.rows; ++y) {
        const auto *step = back.ptr<cv::Vec2f>(y);
        auto *place = from.ptr<cv::Vec2f>(y);
        for (int x = 0; x < from.cols; ++x)
            place[x] = {static_cast<float>(x) + step[x][0], static_cast<float>(y) + step[x][1]};
    }
}

// 1 where going forth undoes going back, else 0.
cv::Mat undone(const cv::Mat &back, const cv::Mat &forth)
{
    cv::Mat from(back.size(), CV_32FC2);
    setPlaces(back, from);
    cv::Mat returning;
    cv::remap(forth, returning, from, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::Mat there(back.size(), CV_32FC1);
    for (int y = 0; y < there.rows; ++y) {
        const auto *step = back.ptr<cv::Vec2f>(y);
        const auto *turn = returning.ptr<cv::Vec2f>(y);
        auto *to = there.ptr<float>(y);
        for (int x = 0; x < there.cols; ++x) {
            const cv::Vec2f rest = step[x] + turn[x];
            const float bound = kForthAndBack * (step[x].dot(step[x]) + turn[x].dot(turn[x])) + kForthAndBackLeast;
            to[x] = rest.dot(rest) <= bound ? 1.0F : 0.0F;
        }
    }
    return there;
}

template <typename Value>
void readLuma(const Image &picture, Plane &plane)
{
    constexpr float kScale = 255.0F / kFull<Value>;
    for (int y = 0; y < picture.height(); ++y) {
        const Value *pixel = pixels<Value>(picture, y);
        std::uint8_t *to =
            plane.values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(plane.size.width);
        for (int x = 0; x < picture.width(); ++x, pixel += 4)
            to[x] = static_cast<std::uint8_t>(pixelLuma(pixel) * kScale + 0.5F);
    }
}

// What has stayed in its place comes from there, and surely.
void keepStill(const cv::Mat &old, const cv::Mat &fresh, cv::Mat &from, cv::Mat &there)
{
    cv::Mat change;
    cv::absdiff(old, fresh, change);
    change.convertTo(change, CV_32F);
    cv::GaussianBlur(change, change, {}, kStillSmoothing);
    for (int y = 0; y < from.rows; ++y) {
        const auto *changed = change.ptr<float>(y);
        auto *place = from.ptr<cv::Vec2f>(y);
        auto *sure = there.ptr<float>(y);
        for (int x = 0; x < from.cols; ++x) {
            const cv::Vec2f here(static_cast<float>(x), static_cast<float>(y));
            const cv::Vec2f step = place[x] - here;
            if (changed[x] < kStill && (sure[x] < 0.5F || step.dot(step) < kStillDrift * kStillDrift)) {
                place[x] = here;
                sure[x] = 1;
            }
        }
    }
}

} // namespace

Plane luma(const Image &picture)
{
    Plane plane{picture.size(), std::vector<std::uint8_t>(static_cast<std::size_t>(picture.width()) *
                                                          static_cast<std::size_t>(picture.height()))};
    if (picture.format() == PixelFormat::Rgba8)
        readLuma<std::uint8_t>(picture, plane);
    else
        readLuma<std::uint16_t>(picture, plane);
    return plane;
}

struct MotionEstimator::State
{
    cv::Ptr<cv::DISOpticalFlow> search = cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_MEDIUM);
};

MotionEstimator::MotionEstimator()
    : m_state(std::make_unique<State>())
{
    // The search cuts the picture by its number of threads, and pixels at the cuts come out otherwise.
    cv::setNumThreads(1);
}

MotionEstimator::MotionEstimator(MotionEstimator &&) noexcept = default;
MotionEstimator &MotionEstimator::operator=(MotionEstimator &&) noexcept = default;
MotionEstimator::~MotionEstimator() = default;

Motion MotionEstimator::between(const Plane &before, const Plane &after)
{
    const cv::Mat old = view(before);
    const cv::Mat fresh = view(after);
    const cv::Size searched = searchSize(fresh.size());
    cv::Mat back(searched, CV_32FC2, cv::Scalar::all(0));
    cv::Mat forth(searched, CV_32FC2, cv::Scalar::all(0));
    if (std::min(searched.width, searched.height) >= kLeastSide) {
        const cv::Mat smallOld = scaled(old, searched);
        const cv::Mat smallFresh = scaled(fresh, searched);
        m_state->search->calc(smallFresh, smallOld, back);
        m_state->search->calc(smallOld, smallFresh, forth);
    }
    cv::Mat there = undone(back, forth);
    if (searched != fresh.size()) {
        cv::resize(there, there, fresh.size(), 0, 0, cv::INTER_LINEAR);
        cv::resize(back, back, fresh.size(), 0, 0, cv::INTER_LINEAR);
        cv::multiply(back,
                     cv::Scalar(static_cast<double>(fresh.cols) / searched.width,
                                static_cast<double>(fresh.rows) / searched.height),
                     back);
    }

    Motion motion{after.size, {}, {}, 0};
    const std::size_t count = after.values.size();
    motion.from.resize(2 * count);
    motion.confidence.resize(count);
    cv::Mat from(fresh.size(), CV_32FC2, motion.from.data());
    cv::Mat seen(fresh.size(), CV_32FC1, motion.confidence.data());
    setPlaces(back, from);
    keepStill(old, fresh, from, there);
    cv::Mat unlike;
    cv::remap(old, unlike, from, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::absdiff(unlike, fresh, unlike);
    unlike.convertTo(unlike, CV_32F);
    cv::GaussianBlur(unlike, unlike, {}, kLooksSmoothing);

    const auto right = static_cast<float>(from.cols - 1);
    const auto bottom = static_cast<float>(from.rows - 1);
    std::size_t matched = 0;
    for (int y = 0; y < from.rows; ++y) {
        const auto *place = from.ptr<cv::Vec2f>(y);
        const auto *looks = unlike.ptr<float>(y);
        auto *to = there.ptr<float>(y);
        for (int x = 0; x < from.cols; ++x) {
            if (place[x][0] < 0 || place[x][1] < 0 || place[x][0] > right || place[x][1] > bottom)
                to[x] = 0;
            matched += to[x] > 0.5F && looks[x] < kLooksUnlike ? 1 : 0;
        }
    }
    motion.matched = static_cast<double>(matched) / static_cast<double>(count);
    cv::GaussianBlur(there, seen, {}, kEdgeSmoothing);
    for (int y = 0; y < from.rows; ++y) {
        const auto *looks = unlike.ptr<float>(y);
        auto *to = seen.ptr<float>(y);
        for (int x = 0; x < from.cols; ++x)
            to[x] *= std::exp(-(looks[x] / kLooks) * (looks[x] / kLooks));
    }
    return motion;
}

Image moved(const Image &before, const Motion &motion)
{
    Image result(before.size(), PixelFormat::Rgba16);
    cv::Mat to = view(result);
    const cv::Mat from(to.size(), CV_32FC2, const_cast<float *>(motion.from.data()));
    cv::remap(view(before), to, from, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    return result;
}

void mixConfident(Image &picture, const Image &other, const Motion &motion, double share)
{
    const float *confidence = motion.confidence.data();
    for (int y = 0; y < picture.height(); ++y) {
        auto *to = pixels<std::uint16_t>(picture, y);
        const auto *from = pixels<std::uint16_t>(other, y);
        for (int x = 0; x < picture.width(); ++x, to += 4, from += 4, ++confidence) {
            const float weight = static_cast<float>(share) * *confidence;
            for (int c = 0; c < 3; ++c) {
                const auto own = static_cast<float>(to[c]);
                to[c] = static_cast<std::uint16_t>(own + weight * (static_cast<float>(from[c]) - own) + 0.5F);
            }
        }
    }
}

} // namespace imago::style::video
