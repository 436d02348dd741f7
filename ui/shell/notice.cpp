// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notice.h"

#include "ui/widgets/icon_button.h"
#include "ui/widgets/tones.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPainter>

#include <algorithm>

namespace imago::ui {

namespace {

constexpr int kFromEdge = 12;
constexpr int kWidest = 620;
constexpr int kIconSide = 22;
constexpr int kRadius = 8;
constexpr std::chrono::milliseconds kInformationStays{7000};

QColor stripe(NoticeKind kind, const Tones &tones)
{
    switch (kind) {
    case NoticeKind::Information:
        return tones.accent;
    case NoticeKind::Warning:
        return tones.warning;
    case NoticeKind::Problem:
        return QColor(0xE0, 0x4F, 0x4F);
    }
    return tones.accent;
}

QString iconName(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Information:
        return QStringLiteral("dialog-information");
    case NoticeKind::Warning:
        return QStringLiteral("dialog-warning");
    case NoticeKind::Problem:
        return QStringLiteral("dialog-error");
    }
    return {};
}

} // namespace

Notice::Notice(QWidget &host)
    : QFrame(&host)
    , m_host(host)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_act(new QToolButton(this))
    , m_close(new IconButton(QStringLiteral("window-close"), this))
{
    setCursor(Qt::ArrowCursor);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_act, 0, Qt::AlignVCenter);
    row->addWidget(m_close, 0, Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setTextFormat(Qt::PlainText);
    m_act->setFocusPolicy(Qt::StrongFocus);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_act, &QToolButton::clicked, this, [this] {
        hide();
        m_onAct();
    });
    m_host.installEventFilter(this);
    retranslate();
    hide();
}

void Notice::say(NoticeKind kind, const QString &sentence, const QString &details)
{
    ask(kind, sentence, details.isEmpty() ? QString() : tr("Details…"), [this, sentence, details] {
        auto *box =
            new QMessageBox(QMessageBox::NoIcon, tr("Details"), sentence, QMessageBox::Close, window());
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setInformativeText(details);
        box->open();
    });
}

void Notice::ask(NoticeKind kind, const QString &sentence, const QString &button,
                 const std::function<void()> &act)
{
    m_kind = kind;
    m_onAct = act;
    m_text->setText(sentence);
    m_icon->setPixmap(
        tintedIcon(iconName(kind), kIconSide, devicePixelRatioF(), stripe(kind, Tones::of(palette()))));
    m_act->setText(button);
    m_act->setVisible(!button.isEmpty());
    setAccessibleName(sentence);
    show();
    raise();
    place();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    if (kind == NoticeKind::Information && button.isEmpty())
        m_timer.start(kInformationStays);
    else
        m_timer.stop();
}

QString Notice::sentence() const
{
    return isHidden() ? QString() : m_text->text();
}

void Notice::withdraw(const QString &sentence)
{
    if (!isHidden() && m_text->text() == sentence)
        hide();
}

void Notice::hideProblem()
{
    if (m_kind == NoticeKind::Problem)
        hide();
}

void Notice::setEdge(Qt::Edge edge)
{
    m_edge = edge;
    place();
}

void Notice::place()
{
    const int width = std::min(kWidest, m_host.width() - 2 * kFromEdge);
    resize(width, std::max(heightForWidth(width), minimumSizeHint().height()));
    move((m_host.width() - width) / 2, m_edge == Qt::TopEdge ? kFromEdge : m_host.height() - height() - kFromEdge);
}

bool Notice::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void Notice::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void Notice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tones tones = Tones::of(palette());
    const QRectF body = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(mixed(palette().color(QPalette::Window), tones.text, 0.2));
    painter.setBrush(mixed(palette().color(QPalette::Window), tones.text, tones.dark ? 0.06 : 0.0));
    painter.drawRoundedRect(body, kRadius, kRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(stripe(m_kind, tones));
    painter.drawRoundedRect(QRectF(body.left() + 4, body.top() + 6, 4, body.height() - 12), 2, 2);
}

void Notice::retranslate()
{
    m_close->setWords(tr("Close this message"));
}

} // namespace imago::ui
