// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/files/package_maker.h"

#include "engine/files/save_file.h"
#include "tests/support/catch.h"

#include <zip.h>

#include <fstream>

namespace imago::test {

namespace {

std::span<const std::uint8_t> bytesOf(const std::string &text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

} // namespace

void PackageParts::list()
{
    manifest["files"] = files::Json::array();
    for (const auto &[name, content] : files) {
        manifest["files"].push_back(
            {{"path", name}, {"bytes", content.size()}, {"sha256", files::sha256(bytesOf(content))}});
    }
}

PackageParts goodParts()
{
    const std::vector<std::uint8_t> values(8, 1);
    const std::vector<files::TensorView> tensors{{"w", files::DType::F32, {2}, values}};
    const std::vector<std::uint8_t> weights = files::toSafeTensors(tensors).value();
    PackageParts parts;
    parts.files = {{"weights/decoder.safetensors", std::string(weights.begin(), weights.end())},
                   {"CARD.md", "# What it is\n"},
                   {"empty.txt", ""}};
    parts.manifest = files::Json::parse(R"({
        "format": "imago.model", "formatVersion": 1, "id": "org.example.ferns", "version": "1.2.0",
        "title": {"en": "Ferns", "zh_CN": "\u8568\u7c7b"}, "kind": "generator",
        "networks": [{"role": "decoder", "architecture": "imago.pyramid-decoder", "version": 1,
                      "options": {"latentSize": 48}, "file": "weights/decoder.safetensors", "later": 1}],
        "output": {"width": 256}, "training": {"steps": 60000}, "license": "CC-BY-4.0",
        "provenance": {"createdWith": "a test"}, "attributes": "attributes.json", "newer": {"deep": [1, 2.5]}})");
    parts.list();
    return parts;
}

void writeAsFolder(const PackageParts &parts, const std::filesystem::path &path)
{
    std::filesystem::create_directories(path);
    std::ofstream(path / "manifest.json") << parts.manifestText();
    for (const auto &[name, content] : parts.files) {
        std::filesystem::create_directories((path / name).parent_path());
        std::ofstream(path / name, std::ios::binary) << content;
    }
}

std::vector<ZipEntry> entriesOf(const PackageParts &parts)
{
    std::vector<ZipEntry> entries{{"manifest.json", parts.manifestText()}};
    for (const auto &[name, content] : parts.files)
        entries.push_back({name, content});
    return entries;
}

void writeZip(const std::vector<ZipEntry> &entries, const std::filesystem::path &path)
{
    zip_t *zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    REQUIRE(zip != nullptr);
    for (const ZipEntry &entry : entries) {
        zip_source_t *source = zip_source_buffer(zip, entry.content.data(), entry.content.size(), 0);
        const zip_int64_t added = zip_file_add(zip, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
        REQUIRE(added >= 0);
        const auto index = static_cast<zip_uint64_t>(added);
        zip_set_file_compression(zip, index, entry.isCompressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
        zip_file_set_external_attributes(zip, index, 0, ZIP_OPSYS_UNIX, entry.unixMode << 16);
        if (entry.isEncrypted)
            REQUIRE(zip_file_set_encryption(zip, index, ZIP_EM_AES_256, "password") == 0);
    }
    REQUIRE(zip_close(zip) == 0);
}

void replaceInFile(const std::filesystem::path &path, const std::string &from, const std::string &to)
{
    REQUIRE(from.size() == to.size());
    std::string bytes = files::readFile(path, 1 << 24).value();
    std::size_t count = 0;
    for (std::size_t at = bytes.find(from); at != std::string::npos; at = bytes.find(from, at + 1), ++count)
        bytes.replace(at, from.size(), to);
    REQUIRE(count > 0);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

} // namespace imago::test
