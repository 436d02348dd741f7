// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;

namespace imago::ui {

class ExploreSession;
class IconButton;
class LabelledSlider;
class SeedEdit;
class SliderGroup;

/// The sliders of a model that was trained on pictures of one's own, as the model says: each with its name, its range
/// and what it changes.
class ExplorePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ExplorePanel(ExploreSession &session, QWidget *parent = nullptr);

    /// A search for the model's sliders runs.
    void setSearching(bool searching);
    void setReason(const QString &reason); ///< Why nothing can be explored; empty: it can.

    /// Asks how a slider shall be called, and emits renameRequested().
    void askForName(std::size_t slider);

    const std::vector<LabelledSlider *> &sliders() const;
    SeedEdit &seedEdit() const { return *m_seed; }
    LabelledSlider &varietySlider() const { return *m_variety; }
    QComboBox &classBox() const { return *m_class; }
    QPushButton &randomiseButton() const { return *m_randomise; }

Q_SIGNALS:
    void renameRequested(std::size_t slider, const QString &name);
    void searchRequested(); ///< The model has no sliders yet: find them.
    void openRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void follow();
    void retranslate();
    ExploreSession &m_session;
    bool m_searching = false;
    QString m_reason;
    QLabel *m_title;
    QLabel *m_about;
    IconButton *m_open;
    QLabel *m_seedLabel;
    SeedEdit *m_seed;
    QPushButton *m_randomise;
    LabelledSlider *m_variety;
    QLabel *m_classLabel;
    QComboBox *m_class;
    SliderGroup *m_section;
    IconButton *m_rename;
    QMenu *m_renameMenu;
    QLabel *m_none;
    QPushButton *m_search;
};

} // namespace imago::ui
