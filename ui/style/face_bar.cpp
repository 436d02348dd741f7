// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/face_bar.h"

#include "ui/session/style_session.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace imago::ui {

namespace {

constexpr int kLabelWidth = 84;

} // namespace

FaceBar::FaceBar(StyleSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_strength(new LabelledSlider(this))
    , m_veil(new IconButton(QStringLiteral("edit-image-face-show"), this))
    , m_hint(new QLabel(this))
{
    m_strength->setLockable(false);
    m_strength->setLabelWidth(kLabelWidth);
    m_veil->setCheckable(true);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_strength, 1);
    row->addWidget(m_veil);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_hint);
    connect(m_strength, &LabelledSlider::gestureStarted, this, [this] { m_session.beginGesture(); });
    connect(m_strength, &LabelledSlider::gestureEnded, &session, &StyleSession::endGesture);
    connect(m_strength, &LabelledSlider::valueChanged, this,
            [this](double percent) { m_session.setFaceProtection(percent / 100.0); });
    connect(m_veil, &QToolButton::toggled, this, &FaceBar::veilToggled);
    connect(&session, &StyleSession::stateChanged, this, &FaceBar::follow);
    retranslate();
    follow();
}

void FaceBar::setFaces(Search search, int count, const QString &reason)
{
    m_search = search;
    m_count = count;
    m_reason = reason;
    follow();
}

QString FaceBar::hint() const
{
    return m_hint->isHidden() ? QString() : m_hint->text();
}

void FaceBar::follow()
{
    m_strength->setValue(100.0 * m_session.state().faceProtection);
    const bool some = m_search == Search::Done && m_count > 0;
    m_veil->setEnabled(some);
    if (!some)
        m_veil->setChecked(false);
    m_hint->setVisible(m_search != Search::None);
    if (m_search == Search::Failed)
        m_hint->setText(m_reason);
    else if (m_search == Search::Done)
        m_hint->setText(m_count == 0 ? tr("No face found in this photo.")
                                     : tr("%n face(s) found.", nullptr, m_count));
}

void FaceBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        follow();
    }
    QWidget::changeEvent(event);
}

void FaceBar::retranslate()
{
    m_strength->setSpec(SliderSpec::percent(
        tr("Protect faces"), tr("At 0 faces are painted as all the rest, at 100 their shapes hardly change."),
        tr("%1 %"), 0.0, 5.0));
    m_veil->setWords(tr("Show what is protected"));
}

} // namespace imago::ui
