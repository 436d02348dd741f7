// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/run_log.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>

namespace imago::train {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestLine = 1 << 16;

} // namespace

RunLog::RunLog(const std::filesystem::path &folder)
    : m_file(folder / "log.jsonl")
{
}

bool RunLog::update()
{
    std::error_code error;
    const std::uint64_t bytes = std::filesystem::file_size(m_file, error);
    bool changed = false;
    if (error || bytes < m_read) { // gone, or another training's
        changed = !m_reports.empty();
        m_reports.clear();
        m_rest.clear();
        m_read = 0;
    }
    std::ifstream file(m_file, std::ios::binary);
    if (error || !file.seekg(static_cast<std::streamoff>(m_read)))
        return changed;
    std::array<char, 1 << 16> block{};
    while (file.read(block.data(), block.size()), file.gcount() > 0) {
        const std::string_view text(block.data(), static_cast<std::size_t>(file.gcount()));
        m_read += text.size();
        for (const char each : text) {
            if (each != '\n') {
                if (m_rest.size() <= kLongestLine) // a longer one is no report, whatever follows
                    m_rest += each;
                continue;
            }
            take(m_rest);
            m_rest.clear();
            changed = true;
        }
    }
    return changed;
}

void RunLog::take(const std::string &line)
{
    const Json json = Json::parse(line, nullptr, false);
    const auto whole = [&](const char *key) -> std::int64_t {
        const auto found = json.find(key);
        return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : -1;
    };
    if (!json.is_object() || whole("step") < 0)
        return;
    StepReport report;
    report.step = whole("step");
    report.total = std::max<std::int64_t>(0, whole("total"));
    report.side = static_cast<int>(std::clamp<std::int64_t>(whole("side"), 0, 1 << 16));
    report.drawn = static_cast<std::uint64_t>(std::max<std::int64_t>(0, whole("drawn")));
    for (const auto &[key, value] : json.items()) {
        if (!value.is_number() || key == "step" || key == "total" || key == "side" || key == "drawn")
            continue;
        if (key == "learningRate")
            report.learningRate = value.get<double>();
        else if (key == "imagesPerSecond")
            report.imagesPerSecond = value.get<double>();
        else
            report.losses.emplace_back(key, value.get<double>());
    }
    while (!m_reports.empty() && m_reports.back().step >= report.step)
        m_reports.pop_back();
    m_reports.push_back(std::move(report));
    if (m_reports.size() <= kMost)
        return;
    // Both halves of a long training stay readable.
    std::vector<StepReport> kept;
    for (std::size_t i = 0; i < m_reports.size(); ++i) {
        if (i >= kMost / 2 || i % 2 == 0)
            kept.push_back(std::move(m_reports[i]));
    }
    m_reports = std::move(kept);
}

std::string logLine(const StepReport &report)
{
    Json json{{"step", report.step}, {"total", report.total}, {"side", report.side}};
    for (const auto &[name, value] : report.losses)
        json[name] = value;
    json["learningRate"] = report.learningRate;
    json["imagesPerSecond"] = report.imagesPerSecond;
    json["drawn"] = report.drawn;
    return json.dump();
}

} // namespace imago::train
