// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuts_dialog.h"

#include "ui/shell/action_set.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <span>

namespace imago::ui {

namespace {

struct Key
{
    const char *keys;
    const char *does;
};

constexpr Key kCanvasKeys[] = {
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Wheel"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Zoom at the pointer")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "+  −"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Zoom in and out")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "0"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Fit into the window")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "1"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Actual size")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Space + drag, middle button, arrows"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Move the picture")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Double click"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Between fitted and actual size")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Hold C"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Show the reference")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "[  ]"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Move the divider of the split view")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Drag"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Take the picture to another program")},
};

constexpr Key kSliderKeys[] = {
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Left  Right, wheel"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "One step")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Page Up  Page Down"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Ten steps")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Shift + drag"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Fine steps")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "A digit or Enter"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Type a value")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Double click"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Back to neutral")},
    {QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Escape while dragging"),
     QT_TRANSLATE_NOOP("imago::ui::ShortcutsDialog", "Back to where the drag began")},
};

QTreeWidgetItem *addGroup(QTreeWidget &tree, const QString &title)
{
    auto *group = new QTreeWidgetItem(&tree, {title});
    QFont bold = tree.font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setFirstColumnSpanned(true);
    group->setFlags(Qt::ItemIsEnabled);
    group->setExpanded(true);
    return group;
}

void hideUnlike(QTreeWidget &tree, const QString &needle)
{
    for (int i = 0; i < tree.topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = tree.topLevelItem(i);
        int shown = 0;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem *item = group->child(j);
            const bool fits = item->text(0).contains(needle, Qt::CaseInsensitive) ||
                              item->text(1).contains(needle, Qt::CaseInsensitive);
            item->setHidden(!fits);
            shown += fits ? 1 : 0;
        }
        group->setHidden(shown == 0);
    }
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *filter = new QLineEdit(this);
    filter->setPlaceholderText(tr("Find a shortcut"));
    filter->setAccessibleName(tr("Find a shortcut"));
    filter->setClearButtonEnabled(true);
    auto *tree = new QTreeWidget(this);
    tree->setColumnCount(2);
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->setItemsExpandable(false);
    tree->setAlternatingRowColors(true);
    tree->setSelectionMode(QAbstractItemView::NoSelection);
    tree->setAccessibleName(tr("Keyboard shortcuts"));
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree->header()->setStretchLastSection(false);

    QTreeWidgetItem *everywhere = addGroup(*tree, tr("Everywhere"));
    for (const QAction *action : actions) {
        if (action->shortcuts().isEmpty())
            continue;
        const QString keys = QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)
                                 .replace(QStringLiteral("; "), QStringLiteral(", "));
        new QTreeWidgetItem(everywhere, {plainWords(action->iconText()), keys});
    }
    const auto addKeys = [&](const QString &title, std::span<const Key> keys) {
        QTreeWidgetItem *group = addGroup(*tree, title);
        for (const Key &key : keys)
            new QTreeWidgetItem(group, {tr(key.does), tr(key.keys)});
    };
    addKeys(tr("On the canvas"), kCanvasKeys);
    addKeys(tr("On a slider"), kSliderKeys);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(filter, &QLineEdit::textChanged, this,
            [tree](const QString &needle) { hideUnlike(*tree, needle); });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(10);
    column->addWidget(filter);
    column->addWidget(tree, 1);
    column->addWidget(buttons);
    resize(520, 560);
}

} // namespace imago::ui
