// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/explore/model_entry.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;

namespace imago::ui {

class IconButton;
class ThumbnailGrid;
class ThumbnailModel;

/// The user's trained models: open, rename, tag, delete, import, and what they take of the disk.
/// It shows and asks; the app changes the files.
class ModelShelf : public QWidget
{
    Q_OBJECT

public:
    explicit ModelShelf(QWidget *parent = nullptr);

    void setModels(std::vector<ModelEntry> models);
    /// Those in the trash; its button is there while there are any.
    void setDeleted(std::vector<DeletedModel> models);
    /// The one that is being explored.
    void setCurrent(const QString &package);
    /// Empty where that package is not on the shelf.
    QString titleOf(const QString &package) const;

    ThumbnailGrid &grid() const { return *m_grid; }
    QLineEdit &filterField() const { return *m_filter; }
    QPushButton &importButton() const { return *m_import; }
    IconButton &trashButton() const { return *m_trash; }
    QString diskUse() const;

Q_SIGNALS:
    void openRequested(const QString &package);
    void describeRequested(const imago::ui::ModelEntry &model); ///< With another title or other tags.
    void deleteRequested(const imago::ui::ModelEntry &model);
    void restoreRequested(const imago::ui::DeletedModel &model);
    void deleteForGoodRequested(const QStringList &folders); ///< All of the trash; the user has agreed.
    void revealRequested(const QString &folder);
    void importRequested(const QStringList &paths); ///< Empty: ask for them.

protected:
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void follow();
    void showMenu(int row, const QPoint &position);
    void fillTrashMenu();
    void askToEmptyTrash();
    void rename(ModelEntry model);
    void tag(ModelEntry model);
    void retranslate();

    std::vector<ModelEntry> m_models;
    std::vector<std::size_t> m_shown; ///< Indices of m_models, by row.
    QString m_current;
    QLineEdit *m_filter;
    ThumbnailGrid *m_grid;
    ThumbnailModel *m_model;
    QLabel *m_disk;
    std::vector<DeletedModel> m_deleted;
    IconButton *m_trash;
    QPushButton *m_import;
};

} // namespace imago::ui
