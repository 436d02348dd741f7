// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;

namespace imago::ui {

/// The preferences; each change takes effect at once and is told by changed().
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PreferencesDialog(const Preferences &preferences, QWidget *parent = nullptr);

    Preferences preferences() const;

Q_SIGNALS:
    void changed(const imago::ui::Preferences &preferences);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_themeLabel;
    QComboBox *m_theme;
    QLabel *m_languageLabel;
    QComboBox *m_language;
    QLabel *m_sideLabel;
    QComboBox *m_side;
    QCheckBox *m_loadModel;
    QCheckBox *m_reopenLast;
    QLabel *m_nextStart;
    QDialogButtonBox *m_buttons;
};

} // namespace imago::ui
