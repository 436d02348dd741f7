// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/run_log.h"

#include <QHash>
#include <QSet>
#include <QWidget>

#include <vector>

class QCheckBox;
class QCPGraph;
class QCPItemStraightLine;
class QCustomPlot;
class QLabel;

namespace imago::ui {

class FlowLayout;
class IconButton;
class LabelledSlider;

/// Exponential moving average as a training's curves are smoothed, corrected for its start (Kingma and Ba 2015,
/// section 3), so that the first values are not drawn towards zero. `weight` 0 leaves the values alone.
std::vector<double> smoothed(const std::vector<double> &values, double weight);

/// A training's losses over its steps, one curve for each name.
///
/// Wheel and drag zoom and move, a double click shows everything again; a box for each curve hides it. The smoothed
/// curve lies over the faint raw one. Threads: the GUI thread.
class LossPlot : public QWidget
{
    Q_OBJECT

public:
    explicit LossPlot(QWidget *parent = nullptr);

    void setReports(const std::vector<train::StepReport> &reports);
    /// What stands in the curves' place while there are none: when they come, or why they never do.
    void setEmptyText(const QString &text);
    QString emptyText() const; ///< Empty while there are curves.
    /// Where the wall's picture is from; negative: nowhere.
    void setMark(qint64 step);
    /// Shows everything, and follows what is new.
    void showAll();

    bool isLogarithmic() const;
    void setLogarithmic(bool on);
    double smoothing() const; ///< 0 to 0.99
    void setSmoothing(double weight);

    QCustomPlot &plot() const { return *m_plot; }
    QStringList names() const;
    QCheckBox *box(const QString &name) const;

Q_SIGNALS:
    void settingsChanged();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Curve
    {
        QString name;
        QCPGraph *raw = nullptr;
        QCPGraph *smooth = nullptr;
        QCheckBox *box = nullptr;
        std::vector<double> steps, values;
    };

    Curve &curve(const QString &name);
    void draw();
    void fit();
    void followEmpty();
    void recolour();
    void retranslate();
    void showTip(const QPoint &position);
    QColor colorOf(std::size_t curve) const;

    QCustomPlot *m_plot;
    QCPItemStraightLine *m_mark;
    QLabel *m_empty;
    FlowLayout *m_legend;
    QCheckBox *m_logarithmic;
    LabelledSlider *m_smoothing;
    IconButton *m_fit;
    std::vector<Curve> m_curves;
    QSet<QString> m_hidden{QStringLiteral("kl")}; ///< Of hundreds of nats: beside it every other curve would be flat.
    bool m_following = true; ///< Nobody zoomed.
};

} // namespace imago::ui
