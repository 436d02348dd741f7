// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "ui/widgets/tones.h"

#include <QApplication>
#include <QIcon>
#include <QPixmapCache>
#include <QStyleFactory>

namespace imago::ui {

namespace {

struct Greys
{
    QColor window, base, alternate, button, text, faint, disabled, accent, onAccent, link;
};

const Greys kDark{QColor(0x2b2b2d), QColor(0x1f1f21), QColor(0x262628), QColor(0x3a3a3d), QColor(0xe4e4e6),
                  QColor(0x9a9a9e), QColor(0x6e6e72), QColor(0x5f80f0), QColor(0xffffff), QColor(0x8fa8ff)};
const Greys kLight{QColor(0xededee), QColor(0xffffff), QColor(0xf6f6f7), QColor(0xfafafa), QColor(0x1e1e20),
                   QColor(0x68686c), QColor(0xa4a4a8), QColor(0x3c63e0), QColor(0xffffff), QColor(0x2b4fc4)};

// %window, %base...: replaced by the palette's colours. Widgets that paint themselves are left alone.
constexpr const char *kSheet = R"(
QMainWindow::separator { background: %window; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: %accent; }
QMenuBar { background: %window; padding: 2px 4px; }
QMenuBar::item { padding: 5px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: %hover; }
QMenu { background: %raised; border: 1px solid %edge; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 10px; border-radius: 5px; }
QMenu::icon { padding-left: 6px; }
QMenu::item:selected { background: %accent; color: %onAccent; }
QMenu::item:disabled { color: %disabled; background: transparent; }
QMenu::separator { height: 1px; background: %edge; margin: 5px 8px; }
QToolTip { background: %raised; color: %text; border: 1px solid %edge; padding: 4px 6px; }
QDockWidget { titlebar-close-icon: none; font-weight: 600; }
QDockWidget::title { background: %window; padding: 7px 10px 5px 10px; text-align: left; }
QStatusBar { background: %window; border-top: 1px solid %edge; }
QStatusBar::item { border: none; }
QTabBar::tab { background: transparent; padding: 6px 12px; margin: 0; color: %faint;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: %text; border-bottom: 2px solid %accent; }
QTabBar::tab:hover:!selected { color: %text; }
QTabBar { qproperty-drawBase: 0; }
QTabWidget::pane { border: none; border-top: 1px solid %edge; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: %scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: %faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QPushButton { background: %button; border: 1px solid %edge; border-radius: 6px; padding: 5px 14px; min-height: 17px; }
QPushButton:hover { border-color: %faint; }
QPushButton:pressed { background: %base; }
QPushButton:focus { border-color: %accent; }
QPushButton:default { background: %accent; color: %onAccent; border-color: %accent; }
QPushButton:disabled { color: %disabled; background: %window; border-color: %edge; }
QLineEdit { background: %base; border: 1px solid %edge; border-radius: 6px; padding: 3px 7px;
    selection-background-color: %accent; selection-color: %onAccent; }
QLineEdit:focus { border-color: %accent; }
QLineEdit:disabled { color: %disabled; background: %window; }
QToolButton[popupMode="1"] { background: %button; border: 1px solid %edge; border-radius: 6px;
    padding: 4px 24px 4px 8px; }
QToolButton[popupMode="1"]:hover { border-color: %faint; }
QToolButton[popupMode="1"]:pressed { background: %base; }
QToolButton[popupMode="1"]:focus { border-color: %accent; }
QToolButton::menu-button { border: none; border-left: 1px solid %edge; width: 18px; }
QToolButton::menu-indicator { image: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QTreeView::item { padding: 3px 2px; }
QProgressBar { background: %base; border: 1px solid %edge; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: %accent; border-radius: 3px; }
)";

QPalette paletteOf(const Greys &greys)
{
    QPalette palette;
    palette.setColor(QPalette::Window, greys.window);
    palette.setColor(QPalette::Base, greys.base);
    palette.setColor(QPalette::AlternateBase, greys.alternate);
    palette.setColor(QPalette::Button, greys.button);
    palette.setColor(QPalette::ToolTipBase, greys.button);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText,
                            QPalette::BrightText})
        palette.setColor(role, greys.text);
    palette.setColor(QPalette::PlaceholderText, greys.faint);
    palette.setColor(QPalette::Highlight, greys.accent);
    palette.setColor(QPalette::HighlightedText, greys.onAccent);
    palette.setColor(QPalette::Link, greys.link);
    palette.setColor(QPalette::LinkVisited, greys.link);
    palette.setColor(QPalette::Light, mixed(greys.button, greys.text, 0.15));
    palette.setColor(QPalette::Midlight, mixed(greys.button, greys.text, 0.08));
    palette.setColor(QPalette::Mid, mixed(greys.window, Qt::black, 0.18));
    palette.setColor(QPalette::Dark, mixed(greys.window, Qt::black, 0.32));
    palette.setColor(QPalette::Shadow, mixed(greys.window, Qt::black, 0.6));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, greys.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, mixed(greys.window, greys.text, 0.25));
    return palette;
}

} // namespace

QPalette palette(Theme theme)
{
    return paletteOf(theme == Theme::Dark ? kDark : kLight);
}

QString styleSheet(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Window);
    const QColor text = palette.color(QPalette::WindowText);
    const bool dark = text.lightness() > window.lightness();
    const std::pair<const char *, QColor> colours[] = {
        {"%window", window},
        {"%base", palette.color(QPalette::Base)},
        {"%button", palette.color(QPalette::Button)},
        {"%raised", dark ? mixed(window, text, 0.05) : QColor(Qt::white)},
        {"%edge", mixed(window, text, dark ? 0.14 : 0.18)},
        {"%hover", mixed(window, text, 0.10)},
        {"%scroll", mixed(window, text, 0.26)},
        {"%text", text},
        {"%faint", palette.color(QPalette::PlaceholderText)},
        {"%disabled", palette.color(QPalette::Disabled, QPalette::WindowText)},
        {"%accent", palette.color(QPalette::Highlight)},
        {"%onAccent", palette.color(QPalette::HighlightedText)},
    };
    QString sheet = QString::fromLatin1(kSheet);
    for (const auto &[name, colour] : colours)
        sheet.replace(QLatin1String(name) + QLatin1String(";"), colour.name() + QLatin1Char(';'));
    for (const auto &[name, colour] : colours)
        sheet.replace(QLatin1String(name) + QLatin1String(" "), colour.name() + QLatin1Char(' '));
    return sheet;
}

void applyTheme(QApplication &application, Theme theme)
{
    const QPalette colours = palette(theme);
    QIcon::setThemeName(theme == Theme::Dark ? QStringLiteral("breeze-dark") : QStringLiteral("breeze"));
    QIcon::setFallbackThemeName(QStringLiteral("breeze"));
    QPixmapCache::clear();
    if (application.styleSheet().isEmpty()) // The first time.
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(colours);
    // Fusion draws a box's edge darker than the window: in the dark theme nobody would see it.
    QPalette boxes = colours;
    if (theme == Theme::Dark)
        boxes.setColor(QPalette::Window, colours.color(QPalette::PlaceholderText));
    QApplication::setPalette(boxes, "QCheckBox");
    QApplication::setPalette(boxes, "QRadioButton");
    application.setStyleSheet(styleSheet(colours));
}

} // namespace imago::ui
