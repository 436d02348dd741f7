// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/latent/presets.h"
#include "ui/session/session.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

#include <vector>

class QLineEdit;
class QPushButton;

namespace imago::ui {

class CollapsibleSection;
class SegmentedSwitch;
class ThumbnailGrid;
class ThumbnailModel;
class ThumbnailSource;

/// Expressions and looks to put on any face: the studio's own and the user's. Each is shown on the face at
/// hand.
///
/// The panel holds the user's presets as values; the app loads and saves them. Saving and removing one are steps of
/// the session's undo stack.
class PresetsPanel : public QWidget
{
    Q_OBJECT

public:
    /// Requires: session and source outlive the panel.
    PresetsPanel(Session &session, ThumbnailSource &source, QWidget *parent = nullptr);

    const std::vector<latent::Preset> &userPresets() const { return m_user; }
    void setUserPresets(std::vector<latent::Preset> presets); ///< Emits nothing.

    /// Puts a preset on the face: one undo step.
    void apply(const latent::Preset &preset);

    /// Keeps the face's expression or look under a name; one of the same name and kind is replaced.
    Status saveCurrent(const QString &name, latent::PresetKind kind);

    ThumbnailGrid &grid(latent::PresetKind kind) const;
    QLineEdit &nameField() const { return *m_name; }
    SegmentedSwitch &kindSwitch() const { return *m_kind; }
    QPushButton &saveButton() const { return *m_save; }
    /// In the order of the grid: built-in, then the user's.
    const latent::Preset &presetAt(latent::PresetKind kind, int row) const;

Q_SIGNALS:
    void userPresetsChanged();
    void failed(const imago::Error &error);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Shelf
    {
        latent::PresetKind kind = latent::PresetKind::Expression;
        CollapsibleSection *section = nullptr;
        ThumbnailGrid *grid = nullptr;
        ThumbnailModel *model = nullptr;
        std::vector<latent::Preset> presets;
        std::size_t builtIn = 0; ///< How many of them are the studio's.
    };

    Shelf makeShelf(latent::PresetKind kind);
    const Shelf &shelf(latent::PresetKind kind) const;
    void refresh();
    void followName(); ///< The button says what it would do with the name.
    void remove(latent::PresetKind kind, int row);
    /// Other presets of the user's, as a step that can be undone.
    void change(const StepText &text, std::vector<latent::Preset> presets);
    void take(const std::vector<latent::Preset> &presets);
    void showMenu(latent::PresetKind kind, int row, const QPoint &place);
    void save();
    void cancelWaiting();
    void retranslate();

    Session &m_session;
    ThumbnailSource &m_source;
    std::vector<latent::Preset> m_user;
    QLineEdit *m_name;
    SegmentedSwitch *m_kind;
    QPushButton *m_save;
    std::vector<Shelf> m_shelves;
    QTimer m_rest; ///< Runs while changes still come.
    QSet<quint64> m_waiting;
};

} // namespace imago::ui
