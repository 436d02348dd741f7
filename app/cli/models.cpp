// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_summary.h"
#include "app/cli/verb.h"
#include "app/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace imago::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::vector<fs::path> packagesIn(const fs::path &folder)
{
    std::vector<fs::path> found;
    std::error_code failed;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, failed)) {
        std::error_code ignored;
        if (entry.path().extension() == ".imagomodel" || fs::exists(entry.path() / "manifest.json", ignored))
            found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
}

} // namespace

Action addModels(CLI::App &)
{
    return [](Console &console, const std::stop_token &) -> Status {
        const Result<fs::path> resources = findResources();
        if (!resources)
            return tl::unexpected(resources.error());
        const fs::path folder = *resources / "models";
        Json list = Json::array();
        for (const fs::path &path : packagesIn(folder)) {
            const Result<files::Package> package = files::openPackage(path);
            if (!package) {
                console.warn(sentence(package.error()));
                continue;
            }
            console.line(summary(*package));
            list.emplace_back(summaryJson(*package));
        }
        if (list.empty())
            console.line("No model packages in " + folder.string());
        console.result({{"models", list}});
        return {};
    };
}

} // namespace imago::cli
