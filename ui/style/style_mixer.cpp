// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/style_mixer.h"

#include "ui/session/style_session.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace imago::ui {

namespace {

constexpr int kPictureSide = 26;
constexpr int kLabelWidth = 96;

QPixmap square(const QImage &picture, qreal ratio)
{
    const int side = static_cast<int>(kPictureSide * ratio);
    const QImage large =
        picture.scaled(side, side, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    QPixmap pixmap = QPixmap::fromImage(
        large.copy((large.width() - side) / 2, (large.height() - side) / 2, side, side));
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

} // namespace

StyleMixer::StyleMixer(StyleSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_column(new QVBoxLayout(this))
    , m_hint(new QLabel(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(3);
    m_column->addWidget(m_hint);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    connect(&session, &StyleSession::stateChanged, this, &StyleMixer::follow);
    follow();
}

void StyleMixer::addRow()
{
    const auto index = m_rows.size();
    auto *widget = new QWidget(this);
    const Row row{widget, new QLabel(widget), new LabelledSlider(widget),
                  new IconButton(QStringLiteral("path-mask-edit"), widget),
                  new IconButton(QStringLiteral("edit-delete-remove"), widget)};
    row.picture->setFixedSize(kPictureSide, kPictureSide);
    row.weight->setLockable(false);
    row.weight->setLabelWidth(kLabelWidth);
    auto *line = new QHBoxLayout(widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    line->addWidget(row.picture);
    line->addWidget(row.weight, 1);
    line->addWidget(row.side);
    line->addWidget(row.remove);
    row.side->setCheckable(true);
    row.side->setCheckedIcon(QStringLiteral("edit-select-invert"));
    m_column->insertWidget(static_cast<int>(index), widget);
    connect(row.weight, &LabelledSlider::gestureStarted, this, [this] { m_session.beginGesture(); });
    connect(row.weight, &LabelledSlider::gestureEnded, &m_session, &StyleSession::endGesture);
    connect(row.weight, &LabelledSlider::valueChanged, this,
            [this, index](double value) { m_session.setWeight(index, value / 100.0); });
    connect(row.side, &QToolButton::clicked, this,
            [this, index](bool outside) { m_session.setOutside(index, outside); });
    connect(row.remove, &QToolButton::clicked, this, [this, index] { m_session.removeStyle(index); });
    m_rows.push_back(row);
}

void StyleMixer::follow()
{
    const std::vector<ChosenStyle> &styles = m_session.state().styles;
    while (m_rows.size() < styles.size())
        addRow();
    while (m_rows.size() > styles.size()) {
        m_rows.back().widget->deleteLater(); // its own button may have been pressed
        m_rows.back().widget->hide();
        m_rows.pop_back();
    }
    for (std::size_t i = 0; i < styles.size(); ++i) {
        const Row &row = m_rows[i];
        const StyleSource &source = *styles[i].source;
        const SliderSpec spec = SliderSpec::percent(source.name(), tr("How much of this style is in the mix."),
                                                    tr("%1 %"), 100.0);
        if (spec != row.weight->spec())
            row.weight->setSpec(spec);
        row.weight->setValue(100.0 * styles[i].weight);
        row.weight->setEnabled(styles.size() > 1); // alone it has the whole say
        row.picture->setPixmap(square(source.thumbnail, devicePixelRatioF()));
        row.side->setVisible(!m_session.state().mask.isNone());
        row.side->setChecked(styles[i].outside);
        row.side->setWords(styles[i].outside ? tr("%1 is worn outside of the region").arg(source.name())
                                             : tr("%1 is worn inside of the region").arg(source.name()));
        row.remove->setWords(tr("Remove %1 from the mix").arg(source.name()));
    }
    m_hint->setVisible(styles.size() < 2);
    m_hint->setText(styles.empty() ? tr("No style yet: drop a painting, or choose one at the right.")
                                   : tr("Add another style to mix the two."));
}

void StyleMixer::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        follow();
    QWidget::changeEvent(event);
}

} // namespace imago::ui
