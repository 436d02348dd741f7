// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imago::dataset {

/// What a picture's metadata says against training on it. Only the words are read: no signature is checked, so a mark
/// can be forged or removed.
enum class Mark : std::uint8_t {
    /// plus:DataMining in XMP (PLUS License Data Format 2.0.1; IPTC Photo Metadata 2023.1) prohibits it, with or
    /// without exceptions that do not cover training.
    PlusDataMining = 1,
    /// A C2PA manifest holds a training and data mining assertion (c2pa.training-mining, cawg.training-mining) that
    /// does not allow training or mining, or only on conditions.
    C2paTrainingMining = 2,
    /// The right to text and data mining is reserved (W3C TDM Reservation Protocol), in XMP or in tdmrep.json beside
    /// the pictures.
    TdmReservation = 4
};

inline constexpr Mark kAllMarks[] = {Mark::PlusDataMining, Mark::C2paTrainingMining, Mark::TdmReservation};

/// "plus-data-mining", "c2pa-training-mining", "tdm-reservation"
std::string_view name(Mark mark) noexcept;

constexpr bool has(std::uint8_t marks, Mark mark) noexcept
{
    return (marks & static_cast<std::uint8_t>(mark)) != 0;
}

/// The marks of a picture file, one bit each; of no format in particular. Files from strangers: what is damaged or
/// absurd in the metadata counts as not there. Threads: any, XMP one at a time.
std::uint8_t usageMarks(std::span<const std::uint8_t> file);

/// Does an XMP packet (RDF in XML) say so?
std::uint8_t marksOfXmp(std::string_view packet);
/// Does a C2PA manifest store (JUMBF) say so?
std::uint8_t marksOfManifestStore(std::span<const std::uint8_t> jumbf);

/// The C2PA manifest store inside a picture file: put together from a JPEG's APP11 segments (ISO 19566-5, annex D),
/// found as it is elsewhere. Empty where there is none.
std::vector<std::uint8_t> manifestStoreOf(std::span<const std::uint8_t> file);

/// Which of the paths ("a/b.png") a tdmrep.json reserves (TDMRep, section "TDM File on the Origin Server"): the first
/// rule whose location matches counts. False for all where the text is none.
class TdmRules
{
public:
    explicit TdmRules(std::string_view json = {});
    bool reserves(std::string_view path) const;

private:
    struct Rule
    {
        std::string location;
        bool reserved;
    };
    std::vector<Rule> m_rules;
};

} // namespace imago::dataset
