// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/video/temporal_blend.h"

#include "engine/style/pixels.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <utility>

namespace imago::style::video {

namespace {

constexpr double kFine = 1.0;      // sigma in px of what counts as fine detail
constexpr double kAround = 6.0;    // sigma in px of the surroundings in which its contrast is compared
constexpr float kLeastGain = 0.75F;
constexpr float kMostGain = 1.6F;  // more would draw noise
constexpr float kFaint = 300.0F;   // levels of 65535: fainter detail is left as it is

cv::Mat view(Image &picture)
{
    return cv::Mat(picture.height(), picture.width(), CV_16UC4, picture.bytes().data());
}

// Fine detail of lightness, and how strong it is around each pixel.
struct Detail
{
    cv::Mat fine;     // CV_32FC1
    cv::Mat strength; // CV_32FC1
};

Detail detailOf(const cv::Mat &picture)
{
    cv::Mat light(picture.size(), CV_32FC1);
    for (int y = 0; y < picture.rows; ++y) {
        const auto *from = picture.ptr<cv::Vec<std::uint16_t, 4>>(y);
        auto *to = light.ptr<float>(y);
        for (int x = 0; x < picture.cols; ++x)
            to[x] = pixelLuma(from[x].val);
    }
    Detail detail;
    cv::GaussianBlur(light, detail.fine, {}, kFine);
    detail.fine = light - detail.fine;
    // The average around at a quarter of the size: it changes slowly, and the blur costs a sixteenth there.
    cv::Mat small;
    cv::resize(cv::abs(detail.fine), small, {}, 0.25, 0.25, cv::INTER_AREA);
    cv::GaussianBlur(small, small, {}, kAround / 4);
    cv::resize(small, detail.strength, picture.size(), 0, 0, cv::INTER_LINEAR);
    return detail;
}

// Brings the fine contrast of `blended` to that of `own`.
void restoreDetail(cv::Mat &blended, const cv::Mat &own)
{
    const Detail wanted = detailOf(own);
    const Detail there = detailOf(blended);
    for (int y = 0; y < blended.rows; ++y) {
        auto *to = blended.ptr<cv::Vec<std::uint16_t, 4>>(y);
        const auto *fine = there.fine.ptr<float>(y);
        const auto *has = there.strength.ptr<float>(y);
        const auto *wants = wanted.strength.ptr<float>(y);
        for (int x = 0; x < blended.cols; ++x) {
            // By mean steps, not by squares: strokes have few strong edges, mixtures of them many weak ones.
            const float ratio = (wants[x] + kFaint) / (has[x] + kFaint);
            const float change = (std::clamp(ratio, kLeastGain, kMostGain) - 1.0F) * fine[x];
            for (int c = 0; c < 3; ++c) {
                const float value = static_cast<float>(to[x][c]) + change;
                to[x][c] = static_cast<std::uint16_t>(std::clamp(value + 0.5F, 0.0F, 65535.0F));
            }
        }
    }
}

} // namespace

TemporalBlend::TemporalBlend(double share)
    : m_share(std::clamp(share, 0.0, kMostShare))
{
}

Image TemporalBlend::next(Image styled, const Motion *motion)
{
    if (m_share <= 0)
        return styled;
    if (motion != nullptr && m_last) {
        Image blended = styled;
        mixConfident(blended, moved(*m_last, *motion), *motion, m_share);
        cv::Mat to = view(blended);
        restoreDetail(to, view(styled));
        styled = std::move(blended);
    }
    m_last = styled;
    return styled;
}

} // namespace imago::style::video
