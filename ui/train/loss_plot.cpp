// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/loss_plot.h"

#include "ui/train/custom_plot.h"
#include "ui/train/run_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/labelled_slider.h"
#include "ui/widgets/tones.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace imago::ui {

namespace {

constexpr int kLeastHeight = 100;
constexpr double kMostSmoothing = 0.99;
constexpr double kFirstSmoothing = 0.6;
// Okabe and Ito's colours, told apart by colour-blind eyes; their black is grey here and their yellow darker, so that
// they show on every ground.
constexpr std::array<QRgb, 8> kColors{0xff56b4e9, 0xffe69f00, 0xff009e73, 0xffcc79a7,
                                      0xffd55e00, 0xff0072b2, 0xffb8a82a, 0xff8c8c8c};

/// Its ticks stand at whole steps.
class StepTicker : public QCPAxisTicker
{
protected:
    double getTickStep(const QCPRange &range) override
    {
        return std::max(1.0, std::round(QCPAxisTicker::getTickStep(range)));
    }
};

} // namespace

std::vector<double> smoothed(const std::vector<double> &values, double weight)
{
    std::vector<double> result;
    result.reserve(values.size());
    double mean = 0.0;
    double correction = 1.0;
    for (const double value : values) {
        mean = weight * mean + (1.0 - weight) * value;
        correction *= weight;
        result.push_back(mean / (1.0 - correction));
    }
    return result;
}

LossPlot::LossPlot(QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_mark(new QCPItemStraightLine(m_plot))
    , m_empty(new QLabel(this))
    , m_legend(new FlowLayout(new QWidget(this), 12))
    , m_logarithmic(new QCheckBox(this))
    , m_smoothing(new LabelledSlider(this))
    , m_fit(new IconButton(QStringLiteral("zoom-fit-best"), this))
{
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setMinimumHeight(kLeastHeight);
    m_plot->setFocusPolicy(Qt::StrongFocus);
    m_plot->installEventFilter(this);
    m_plot->setMouseTracking(true);
    m_mark->setVisible(false);
    m_empty->setMinimumHeight(kLeastHeight);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_smoothing->setLockable(false);
    m_smoothing->setMaximumWidth(270);
    auto *controls = new QHBoxLayout;
    controls->setSpacing(10);
    controls->addWidget(m_smoothing, 1);
    controls->addWidget(m_logarithmic);
    controls->addStretch();
    controls->addWidget(m_fit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_legend->parentWidget());
    column->addLayout(controls);
    column->addWidget(m_plot, 1);
    column->addWidget(m_empty, 1);

    m_plot->xAxis->setTicker(QSharedPointer<StepTicker>::create());
    connect(m_plot->xAxis, QOverload<const QCPRange &>::of(&QCPAxis::rangeChanged), this, [this](const QCPRange &range) {
        if (range.lower < 0.0) // there is no step before the first
            m_plot->xAxis->setRange(0.0, std::max(1.0, range.upper));
    });
    connect(m_fit, &QToolButton::clicked, this, &LossPlot::showAll);
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &LossPlot::showAll);
    connect(m_plot, &QCustomPlot::mouseWheel, this, [this] { m_following = false; });
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent *event) {
        if (event->buttons() & Qt::LeftButton)
            m_following = false;
        else
            showTip(event->pos());
    });
    connect(m_logarithmic, &QCheckBox::toggled, this, [this](bool on) {
        QCPAxis *axis = m_plot->yAxis;
        axis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        axis->setTicker(on ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                           : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
        axis->setNumberFormat(on ? QStringLiteral("gb") : QStringLiteral("g"));
        axis->setNumberPrecision(on ? 1 : 4);
        showAll();
        Q_EMIT settingsChanged();
    });
    connect(m_smoothing, &LabelledSlider::valueChanged, this, [this] {
        draw();
        Q_EMIT settingsChanged();
    });
    retranslate();
    m_smoothing->setValue(100.0 * kFirstSmoothing);
    recolour();
    followEmpty();
    draw();
}

bool LossPlot::isLogarithmic() const
{
    return m_logarithmic->isChecked();
}

void LossPlot::setLogarithmic(bool on)
{
    m_logarithmic->setChecked(on);
}

double LossPlot::smoothing() const
{
    return m_smoothing->value() / 100.0;
}

void LossPlot::setSmoothing(double weight)
{
    m_smoothing->setValue(100.0 * std::clamp(weight, 0.0, kMostSmoothing));
    draw();
}

