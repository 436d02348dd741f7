// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/files/package.h"

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace imago::test {

/// A good small package in parts that a test can spoil before writing it, past our own writer and its checks.
struct PackageParts
{
    files::Json manifest;
    std::vector<std::pair<std::string, std::string>> files; ///< Name and content, without manifest.json.

    /// Lists name, size and sum of the files as they now are.
    void list();
    std::string manifestText() const { return manifest.dump(); }
};

PackageParts goodParts();

void writeAsFolder(const PackageParts &parts, const std::filesystem::path &path);

/// One entry of a zip, with everything that can be wrong with it.
struct ZipEntry
{
    std::string name;
    std::string content;
    bool isCompressed = false;
    bool isEncrypted = false;
    unsigned unixMode = 0100644;
};

std::vector<ZipEntry> entriesOf(const PackageParts &parts);
void writeZip(const std::vector<ZipEntry> &entries, const std::filesystem::path &path);

/// The file's bytes with every `from` replaced by the equally long `to`: for names that no zip library
/// writes.
void replaceInFile(const std::filesystem::path &path, const std::string &from, const std::string &to);

} // namespace imago::test
