// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dataset/preflight.h"
#include "ui/train/training_order.h"

#include <QImage>
#include <QWidget>

class QLabel;
class QPushButton;

namespace imago::ui {

class ThumbnailGrid;
class ThumbnailModel;

/// One note of the pre-flight: what was found, the first pictures that it is about, and what can be done.
class NoteCard : public QWidget
{
    Q_OBJECT

public:
    /// `report`: what the note is from.
    NoteCard(dataset::PreflightNote note, const dataset::Preflight &report, QWidget *parent);

    const dataset::PreflightNote &note() const { return m_note; }
    void setOrder(const TrainingOrder &order);
    void setPicture(std::size_t item, const QImage &picture);
    /// The items whose pictures it shows.
    std::vector<std::size_t> shownItems() const;

    QPushButton &fixButton() const { return *m_fix; }
    QPushButton &leaveOutButton() const { return *m_leaveOut; }
    QString words() const;

Q_SIGNALS:
    void orderWished(const imago::ui::TrainingOrder &order);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TrainingOrder fixed() const;   ///< The order after the button.
    QString fixText() const;
    QString leaveOutText() const;
    /// The order at a smaller size: the smallest that holds half of the pictures, else the next one; itself where there
    /// is none.
    TrainingOrder smaller() const;

    dataset::PreflightNote m_note;
    bool m_ownSplit; ///< The data set itself says which pictures are held out.
    QSize m_size;    ///< Of the model's pictures.
    int m_median;    ///< The longer side of the user's picture in the middle; 0: not known.
    TrainingOrder m_order;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_remedy;
    QPushButton *m_fix;
    QPushButton *m_leaveOut;
    ThumbnailModel *m_model = nullptr; ///< Null where the note is about no pictures.
};

/// What was found, in one sentence with its count.
QString noteText(const dataset::PreflightNote &note);
/// What becomes of it, under this order.
QString noteRemedy(const dataset::PreflightNote &note, const TrainingOrder &order, bool ownSplit);

} // namespace imago::ui