QStringList LossPlot::names() const
{
    QStringList names;
    for (const Curve &curve : m_curves)
        names << curve.name;
    return names;
}

QCheckBox *LossPlot::box(const QString &name) const
{
    const auto found = std::ranges::find(m_curves, name, &Curve::name);
    return found == m_curves.end() ? nullptr : found->box;
}

LossPlot::Curve &LossPlot::curve(const QString &name)
{
    const auto found = std::ranges::find(m_curves, name, &Curve::name);
    if (found != m_curves.end())
        return *found;
    Curve added;
    added.name = name;
    added.raw = m_plot->addGraph();
    added.smooth = m_plot->addGraph();
    added.box = new QCheckBox(lossText(name), this);
    added.box->setChecked(!m_hidden.contains(name));
    m_legend->addWidget(added.box);
    connect(added.box, &QCheckBox::toggled, this, [this, name](bool on) {
        if (on)
            m_hidden.remove(name);
        else
            m_hidden.insert(name);
        draw();
    });
    m_curves.push_back(std::move(added));
    recolour();
    return m_curves.back();
}

void LossPlot::setReports(const std::vector<train::StepReport> &reports)
{
    for (Curve &each : m_curves) {
        each.steps.clear();
        each.values.clear();
    }
    for (const train::StepReport &report : reports) {
        for (const auto &[name, value] : report.losses) {
            if (!std::isfinite(value))
                continue;
            Curve &each = curve(QString::fromStdString(name));
            each.steps.push_back(static_cast<double>(report.step));
            each.values.push_back(value);
        }
    }
    // Of a training that was shown before.
    std::erase_if(m_curves, [this](const Curve &each) {
        if (!each.steps.empty())
            return false;
        m_plot->removeGraph(each.raw);
        m_plot->removeGraph(each.smooth);
        delete each.box;
        return true;
    });
    recolour();
    followEmpty();
    draw();
}

void LossPlot::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

QString LossPlot::emptyText() const
{
    return m_curves.empty() ? m_empty->text() : QString();
}

void LossPlot::followEmpty()
{
    const bool empty = m_curves.empty();
    m_empty->setVisible(empty);
    for (QWidget *widget : {static_cast<QWidget *>(m_plot), static_cast<QWidget *>(m_logarithmic),
                            static_cast<QWidget *>(m_smoothing), static_cast<QWidget *>(m_fit)})
        widget->setVisible(!empty);
}

