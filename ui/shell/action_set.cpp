// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_set.h"

#include "ui/widgets/icon_button.h"

#include <QCoreApplication>
#include <QKeySequence>
#include <QRegularExpression>

namespace imago::ui {

namespace {

struct Entry
{
    Command command;
    const char *text;
    const char *icon;
    const char *shortcut; ///< Portable text; several parted by "; ".
    bool checkable = false;
};

constexpr const char *kContext = "imago::ui::ActionSet";

constexpr Entry kEntries[] = {
    {Command::NewFace, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&New face"), "document-new", "Ctrl+N"},
    {Command::Open, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Open…"), "document-open", "Ctrl+O"},
    {Command::Save, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Save"), "document-save", "Ctrl+S"},
    {Command::SaveAs, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Save &as…"), "document-save-as",
     "Ctrl+Shift+S"},
    {Command::Export, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Export…"), "document-export", "Ctrl+E"},
    {Command::Preferences, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Preferences…"), "configure", "Ctrl+,"},
    {Command::Quit, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Quit"), "application-exit", "Ctrl+Q"},
    {Command::Undo, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Undo"), "edit-undo", "Ctrl+Z"},
    {Command::Redo, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Redo"), "edit-redo", "Ctrl+Shift+Z; Ctrl+Y"},
    {Command::Copy, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Copy picture"), "edit-copy", "Ctrl+C"},
    {Command::Paste, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Paste picture or recipe"), "edit-paste",
     "Ctrl+V"},
    {Command::AddFavourite, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Add to &favourites"), "bookmark-new",
     "Ctrl+D"},
    {Command::ZoomIn, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Zoom &in"), "zoom-in", "Ctrl++; Ctrl+="},
    {Command::ZoomOut, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Zoom &out"), "zoom-out", "Ctrl+-"},
    {Command::Fit, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Fit into the window"), "zoom-fit-best",
     "Ctrl+0"},
    {Command::ActualSize, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Actual size"), "zoom-original",
     "Ctrl+Alt+0"},
    {Command::HoldReference, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Hold as reference"), "window-pin",
     "Ctrl+H", true},
    {Command::SplitView, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Split view"), "view-split-left-right",
     "Ctrl+J", true},
    {Command::FullScreen, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "F&ull screen"), "view-fullscreen", "F11",
     true},
    {Command::PanelTitles, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Panel &titles, to move them by"), "",
     "", true},
    {Command::FocusFilter, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Fin&d a slider"), "search", "Ctrl+F"},
    {Command::NeuralPicture, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Show the &network's own picture"), "",
     "Ctrl+Shift+N", true},
    {Command::LinkedSliders, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Linked sliders"), "edit-link",
     "Ctrl+L", true},
    {Command::TransparentBackdrop, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Transparent background"), "", "", true},
    {Command::StylePortrait, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Style this portrait"),
     "draw-brush", "Ctrl+T"},
    {Command::OpenPhoto, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Open a &photo…"), "document-open",
     "Ctrl+Shift+O"},
    {Command::OpenPainting, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Open a p&ainting…"),
     "document-open", "Ctrl+Alt+O"},
    {Command::SwapPhoto, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "S&wap photo and painting"),
     "document-swap", "Ctrl+Shift+X"},
    {Command::MaskPaint, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Region: paint the &style on"),
     "draw-brush", "B", true},
    {Command::MaskErase, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Region: &erase the style"),
     "draw-eraser", "E", true},
    {Command::MaskInvert, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Region: &invert"), "edit-select-invert",
     "Ctrl+I"},
    {Command::MaskClear, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Region: &whole picture"), "edit-clear",
     "Ctrl+Shift+I"},
    {Command::MaskImport, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Region: from a &mask picture…"),
     "document-import", ""},
    {Command::ExportFolder, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Style a &folder of photos…"),
     "document-open-folder", "Ctrl+Shift+E"},
    {Command::ContactSheet, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Contact sheet of all styles…"),
     "view-grid", "Ctrl+Shift+K"},
    {Command::OpenClips, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "Open &clips…"), "document-open",
     "Ctrl+Shift+M"},
    {Command::ClipBegin, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Begin with this frame"), "zone-in", "I"},
    {Command::ClipEnd, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&End with this frame"), "zone-out", "O"},
    {Command::ClipPreview, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Preview of two seconds"),
     "media-playback-start", "P"},
    {Command::RemoveClip, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Remove this clip"), "edit-delete", ""},
    {Command::Camera, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Camera"), "camera-web", "C", true},
    {Command::Shortcuts, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&Keyboard shortcuts"), "input-keyboard",
     "F1"},
    {Command::About, QT_TRANSLATE_NOOP("imago::ui::ActionSet", "&About Imago Studio"), "help-about", ""},
};
static_assert(std::size(kEntries) == static_cast<std::size_t>(Command::Count));

} // namespace

ActionSet::ActionSet(QObject *parent)
    : QObject(parent)
{
    for (const Entry &entry : kEntries) {
        auto *action = new QAction(this);
        if (*entry.shortcut != '\0')
            action->setShortcuts(QKeySequence::listFromString(QLatin1String(entry.shortcut)));
        action->setCheckable(entry.checkable);
        m_actions[static_cast<std::size_t>(entry.command)] = action;
    }
    (*this)[Command::Quit].setMenuRole(QAction::QuitRole);
    (*this)[Command::Preferences].setMenuRole(QAction::PreferencesRole);
    (*this)[Command::About].setMenuRole(QAction::AboutRole);
    retranslate();
}

QString plainWords(const QString &menuWords)
{
    static const QRegularExpression keyInBrackets(QStringLiteral("\\(&?[A-Z]\\)"));
    return QString(menuWords).remove(keyInBrackets).remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

void ActionSet::retranslate()
{
    for (const Entry &entry : kEntries) {
        const QString words = QCoreApplication::translate(kContext, entry.text);
        (*this)[entry.command].setText(words);
        (*this)[entry.command].setIconText(plainWords(words));
    }
}

void ActionSet::recolour(const QPalette &palette)
{
    for (const Entry &entry : kEntries) {
        if (*entry.icon != '\0')
            (*this)[entry.command].setIcon(themedIcon(QLatin1String(entry.icon), palette));
    }
}

} // namespace imago::ui
