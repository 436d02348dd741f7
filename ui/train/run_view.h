// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/run_log.h"
#include "ui/train/nearest_pairs.h"
#include "ui/train/run_entry.h"

#include <QWidget>

#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;

namespace imago::ui {

class IconButton;
class LossPlot;
class MessageBar;
class SampleWall;

/// One training: how far it is, what it draws by now, its curves, and what can be asked of it.
/// It shows and asks; the app reads its folder and signals its process.
class RunView : public QWidget
{
    Q_OBJECT

public:
    explicit RunView(QWidget *parent = nullptr);

    void setEntry(const RunEntry &entry);
    void setHistory(const std::vector<train::StepReport> &reports, std::vector<train::RunPreview> previews);
    /// Of a training that pairsWanted() asked for; of another one nothing is taken.
    void setPairs(const QString &folder, std::vector<NearestPair> pairs);
    const RunEntry &entry() const { return m_entry; }

    LossPlot &plot() const { return *m_plot; }
    SampleWall &wall() const { return *m_wall; }
    QPushButton &pauseButton() const { return *m_pause; }
    QPushButton &stopButton() const { return *m_stop; }
    QPushButton &resumeButton() const { return *m_resume; }
    QPushButton &exploreButton() const { return *m_explore; }
    MessageBar &warning() const { return *m_warning; }
    MessageBar &trouble() const { return *m_trouble; }
    MessageBar &doubt() const { return *m_doubt; } ///< About the model's quality.
    NearestPairs &pairs() const { return *m_pairs; }
    QString progressWords() const;
    QString qualityWords() const;

Q_SIGNALS:
    void pauseRequested(const QString &folder);
    void continueRequested(const QString &folder);
    void stopRequested(const QString &folder);
    void resumeRequested(const QString &folder);
    /// The order is to be changed before it is trained again.
    void changeRequested(const imago::ui::TrainingOrder &order);
    void anewRequested(const imago::ui::TrainingOrder &order); ///< Another training of the same pictures.
    void exploreRequested(const QString &folder);
    void revealRequested(const QString &folder);
    void pairsWanted(const QString &folder); ///< The nearest pairs of its quality report, as pictures.

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class WayOut { None, Resume, Instead, Change }; ///< What the sentence about its trouble offers.

    void follow();
    WayOut wayOut() const;
    void takeWayOut();
    void followTrouble();
    void followPairs(bool measured);
    void retranslate();

    RunEntry m_entry;
    double m_imagesPerSecond = 0.0;
    QLabel *m_title;
    QLabel *m_about;
    QLabel *m_state;
    QProgressBar *m_progress;
    QPushButton *m_pause;
    QPushButton *m_stop;
    QPushButton *m_resume;
    QPushButton *m_explore;
    IconButton *m_reveal;
    MessageBar *m_warning;
    MessageBar *m_trouble;
    MessageBar *m_doubt;
    QLabel *m_quality;
    NearestPairs *m_pairs;
    QString m_pairsOf; ///< The training whose pairs were wanted last; empty: none.
    QStringList m_pairNames;
    SampleWall *m_wall;
    LossPlot *m_plot;
};

} // namespace imago::ui
