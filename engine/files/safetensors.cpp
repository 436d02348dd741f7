// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/safetensors.h"

#include "engine/files/descriptor.h"
#include "engine/files/half.h"
#include "engine/files/save_file.h"
#include "engine/files/strict_json.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <new>
#include <optional>
#include <set>

namespace imago::files {

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

/// A tensor before its bytes are there.
struct SafeTensorsEntry
{
    TensorView tensor;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

struct SafeTensorsHeader
{
    std::vector<SafeTensorsEntry> entries; ///< Ordered, without gaps, ending where the file ends.
    Metadata metadata;
    std::size_t dataAt = 0; ///< Where the tensors' bytes begin in the file.
};

namespace {

using Entry = SafeTensorsEntry;
using Header = SafeTensorsHeader;
using Json = nlohmann::json;

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kLargestHeader = 16U << 20;
constexpr std::size_t kMostTensors = 65536;
constexpr std::size_t kMostSides = 16;
constexpr std::string_view kMetadataKey = "__metadata__";

struct DTypeFacts
{
    DType dtype;
    std::string_view name;
    std::size_t bytes;
};

/// In the order in which the reference implementation lays tensors out.
constexpr std::array<DTypeFacts, 7> kDTypes{{{DType::I64, "I64", 8},
                                             {DType::F32, "F32", 4},
                                             {DType::I32, "I32", 4},
                                             {DType::BF16, "BF16", 2},
                                             {DType::F16, "F16", 2},
                                             {DType::I8, "I8", 1},
                                             {DType::U8, "U8", 1}}};

std::size_t layoutRank(DType dtype) noexcept
{
    const auto found = std::ranges::find(kDTypes, dtype, &DTypeFacts::dtype);
    return static_cast<std::size_t>(found - kDTypes.begin());
}

/// How many bytes dtype and shape take; nothing when a side is negative or the product overflows.
std::optional<std::uint64_t> expectedBytes(DType dtype, std::span<const std::int64_t> shape) noexcept
{
    std::uint64_t total = bytesPerValue(dtype);
    const bool isEmpty = std::ranges::find(shape, 0) != shape.end();
    for (const std::int64_t side : shape) {
        if (side < 0 || (!isEmpty && __builtin_mul_overflow(total, static_cast<std::uint64_t>(side), &total)))
            return std::nullopt;
    }
    return isEmpty ? 0 : total;
}

Result<Metadata> readMetadata(const Json &json, const std::string &subject)
{
    if (!json.is_object())
        return fail(ErrorCode::FileDamaged, "__metadata__ must be an object", subject);
    Metadata metadata;
    for (const auto &[key, value] : json.items()) {
        if (!value.is_string())
            return fail(ErrorCode::FileDamaged, "__metadata__ may hold texts only: " + key, subject);
        metadata.emplace(key, value.get<std::string>());
    }
    return metadata;
}

Result<Entry> readEntry(const std::string &name, const Json &json, const std::string &subject)
{
    const auto damaged = [&](const std::string &rule) {
        return fail(ErrorCode::FileDamaged, "tensor \"" + name + "\": " + rule, subject);
    };
    if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") ||
        !json.contains("data_offsets"))
        return damaged("dtype, shape or data_offsets is missing");
    Entry entry;
    entry.tensor.name = name;

    const Json &dtype = json["dtype"];
    if (!dtype.is_string())
        return damaged("dtype must be a text");
    const auto facts = std::ranges::find(kDTypes, dtype.get_ref<const std::string &>(), &DTypeFacts::name);
    if (facts == kDTypes.end()) {
        return fail(ErrorCode::UnsupportedFormat,
                    "tensor \"" + name + "\": this dtype is not supported: " + dtype.get<std::string>(),
                    subject);
    }
    entry.tensor.dtype = facts->dtype;