void LossPlot::draw()
{
    for (const Curve &each : m_curves) {
        const bool shown = each.box->isChecked();
        const QVector<double> steps(each.steps.begin(), each.steps.end());
        const std::vector<double> line = smoothed(each.values, smoothing());
        each.raw->setData(steps, QVector<double>(each.values.begin(), each.values.end()), true);
        each.smooth->setData(steps, QVector<double>(line.begin(), line.end()), true);
        each.raw->setVisible(shown && smoothing() > 0.0);
        each.smooth->setVisible(shown);
        const bool alone = each.steps.size() == 1; // no line yet
        each.smooth->setScatterStyle(alone ? QCPScatterStyle(QCPScatterStyle::ssDisc, 6) : QCPScatterStyle());
    }
    if (m_following)
        fit();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LossPlot::fit()
{
    double last = 1.0;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    const bool logarithmic = isLogarithmic();
    for (const Curve &each : m_curves) {
        if (!each.box->isChecked())
            continue;
        last = std::max(last, each.steps.back());
        // A training's first moments would flatten the rest.
        std::vector<double> sorted = smoothed(each.values, smoothing());
        std::ranges::sort(sorted);
        const auto most = std::lround(0.98 * static_cast<double>(sorted.size() - 1));
        high = std::max(high, sorted[static_cast<std::size_t>(most)]);
        const auto least =
            logarithmic ? std::ranges::upper_bound(sorted, 0.0) : sorted.begin();
        if (least != sorted.end())
            low = std::min(low, *least);
    }
    if (!(low <= high)) {
        low = logarithmic ? 0.1 : 0.0;
        high = 1.0;
    }
    m_plot->xAxis->setRange(0.0, last);
    if (logarithmic) {
        m_plot->yAxis->setRange(low / 1.3, high * 1.3);
    } else {
        const double span = high > low ? high - low : std::abs(high); // a first report has no span
        const double margin = std::max(0.06 * span, 1e-6);
        m_plot->yAxis->setRange(low - margin, high + margin);
    }
}

void LossPlot::showAll()
{
    m_following = true;
    draw();
}

void LossPlot::setMark(qint64 step)
{
    m_mark->setVisible(step >= 0);
    m_mark->point1->setCoords(static_cast<double>(step), 0.5);
    m_mark->point2->setCoords(static_cast<double>(step), 1.0);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LossPlot::showTip(const QPoint &position)
{
    if (!m_plot->axisRect()->rect().contains(position))
        return;
    const double step = m_plot->xAxis->pixelToCoord(position.x());
    QStringList lines;
    double nearest = -1.0;
    for (const Curve &each : m_curves) {
        if (!each.box->isChecked() || each.steps.empty())
            continue;
        auto at = std::ranges::lower_bound(each.steps, step);
        if (at == each.steps.end() || (at != each.steps.begin() && step - *std::prev(at) < *at - step))
            --at;
        nearest = *at;
        const double value = each.values[static_cast<std::size_t>(at - each.steps.begin())];
        lines << QStringLiteral("%1  %2").arg(lossText(each.name), QLocale().toString(value, 'g', 4));
    }
    if (nearest < 0.0)
        return;
    lines.prepend(tr("Step %1").arg(QLocale().toString(static_cast<qint64>(nearest))));
    QToolTip::showText(m_plot->mapToGlobal(position), lines.join(QLatin1Char('\n')), m_plot);
}

QColor LossPlot::colorOf(std::size_t index) const
{
    const QColor color = QColor::fromRgb(kColors[index % kColors.size()]);
    return Tones::of(palette()).dark ? color.lighter(110) : color.darker(112);
}

void LossPlot::recolour()
{
    const Tones tones = Tones::of(palette());
    m_plot->setBackground(palette().color(QPalette::Base));
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(tones.groove);
        axis->setTickPen(tones.groove);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(tones.faintText);
        axis->setTickLabelFont(font());
        axis->grid()->setPen(QPen(mixed(palette().color(QPalette::Base), tones.text, 0.09)));
        axis->grid()->setZeroLinePen(QPen(mixed(palette().color(QPalette::Base), tones.text, 0.2)));
    }
    m_plot->xAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->xAxis->setNumberPrecision(0);
    m_mark->setPen(QPen(tones.accent, 1, Qt::DashLine));
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        const QColor color = colorOf(i);
        QColor faint = color;
        faint.setAlphaF(0.28F);
        m_curves[i].raw->setPen(QPen(faint, 1));
        m_curves[i].smooth->setPen(QPen(color, 2));
        QPixmap swatch(12, 12);
        swatch.fill(Qt::transparent);
        QPainter painter(&swatch);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(QRectF(1, 4, 10, 4), 2, 2);
        painter.end();
        m_curves[i].box->setIcon(swatch);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LossPlot::retranslate()
{
    m_plot->setAccessibleName(tr("Curves of the losses over the steps"));
    m_logarithmic->setText(tr("Log scale"));
    m_logarithmic->setToolTip(tr("Shows small values as clearly as large ones."));
    m_fit->setWords(tr("Show all of the curves"));
    SliderSpec smoothing;
    smoothing.title = tr("Smoothing");
    smoothing.help = tr("0 shows every value, 99 only the trend.");
    smoothing.high = smoothing.safeHigh = 100.0 * kMostSmoothing;
    smoothing.neutral = 100.0 * kFirstSmoothing;
    smoothing.step = 1.0;
    smoothing.decimals = 0;
    m_smoothing->setSpec(smoothing);
    m_smoothing->setLabelWidth(m_smoothing->labelWidthHint());
    for (const Curve &each : m_curves)
        each.box->setText(lossText(each.name));
}

void LossPlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        recolour();
    QWidget::changeEvent(event);
}

bool LossPlot::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_plot && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const double factor = key == Qt::Key_Plus ? 0.8 : key == Qt::Key_Minus ? 1.25 : 0.0;
        if (factor > 0.0) {
            m_following = false;
            m_plot->xAxis->scaleRange(factor);
            m_plot->replot(QCustomPlot::rpQueuedReplot);
            return true;
        }
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            m_following = false;
            m_plot->xAxis->moveRange((key == Qt::Key_Left ? -0.1 : 0.1) * m_plot->xAxis->range().size());
            m_plot->replot(QCustomPlot::rpQueuedReplot);
            return true;
        }
        if (key == Qt::Key_0 || key == Qt::Key_Home) {
            showAll();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace imago::ui
