// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/jobs/task_queue.h"
#include "engine/project/autosave.h"
#include "engine/project/project.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace imago::app {

/// The project that is open: its file, whether it changed, its autosaves, and what goes on at the next start.
///
/// Guarantees: saving and autosaving run in the background, one after another; what was autosaved stays until
/// the work is safe elsewhere. Threads: the GUI thread.
class Document : public QObject
{
    Q_OBJECT

public:
    /// The state of the studio right now; `full` with a thumbnail.
    using Snapshot = std::function<project::Project(bool full)>;

    /// `folder` keeps autosaves and the last session; empty: neither (scripts leave the user's work alone).
    Document(Snapshot snapshot, std::filesystem::path folder, QObject *parent = nullptr);
    ~Document() override;

    const QString &path() const { return m_path; }
    bool isModified() const { return m_modified; }

    /// Another file is on the canvas, or none.
    void setPath(const QString &path, bool modified);
    /// Something that a project holds has changed.
    void touch();

    /// Another program has written the file since it was opened or saved here.
    bool isChangedOnDisk() const;

    /// In the background; saved() or failed() follows.
    void save(const QString &path);
    /// Waits for what is being saved; saved() or failed() comes from within.
    void finishSaves();
    /// Waits for the disk: for the moment before the work leaves the window. saved() comes from within.
    Status saveAndWait(const QString &path);

    /// What a crashed studio left behind, newest first of several; nothing normally. Asked once, at start. It stays on
    /// disk until it has been saved or autosaved here.
    std::optional<project::AutosaveSlot::Recovered> recover();

    /// Where one left off when the studio was last closed.
    std::optional<project::Project> lastSession() const;
    /// Remembers where one leaves off and forgets the autosaves. With `remember` false the next start is
    /// fresh.
    void close(bool remember);

Q_SIGNALS:
    void stateChanged();
    void saved(const QString &path);
    void failed(const imago::Error &error);

private:
    void follow(const QString &path, bool modified);
    void autosaveWhenDue();
    void recoveredIsSafe();
    std::filesystem::path lastSessionFile() const;

    /// What tells one version of a file from another.
    struct Stamp
    {
        std::filesystem::file_time_type time;
        std::uintmax_t bytes = 0;

        bool operator==(const Stamp &) const = default;
    };
    /// Nothing where there is no such file.
    static std::optional<Stamp> stampOf(const QString &path);

    Snapshot m_snapshot;
    std::filesystem::path m_folder;
    QString m_path;
    std::optional<Stamp> m_seen; ///< Of the file, when it was opened or saved here.
    int m_saves = 0;             ///< On their way.
    bool m_modified = false;
    quint64 m_changes = 0; ///< Counts touches: tells whether a save that ends is still the newest state.
    quint64 m_works = 0;   ///< Counts setPath(): tells whether it is of the work that is still here.

    std::optional<project::AutosaveSlot> m_slot;
    std::optional<project::AutosaveSlot::Recovered> m_recovered;
    project::AutosavePolicy m_policy;
    QTimer m_clock;
    jobs::TaskQueue m_disk; // last member: joins before the rest goes
};

} // namespace imago::app
