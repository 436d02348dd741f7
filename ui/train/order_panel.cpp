// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/order_panel.h"

#include "ui/train/more_options.h"
#include "ui/train/run_text.h"
#include "ui/widgets/collapsible_section.h"
#include "ui/widgets/drop_zone.h"
#include "ui/widgets/section_column.h"
#include "ui/widgets/segmented_switch.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr int kZoneHeight = 128;

} // namespace

OrderPanel::OrderPanel(QWidget *parent)
    : QWidget(parent)
    , m_drop(new DropZone(this))
    , m_title(new QLineEdit(this))
    , m_timeSection(new CollapsibleSection(this))
    , m_kindSection(new CollapsibleSection(this))
    , m_kind(new SegmentedSwitch(2, this))
    , m_kindWords(new QLabel(this))
    , m_pictureSection(new CollapsibleSection(this))
    , m_sideLabel(new QLabel(this))
    , m_side(new QComboBox(this))
    , m_sideWords(new QLabel(this))
    , m_fit(new SegmentedSwitch(2, this))
    , m_useLabels(new QCheckBox(this))
    , m_varyColor(new QCheckBox(this))
    , m_useReserved(new QCheckBox(this))
    , m_more(new MoreOptions(this))
    , m_why(new QLabel(this))
    , m_start(new QPushButton(this))
{
    m_drop->setIconName(QStringLiteral("folder-pictures"));
    m_drop->setFixedHeight(kZoneHeight);
    for (QLabel *words : {m_kindWords, m_sideWords, m_why}) {
        words->setWordWrap(true);
        words->setForegroundRole(QPalette::PlaceholderText);
    }
    for (std::size_t i = 0; i < trainingTimes().size(); ++i) {
        auto *button = new QRadioButton(this);
        m_times.push_back(button);
        m_timeSection->body().addWidget(button);
        connect(button, &QRadioButton::clicked, this, [this, i] {
            TrainingOrder order = m_order;
            order.minutes = trainingTimes()[i];
            take(order);
        });
    }
    m_kindSection->body().addWidget(m_kind);
    m_kindSection->body().addSpacing(4);
    m_kindSection->body().addWidget(m_kindWords);
    m_side->addItem(QString(), 0); // the pictures decide
    for (const int side : trainingSides())
        m_side->addItem(QString(), side);
    m_side->setEditable(true);
    m_side->setInsertPolicy(QComboBox::NoInsert);
    m_side->setCompleter(nullptr);
    m_sideLabel->setBuddy(m_side);
    auto *side = new QHBoxLayout;
    side->addWidget(m_sideLabel);
    side->addWidget(m_side, 1);
    m_pictureSection->body().setSpacing(6);
    m_pictureSection->body().addLayout(side);
    m_pictureSection->body().addWidget(m_sideWords);
    m_pictureSection->body().addWidget(m_fit);
    for (QCheckBox *box : {m_useLabels, m_varyColor, m_useReserved})
        m_pictureSection->body().addWidget(box);
    m_start->setDefault(true);

    auto *scroll = new SectionColumn({m_timeSection, m_kindSection, m_pictureSection, m_more}, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 4, 8);
    column->setSpacing(8);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(0, 0, 4, 0);
    top->setSpacing(6);
    top->addWidget(m_drop);
    top->addWidget(m_title);
    column->addLayout(top);
    column->addWidget(scroll, 1);
    auto *bottom = new QVBoxLayout;
    bottom->setContentsMargins(0, 0, 4, 0);
    bottom->addWidget(m_why);
    bottom->addWidget(m_start);
    column->addLayout(bottom);
    setMinimumWidth(280);

    connect(m_drop, &DropZone::fileDropped, this, [this](const QString &path) {
        TrainingOrder order = m_order;
        order.folder = path;
        order.title.clear();
        order.labels.clear();
        take(order);
    });
    connect(m_drop, &DropZone::pressed, this, &OrderPanel::chooseRequested);
    connect(m_title, &QLineEdit::textEdited, this, [this](const QString &title) {
        m_order.title = title.trimmed();
        follow();
        Q_EMIT orderChanged();
    });
    connect(m_kind, &SegmentedSwitch::chosen, this, [this](int index) {
        TrainingOrder order = m_order;
        order.kind = static_cast<TrainingOrder::Kind>(index);
        take(order);
    });
    connect(m_side, &QComboBox::activated, this, [this](int index) {
        takeSize(m_side->itemText(index));
    });
    connect(m_side->lineEdit(), &QLineEdit::editingFinished, this, [this] { takeSize(m_side->currentText()); });
    connect(m_fit, &SegmentedSwitch::chosen, this, [this](int index) {
        TrainingOrder order = m_order;
        order.fit = static_cast<TrainingOrder::Fit>(index);
        take(order);
    });
    const auto follows = [this](QCheckBox *box, bool TrainingOrder::*part) {
        connect(box, &QCheckBox::clicked, this, [this, part](bool on) {
            TrainingOrder order = m_order;
            order.*part = on;
            take(order);
        });
    };
    follows(m_useLabels, &TrainingOrder::useLabels);
    follows(m_varyColor, &TrainingOrder::varyColor);
    follows(m_useReserved, &TrainingOrder::useReserved);
    connect(m_more, &MoreOptions::orderWished, this, &OrderPanel::take);
    connect(m_start, &QPushButton::clicked, this, &OrderPanel::startRequested);
    retranslate();
}

void OrderPanel::setOrder(const TrainingOrder &order)
{
    take(order);
}

void OrderPanel::take(const TrainingOrder &order)
{
    if (order == m_order) {
        follow(); // a button that was pressed again
        return;
    }
    if (order.folder != m_order.folder)
        m_picture = {};
    m_order = order;
    follow();
    Q_EMIT orderChanged();
}

