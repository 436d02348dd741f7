// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace imago::cli {

namespace {

using Json = nlohmann::ordered_json;

// Foreign bytes (a file's name) must not keep us from answering.
std::string toText(const Json &json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string oneLine(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        const bool space = static_cast<unsigned char>(c) <= ' ';
        if (!space)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line.ends_with(' ') ? line.substr(0, line.size() - 1) : line;
}

std::string_view whatHappened(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FileMissing:
        return "there is no such file";
    case ErrorCode::FileUnreadable:
        return "it can't be read";
    case ErrorCode::FileDamaged:
        return "it is damaged";
    case ErrorCode::FileTooLarge:
        return "it is too large";
    case ErrorCode::FileUnwritable:
        return "it can't be written";
    case ErrorCode::DiskFull:
        return "the disk is full";
    case ErrorCode::UnsupportedFormat:
        return "this format is not supported";
    case ErrorCode::Incompatible:
        return "it does not fit this version of the studio";
    case ErrorCode::NotAModel:
        return "this is not a model package";
    case ErrorCode::ChecksumMismatch:
        return "its checksum is wrong";
    case ErrorCode::OutOfMemory:
        return "there is not enough memory";
    case ErrorCode::DeviceLost:
        return "the computing device is gone";
    case ErrorCode::ModelFailed:
        return "the model failed";
    case ErrorCode::BadInput:
        return "bad input";
    case ErrorCode::Internal:
        return "a fault in the studio itself";
    }
    return "it failed";
}

// What the reader can do, where the details do not say it already.
std::string_view whatToDo(ErrorCode code)
{
    switch (code) {
    case ErrorCode::DiskFull:
        return "make room and run it again; nothing was overwritten";
    case ErrorCode::FileUnwritable:
        return "choose another place";
    case ErrorCode::ChecksumMismatch:
    case ErrorCode::FileDamaged:
        return "get a fresh copy of it";
    case ErrorCode::OutOfMemory:
        return "choose a smaller size or batch, or close other programs";
    case ErrorCode::Internal:
        return "please report it";
    default:
        return "";
    }
}

} // namespace

Console::Console(bool json)
    : m_json(json)
    , m_terminal(isatty(STDERR_FILENO) == 1)
{
}

void Console::line(std::string_view text)
{
    clearProgress();
    if (!m_json)
        std::cout << text << '\n';
}

void Console::result(const Json &json)
{
    clearProgress();
    if (m_json)
        std::cout << toText(json) << '\n';
    m_answered = true;
}

bool Console::flush()
{
    return std::cout.flush().good();
}

void Console::progress(std::string_view what, int done, int total)
{
    using namespace std::chrono_literals;
    const auto now = std::chrono::steady_clock::now();
    if (!m_terminal || (done != total && now - m_lastProgress < 100ms))
        return;
    m_lastProgress = now;
    m_progressShown = true;
    std::cerr << '\r' << what << ' ' << done;
    if (total > 0)
        std::cerr << " of " << total;
    std::cerr << "\033[K" << std::flush;
}

void Console::warn(std::string_view text)
{
    clearProgress();
    std::cerr << "imago: " << oneLine(text) << '\n';
}

void Console::complain(const Error &error)
{
    warn(sentence(error));
    if (m_answered)
        return;
    result(
        Json{{"error", {{"code", name(error.code)}, {"subject", error.subject}, {"detail", error.detail}}}});
}

void Console::complain(std::string_view text)
{
    warn(text);
    result(Json{{"error", {{"code", name(ErrorCode::BadInput)}, {"subject", ""}, {"detail", text}}}});
}

void Console::clearProgress()
{
    if (m_progressShown)
        std::cerr << "\r\033[K" << std::flush;
    m_progressShown = false;
}

std::string sentence(const Error &error)
{
    std::string text;
    if (!error.subject.empty())
        text = error.subject + ": ";
    text += error.detail.empty() ? std::string(whatHappened(error.code)) : error.detail;
    if (const std::string_view advice = whatToDo(error.code); !advice.empty())
        text += " (" + std::string(advice) + ")";
    return text;
}

std::string padded(std::string_view text, std::size_t width)
{
    const auto letters = static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    return std::string(text) + std::string(letters < width ? width - letters : 0, ' ');
}

std::string counted(std::size_t count, const std::string &one, const std::string &many)
{
    return std::to_string(count) + ' ' + (count == 1 ? one : many.empty() ? one + 's' : many);
}

std::string number(double value, int digits)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    std::string result = text;
    if (result.find('.') != std::string::npos) {
        result.erase(result.find_last_not_of('0') + 1);
        if (result.ends_with('.'))
            result.pop_back();
    }
    return result == "-0" ? "0" : result;
}

} // namespace imago::cli
