// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/style_state.h"
#include "ui/widgets/thumbnail_model.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLineEdit;
class QPushButton;

namespace imago::ui {

class StyleSession;
class StyleThumbnails;
class ThumbnailGrid;

/// Every style at hand, each shown on the user's own picture as soon as there is one. One press wears a style;
/// with Ctrl, or from the menu, it joins the mix.
class GalleryPanel : public QWidget
{
    Q_OBJECT

public:
    /// Styles of the user that the gallery keeps beside what the studio comes with; the oldest goes first.
    static constexpr std::size_t kMostOwn = 24;

    GalleryPanel(StyleSession &session, StyleThumbnails &thumbnails, QWidget *parent = nullptr);

    /// What the studio comes with.
    void setStyles(std::vector<StyleSourcePtr> styles);
    /// The user's own, newest first; one that is there already moves to the front.
    void addStyle(const StyleSourcePtr &style);

    /// On what the styles are shown instead of the state's photo; null: nothing yet. Nothing: the photo again, of which
    /// alone there is a contact sheet.
    void showOn(std::optional<SourcePtr> picture);

    const std::vector<StyleSourcePtr> &ownStyles() const { return m_own; }
    /// All of them, in the order of the grid.
    std::vector<StyleSourcePtr> styles() const;

    ThumbnailGrid &grid() const { return *m_grid; }
    QPushButton &sheetButton() const { return *m_sheet; }

Q_SIGNALS:
    void sheetRequested();
    void removed(const imago::ui::StyleSourcePtr &style); ///< One of the user's own, by the user.

protected:
    void changeEvent(QEvent *event) override;

private:
    const SourcePtr &picture() const;
    void followState(const StyleState &before);
    void showStyles();
    void requestPictures();
    void choose(int row, bool mix);
    void remove(int row);
    void showMenu(int row, const QPoint &place);
    void retranslate();

    StyleSession &m_session;
    StyleThumbnails &m_thumbnails;
    std::vector<StyleSourcePtr> m_styles;
    std::vector<StyleSourcePtr> m_own;
    std::optional<SourcePtr> m_instead;
    std::uint64_t m_shownPicture = 0; ///< What the grid's pictures are of.
    ThumbnailModel m_model;
    ThumbnailGrid *m_grid;
    QPushButton *m_sheet;
};

} // namespace imago::ui
