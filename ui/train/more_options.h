// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/train/training_order.h"
#include "ui/widgets/collapsible_section.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace imago::ui {

class FileEdit;

/// The part of an order that most trainings leave as it is: mirroring, transparency, labels from elsewhere, the model
/// that it begins with. Marked where something differs.
class MoreOptions : public CollapsibleSection
{
    Q_OBJECT

public:
    explicit MoreOptions(QWidget *parent = nullptr);

    void setOrder(const TrainingOrder &order); ///< Emits nothing.

    FileEdit &labels() const { return *m_labels; }
    QComboBox &mirroring() const { return *m_mirroring; }
    QCheckBox &onWhite() const { return *m_onWhite; }
    FileEdit &from() const { return *m_from; }

Q_SIGNALS:
    void orderWished(const imago::ui::TrainingOrder &order); ///< By the user.

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    TrainingOrder m_order;
    QLabel *m_mirroringLabel;
    QComboBox *m_mirroring;
    QCheckBox *m_onWhite;
    QLabel *m_labelsLabel;
    FileEdit *m_labels;
    QLabel *m_fromLabel;
    FileEdit *m_from;
};

} // namespace imago::ui
