// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/usage_marks.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

namespace imago::dataset {

namespace {

using Bytes = std::span<const std::uint8_t>;
using Json = nlohmann::json;

constexpr std::size_t kLargestStore = 16'000'000;
constexpr std::size_t kLargestAssertion = 4096; // the CBOR reader recurses at most as often as there are bytes
constexpr int kDeepest = 8;

std::uint64_t bigEndian(Bytes bytes, std::size_t at, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8 | bytes[at + i];
    return value;
}

bool startsWith(Bytes bytes, std::string_view text)
{
    return bytes.size() >= text.size() &&
           std::equal(text.begin(), text.end(), bytes.begin(),
                      [](char c, std::uint8_t b) { return static_cast<std::uint8_t>(c) == b; });
}

struct Box
{
    Bytes type;
    Bytes content;
    std::size_t length = 0; ///< With its head.
};

// ISO 19566-5, section 4: length, type, content; length 1: eight more bytes of length, 0: to the end.
std::optional<Box> boxAt(Bytes bytes)
{
    if (bytes.size() < 8)
        return std::nullopt;
    std::uint64_t length = bigEndian(bytes, 0, 4);
    std::size_t head = 8;
    if (length == 1 && bytes.size() >= 16) {
        length = bigEndian(bytes, 8, 8);
        head = 16;
    } else if (length == 0) {
        length = bytes.size();
    }
    if (length < head || length > bytes.size())
        return std::nullopt;
    return Box{bytes.subspan(4, 4), bytes.subspan(head, static_cast<std::size_t>(length) - head),
               static_cast<std::size_t>(length)};
}

// The label of a superbox from its description box: 16 bytes of type, a byte of switches, the text with a zero.
std::string labelOf(Bytes description)
{
    constexpr std::size_t kBegin = 17;
    constexpr std::uint8_t kHasLabel = 2;
    if (description.size() <= kBegin || (description[16] & kHasLabel) == 0)
        return {};
    const Bytes text = description.subspan(kBegin);
    return {text.begin(), std::ranges::find(text, std::uint8_t{0})};
}

bool isTrainingAssertion(std::string_view label)
{
    return label.starts_with("c2pa.training-mining") || label.starts_with("cawg.training-mining");
}

bool forbidsTraining(const Json &assertion)
{
    if (!assertion.is_object() || !assertion.contains("entries") || !assertion["entries"].is_object())
        return false;
    for (const auto &[key, entry] : assertion["entries"].items()) {
        const bool training =
            key.ends_with(".ai_training") || key.ends_with(".ai_generative_training") || key.ends_with(".data_mining");
        if (!training || !entry.is_object() || !entry.contains("use") || !entry["use"].is_string())
            continue;
        const auto use = entry["use"].get<std::string>();
        if (use == "notAllowed" || use == "constrained")
            return true;
    }
    return false;
}

bool walk(Bytes bytes, const std::string &label, int depth)
{
    std::string inner = label;
    while (const auto box = boxAt(bytes)) {
        if (startsWith(box->type, "jumd")) {
            inner = labelOf(box->content);
        } else if (startsWith(box->type, "jumb") && depth < kDeepest) {
            if (walk(box->content, {}, depth + 1))
                return true;
        } else if (isTrainingAssertion(inner) && box->content.size() <= kLargestAssertion) {
            const bool cbor = startsWith(box->type, "cbor");
            const Json assertion = cbor ? Json::from_cbor(box->content.begin(), box->content.end(), true, false,
                                                          Json::cbor_tag_handler_t::ignore)
                                        : Json::parse(box->content.begin(), box->content.end(), nullptr, false);
            if (forbidsTraining(assertion))
                return true;
        }
        bytes = bytes.subspan(box->length);
    }
    return false;
}

// Boxes longer than a segment are cut into several of one number; each repeats the head of the box (annex D).
std::vector<std::uint8_t> boxesOfJpeg(Bytes file)
{
    constexpr std::uint8_t kApp11 = 0xEB;
    constexpr std::uint8_t kScan = 0xDA;
    std::map<std::uint64_t, std::vector<std::uint8_t>> boxes;
    std::size_t total = 0;
    std::size_t at = 2;
    while (at + 4 <= file.size() && file[at] == 0xFF && file[at + 1] != kScan) {
        const auto length = static_cast<std::size_t>(bigEndian(file, at + 2, 2));
        if (length < 2 || at + 2 + length > file.size())
            break;
        const Bytes segment = file.subspan(at + 4, length - 2);
        if (file[at + 1] == kApp11 && segment.size() > 16 && startsWith(segment, "JP")) {
            std::vector<std::uint8_t> &box = boxes[bigEndian(segment, 2, 2)];
            const std::size_t head = bigEndian(segment, 8, 4) == 1 ? 16 : 8;
            const std::size_t skip = 8 + (box.empty() ? 0 : head);
            total += segment.size();
            if (skip < segment.size() && total <= kLargestStore)
                box.insert(box.end(), segment.begin() + static_cast<std::ptrdiff_t>(skip), segment.end());
        }
        at += 2 + length;
    }
    std::vector<std::uint8_t> all;
    for (const auto &[number, box] : boxes)
        all.insert(all.end(), box.begin(), box.end());
    return all;
}

// A superbox whose description says "c2pa", wherever it lies.
Bytes findStore(Bytes bytes)
{
    constexpr std::string_view kSuperbox = "jumb";
    const std::string_view text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    for (std::size_t at = text.find(kSuperbox); at != std::string_view::npos; at = text.find(kSuperbox, at + 1)) {
        if (at < 4)
            continue;
        const auto box = boxAt(bytes.subspan(at - 4));
        const auto description = box ? boxAt(box->content) : std::nullopt;
        if (description && startsWith(description->type, "jumd") && startsWith(description->content, "c2pa"))
            return bytes.subspan(at - 4, box->length);
    }
    return {};
}

} // namespace

std::vector<std::uint8_t> manifestStoreOf(std::span<const std::uint8_t> file)
{
    const bool jpeg = file.size() > 3 && file[0] == 0xFF && file[1] == 0xD8;
    const std::vector<std::uint8_t> joined = jpeg ? boxesOfJpeg(file) : std::vector<std::uint8_t>();
    const Bytes store = findStore(jpeg ? Bytes(joined) : file);
    if (store.size() > kLargestStore)
        return {};
    return {store.begin(), store.end()};
}

std::uint8_t marksOfManifestStore(std::span<const std::uint8_t> jumbf)
{
    return walk(jumbf, {}, 0) ? static_cast<std::uint8_t>(Mark::C2paTrainingMining) : std::uint8_t{0};
}

} // namespace imago::dataset