void OrderPanel::takeSize(const QString &text)
{
    std::optional<TrainingOrder> order = withSize(m_order, text);
    if (text.trimmed() == m_side->itemText(0)) {
        order = m_order;
        order->size = {0, 0};
        order->followsShape = true;
    }
    m_sizeRefused = !order;
    take(order.value_or(m_order));
}

void OrderPanel::setFolderPicture(const QImage &picture)
{
    m_picture = picture;
    follow();
}

void OrderPanel::setReason(const QString &reason)
{
    m_reason = reason;
    follow();
}

void OrderPanel::setBusy(bool busy)
{
    m_busy = busy;
    follow();
}

void OrderPanel::follow()
{
    const bool has = !m_order.folder.isEmpty();
    const QString folder = QDir(m_order.folder).dirName();
    m_drop->setPicture(has ? m_picture : QImage(), folder);
    if (has && m_picture.isNull())
        m_drop->setWords(folder, tr("Press to choose another folder."));
    else
        m_drop->setWords(tr("Your pictures"), tr("Drop a folder here, or press to choose one."));
    const QSignalBlocker quiet(m_title);
    if (m_title->text().trimmed() != m_order.title)
        m_title->setText(m_order.title);
    m_title->setPlaceholderText(has ? folder : tr("Name of the model"));
    m_title->setEnabled(has);
    for (std::size_t i = 0; i < m_times.size(); ++i)
        m_times[i]->setChecked(m_order.minutes == trainingTimes()[i]);
    m_kind->setCurrent(static_cast<int>(m_order.kind));
    m_kindWords->setText(m_order.kind == TrainingOrder::Kind::Gan
                             ? tr("A generator and a discriminator train against each other: crisp pictures. It wants "
                                  "more pictures and more time.")
                             : tr("An encoder and a decoder: every picture of yours gets a place on the sliders, soon. "
                                  "Its pictures are a little soft."));
    const QSize size = m_order.size;
    m_side->setCurrentIndex(m_order.followsShape ? m_side->findData(size.width()) : -1);
    m_side->setEditText(!m_order.hasSize()      ? m_side->itemText(0)
                        : m_order.followsShape ? tr("%1 px").arg(size.width())
                                               : tr("%1 × %2 px").arg(size.width()).arg(size.height()));
    const int area = size.width() * size.height();
    m_sideWords->setText(m_sizeRefused ? tr("Write the longer side, or width × height: multiples of 8 from 32 to 512.")
                         : area > 256 * 256 ? tr("This size wants a graphics card.")
                         : area > 128 * 128 ? tr("Twice the side takes about four times as long.")
                                            : QString());
    m_sideWords->setVisible(!m_sideWords->text().isEmpty());
    m_fit->setCurrent(static_cast<int>(m_order.fit));
    m_useLabels->setChecked(m_order.useLabels);
    m_varyColor->setChecked(m_order.varyColor);
    m_useReserved->setChecked(m_order.useReserved);
    m_more->setOrder(m_order);
    m_why->setText(m_reason);
    m_why->setVisible(!m_reason.isEmpty());
    m_start->setEnabled(has && m_reason.isEmpty());
    m_start->setText(m_busy ? tr("Add to the queue") : tr("Train"));
    m_start->setToolTip(m_busy ? tr("Begins when the trainings before it have ended.")
                               : tr("Trains in a process of its own: you can go on working, and close the window."));
}

void OrderPanel::retranslate()
{
    m_title->setAccessibleName(tr("Name of the model"));
    m_timeSection->setTitle(tr("Time"));
    // In the order of trainingTimes().
    const QStringList times{tr("First sliders in 10 minutes"), tr("A coffee: 20 minutes"), tr("An hour"),
                            tr("Overnight: 8 hours")};
    for (std::size_t i = 0; i < m_times.size(); ++i)
        m_times[i]->setText(times.value(static_cast<qsizetype>(i)));
    m_kindSection->setTitle(tr("Kind of model"));
    m_kind->setWords({tr("VAE"), tr("GAN")}, {tr("Variational auto-encoder"), tr("Generative adversarial network")});
    m_kind->setAccessibleName(tr("Kind of model"));
    m_pictureSection->setTitle(tr("Pictures"));
    m_sideLabel->setText(tr("Size"));
    m_side->setItemText(0, tr("By your pictures"));
    for (int i = 1; i < m_side->count(); ++i)
        m_side->setItemText(i, tr("%1 px").arg(m_side->itemData(i).toInt()));
    m_side->setAccessibleName(tr("Size of the model's pictures"));
    m_side->setToolTip(tr("The longer side; the other one follows your pictures where most have one shape. Or write "
                          "any width × height. By your pictures it is 64 px, or less where they are smaller."));
    m_fit->setWords({tr("Fill the frame"), tr("Keep it whole")},
                    {tr("The middle of each picture; what does not fit is cut off."),
                     tr("Nothing is cut off; the rest of the frame stays empty.")});
    m_fit->setAccessibleName(tr("How pictures of another shape get into the frame"));
    m_useLabels->setText(tr("Use labels"));
    m_useLabels->setToolTip(tr("Sub-folders and tables of labels tell the model classes and numbers. Without them it "
                               "learns from all pictures together and finds its sliders by itself."));
    m_varyColor->setText(tr("Vary brightness and colour"));
    m_varyColor->setToolTip(tr("Helps where there are few pictures; the model's colours then vary more than yours."));
    m_useReserved->setText(tr("Use reserved pictures: I have the right"));
    m_useReserved->setToolTip(
        tr("Pictures whose metadata forbids training are left out unless you state that you may."));
    follow();
}

void OrderPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace imago::ui
