// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/train/run_entry.h"

#include <QHash>
#include <QImage>
#include <QListView>

#include <vector>

namespace imago::ui {

class RunListModel;

/// The trainings of the room, the newest first: those that run, wait and ended.
/// Keys: arrows walk; Delete asks to delete; the menu key lists what can be done.
class RunList : public QListView
{
    Q_OBJECT

public:
    explicit RunList(QWidget *parent = nullptr);

    /// The newest first. Keeps what is chosen.
    void setEntries(std::vector<RunEntry> entries);
    void setPicture(const QString &file, const QImage &picture);

    const std::vector<RunEntry> &entries() const;
    /// Null where nothing is chosen.
    const RunEntry *chosen() const;
    void choose(const QString &folder);
    void chooseNone();

Q_SIGNALS:
    void chosenChanged();
    void pictureWanted(const QString &file);
    void stopRequested(const QString &folder);
    void resumeRequested(const QString &folder);
    void revealRequested(const QString &folder);
    void deleteRequested(const QString &folder);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    RunListModel *m_model;
    QHash<QString, QImage> m_pictures; ///< By the file of the newest preview.
    QString m_chosen;
};

} // namespace imago::ui
