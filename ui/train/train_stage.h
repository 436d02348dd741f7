// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace imago::ui {

class DropZone;
class PreflightView;
class RunView;

/// The middle of the training room: where pictures are brought and looked through before a training, and one training
/// while it runs and after.
class TrainStage : public QStackedWidget
{
    Q_OBJECT

public:
    explicit TrainStage(QWidget *parent = nullptr);

    void showStart() { setCurrentIndex(0); }
    void showRun() { setCurrentIndex(1); }
    bool showsRun() const { return currentIndex() == 1; }
    void showPreflight() { setCurrentIndex(2); }

    DropZone &dropZone() const { return *m_drop; }
    RunView &run() const { return *m_run; }
    PreflightView &preflight() const { return *m_preflight; }

Q_SIGNALS:
    void folderDropped(const QString &path);
    void chooseRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    DropZone *m_drop;
    RunView *m_run;
    PreflightView *m_preflight;
};

} // namespace imago::ui
