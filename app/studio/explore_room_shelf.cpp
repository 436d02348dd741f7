// SPDX-License-Identifier: GPL-3.0-or-later
// The explorer's shelf of trained models: where they are kept, and what the user does with them.
#include "app/studio/explore_room.h"
#include "app/studio/model_store.h"
#include "app/studio/training_runs.h"
#include "app/studio/trash.h"
#include "engine/train/run_status.h"
#include "ui/explore/model_shelf.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QUrl>

#include <utility>

namespace imago::app {

namespace {

constexpr int kTrashDays = 30;

} // namespace

void ExploreRoom::connectShelf()
{
    connect(m_shelf, &ui::ModelShelf::openRequested, this, &ExploreRoom::explore);
    connect(m_shelf, &ui::ModelShelf::importRequested, this, &ExploreRoom::importModels);
    connect(m_shelf, &ui::ModelShelf::deleteRequested, this, &ExploreRoom::removeModel);
    connect(m_shelf, &ui::ModelShelf::describeRequested, this, [this](const ui::ModelEntry &model) {
        changeShelf({}, [model] { return describeModel(model); });
    });
    connect(m_shelf, &ui::ModelShelf::revealRequested, this,
            [](const QString &folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
    connect(m_shelf, &ui::ModelShelf::restoreRequested, this, [this](const ui::DeletedModel &model) {
        forgetDeleted();
        changeShelf({}, [model] { return restoreFromTrash(model.folder, model.original); });
    });
    connect(m_shelf, &ui::ModelShelf::deleteForGoodRequested, this, [this](const QStringList &folders) {
        forgetDeleted();
        changeShelf(tr("Deleting…"), [folders] {
            Status all;
            for (const QString &folder : folders) {
                if (Status one = deleteForGood(folder); !one)
                    all = std::move(one);
            }
            return all;
        });
    });
    m_shelfWork.start({}, [folder = m_imports](jobs::JobContext &) -> Result<jobs::Ending> {
        emptyTrash(folder, kTrashDays);
        return jobs::Ending::Completed;
    }, {});
    readShelf();
}

void ExploreRoom::readShelf()
{
    struct Found
    {
        std::vector<ui::ModelEntry> models;
        std::vector<ui::DeletedModel> deleted;
    };
    const auto found = std::make_shared<Found>();
    TaskRunner::Reactions reactions;
    reactions.done = [this, found](const Result<jobs::Ending> &) {
        m_shelf->setModels(std::move(found->models));
        m_shelf->setDeleted(std::move(found->deleted));
        followTitle();
    };
    m_shelfWork.start(
        {},
        [found, folders = QStringList{m_trainings, m_imports}](jobs::JobContext &) -> Result<jobs::Ending> {
            found->models = readModels(folders);
            found->deleted = deletedModels(folders);
            return jobs::Ending::Completed;
        },
        std::move(reactions));
}

void ExploreRoom::followTitle()
{
    const std::string title = m_shelf->titleOf(m_package).toStdString();
    ui::ExploreModel model = m_session.model();
    if (title.empty() || m_models.lane == nullptr || title == model.title)
        return;
    model.title = title;
    m_session.setModel(model);
}

void ExploreRoom::changeShelf(const QString &title, std::function<Status()> work)
{
    m_shelfWork.run(title, std::move(work), [this](const Status &done) {
        if (!done)
            Q_EMIT failed(done.error());
        readShelf();
    });
}

void ExploreRoom::importModels(const QStringList &paths)
{
    QStringList chosen = paths;
    if (chosen.isEmpty()) {
        chosen =
            QFileDialog::getOpenFileNames(m_window, tr("Import models"), m_settings.lastFolder(),
                                          tr("Model packages (%1)").arg(QStringLiteral("*.imagomodel manifest.json")));
    }
    for (QString path : std::as_const(chosen)) {
        if (QFileInfo(path).fileName() == QStringLiteral("manifest.json"))
            path = QFileInfo(path).absolutePath();
        changeShelf(tr("Importing %1…").arg(QFileInfo(path).fileName()),
                    [folder = m_imports, path] { return importModel(folder, path); });
    }
}

void ExploreRoom::forgetDeleted()
{
    m_deleted.clear();
    m_window->notice().withdraw(m_deletedNotice);
    m_deletedNotice.clear();
}

void ExploreRoom::removeModel(const ui::ModelEntry &model)
{
    if (train::isRunAlive(model.folder.toStdString())) {
        Q_EMIT told(tr("%1 is still being trained. Stop its training first.").arg(model.title));
        return;
    }
    ui::Notice &notice = m_window->notice();
    if (m_deletedNotice.isEmpty() || notice.sentence() != m_deletedNotice)
        m_deleted.clear(); // what an earlier notice offered to bring back is gone with it
    const auto trashed = std::make_shared<QString>();
    changeShelf({}, [folder = model.folder, trashed]() -> Status {
        Result<QString> moved = moveToTrash(folder);
        if (!moved)
            return tl::unexpected(moved.error());
        *trashed = *std::move(moved);
        return {};
    });
    m_deleted.push_back({model.folder, trashed});
    const auto count = static_cast<int>(m_deleted.size());
    m_deletedNotice = count == 1 ? tr("%1 lies in the trash for %2 days.").arg(model.title).arg(kTrashDays)
                                 : tr("%n model(s) lie in the trash for %1 days.", nullptr, count).arg(kTrashDays);
    notice.ask(ui::NoticeKind::Information, m_deletedNotice, tr("Undo"), [this] {
        for (const Deleted &one : std::exchange(m_deleted, {})) {
            changeShelf({}, [one] {
                return one.trashed->isEmpty() ? Status{} : restoreFromTrash(*one.trashed, one.folder);
            });
        }
    });
}

} // namespace imago::app
