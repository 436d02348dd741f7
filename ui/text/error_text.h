// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <QString>

namespace imago::ui {

/// The whole sentence for a person, in the current language: what happened, to what, and what to do now.
QString sentence(const Error &error);

/// For the button "Details" and for bug reports: code, subject, detail and the place in the source. English.
QString details(const Error &error);

} // namespace imago::ui
