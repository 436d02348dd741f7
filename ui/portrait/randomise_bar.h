// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/latent/recipe.h"

#include <QWidget>

#include <cstdint>
#include <map>

class QAction;
class QLabel;
class QMenu;

namespace imago::ui {

class LabelledSlider;
class SeedEdit;
class Session;
class SplitButton;

/// Where a face comes from: its seed, how far it may stray from the mean face, and the dice.
class RandomiseBar : public QWidget
{
    Q_OBJECT

public:
    explicit RandomiseBar(Session &session, QWidget *parent = nullptr);

    /// For the window's menus, in the order of the button's menu; they live as long as the bar.
    QList<QAction *> randomiseActions() const;

    SeedEdit &seedEdit() const { return *m_seed; }
    LabelledSlider &truncationSlider() const { return *m_truncation; }
    SplitButton &button() const { return *m_button; }

    /// New z with everything else as it is: another person with the same sliders.
    void newIdentity(quint64 seed);

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    void retranslate();
    void setSeed(quint64 seed);
    void setTruncation(double truncation);

    Session &m_session;
    QLabel *m_seedLabel;
    SeedEdit *m_seed;
    SplitButton *m_button;
    QMenu *m_menu;
    QAction *m_unlocked;
    QAction *m_everything;
    QAction *m_expression;
    QAction *m_identity;
    LabelledSlider *m_truncation;
    latent::Recipe m_base; ///< Where the move of the truncation began.
    /// Who is no seed's own, by the seed that their recipe names, at a truncation of 1: the mean face is everybody's,
    /// and leads back to them.
    std::map<std::uint64_t, latent::Identity> m_people;
    bool m_movesTruncation = false; ///< What is far from the mean is cut, and is not to be remembered so.
};

} // namespace imago::ui
