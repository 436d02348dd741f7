// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/more_options.h"

#include "ui/widgets/file_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <initializer_list>

namespace imago::ui {

namespace {

constexpr int kMirrorings = 3;

} // namespace

MoreOptions::MoreOptions(QWidget *parent)
    : CollapsibleSection(parent)
    , m_mirroringLabel(new QLabel(this))
    , m_mirroring(new QComboBox(this))
    , m_onWhite(new QCheckBox(this))
    , m_labelsLabel(new QLabel(this))
    , m_labels(new FileEdit(this))
    , m_fromLabel(new QLabel(this))
    , m_from(new FileEdit(this))
{
    for (int i = 0; i < kMirrorings; ++i)
        m_mirroring->addItem(QString());
    m_mirroringLabel->setBuddy(m_mirroring);
    m_labelsLabel->setBuddy(m_labels);
    m_fromLabel->setBuddy(m_from);
    auto *mirroring = new QHBoxLayout;
    mirroring->addWidget(m_mirroringLabel);
    mirroring->addWidget(m_mirroring, 1);
    body().setSpacing(6);
    body().addLayout(mirroring);
    for (QWidget *part : std::initializer_list<QWidget *>{m_onWhite, m_labelsLabel, m_labels, m_fromLabel, m_from})
        body().addWidget(part);
    setCollapsed(true);

    connect(m_mirroring, &QComboBox::activated, this, [this](int index) {
        m_order.mirroring = static_cast<TrainingOrder::Mirroring>(index);
        Q_EMIT orderWished(m_order);
    });
    connect(m_onWhite, &QCheckBox::clicked, this, [this](bool on) {
        m_order.onWhite = on;
        Q_EMIT orderWished(m_order);
    });
    connect(m_labels, &FileEdit::chosen, this, [this](const QString &file) {
        m_order.labels = file;
        Q_EMIT orderWished(m_order);
    });
    connect(m_from, &FileEdit::chosen, this, [this](const QString &file) {
        m_order.from = file;
        Q_EMIT orderWished(m_order);
    });
    retranslate();
}

void MoreOptions::setOrder(const TrainingOrder &order)
{
    m_order = order;
    m_mirroring->setCurrentIndex(static_cast<int>(order.mirroring));
    m_onWhite->setChecked(order.onWhite);
    m_labels->setFile(order.labels);
    m_labels->setEnabled(order.useLabels);
    m_from->setFile(order.from);
    setMarked(order.mirroring != TrainingOrder::Mirroring::AsSuggested || order.onWhite || !order.labels.isEmpty() ||
              !order.from.isEmpty());
}

void MoreOptions::retranslate()
{
    setTitle(tr("More"));
    m_mirroringLabel->setText(tr("Mirroring"));
    // In the order of TrainingOrder::Mirroring.
    m_mirroring->setItemText(0, tr("As the pictures suggest"));
    m_mirroring->setItemText(1, tr("Always"));
    m_mirroring->setItemText(2, tr("Never"));
    m_mirroring->setAccessibleName(tr("Mirroring"));
    m_mirroring->setToolTip(
        tr("Mirrored, the pictures count twice. Never for text, logos and everything that has a left and a right; "
           "where left and right differ, it is found out before the training."));
    m_onWhite->setText(tr("Put transparent pictures on white"));
    m_onWhite->setToolTip(tr("The model then draws no transparency."));
    m_labelsLabel->setText(tr("Labels"));
    m_labels->setWords(tr("Labels"), tr("Those in the folder"), tr("Tables of labels (*.csv *.json);;All files (*)"));
    m_labels->setToolTip(
        tr("A table that lies elsewhere: a column of file names, the others are classes or numbers. You can drop it "
           "here."));
    m_fromLabel->setText(tr("Go on from a model"));
    m_from->setWords(tr("Go on from a model"), tr("From the beginning"),
                     tr("Models (*.imagomodel manifest.json);;All files (*)"));
    m_from->setToolTip(
        tr("The training begins with this model's weights instead of random ones. You can drop a model or a finished "
           "training here."));
}

void MoreOptions::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    CollapsibleSection::changeEvent(event);
}

} // namespace imago::ui
