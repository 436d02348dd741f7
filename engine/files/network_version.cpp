// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/network_version.h"

namespace imago::files {

Status checkNetwork(const ManifestNetwork &network, std::string_view architecture, int version,
                    const std::string &package)
{
    if (network.architecture != architecture)
        return fail(ErrorCode::Incompatible, "the " + network.role + " is of a kind that this studio does not know",
                    package);
    if (network.version == version)
        return {};
    const std::string versions = "the " + network.role + " has version " + std::to_string(network.version) +
                                 " and this studio's has " + std::to_string(version);
    if (network.version < version) {
        return fail(ErrorCode::Incompatible,
                    "the model is older than this studio (" + versions +
                        "): train it again, or import a newer copy of it",
                    package);
    }
    return fail(ErrorCode::Incompatible, "the model is newer than this studio (" + versions + "): update the studio",
                package);
}

} // namespace imago::files