    const Json &shape = json["shape"];
    if (!shape.is_array() || shape.size() > kMostSides)
        return damaged("shape must be a list of at most " + std::to_string(kMostSides) + " sides");
    for (const Json &side : shape) {
        if (!side.is_number_unsigned() || side.get<std::uint64_t>() > INT64_MAX)
            return damaged("every side of the shape must be a whole number, 0 or more");
        entry.tensor.shape.push_back(side.get<std::int64_t>());
    }

    const Json &offsets = json["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() ||
        !offsets[1].is_number_unsigned())
        return damaged("data_offsets must be two whole numbers");
    entry.begin = offsets[0].get<std::uint64_t>();
    entry.end = offsets[1].get<std::uint64_t>();

    const std::optional<std::uint64_t> expected = expectedBytes(entry.tensor.dtype, entry.tensor.shape);
    if (!expected)
        return damaged("the shape is too large");
    if (entry.begin > entry.end || entry.end - entry.begin != *expected)
        return damaged("data_offsets do not fit dtype and shape");
    return entry;
}

Result<Header> parseHeader(std::span<const std::uint8_t> bytes, std::uint64_t dataBytes,
                           const std::string &subject)
{
    const std::string_view text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    if (text.empty() || text.front() != '{')
        return fail(ErrorCode::FileDamaged, "the header must begin with {", subject);
    Result<Json> json = parseStrictJson(text, subject);
    if (!json)
        return tl::unexpected(std::move(json).error());
    if (json->size() > kMostTensors)
        return fail(ErrorCode::FileTooLarge, "there are more than 65,536 tensors", subject);

    Header header;
    header.dataAt = kLengthBytes + bytes.size();
    for (const auto &[name, value] : json->items()) {
        if (name == kMetadataKey) {
            Result<Metadata> metadata = readMetadata(value, subject);
            if (!metadata)
                return tl::unexpected(std::move(metadata).error());
            header.metadata = std::move(*metadata);
            continue;
        }
        Result<Entry> entry = readEntry(name, value, subject);
        if (!entry)
            return tl::unexpected(std::move(entry).error());
        header.entries.push_back(std::move(*entry));
    }

    std::ranges::stable_sort(header.entries, [](const Entry &a, const Entry &b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::uint64_t end = 0;
    for (const Entry &entry : header.entries) {
        if (entry.begin != end) {
            return fail(ErrorCode::FileDamaged,
                        "tensor \"" + entry.tensor.name + "\" overlaps another one or leaves a hole",
                        subject);
        }
        end = entry.end;
    }
    if (end != dataBytes) {
        return fail(ErrorCode::FileDamaged,
                    "the tensors take " + std::to_string(end) + " bytes, the file holds " +
                        std::to_string(dataBytes),
                    subject);
    }
    return header;
}

/// The header's length, checked against the rules and against the file's size.
Result<std::size_t> headerLength(std::span<const std::uint8_t, kLengthBytes> bytes, std::uint64_t fileBytes,
                                 const std::string &subject)
{
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), kLengthBytes);
    if (length > fileBytes - kLengthBytes)
        return fail(ErrorCode::FileDamaged, "the header is longer than the file", subject);
    if (length > kLargestHeader)
        return fail(ErrorCode::FileTooLarge, "the header is larger than 16 MB", subject);
    return static_cast<std::size_t>(length);
}

tl::unexpected<Error> tooShort(const std::string &subject)
{
    return fail(ErrorCode::FileDamaged, "the file is too short for safetensors", subject);
}

} // namespace

std::string_view name(DType dtype) noexcept
{
    return kDTypes[layoutRank(dtype)].name;
}

std::size_t bytesPerValue(DType dtype) noexcept
{
    return kDTypes[layoutRank(dtype)].bytes;
}

std::int64_t TensorView::count() const noexcept
{
    return static_cast<std::int64_t>(bytes.size() / bytesPerValue(dtype));
}

std::vector<float> toFloats(const TensorView &tensor)
{
    std::vector<float> values;
    const std::size_t step = bytesPerValue(tensor.dtype);
    const auto read = [&tensor, &values, step](auto fromBytes) {
        values.reserve(tensor.bytes.size() / step);
        for (std::size_t at = 0; at < tensor.bytes.size(); at += step)
            values.push_back(fromBytes(tensor.bytes.data() + at));
    };
    const auto bitsAt = [](const std::uint8_t *at) {
        std::uint16_t bits = 0;
        std::memcpy(&bits, at, sizeof bits);
        return bits;
    };
    if (tensor.dtype == DType::F32) {
        values.resize(tensor.bytes.size() / step);
        if (!values.empty())
            std::memcpy(values.data(), tensor.bytes.data(), values.size() * step);
    } else if (tensor.dtype == DType::F16) {
        read([bitsAt](const std::uint8_t *at) { return fromHalf(bitsAt(at)); });
    } else if (tensor.dtype == DType::BF16) {
        read([bitsAt](const std::uint8_t *at) { return fromBfloat16(bitsAt(at)); });
    }
    return values;
}

Result<SafeTensors> SafeTensors::open(const std::filesystem::path &path)
{
    const std::string subject = subjectOf(path);
    const Result<OpenFile> file = openRegular(path);
    if (!file)
        return tl::unexpected(file.error());
    if (file->bytes < kLengthBytes)
        return tooShort(subject);
    std::array<std::uint8_t, kLengthBytes> lengthBytes{};
    if (Status read = readExactly(*file, lengthBytes, subject); !read)
        return tl::unexpected(std::move(read).error());
    const Result<std::size_t> length = headerLength(lengthBytes, file->bytes, subject);
    if (!length)
        return tl::unexpected(length.error());
    const std::size_t dataAt = kLengthBytes + *length;
    try {
        // The header is judged alone first: a foreign file of 100 GB is refused without reading it.
        std::vector<std::uint8_t> bytes(dataAt);
        std::ranges::copy(lengthBytes, bytes.begin());
        const std::span<std::uint8_t> header = std::span(bytes).subspan(kLengthBytes);
        if (Status read = readExactly(*file, header, subject); !read)
            return tl::unexpected(std::move(read).error());
        Result<Header> parsed = parseHeader(header, file->bytes - dataAt, subject);
        if (!parsed)
            return tl::unexpected(std::move(parsed).error());
        bytes.resize(static_cast<std::size_t>(file->bytes));
        if (Status read = readExactly(*file, std::span(bytes).subspan(dataAt), subject); !read)
            return tl::unexpected(std::move(read).error());
        return SafeTensors(std::move(*parsed), std::move(bytes));
    } catch (const std::bad_alloc &) {
        return fail(ErrorCode::OutOfMemory, "there is not enough memory for the tensors", subject);
    }
}

Result<SafeTensors> SafeTensors::parse(std::vector<std::uint8_t> file, std::string subject)
{
    if (file.size() < kLengthBytes)
        return tooShort(subject);
    const Result<std::size_t> length =
        headerLength(std::span(file).first<kLengthBytes>(), file.size(), subject);
    if (!length)
        return tl::unexpected(length.error());
    const std::span<const std::uint8_t> text = std::span(file).subspan(kLengthBytes, *length);
    Result<Header> header = parseHeader(text, file.size() - kLengthBytes - *length, subject);
    if (!header)
        return tl::unexpected(std::move(header).error());
    return SafeTensors(std::move(*header), std::move(file));
}

SafeTensors::SafeTensors(SafeTensorsHeader header, std::vector<std::uint8_t> file)
    : m_bytes(std::move(file))
    , m_metadata(std::move(header.metadata))
{
    const std::span<const std::uint8_t> data = std::span(m_bytes).subspan(header.dataAt);
    m_tensors.reserve(header.entries.size());
    for (SafeTensorsEntry &entry : header.entries) {
        entry.tensor.bytes = data.subspan(static_cast<std::size_t>(entry.begin),
                                          static_cast<std::size_t>(entry.end - entry.begin));
        m_tensors.push_back(std::move(entry.tensor));
    }
}

const TensorView *SafeTensors::find(std::string_view name) const noexcept
{
    const auto found = std::ranges::find(m_tensors, name, &TensorView::name);
    return found == m_tensors.end() ? nullptr : &*found;
}

std::vector<std::string> SafeTensors::names() const
{
    std::vector<std::string> names;
    for (const TensorView &tensor : m_tensors)
        names.push_back(tensor.name);
    return names;
}

Result<std::vector<std::uint8_t>> toSafeTensors(std::span<const TensorView> tensors, const Metadata &metadata)
{
    std::vector<const TensorView *> ordered;
    std::set<std::string_view> names;
    for (const TensorView &tensor : tensors) {
        if (tensor.name == kMetadataKey || !names.insert(tensor.name).second)
            return fail(ErrorCode::BadInput, "this name is taken: \"" + tensor.name + "\"");
        if (tensor.shape.size() > kMostSides ||
            expectedBytes(tensor.dtype, tensor.shape) != tensor.bytes.size()) {
            return fail(ErrorCode::BadInput,
                        "tensor \"" + tensor.name + "\": its bytes do not fit dtype and shape");
        }
        ordered.push_back(&tensor);
    }
    if (ordered.size() > kMostTensors - 1)
        return fail(ErrorCode::BadInput, "there are more than 65,535 tensors");
    std::ranges::sort(ordered, [](const TensorView *a, const TensorView *b) {
        return std::pair(layoutRank(a->dtype), std::string_view(a->name)) <
               std::pair(layoutRank(b->dtype), std::string_view(b->name));
    });

    try {
        // By hand, since the order of keys matters and Json sorts them.
        std::string text = "{";
        if (!metadata.empty())
            text += Json(kMetadataKey).dump() + ":" + Json(metadata).dump() + ",";
        std::uint64_t end = 0;
        for (const TensorView *tensor : ordered) {
            const std::uint64_t begin = end;
            end += tensor->bytes.size();
            text += Json(tensor->name).dump() + ":{\"dtype\":" + Json(name(tensor->dtype)).dump() +
                    ",\"shape\":" + Json(tensor->shape).dump() + ",\"data_offsets\":[" +
                    std::to_string(begin) + "," + std::to_string(end) + "]},";
        }
        if (text.back() == ',')
            text.pop_back();
        text += "}";
        text.resize((text.size() + 7) / 8 * 8, ' ');
        if (text.size() > kLargestHeader)
            return fail(ErrorCode::BadInput, "the header would be larger than 16 MB");

        const std::uint64_t length = text.size();
        std::vector<std::uint8_t> bytes(kLengthBytes);
        bytes.reserve(kLengthBytes + text.size() + end);
        std::memcpy(bytes.data(), &length, kLengthBytes);
        bytes.insert(bytes.end(), text.begin(), text.end());
        for (const TensorView *tensor : ordered)
            bytes.insert(bytes.end(), tensor->bytes.begin(), tensor->bytes.end());
        return bytes;
    } catch (const Json::exception &error) {
        return fail(ErrorCode::BadInput, error.what());
    } catch (const std::bad_alloc &) {
        return fail(ErrorCode::OutOfMemory, "there is not enough memory for the tensors");
    }
}

Status writeSafeTensors(const std::filesystem::path &path, std::span<const TensorView> tensors,
                        const Metadata &metadata)
{
    Result<std::vector<std::uint8_t>> bytes = toSafeTensors(tensors, metadata);
    if (!bytes) {
        Error error = std::move(bytes).error();
        error.subject = subjectOf(path);
        return tl::unexpected(std::move(error));
    }
    return saveFile(path, *bytes);
}

} // namespace imago::files
