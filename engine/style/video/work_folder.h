// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"
#include "engine/files/descriptor.h"
#include "engine/video/clip.h"

#include <filesystem>
#include <string>
#include <vector>

namespace imago::style::video {

/// A finished stretch of a clip, without its packets.
struct Stretch
{
    std::string sha256; ///< Of its file.
    std::vector<std::int64_t> times; ///< Of its packets, in the order of decoding.
    std::int64_t lastTime = 0; ///< When its last frame is shown, in the source's ticks,
    std::int64_t end = 0;      ///< and when that ends, in the new clip's.
};

/// What the next stretch needs to go on as if there had been no break.
struct Carry
{
    Image styled;    ///< How the last frame came out,
    Image shotBegin; ///< and the one with which its shot began. Each may be empty.
};

/// The folder in which stretches wait for the rest of their clip. One run at a time holds it.
///
/// state.json says what is there, with checksums; it is written last, so whatever a kill or a full disk leaves is what
/// a state.json describes, or is not looked at.
class WorkFolder
{
public:
    /// Makes or takes over the folder. `order`: a text that differs for orders whose stretches do not fit together.
    /// With `resume` the stretches of the same order stay, if each one's checksum is right; otherwise all is begun
    /// again.
    /// Errors: BadInput while another run holds it; Incompatible for another order's; FileUnwritable, DiskFull.
    static Result<WorkFolder> open(const std::filesystem::path &folder, const std::string &order, bool resume);

    const std::vector<Stretch> &stretches() const noexcept { return m_stretches; }
    const std::vector<std::uint8_t> &head() const noexcept { return m_head; }
    /// That of the last stretch. Errors: as files::readBytes, ChecksumMismatch, FileDamaged.
    Result<Carry> carry() const;

    /// Adds a stretch; `carry` takes the place of the one before. Errors: DiskFull, FileUnwritable.
    Status add(Stretch stretch, const std::vector<imago::video::Packet> &packets, const std::vector<std::uint8_t> &head,
               const Carry &carry);

    /// Errors: as carry().
    Result<std::vector<imago::video::Packet>> packets(std::size_t stretch) const;

    /// The clip is complete: the folder goes.
    void remove();

private:
    WorkFolder(std::filesystem::path folder, files::Descriptor lock, std::string order);
    Status readState();
    Status writeState() const;
    std::filesystem::path fileOf(std::size_t stretch) const;
    std::filesystem::path carryOf(std::size_t stretch) const;

    std::filesystem::path m_folder;
    files::Descriptor m_lock;
    std::string m_order;
    std::vector<Stretch> m_stretches;
    std::vector<std::uint8_t> m_head;
    std::string m_carrySha256;
};

} // namespace imago::style::video
