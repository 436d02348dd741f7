// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The only door to QCustomPlot, whose header is written with Qt's keywords, which the studio goes without.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach(item, items) for (item : items)
#define emit

#include <qcustomplot.h>

#undef emit
#undef foreach
#undef slots
#undef signals
