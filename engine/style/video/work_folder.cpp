// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/video/work_folder.h"

#include "engine/files/safetensors.h"
#include "engine/files/save_file.h"
#include "engine/files/sha256.h"
#include "engine/files/strict_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <utility>

namespace imago::style::video {

using files::DType;
using files::TensorView;
using imago::video::Packet;
using Json = nlohmann::json;

namespace {

namespace fs = std::filesystem;

constexpr int kVersion = 1;
constexpr std::uint64_t kLargestState = 64U << 20;
constexpr std::uint64_t kLargestFile = std::uint64_t{16} << 30;
constexpr std::size_t kColumns = 4; // of a packet's row: bytes, time, duration, is key

template <typename Value>
std::span<const std::uint8_t> bytesOf(const std::vector<Value> &values)
{
    return {reinterpret_cast<const std::uint8_t *>(values.data()), values.size() * sizeof(Value)};
}

TensorView bytesView(std::string name, std::span<const std::uint8_t> bytes)
{
    return {std::move(name), DType::U8, {static_cast<std::int64_t>(bytes.size())}, bytes};
}

// Writes the tensors; the answer is the file's checksum.
Result<std::string> write(const fs::path &path, const std::vector<TensorView> &tensors)
{
    const auto file = files::toSafeTensors(tensors);
    if (!file)
        return tl::unexpected(file.error());
    if (Status saved = files::saveFile(path, *file); !saved)
        return tl::unexpected(std::move(saved).error());
    return files::sha256(*file);
}

Result<files::SafeTensors> read(const fs::path &path, const std::string &sha256)
{
    Result<std::vector<std::uint8_t>> bytes = files::readBytes(path, kLargestFile);
    if (!bytes)
        return tl::unexpected(std::move(bytes).error());
    if (files::sha256(*bytes) != sha256)
        return fail(ErrorCode::ChecksumMismatch, "a stretch of the unfinished clip has changed",
                    files::subjectOf(path));
    return files::SafeTensors::parse(*std::move(bytes), files::subjectOf(path));
}

void addImage(std::vector<TensorView> &tensors, const std::string &name, const Image &image)
{
    if (image.empty())
        return;
    tensors.push_back({name,
                       DType::U8,
                       {image.height(), image.width(), static_cast<std::int64_t>(image.bytesPerPixel())},
                       image.bytes()});
}

Image imageOf(const files::SafeTensors &file, const std::string &name)
{
    const TensorView *tensor = file.find(name);
    if (tensor == nullptr || tensor->shape.size() != 3)
        return {};
    Image image({static_cast<int>(tensor->shape[1]), static_cast<int>(tensor->shape[0])},
                tensor->shape[2] == 4 ? PixelFormat::Rgba8 : PixelFormat::Rgba16);
    if (image.bytes().size() != tensor->bytes.size())
        return {};
    std::ranges::copy(tensor->bytes, image.bytes().begin());
    return image;
}

Result<std::vector<Packet>> packetsOf(const files::SafeTensors &file, const std::string &subject)
{
    const auto damaged = [&subject] {
        return fail(ErrorCode::FileDamaged, "a stretch of the unfinished clip is damaged", subject);
    };
    const TensorView *bytes = file.find("bytes");
    const TensorView *rows = file.find("packets");
    if (bytes == nullptr || rows == nullptr || rows->dtype != DType::I64 || rows->shape.size() != 2 ||
        rows->shape[1] != kColumns)
        return damaged();
    std::vector<Packet> packets;
    std::size_t at = 0;
    for (std::int64_t i = 0; i < rows->shape[0]; ++i) {
        std::array<std::int64_t, kColumns> row{};
        std::memcpy(row.data(), rows->bytes.data() + static_cast<std::size_t>(i) * sizeof row, sizeof row);
        if (row[0] < 0 || static_cast<std::uint64_t>(row[0]) > bytes->bytes.size() - at)
            return damaged();
        const auto count = static_cast<std::size_t>(row[0]);
        const auto from = bytes->bytes.subspan(at, count);
        packets.push_back({{from.begin(), from.end()}, row[1], row[2], row[3] != 0});
        at += count;
    }
    return packets;
}

} // namespace

WorkFolder::WorkFolder(fs::path folder, files::Descriptor lock, std::string order)
    : m_folder(std::move(folder))
    , m_lock(std::move(lock))
    , m_order(std::move(order))
{
}

Result<WorkFolder> WorkFolder::open(const fs::path &folder, const std::string &order, bool resume)
{
    std::error_code failed;
    fs::create_directory(folder, failed);
    if (failed)
        return files::failWriting(failed.value(), files::subjectOf(folder));
    files::Descriptor lock(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (!lock.isOpen())
        return files::failWriting(errno, files::subjectOf(folder));
    if (flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorCode::BadInput, "another run is writing this clip", files::subjectOf(folder));
    WorkFolder work(folder, std::move(lock),
                    files::sha256({reinterpret_cast<const std::uint8_t *>(order.data()), order.size()}));
    if (resume) {
        if (Status read = work.readState(); !read)
            return tl::unexpected(std::move(read).error());
    }
    if (work.m_stretches.empty()) {
        for (const fs::directory_entry &entry : fs::directory_iterator(folder, failed)) {
            if (entry.path().filename() != "lock")
                fs::remove(entry.path(), failed);
        }
    }
    return work;
}

fs::path WorkFolder::fileOf(std::size_t stretch) const
{
    return m_folder / (std::to_string(stretch) + ".stretch");
}

fs::path WorkFolder::carryOf(std::size_t stretch) const
{
    return m_folder / (std::to_string(stretch) + ".carry");
}

// What is not there or damaged is begun again; what belongs to another order is not thrown away unasked.
Status WorkFolder::readState()
{
    const Result<std::string> text = files::readFile(m_folder / "state.json", kLargestState);
    if (!text)
        return {};
    const auto state = files::parseStrictJson(*text, files::subjectOf(m_folder));
    if (!state)
        return {};
    try {
        if (state->at("version") != kVersion || state->at("order") != m_order) {
            return fail(ErrorCode::Incompatible,
                        "the unfinished clip there was begun with other options; resume with those, or begin anew",
                        files::subjectOf(m_folder));
        }
        m_head = state->at("head").get<std::vector<std::uint8_t>>();
        m_carrySha256 = state->at("carry").get<std::string>();
        for (const Json &each : state->at("stretches")) {
            m_stretches.push_back({each.at("sha256").get<std::string>(),
                                   each.at("times").get<std::vector<std::int64_t>>(),
                                   each.at("lastTime").get<std::int64_t>(), each.at("end").get<std::int64_t>()});
        }
    } catch (const Json::exception &) {
        m_stretches.clear();
    }
    // All or nothing: only the last stretch has what the next one needs to go on.
    bool good = !m_stretches.empty() && carry().has_value();
    for (std::size_t i = 0; good && i < m_stretches.size(); ++i)
        good = packets(i).has_value();
    if (!good)
        m_stretches.clear();
    return {};
}

Status WorkFolder::writeState() const
{
    Json stretches = Json::array();
    for (const Stretch &each : m_stretches) {
        stretches.push_back(
            {{"sha256", each.sha256}, {"times", each.times}, {"lastTime", each.lastTime}, {"end", each.end}});
    }
    const Json state{{"version", kVersion}, {"order", m_order},        {"head", m_head},
                     {"carry", m_carrySha256}, {"stretches", stretches}};
    return files::saveFile(m_folder / "state.json", state.dump(1));
}

Result<Carry> WorkFolder::carry() const
{
    const auto file = read(carryOf(m_stretches.size() - 1), m_carrySha256);
    if (!file)
        return tl::unexpected(file.error());
    return Carry{imageOf(*file, "styled"), imageOf(*file, "shotBegin")};
}

Status WorkFolder::add(Stretch stretch, const std::vector<Packet> &packets, const std::vector<std::uint8_t> &head,
                       const Carry &carry)
{
    std::vector<std::uint8_t> bytes;
    std::vector<std::int64_t> rows;
    for (const Packet &packet : packets) {
        bytes.insert(bytes.end(), packet.bytes.begin(), packet.bytes.end());
        rows.insert(rows.end(), {static_cast<std::int64_t>(packet.bytes.size()), packet.time, packet.duration,
                                 packet.isKey ? 1 : 0});
        stretch.times.push_back(packet.time);
    }
    const std::size_t place = m_stretches.size();
    Result<std::string> saved = write(fileOf(place), {bytesView("bytes", bytes),
                                                      {"packets",
                                                       DType::I64,
                                                       {static_cast<std::int64_t>(packets.size()), kColumns},
                                                       bytesOf(rows)}});
    if (!saved)
        return tl::unexpected(std::move(saved).error());
    stretch.sha256 = *std::move(saved);
    std::vector<TensorView> images;
    addImage(images, "styled", carry.styled);
    addImage(images, "shotBegin", carry.shotBegin);
    Result<std::string> carried = write(carryOf(place), images);
    if (!carried)
        return tl::unexpected(std::move(carried).error());
    m_carrySha256 = *std::move(carried);
    m_head = head;
    m_stretches.push_back(std::move(stretch));
    if (Status written = writeState(); !written)
        return written;
    if (place > 0) {
        std::error_code ignored;
        fs::remove(carryOf(place - 1), ignored);
    }
    return {};
}

Result<std::vector<Packet>> WorkFolder::packets(std::size_t stretch) const
{
    const auto file = read(fileOf(stretch), m_stretches[stretch].sha256);
    if (!file)
        return tl::unexpected(file.error());
    return packetsOf(*file, files::subjectOf(m_folder));
}

void WorkFolder::remove()
{
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
    m_lock.close();
}

} // namespace imago::style::video
