// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/document.h"

#include "engine/project/project_file.h"

#include <QCoreApplication>
#include <QEvent>

#include <future>
#include <memory>
#include <system_error>
#include <utility>

namespace imago::app {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kLook{1}; ///< How often the autosave policy is asked.

} // namespace

Document::Document(Snapshot snapshot, std::filesystem::path folder, QObject *parent)
    : QObject(parent)
    , m_snapshot(std::move(snapshot))
    , m_folder(std::move(folder))
    , m_disk([](const jobs::Event &) {}) // The work itself tells the GUI thread.
{
    if (m_folder.empty())
        return;
    Result<project::AutosaveSlot> slot = project::AutosaveSlot::open(m_folder / "autosave");
    if (slot)
        m_slot.emplace(*std::move(slot));
    else
        QMetaObject::invokeMethod(
            this, [this, error = slot.error()] { Q_EMIT failed(error); }, Qt::QueuedConnection);
    connect(&m_clock, &QTimer::timeout, this, &Document::autosaveWhenDue);
    m_clock.start(kLook);
}

Document::~Document() = default;

void Document::setPath(const QString &path, bool modified)
{
    ++m_works;
    follow(path, modified);
}

void Document::follow(const QString &path, bool modified)
{
    m_path = path;
    m_modified = modified;
    m_seen = stampOf(path);
    Q_EMIT stateChanged();
}

std::optional<Document::Stamp> Document::stampOf(const QString &path)
{
    std::error_code error;
    const std::filesystem::path file(path.toStdString());
    const auto time = std::filesystem::last_write_time(file, error);
    if (error)
        return {};
    const auto bytes = std::filesystem::file_size(file, error);
    return error ? std::nullopt : std::optional(Stamp{time, bytes});
}

bool Document::isChangedOnDisk() const
{
    const std::optional<Stamp> now = stampOf(m_path);
    return now && m_saves == 0 && now != m_seen;
}

void Document::touch()
{
    ++m_changes;
    m_policy.changed(Clock::now());
    if (m_modified)
        return;
    m_modified = true;
    Q_EMIT stateChanged();
}

void Document::save(const QString &path)
{
    ++m_saves;
    m_disk.add("save",
               [this, path, changes = m_changes, work = m_works,
                project = m_snapshot(true)](jobs::JobContext &) -> Result<jobs::Ending> {
                   const Status written = project::writeProject(path.toStdString(), project);
                   QMetaObject::invokeMethod(
                       this,
                       [this, path, changes, work, written] {
                           --m_saves;
                           if (!written) {
                               Q_EMIT failed(written.error());
                               return;
                           }
                           recoveredIsSafe();
                           if (work == m_works) {
                               follow(path, m_changes != changes);
                               m_policy.changed(Clock::now()); // what comes back after a crash knows its file
                           }
                           Q_EMIT saved(path);
                       },
                       Qt::QueuedConnection);
                   return jobs::Ending::Completed;
               });
}

void Document::finishSaves()
{
    const auto turn = std::make_shared<std::promise<void>>();
    m_disk.add("save", [turn](jobs::JobContext &) -> Result<jobs::Ending> {
        turn->set_value();
        return jobs::Ending::Completed;
    });
    turn->get_future().wait();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

Status Document::saveAndWait(const QString &path)
{
    // In its turn: a save that still runs would put an older state on top of this one.
    const auto work = std::make_shared<std::packaged_task<Status()>>(
        [file = path.toStdString(), project = m_snapshot(true)] { return project::writeProject(file, project); });
    std::future<Status> result = work->get_future();
    m_disk.add("save", [work](jobs::JobContext &) -> Result<jobs::Ending> {
        (*work)();
        return jobs::Ending::Completed;
    });
    Status written = result.get();
    if (written) {
        recoveredIsSafe();
        follow(path, false);
        m_policy.changed(Clock::now());
        Q_EMIT saved(path);
    }
    return written;
}

void Document::autosaveWhenDue()
{
    const std::optional<Clock::time_point> due = m_policy.due();
    if (!m_slot || !due || *due > Clock::now())
        return;
    m_policy.begin();
    project::Project project = m_snapshot(false);
    project.document = m_path.toStdString();
    m_disk.add("autosave", [this, project = std::move(project)](jobs::JobContext &) -> Result<jobs::Ending> {
        const Status written = m_slot->save(project);
        QMetaObject::invokeMethod(
            this,
            [this, written] {
                if (written) {
                    m_policy.succeeded();
                    recoveredIsSafe();
                    return;
                }
                m_policy.failed(Clock::now());
                Q_EMIT failed(written.error());
            },
            Qt::QueuedConnection);
        return jobs::Ending::Completed;
    });
}

std::optional<project::AutosaveSlot::Recovered> Document::recover()
{
    if (!m_slot)
        return std::nullopt;
    std::vector<project::AutosaveSlot::Recovered> left = m_slot->leftBehind();
    if (left.empty())
        return std::nullopt;
    m_recovered = std::move(left.front());
    return m_recovered;
}

void Document::recoveredIsSafe()
{
    if (m_recovered)
        m_slot->discard(*m_recovered);
    m_recovered.reset();
}

std::filesystem::path Document::lastSessionFile() const
{
    return m_folder / "last-session.imago";
}

std::optional<project::Project> Document::lastSession() const
{
    if (m_folder.empty())
        return std::nullopt;
    Result<project::Project> last = project::readProject(lastSessionFile());
    return last ? std::optional(*std::move(last)) : std::nullopt;
}

void Document::close(bool remember)
{
    m_clock.stop();
    if (m_folder.empty())
        return;
    std::error_code ignored;
    if (remember) {
        project::Project project = m_snapshot(false);
        project.document = m_path.toStdString();
        // Should this fail, the autosaves stay and the next start recovers from them.
        if (!project::writeProject(lastSessionFile(), project))
            return;
    } else {
        std::filesystem::remove(lastSessionFile(), ignored);
    }
    if (m_slot && !m_recovered)
        m_slot->discard();
}

} // namespace imago::app
