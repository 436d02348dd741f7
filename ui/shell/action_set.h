// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

#include <array>

namespace imago::ui {

/// Everything that the window's menus offer, one action each.
enum class Command {
    NewFace,
    Open,
    Save,
    SaveAs,
    Export,
    Preferences,
    Quit,
    Undo,
    Redo,
    Copy,
    Paste,
    AddFavourite,
    ZoomIn,
    ZoomOut,
    Fit,
    ActualSize,
    HoldReference,
    SplitView,
    FullScreen,
    PanelTitles,
    FocusFilter,
    NeuralPicture,
    LinkedSliders,
    TransparentBackdrop,
    StylePortrait,
    OpenPhoto,
    OpenPainting,
    SwapPhoto,
    MaskPaint,
    MaskErase,
    MaskInvert,
    MaskClear,
    MaskImport,
    ExportFolder,
    ContactSheet,
    OpenClips,
    ClipBegin,
    ClipEnd,
    ClipPreview,
    RemoveClip,
    Camera,
    Shortcuts,
    About,
    Count
};

/// A menu's words without the mark of its key ("&", in Chinese "(&O)" or, as Qt makes icon texts of it, "(O)") and
/// without dots.
QString plainWords(const QString &menuWords);

/// The actions with their words, icons and shortcuts, kept in the current language. An action's icon text names the
/// command also while its text says what it would do at the moment ("Undo: Change Smile").
class ActionSet : public QObject
{
    Q_OBJECT

public:
    explicit ActionSet(QObject *parent = nullptr);

    QAction &operator[](Command command) const { return *m_actions[static_cast<std::size_t>(command)]; }

    void retranslate();
    /// Icons in the colours of the palette.
    void recolour(const QPalette &palette);

private:
    std::array<QAction *, static_cast<std::size_t>(Command::Count)> m_actions{};
};

} // namespace imago::ui
