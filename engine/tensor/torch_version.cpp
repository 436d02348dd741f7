// SPDX-License-Identifier: GPL-3.0-or-later
// Run while configuring: exit code 0 when LibTorch's headers and libraries are of one version.
#include <ATen/Version.h>
#include <torch/version.h>

#include <cstdio>
#include <string>

int main()
{
    const std::string library = at::show_config();
    const std::string wanted = std::string("TORCH_VERSION=") + TORCH_VERSION;
    const auto found = library.find("TORCH_VERSION=");
    // A version ends at a comma, and the next may go on with a digit: 1.1 is not 1.13.
    if (found != std::string::npos && library.compare(found, wanted.size() + 1, wanted + ",") == 0)
        return 0;
    const std::string name = found == std::string::npos
                                 ? "unknown"
                                 : library.substr(found + 14, library.find(',', found) - found - 14);
    std::printf("headers %s, libraries %s", TORCH_VERSION, name.c_str());
    return 1;
}
