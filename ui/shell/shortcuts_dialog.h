// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;

namespace imago::ui {

/// What every key does: the menus' shortcuts, and the keys of canvas and sliders.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `actions`: those with a shortcut are listed, in their order, by their icon texts.
    explicit ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent = nullptr);
};

} // namespace imago::ui
