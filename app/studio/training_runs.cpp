// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/training_runs.h"

#include "app/studio/training_remedy.h"
#include "engine/files/descriptor.h"
#include "engine/files/save_file.h"
#include "engine/train/portrait_training.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

namespace imago::app {

namespace {

constexpr qint64 kLargestOrder = 1 << 16;
constexpr qint64 kTailOfOutput = 4096;
constexpr std::uint64_t kLargestQuality = 1 << 20;
constexpr const char *kNice = "12"; // The window's own drawing goes before, whatever the training takes.

QString in(const QString &folder, const char *file)
{
    return folder + QLatin1Char('/') + QLatin1String(file);
}

std::optional<ui::TrainingOrder> readOrder(const QString &run)
{
    QFile file(in(run, "order.json"));
    return file.open(QIODevice::ReadOnly) ? ui::trainingOrderFromJson(file.read(kLargestOrder)) : std::nullopt;
}

/// The last line that a process wrote, without the program's name before it.
QString lastWords(const QString &run)
{
    QFile file(in(run, "output.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - kTailOfOutput));
    const QStringList lines =
        QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QString line = lines.isEmpty() ? QString() : lines.last().section(QLatin1Char('\r'), -1).trimmed();
    if (line.startsWith(QLatin1String("imago: ")))
        line.remove(0, 7);
    return line;
}

ui::RunPhase phaseOf(train::RunCondition condition)
{
    switch (condition) {
    case train::RunCondition::Preparing:
        return ui::RunPhase::Preparing;
    case train::RunCondition::Running:
        return ui::RunPhase::Running;
    case train::RunCondition::Paused:
        return ui::RunPhase::Paused;
    case train::RunCondition::Finished:
        return ui::RunPhase::Finished;
    case train::RunCondition::Stopped:
        return ui::RunPhase::Stopped;
    case train::RunCondition::Failed:
        return ui::RunPhase::Failed;
    case train::RunCondition::Died:
        break;
    }
    return ui::RunPhase::Died;
}

/// The process that trains in a folder, or was started to.
struct Process
{
    pid_t number = 0; ///< 0: none.
    QDateTime begun;  ///< Not valid where nobody knows.
};

/// `spoken`: what it says in `run`; null where it has said nothing yet.
Process processOf(const QString &run, const train::Run *spoken)
{
    if (spoken != nullptr && spoken->isAlive())
        return {static_cast<pid_t>(spoken->status.pid),
                QDateTime::fromString(QString::fromStdString(spoken->status.started), Qt::ISODate)};
    QFile lock(in(run, "launch.lock"));
    if (!train::isLocked(lock.fileName().toStdString()) || !lock.open(QIODevice::ReadOnly))
        return {};
    return {lock.readLine(32).trimmed().toInt(), QFileInfo(lock).lastModified()};
}

/// Asked a second time, a process ends at once, without a checkpoint: so the studio asks it once. The file names the
/// process, as the next one may be asked again.
bool wasAskedToStop(const QString &run, const Process &process)
{
    QFile asked(in(run, "stopping"));
    return process.number > 1 && asked.open(QIODevice::ReadOnly) &&
           asked.readLine(32).trimmed().toInt() == process.number &&
           (!process.begun.isValid() || QFileInfo(asked).lastModified() >= process.begun);
}

bool writeOrder(const QString &run, const ui::TrainingOrder &order, Status &status)
{
    const QByteArray json = ui::toJson(order);
    status = files::saveFile(in(run, "order.json").toStdString(),
                             std::string_view(json.data(), static_cast<std::size_t>(json.size())));
    return status.has_value();
}

} // namespace

ui::RunEntry readTraining(const QString &folder)
{
    ui::RunEntry entry;
    entry.folder = folder;
    entry.order = readOrder(folder);
    const QFileInfo launch(in(folder, "launch.lock"));
    // In this order: a process that speaks and ends in between has spoken when its word is looked for.
    const bool launched = launch.exists();
    const bool alive = launched && train::isLocked(launch.filePath().toStdString());
    if (const Result<train::Run> run = train::readRun(folder.toStdString()))
        entry.run = *run;
    const QFileInfo status(in(folder, "status.json"));
    const bool spoke = entry.run && (!launched || status.lastModified() >= launch.lastModified());

    if (QFileInfo::exists(in(folder, "queued"))) {
        entry.phase = ui::RunPhase::Queued;
    } else if (spoke) {
        entry.phase = phaseOf(entry.run->condition);
        if (entry.phase == ui::RunPhase::Finished && alive)
            entry.phase = ui::RunPhase::Finishing;
    } else if (alive) {
        entry.phase = ui::RunPhase::Starting;
    } else {
        entry.phase = ui::RunPhase::Failed;
        entry.complaint = lastWords(folder);
        if (entry.run)
            entry.run->status.error.reset();
    }
    const bool mayStop = entry.isAlive() && entry.phase != ui::RunPhase::Finishing;
    if (mayStop && wasAskedToStop(folder, processOf(folder, entry.run ? &*entry.run : nullptr)))
        entry.phase = ui::RunPhase::Stopping;
    if (entry.order)
        entry.title = entry.order->name();
    else if (entry.run && !entry.run->status.title.empty())
        entry.title = QString::fromStdString(entry.run->status.title);
    else
        entry.title = QFileInfo(folder).fileName();
    if (entry.run && entry.run->status.message)
        entry.remedy = readRemedy(folder, *entry.run->status.message, entry.order);
    if (entry.lackedMemory())
        entry.instead = readSmallerBatch(folder, entry.order);
    if (!entry.isAlive()) {
        if (const Result<std::string> figures =
                files::readFile(in(folder, "package/quality.json").toStdString(), kLargestQuality)) {
            if (Result<dataset::PictureQuality> quality = dataset::pictureQualityFromJson(*figures, "quality.json"))
                entry.quality = *std::move(quality);
        }
    }
    if (const std::vector<train::RunPreview> previews = train::previewsOf(folder.toStdString()); !previews.empty())
        entry.preview = QString::fromStdString(previews.back().file.string());
    return entry;
}

bool isTrainingFolder(const QString &folder)
{
    return QFileInfo::exists(in(folder, "status.json")) &&
           (QFileInfo::exists(in(folder, "plan.json")) || QFileInfo::exists(in(folder, "log.jsonl")));
}

QString packageAt(const QString &path)
{
    const QFileInfo file(path);
    if (file.fileName() == QStringLiteral("manifest.json"))
        return file.path();
    return isTrainingFolder(path) ? in(path, "package") : path;
}

std::vector<ui::RunEntry> readTrainings(const QString &folder, const QStringList &opened)
{
    std::vector<ui::RunEntry> entries;
    for (const QString &run : opened) {
        if (isTrainingFolder(run))
            entries.push_back(readTraining(run));
    }
    const QFileInfoList runs =
        QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QFileInfo &run : runs) {
        if (QFileInfo::exists(in(run.filePath(), "order.json")) || QFileInfo::exists(in(run.filePath(), "status.json")))
            entries.push_back(readTraining(run.filePath()));
    }
    return entries;
}

Result<QString> queueTraining(const QString &folder, const ui::TrainingOrder &order)
{
    // By the time, so that the order of names is the order of the queue.
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    QString name = order.name();
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    const QString run = QStringLiteral("%1/%2 %3").arg(folder, time, name.left(60));
    if (!QDir().mkpath(run))
        return fail(ErrorCode::FileUnwritable, "the folder could not be made", run.toStdString());
    Status written;
    if (!writeOrder(run, order, written))
        return tl::unexpected(written.error());
    if (const Status queued = queueAgain(run); !queued)
        return tl::unexpected(queued.error());
    return run;
}

Status queueAgain(const QString &run)
{
    return files::saveFile(in(run, "queued").toStdString(), std::string_view());
}

void takeOutOfQueue(const QString &run)
{
    QFile::remove(in(run, "queued"));
    const QStringList left =
        QDir(run).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System);
    if (left == QStringList{QStringLiteral("order.json")}) { // it never began
        QFile::remove(in(run, "order.json"));
        QDir().rmdir(run);
    }
}

QString nextInQueue(const std::vector<ui::RunEntry> &entries)
{
    if (std::ranges::any_of(entries, &ui::RunEntry::isAlive))
        return {};
    // The newest comes first in the list.
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (entry->phase == ui::RunPhase::Queued)
            return entry->folder;
    }
    return {};
}

