// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_program.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <stdexcept>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

namespace imago::test {

namespace {

int unlinkedFile()
{
    std::string name = (std::filesystem::temp_directory_path() / "imago-output-XXXXXX").string();
    const int file = mkostemp(name.data(), O_CLOEXEC);
    if (file < 0)
        throw std::runtime_error("can't make a temporary file");
    unlink(name.c_str());
    return file;
}

std::string contentOf(int file)
{
    std::string text;
    char block[4096];
    lseek(file, 0, SEEK_SET);
    for (ssize_t count = 0; (count = read(file, block, sizeof block)) > 0;)
        text.append(block, static_cast<std::size_t>(count));
    return text;
}

} // namespace

Running::Running(const std::vector<std::string> &command)
    : m_out(unlinkedFile())
    , m_err(unlinkedFile())
{
    std::vector<char *> arguments;
    for (const std::string &argument : command)
        arguments.push_back(const_cast<char *>(argument.c_str()));
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, m_out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, m_err, STDERR_FILENO);
    const int failed =
        posix_spawnp(&m_process, arguments.front(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        throw std::runtime_error("can't start " + command.front());
}

Running::~Running()
{
    if (m_process > 0) {
        kill(m_process, SIGKILL);
        waitpid(m_process, nullptr, 0);
    }
    close(m_out);
    close(m_err);
}

bool Running::isRunning() const
{
    siginfo_t ended{};
    return waitid(P_PID, static_cast<id_t>(m_process), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0;
}

void Running::signal(int number) const
{
    kill(m_process, number);
}

Outcome Running::outcome()
{
    int status = 0;
    waitpid(m_process, &status, 0);
    m_process = -1;
    const int exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {exitCode, contentOf(m_out), contentOf(m_err)};
}

Outcome runProgram(const std::vector<std::string> &command)
{
    return Running(command).outcome();
}

std::size_t lineCount(const std::string &text)
{
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

} // namespace imago::test
