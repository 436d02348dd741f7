// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/train_stage.h"

#include "ui/train/preflight_view.h"
#include "ui/train/run_view.h"
#include "ui/widgets/drop_zone.h"

#include <QEvent>
#include <QVBoxLayout>

namespace imago::ui {

namespace {

constexpr int kMargin = 24;

} // namespace

TrainStage::TrainStage(QWidget *parent)
    : QStackedWidget(parent)
    , m_drop(new DropZone(this))
    , m_run(new RunView(this))
    , m_preflight(new PreflightView(this))
{
    m_drop->setIconName(QStringLiteral("folder-pictures"));
    auto *start = new QWidget(this);
    auto *column = new QVBoxLayout(start);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->addWidget(m_drop);
    addWidget(start);
    addWidget(m_run);
    addWidget(m_preflight);
    connect(m_drop, &DropZone::fileDropped, this, &TrainStage::folderDropped);
    connect(m_drop, &DropZone::pressed, this, &TrainStage::chooseRequested);
    retranslate();
}

void TrainStage::retranslate()
{
    m_drop->setWords(tr("Drop a folder of your own pictures here, or press to choose one"),
                     tr("A hundred pictures of one kind are enough to begin with. They become sliders."));
}

void TrainStage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QStackedWidget::changeEvent(event);
}

} // namespace imago::ui
