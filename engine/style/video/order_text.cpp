// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/video/order_text.h"

#include "engine/files/descriptor.h"
#include "engine/files/save_file.h"
#include "engine/files/sha256.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <unistd.h>

namespace imago::style::video {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kEnds = 1U << 20; // bytes at the begin and at the end that stand for the whole file

Result<std::string> fingerprint(const std::filesystem::path &clip)
{
    const Result<files::OpenFile> file = files::openRegular(clip);
    if (!file)
        return tl::unexpected(file.error());
    const std::uint64_t count = std::min(kEnds, file->bytes);
    files::Sha256 sum;
    for (const std::uint64_t begin : {std::uint64_t{0}, file->bytes - count}) {
        if (lseek(file->descriptor.get(), static_cast<off_t>(begin), SEEK_SET) < 0)
            return fail(ErrorCode::FileUnreadable, "it can't be read twice", files::subjectOf(clip));
        std::vector<std::uint8_t> bytes(count);
        if (Status read = files::readExactly(*file, bytes, files::subjectOf(clip)); !read)
            return tl::unexpected(std::move(read).error());
        sum.add(bytes);
    }
    return std::to_string(file->bytes) + ":" + sum.finish();
}

template <typename Values>
std::string sumOf(const Values &values)
{
    return files::sha256({reinterpret_cast<const std::uint8_t *>(values.data()), values.size() * sizeof(values[0])});
}

// What of a style the networks paint with.
std::string sumOfStyle(const Style &style)
{
    return sumOf(style.parameters) + (style.weights ? sumOf(*style.weights) : std::string());
}

} // namespace

Result<std::string> orderText(const VideoOrder &order, const imago::video::EncoderSettings &settings,
                              const std::string &modelHash)
{
    const Result<std::string> clip = fingerprint(order.clip);
    if (!clip)
        return tl::unexpected(clip.error());
    Json styles = Json::array();
    for (const WeightedStyle &each : order.styles)
        styles.push_back({sumOfStyle(each.style), each.weight});
    return Json{{"version", IMAGO_VERSION},
                {"clip", *clip},
                {"model", modelHash},
                {"styles", styles},
                {"strength", order.strength},
                {"structure", order.structure},
                {"colors", name(order.colors)},
                {"smooth", order.smooth},
                {"from", order.from.value_or(-1.0)},
                {"container", imago::video::name(settings.container)},
                {"width", settings.size.width},
                {"height", settings.size.height}}
        .dump();
}

} // namespace imago::style::video
