// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labelled_slider.h"

#include "ui/text/units.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/value_field.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace imago::ui {

namespace {

constexpr int kRowHeight = 24;
constexpr int kLockSide = 18;

/// A name that gives way: elided where its column is narrower than it, or a sign lies over its end.
class NameLabel : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent *) override
    {
        int room = width();
        for (const QWidget *sign : findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
            room = sign->isVisible() ? std::min(room, sign->x()) : room;
        QPainter painter(this);
        painter.setPen(
            palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(text(), Qt::ElideRight, room));
    }
};

} // namespace

LabelledSlider::LabelledSlider(QWidget *parent)
    : QWidget(parent)
    , m_lock(new IconButton(QStringLiteral("object-unlocked"), this))
    , m_name(new NameLabel(this))
    , m_info(new IconButton(QStringLiteral("documentinfo"), m_name))
    , m_track(new SliderTrack(this))
    , m_field(new ValueField(this))
{
    setFixedHeight(kRowHeight);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_lock->setCheckable(true);
    m_lock->setCheckedIcon(QStringLiteral("object-locked"));
    m_lock->setQuiet(true);
    m_lock->setFixedSize(kLockSide, kLockSide);
    m_info->setQuiet(true);
    m_info->setFixedSize(kLockSide, kLockSide);
    m_info->setBackgroundRole(QPalette::Window);
    m_info->setAutoFillBackground(true);
    m_info->hide(); // lies over the end of the name while the row is awake
    m_name->setBuddy(m_track);
    m_name->installEventFilter(this);
    m_track->installEventFilter(this);
    m_field->setFixedWidth(m_field->sizeHint().width());
    row->addWidget(m_lock);
    row->addWidget(m_name);
    row->addWidget(m_track, 1);
    row->addWidget(m_field);
    setFocusProxy(m_track);

    connect(m_track, &SliderTrack::gestureStarted, this, &LabelledSlider::gestureStarted);
    connect(m_track, &SliderTrack::gestureEnded, this, &LabelledSlider::gestureEnded);
    connect(m_track, &SliderTrack::valueChanged, this, [this](double value) {
        refresh();
        Q_EMIT valueChanged(value);
    });
    connect(m_track, &SliderTrack::editRequested, m_field, &ValueField::beginEdit);
    connect(m_field, &ValueField::entered, this, &LabelledSlider::enter);
    connect(m_field, &ValueField::left, m_track, [this] { m_track->setFocus(Qt::OtherFocusReason); });
    connect(m_field, &ValueField::stepped, this, [this](int notches, bool fine) {
        m_track->moveTo(m_track->value() + notches * spec().step * (fine ? 0.1 : 1.0));
    });
    connect(m_lock, &QToolButton::clicked, this, [this](bool locked) {
        retranslate();
        Q_EMIT lockToggled(locked);
    });
    connect(m_info, &QToolButton::clicked, this, &LabelledSlider::showEffects);
    retranslate();
}

const SliderSpec &LabelledSlider::spec() const
{
    return m_track->spec();
}

void LabelledSlider::setSpec(const SliderSpec &spec)
{
    m_track->setSpec(spec);
    m_field->setReadOnly(spec.toggle);
    m_field->setFocusPolicy(spec.toggle ? Qt::NoFocus : Qt::ClickFocus);
    m_field->setAttribute(Qt::WA_TransparentForMouseEvents, spec.toggle);
    m_name->setText(spec.shortTitle.isEmpty() ? spec.title : spec.shortTitle);
    retranslate();
}

double LabelledSlider::value() const
{
    return m_track->value();
}

void LabelledSlider::setValue(double value)
{
    if (value == m_track->value() && !m_field->text().isEmpty())
        return;
    m_track->setValue(value);
    refresh();
}

void LabelledSlider::setLinkAmount(double amount)
{
    if (amount == m_linkAmount)
        return;
    m_linkAmount = amount;
    m_track->setLinkAmount(amount);
    retranslate();
}

void LabelledSlider::setEffects(Effects effects)
{
    m_effects = std::move(effects);
}

bool LabelledSlider::isLocked() const
{
    return m_lock->isChecked();
}

void LabelledSlider::setLocked(bool locked)
{
    m_lock->setChecked(locked);
    retranslate();
}

