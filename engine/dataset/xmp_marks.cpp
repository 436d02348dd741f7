// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dataset/usage_marks.h"

#include "engine/core/lower_case.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <mutex>
#include <string>

namespace imago::dataset {

namespace {

constexpr std::size_t kLargestPacket = 1'000'000;
constexpr std::size_t kDeepest = 64;

// The toolkit below walks elements by recursion and expands entities, and both can be made to end a program.
bool isTame(std::string_view xml)
{
    if (xml.size() > kLargestPacket || xml.find("<!DOCTYPE") != std::string_view::npos ||
        xml.find("<!ENTITY") != std::string_view::npos)
        return false;
    std::size_t depth = 0;
    std::size_t at = xml.find('<');
    while (at != std::string_view::npos) {
        const std::string_view rest = xml.substr(at);
        const std::string_view end = rest.starts_with("<!--")        ? "-->"
                                     : rest.starts_with("<![CDATA[") ? "]]>"
                                     : rest.starts_with("<?")        ? "?>"
                                                                     : ">";
        const std::size_t closed = rest.find(end);
        if (closed == std::string_view::npos)
            return false;
        if (end == ">") {
            if (rest.starts_with("</"))
                depth -= depth > 0 ? 1 : 0;
            else if (rest[closed - 1] != '/')
                ++depth;
            if (depth > kDeepest)
                return false;
        }
        at = xml.find('<', at + closed + end.size());
    }
    return true;
}

} // namespace

std::uint8_t marksOfXmp(std::string_view packet)
{
    // Most packets say nothing about mining: the toolkit never sees those.
    const bool speaks = packet.find("DataMining") != std::string_view::npos ||
                        packet.find("ns/tdmrep") != std::string_view::npos;
    if (!speaks || !isTame(packet))
        return 0;
    static std::mutex toolkit; // it keeps its namespaces in globals
    const std::scoped_lock lock(toolkit);
    std::uint8_t marks = 0;
    try {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        Exiv2::XmpParser::initialize();
        Exiv2::XmpData properties;
        if (Exiv2::XmpParser::decode(properties, std::string(packet)) != 0)
            return 0;
        for (const Exiv2::Xmpdatum &property : properties) {
            const std::string space = Exiv2::XmpProperties::ns(property.groupName());
            const std::string value = lowerCase(property.toString());
            if (space == "http://ns.useplus.org/ldf/xmp/1.0/" && property.tagName() == "DataMining" &&
                value.find("prohibited") != std::string::npos)
                marks |= static_cast<std::uint8_t>(Mark::PlusDataMining);
            if (space.find("www.w3.org/ns/tdmrep") != std::string::npos &&
                (property.tagName() == "reservation" || property.tagName() == "tdm-reservation") &&
                (value == "1" || value == "true"))
                marks |= static_cast<std::uint8_t>(Mark::TdmReservation);
        }
    } catch (...) { // whatever the toolkit throws at a damaged packet
        return 0;
    }
    return marks;
}

} // namespace imago::dataset
