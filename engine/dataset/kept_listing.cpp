// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/kept_listing.h"

#include "engine/dataset/content.h"
#include "engine/files/save_file.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace imago::dataset {

namespace {

class Writer
{
public:
    template <typename Number> void add(Number value)
    {
        static_assert(std::is_arithmetic_v<Number>);
        const auto *bytes = reinterpret_cast<const std::uint8_t *>(&value);
        m_bytes.insert(m_bytes.end(), bytes, bytes + sizeof value);
    }
    void addText(std::string_view text)
    {
        add(static_cast<std::uint32_t>(text.size()));
        m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    }
    void addTexts(const std::vector<std::string> &texts)
    {
        add(static_cast<std::uint32_t>(texts.size()));
        for (const std::string &text : texts)
            addText(text);
    }
    std::vector<std::uint8_t> take() { return std::move(m_bytes); }

private:
    std::vector<std::uint8_t> m_bytes;
};

/// Gives zeros and empty texts once the bytes have ended too early.
class Reader
{
public:
    explicit Reader(std::span<const std::uint8_t> bytes)
        : m_rest(bytes)
    {
    }

    template <typename Number> Number number()
    {
        Number value{};
        if (const auto bytes = next(sizeof value); !bytes.empty())
            std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    std::string_view text()
    {
        const auto bytes = next(number<std::uint32_t>());
        return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
    }
    std::vector<std::string> texts()
    {
        std::vector<std::string> result;
        for (auto left = number<std::uint32_t>(); left > 0 && m_good; --left)
            result.emplace_back(text());
        return result;
    }
    /// All was there, and no more.
    bool ended() const { return m_good && m_rest.empty(); }
    bool good() const { return m_good; }

private:
    std::span<const std::uint8_t> next(std::size_t count)
    {
        m_good = m_good && count <= m_rest.size();
        if (!m_good)
            return {};
        const auto bytes = m_rest.first(count);
        m_rest = m_rest.subspan(count);
        return bytes;
    }

    std::span<const std::uint8_t> m_rest;
    bool m_good = true;
};

bool isSane(const Dataset::Content &content)
{
    const auto classes = static_cast<std::int32_t>(content.classNames.size());
    const auto known = [classes](std::int32_t index) { return index >= -1 && index < classes; };
    return std::ranges::all_of(content.classes, known) &&
           std::ranges::all_of(content.parts, [](Part part) { return part <= Part::HeldOut; }) &&
           content.labelSource <= LabelSource::Idx;
}

} // namespace

std::vector<std::uint8_t> listingOf(const Dataset &dataset)
{
    Writer writer;
    writer.add(static_cast<std::uint8_t>(dataset.labelSource()));
    writer.addTexts(dataset.classNames());
    writer.addTexts(dataset.attributeNames());
    for (std::size_t item = 0; item < dataset.size(); ++item) {
        writer.addText(dataset.name(item));
        writer.add(static_cast<std::int32_t>(dataset.classIndex(item)));
        writer.add(static_cast<std::uint8_t>(dataset.part(item)));
        for (const float value : dataset.attributes(item))
            writer.add(value);
    }
    return writer.take();
}

Result<Dataset> datasetFrom(std::span<const std::uint8_t> listing, std::size_t count, std::uint64_t fingerprint,
                            const std::filesystem::path &path)
{
    Reader reader(listing);
    auto content = std::make_shared<Dataset::Content>();
    content->path = path;
    content->labelSource = static_cast<LabelSource>(reader.number<std::uint8_t>());
    content->classNames = reader.texts();
    content->attributeNames = reader.texts();
    for (; content->count < count && reader.good(); ++content->count) {
        content->names.add(reader.text());
        content->classes.push_back(reader.number<std::int32_t>());
        content->parts.push_back(static_cast<Part>(reader.number<std::uint8_t>()));
        for (std::size_t i = 0; i < content->attributeNames.size(); ++i)
            content->attributes.push_back(reader.number<float>());
    }
    if (count == 0 || !reader.ended() || !isSane(*content))
        return fail(ErrorCode::FileDamaged, "the list of the kept pictures is damaged", files::subjectOf(path));
    content->fingerprint = fingerprint;
    return Dataset(std::move(content));
}

} // namespace imago::dataset
