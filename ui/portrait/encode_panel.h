// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/latent/generator.h"

#include <QImage>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace imago::ui {

class DropZone;

/// How well a dropped portrait fits into the portraits' world.
enum class Nearness { Inside, Near, Far };
Nearness nearness(const latent::Encoding &encoding);
/// "Inside the portraits' world", "Near it", ... as a whole sentence.
QString nearnessText(Nearness nearness);

/// A portrait comes in here: drop, progress, how well it was met, and refining.
///
/// The panel only shows and asks; the app encodes and changes the session.
class EncodePanel : public QWidget
{
    Q_OBJECT

public:
    explicit EncodePanel(QWidget *parent = nullptr);

    /// Work began on `original`. Steps of refinement come with the picture as it is by then.
    void showWorking(const QImage &original, bool refining);
    void showProgress(int done, int total, const QImage &redrawn);
    /// `read`: the part of the original that was read, framed as a portrait is.
    void showResult(const latent::Encoding &encoding, const QImage &read, const QImage &redrawn);
    void showStopped();
    void showError(const Error &error);
    /// `original` came before the model did, and is kept until then.
    void showWaiting(const QImage &original);
    /// `original` can't be read, because the model did not come; the reason given to setAvailable() is shown.
    void showUnread(const QImage &original, const Error &error);
    /// Back to the empty state.
    void clear();

    /// Without a model nothing can be encoded; the reason is shown instead of the drop zone.
    void setAvailable(bool available, const QString &reason = {});

    DropZone &dropZone() const { return *m_drop; }
    QPushButton &refineButton() const { return *m_refine; }
    QPushButton &stopButton() const { return *m_stop; }
    QString verdict() const;

Q_SIGNALS:
    void fileDropped(const QString &path);
    void pictureDropped(const QImage &picture);
    void openRequested(); ///< Show a file dialog.
    void refineRequested();
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Phase { Empty, Waiting, Working, Done, Failed, Unread };
    void setPhase(Phase phase);
    void showPicture(QLabel &label, const QImage &picture);
    void retranslate();

    Phase m_phase = Phase::Empty;
    bool m_refining = false;
    latent::Encoding m_encoding;
    Error m_error;
    QString m_reason;

    DropZone *m_drop;
    QWidget *m_report;
    QLabel *m_original;
    QLabel *m_redrawn;
    QLabel *m_originalTitle;
    QLabel *m_redrawnTitle;
    QProgressBar *m_progress;
    QLabel *m_verdict;
    QLabel *m_figures;
    QPushButton *m_details;
    QPushButton *m_refine;
    QPushButton *m_stop;
};

} // namespace imago::ui
