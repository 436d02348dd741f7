// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/session.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QScrollArea;

namespace imago::ui {

class IconButton;
class LabelledSlider;
class RandomiseBar;
class SliderSection;

/// Every slider of a portrait: randomising above, then the attributes in their groups and the shape of the
/// head.
///
/// Guarantees: each change goes through the session, a drag as one step; the panel shows what the recipe
/// says.
class PortraitPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PortraitPanel(Session &session, QWidget *parent = nullptr);

    /// What each slider changes: matrix[slider][attribute] in standard deviations over its full travel.
    /// Empty, or an empty row: not measured. `readingR2`: how well what measured them reads each attribute; empty:
    /// unknown.
    void setEffects(const std::vector<std::vector<double>> &matrix, const std::vector<double> &readingR2 = {});

    /// Keys of the folded groups, for the settings.
    QStringList collapsedGroups() const;
    void setCollapsedGroups(const QStringList &keys);

    /// Puts the cursor into the filter: what Ctrl+F should do.
    void focusFilter();

    RandomiseBar &randomiseBar() const { return *m_bar; }
    QLineEdit &filterField() const { return *m_filter; }
    IconButton &linkedButton() const { return *m_linked; }
    const std::vector<SliderSection *> &sections() const { return m_sections; }
    /// The slider of an attribute (by its stable name) or of "shape-1"; null for an unknown name.
    LabelledSlider *slider(const QString &name) const;

Q_SIGNALS:
    void collapsedGroupsChanged();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildSections();
    void applyFilter();
    void foldAll();
    void alignLabels();
    void retranslate();
    bool anyOpen() const;

    Session &m_session;
    RandomiseBar *m_bar;
    QLineEdit *m_filter;
    QAction *m_filterIcon;
    IconButton *m_linked;
    IconButton *m_fold;
    QScrollArea *m_scroll;
    QLabel *m_nothing;
    std::vector<SliderSection *> m_sections;
    QStringList m_collapsed; ///< What the user folded; while filtering, more is open.
    bool m_filtering = false;
};

} // namespace imago::ui
