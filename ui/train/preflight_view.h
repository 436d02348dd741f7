// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/preflight.h"
#include "ui/train/training_order.h"

#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace imago::ui {

class MessageBar;
class NoteCard;

/// What a look at every picture of a folder found, with pictures, before a model is trained on it. What can be done
/// about it are choices of the order: the user's files are never touched.
class PreflightView : public QWidget
{
    Q_OBJECT

public:
    explicit PreflightView(QWidget *parent = nullptr);

    void showLooking(const QString &folder);
    void showProgress(int done, int total);
    /// `order`: what it was looked at for.
    void showReport(const dataset::Preflight &report, const TrainingOrder &order);
    /// `ofLabels`: it is their table that is at fault, and there are pictures to train on without.
    void showError(const QString &sentence, bool ofLabels = false);
    /// A few steps are being measured; then what they say, or nothing where they could not be.
    void showMeasuring();
    void showCosts(const std::optional<TrainingCosts> &costs);
    /// Notes that the order has dealt with say so.
    void setOrder(const TrainingOrder &order);
    /// The thumbnail of an item that pictureWanted() asked for.
    void setPicture(std::size_t item, const QImage &picture);

    QString summary() const;
    /// Why nothing can be trained on these pictures; empty: it can, as far as is known.
    QString obstacle() const;
    QString costs() const;
    const std::vector<NoteCard *> &cards() const { return m_cards; }
    QPushButton &cancelButton() const { return *m_cancel; }

Q_SIGNALS:
    void cancelled();
    void measuringCancelled();
    void pictureWanted(std::size_t item);
    /// The order with one thing changed.
    void orderWished(const imago::ui::TrainingOrder &order);

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    QString shapeText() const; ///< Of the model's pictures, and why.
    void clearCards();

    enum class Phase { Looking, Done, Failed };
    Phase m_phase = Phase::Looking;
    QString m_folder;
    dataset::Preflight m_report;
    TrainingOrder m_order;
    bool m_isMeasuring = false;
    std::optional<TrainingCosts> m_measured;

    QLabel *m_title;
    QLabel *m_summary;
    QLabel *m_costs;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    MessageBar *m_trouble;
    QVBoxLayout *m_notes;
    std::vector<NoteCard *> m_cards;
};

} // namespace imago::ui