Status launchTraining(const QString &program, const ui::RunEntry &entry)
{
    if (program.isEmpty())
        return fail(ErrorCode::FileMissing, "the command line that trains is not beside the studio", "imago");
    QStringList command;
    const bool resume = entry.run && entry.run->canGoOn;
    if (entry.order) {
        command = ui::arguments(*entry.order, entry.folder, resume);
    } else if (resume && QFileInfo::exists(in(entry.folder, "pictures.json"))) {
        command = {QStringLiteral("train"), QStringLiteral("--resume"), QStringLiteral("-o"), entry.folder};
    } else if (entry.run && train::portraitNetworksFrom(entry.run->status.kind)) {
        command = {QStringLiteral("train"), QStringLiteral("--builtin"), QString::fromStdString(entry.run->status.kind),
                   QStringLiteral("--resume"), QStringLiteral("-o"), entry.folder};
    } else {
        return fail(ErrorCode::BadInput, "nobody knows how this training was started; go on with imago train --resume",
                    entry.title.toStdString());
    }
    if (!resume && entry.run) {
        // It ended before its first checkpoint: begins again.
        QFile::remove(in(entry.folder, "plan.json"));
        QFile::remove(in(entry.folder, "log.jsonl"));
    }
    if (!QFile::remove(in(entry.folder, "queued")))
        return {}; // it has begun: the entry is out of date
    QFile::remove(in(entry.folder, "stopping")); // that was another process
    const std::string lockFile = in(entry.folder, "launch.lock").toStdString();
    QFile::remove(QString::fromStdString(lockFile));
    // Not closed on exec: the lock is the started process's from here on, and ends with it.
    files::Descriptor lock(::open(lockFile.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW, 0644));
    if (!lock.isOpen() || flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return files::failWriting(errno, lockFile);
    struct stat before{};
    if (fstat(lock.get(), &before) != 0)
        return files::failWriting(errno, lockFile);
    QProcess process;
    process.setProgram(QStringLiteral("nice"));
    process.setArguments(QStringList{QStringLiteral("-n"), QLatin1String(kNice), program} + command);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(in(entry.folder, "output.txt"));
    process.setStandardErrorFile(in(entry.folder, "output.txt"), QIODevice::Append);
    process.setWorkingDirectory(QDir::homePath());
    qint64 pid = 0;
    if (!process.startDetached(&pid))
        return fail(ErrorCode::FileUnreadable, process.errorString().toStdString(), program.toStdString());
    const std::string number = std::to_string(pid) + '\n';
    (void)files::writeAll(lock.get(), number.data(), number.size()); // for stopTraining()
    // The file's time stays that before the start: what the process says is newer, however late we are.
    const std::array times{timespec{0, UTIME_OMIT}, before.st_mtim};
    (void)futimens(lock.get(), times.data());
    return {};
}

Status stopTraining(const QString &run)
{
    const Result<train::Run> spoken = train::readRun(run.toStdString());
    const Process process = processOf(run, spoken ? &*spoken : nullptr);
    if (process.number <= 1 || wasAskedToStop(run, process))
        return {}; // it has ended meanwhile, or is about to
    if (spoken && spoken->isAlive()) {
        if (const Status asked = train::stopRun(*spoken); !asked)
            return asked;
    } else {
        ::kill(process.number, SIGINT); // it holds the lock, so the number is still its own
    }
    // A full disk keeps nobody from stopping.
    (void)files::saveFile(in(run, "stopping").toStdString(), std::to_string(process.number));
    return {};
}

QString trainerProgram()
{
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/imago");
    return QFileInfo(beside).isExecutable() ? beside : QString();
}

} // namespace imago::app
