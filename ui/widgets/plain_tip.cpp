// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plain_tip.h"

#include <QTextDocument>

namespace imago::ui {

QString plainTip(const QString &words)
{
    return Qt::mightBeRichText(words) ? Qt::convertFromPlainText(words) : words;
}

} // namespace imago::ui