void LabelledSlider::setLockable(bool lockable, bool amongLockable)
{
    QSizePolicy place = m_lock->sizePolicy();
    place.setRetainSizeWhenHidden(amongLockable);
    m_lock->setSizePolicy(place);
    m_lock->setEnabled(lockable);
    m_lock->setVisible(lockable);
}

void LabelledSlider::setLabelWidth(int width)
{
    m_name->setFixedWidth(width);
}

int LabelledSlider::labelWidthHint() const
{
    return m_name->fontMetrics().horizontalAdvance(m_name->text()) + 2;
}

void LabelledSlider::showEffects()
{
    auto *popup = new EffectPopup(spec().title, spec().help, m_effects, this);
    popup->showBelow(*m_name);
}

void LabelledSlider::refresh()
{
    const double shown = m_track->value();
    const double grid = std::pow(10.0, spec().decimals);
    m_field->setShown(spec().text(shown),
                      QString::number(std::round(shown * grid) / grid + 0.0, 'f', spec().decimals));
}

void LabelledSlider::enter(const QString &text)
{
    if (const auto number = numberIn(text))
        m_track->moveTo(*number);
    refresh();
}

void LabelledSlider::retranslate()
{
    const SliderSpec &now = spec();
    //: %1 is a slider's name.
    m_lock->setWords((isLocked() ? tr("Unlock %1: randomising may change it again")
                                 : tr("Lock %1: randomising leaves it as it is"))
                         .arg(now.title));
    m_info->setWords(tr("What %1 changes").arg(now.title));
    m_field->setAccessibleName(tr("Value of %1").arg(now.title));
    QString tip = now.title;
    if (!now.help.isEmpty())
        tip += QLatin1Char('\n') + now.help;
    if (std::abs(m_linkAmount) > 1e-6) {
        const QString amount = QString::number(m_linkAmount, 'f', std::max(2, now.decimals));
        tip += QLatin1Char('\n') +
               tr("Links carry it by %1.").arg(m_linkAmount > 0 ? QLatin1Char('+') + amount : amount);
    }
    m_name->setToolTip(plainTip(tip));
    m_track->setToolTip(plainTip(tip));
    m_track->setAccessibleDescription(tip.section(QLatin1Char('\n'), 1));
    refresh();
}

void LabelledSlider::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange)
        m_field->setFixedWidth(m_field->sizeHint().width());
    QWidget::changeEvent(event);
}

void LabelledSlider::setAwake(bool awake)
{
    m_lock->setAwake(awake);
    m_info->setAwake(awake);
    m_info->move(m_name->width() - m_info->width(), (m_name->height() - m_info->height()) / 2);
    m_info->setVisible(awake);
    m_name->update();
}

void LabelledSlider::enterEvent(QEnterEvent *event)
{
    setAwake(true);
    QWidget::enterEvent(event);
}

void LabelledSlider::leaveEvent(QEvent *event)
{
    setAwake(m_track->hasFocus());
    QWidget::leaveEvent(event);
}

bool LabelledSlider::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_track && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        setAwake(event->type() == QEvent::FocusIn || underMouse());
    if (watched == m_name && event->type() == QEvent::MouseButtonDblClick) {
        m_track->reset();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void LabelledSlider::keyPressEvent(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
    if (plain && event->key() == Qt::Key_L && m_lock->isEnabled())
        m_lock->click();
    else if (plain && event->key() == Qt::Key_I)
        showEffects();
    else
        QWidget::keyPressEvent(event);
}

void LabelledSlider::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!spec().toggle)
        menu->addAction(tr("Edit value"), m_field, [this] { m_field->beginEdit(); });
    menu->addAction(themedIcon(QStringLiteral("edit-reset"), palette()),
                    tr("Reset to %1").arg(spec().text(spec().neutral)), m_track, &SliderTrack::reset);
    if (m_lock->isEnabled()) {
        QAction *lock = menu->addAction(tr("Locked"), m_lock, &QToolButton::click);
        lock->setCheckable(true);
        lock->setChecked(isLocked());
    }
    menu->addAction(themedIcon(QStringLiteral("documentinfo"), palette()), tr("What it changes…"), this,
                    &LabelledSlider::showEffects);
    menu->addActions(actions());
    menu->popup(event->globalPos());
}

} // namespace imago::ui
