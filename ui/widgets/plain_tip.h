// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace imago::ui {

/// Words for a tooltip that shows them as they are: names that people and foreign models gave are no markup.
QString plainTip(const QString &words);

} // namespace imago::ui
