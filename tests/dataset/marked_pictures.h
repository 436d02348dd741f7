// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace imago::test {

using ByteList = std::vector<std::uint8_t>;

inline std::string xmpPacket(const std::string &attributes, const std::string &content)
{
    return "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
           "<rdf:Description rdf:about=\"\" " + attributes + ">" + content + "</rdf:Description></rdf:RDF></x:xmpmeta>";
}

inline void append(ByteList &bytes, std::string_view text)
{
    bytes.insert(bytes.end(), text.begin(), text.end());
}

inline void appendNumber(ByteList &bytes, std::uint64_t value, int count)
{
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

inline ByteList joined(std::initializer_list<ByteList> parts)
{
    ByteList all;
    for (const ByteList &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

inline ByteList box(std::string_view type, const ByteList &content)
{
    ByteList bytes;
    appendNumber(bytes, content.size() + 8, 4);
    append(bytes, type);
    bytes.insert(bytes.end(), content.begin(), content.end());
    return bytes;
}

/// A JUMBF description box: a type, and a label.
inline ByteList description(std::string_view label, std::string_view type = "cbor")
{
    ByteList content;
    append(content, type);
    const ByteList rest{0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71, 0x03};
    content.insert(content.end(), rest.begin(), rest.end());
    append(content, label);
    content.push_back(0);
    return box("jumd", content);
}

/// A C2PA manifest store with one assertion.
inline ByteList trainingAssertion(std::string_view label, const std::string &entry, const std::string &use)
{
    const nlohmann::json json{{"entries", {{entry, {{"use", use}}}}}};
    const ByteList assertion = box("jumb", joined({description(label), box("cbor", nlohmann::json::to_cbor(json))}));
    const ByteList assertions = box("jumb", joined({description("c2pa.assertions", "c2as"), assertion}));
    const ByteList manifest = box("jumb", joined({description("urn:uuid:1", "c2ma"), assertions}));
    return box("jumb", joined({description("c2pa", "c2pa"), manifest}));
}

/// The JPEG with a segment after its first two bytes.
inline ByteList withSegment(const ByteList &jpeg, std::uint8_t marker, const ByteList &content)
{
    ByteList bytes{0xFF, 0xD8, 0xFF, marker};
    appendNumber(bytes, content.size() + 2, 2);
    bytes.insert(bytes.end(), content.begin(), content.end());
    bytes.insert(bytes.end(), jpeg.begin() + 2, jpeg.end());
    return bytes;
}

inline ByteList withXmp(const ByteList &jpeg, const std::string &packet)
{
    ByteList content;
    append(content, std::string_view("http://ns.adobe.com/xap/1.0/\0", 29));
    append(content, packet);
    return withSegment(jpeg, 0xE1, content);
}

/// The JPEG with a JUMBF box in APP11 segments of at most so many bytes of content each.
inline ByteList withManifest(ByteList jpeg, const ByteList &store, std::size_t piece)
{
    const std::size_t pieces = (store.size() - 8 + piece - 1) / piece;
    for (std::size_t i = pieces; i > 0; --i) { // each goes to the front
        ByteList content{'J', 'P', 0, 1};
        appendNumber(content, i, 4);
        content.insert(content.end(), store.begin(), store.begin() + 8);
        const std::size_t begin = 8 + (i - 1) * piece;
        const std::size_t end = std::min(begin + piece, store.size());
        content.insert(content.end(), store.begin() + static_cast<std::ptrdiff_t>(begin),
                       store.begin() + static_cast<std::ptrdiff_t>(end));
        jpeg = withSegment(jpeg, 0xEB, content);
    }
    return jpeg;
}

} // namespace imago::test
