// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/train/training_order.h"

#include <QImage>
#include <QWidget>

#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace imago::ui {

class CollapsibleSection;
class DropZone;
class MoreOptions;
class SegmentedSwitch;

/// What the next training is to be: its pictures, how long, which kind of model, how the pictures get into it.
class OrderPanel : public QWidget
{
    Q_OBJECT

public:
    explicit OrderPanel(QWidget *parent = nullptr);

    const TrainingOrder &order() const { return m_order; }
    /// Emits orderChanged() where it differs.
    void setOrder(const TrainingOrder &order);
    /// The first picture of the folder; a null one: none yet.
    void setFolderPicture(const QImage &picture);
    /// Why it can't start; empty: it can, once there is a folder.
    void setReason(const QString &reason);
    /// Another training runs: this one waits for it.
    void setBusy(bool busy);

    DropZone &dropZone() const { return *m_drop; }
    QPushButton &startButton() const { return *m_start; }
    QRadioButton &timeButton(std::size_t index) const { return *m_times[index]; }
    SegmentedSwitch &kindSwitch() const { return *m_kind; }
    QComboBox &sizeBox() const { return *m_side; }
    QCheckBox &labelsBox() const { return *m_useLabels; }
    MoreOptions &more() const { return *m_more; }

Q_SIGNALS:
    void orderChanged();
    void chooseRequested(); ///< Show a file dialog.
    void startRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void take(const TrainingOrder &order);
    void takeSize(const QString &text);
    void follow();
    void retranslate();

    TrainingOrder m_order;
    QImage m_picture;
    QString m_reason;
    bool m_busy = false;
    bool m_sizeRefused = false;

    DropZone *m_drop;
    QLineEdit *m_title;
    CollapsibleSection *m_timeSection;
    std::vector<QRadioButton *> m_times;
    CollapsibleSection *m_kindSection;
    SegmentedSwitch *m_kind;
    QLabel *m_kindWords;
    CollapsibleSection *m_pictureSection;
    QLabel *m_sideLabel;
    QComboBox *m_side;
    QLabel *m_sideWords;
    SegmentedSwitch *m_fit;
    QCheckBox *m_useLabels;
    QCheckBox *m_varyColor;
    QCheckBox *m_useReserved;
    MoreOptions *m_more;
    QLabel *m_why;
    QPushButton *m_start;
};

} // namespace imago::ui
