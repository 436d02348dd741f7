// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace imago::ui {

class SeedEdit;
class SegmentedSwitch;
class StyleSession;

/// The quality ladder: at once, or improving while one watches; how far it is, and a way to say that it is
/// enough.
class QualityBar : public QWidget
{
    Q_OBJECT

public:
    explicit QualityBar(StyleSession &session, QWidget *parent = nullptr);

    /// Something is being painted.
    void setBusy(bool busy);
    void showProgress(int done, int total);

    SegmentedSwitch &tiers() const { return *m_tiers; }
    QPushButton &enoughButton() const { return *m_enough; }

Q_SIGNALS:
    void enough(); ///< The user likes the picture as it is.

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    void retranslate();

    StyleSession &m_session;
    bool m_busy = false;
    SegmentedSwitch *m_tiers;
    QLabel *m_hint;
    QLabel *m_seedLabel;
    SeedEdit *m_seed;
    QProgressBar *m_progress;
    QPushButton *m_enough;
};

} // namespace imago::ui
