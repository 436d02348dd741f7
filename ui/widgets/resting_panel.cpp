// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/resting_panel.h"

#include <QEvent>

#include <chrono>

namespace imago::ui {

namespace {

constexpr std::chrono::milliseconds kRest{180};

} // namespace

RestingPanel::RestingPanel(QWidget *parent)
    : QWidget(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (gestureActive())
            m_rest.start();
        else
            refreshNow();
    });
}

void RestingPanel::refreshNow()
{
    m_rest.stop();
    if (isVisible())
        refresh();
}

void RestingPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_rest.start(); // the pictures' places get their size first
}

void RestingPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        retranslate();
        if (event->type() == QEvent::LanguageChange)
            refreshNow();
    }
    QWidget::changeEvent(event);
}

} // namespace imago::ui
