// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace imago::ui {

class IconButton;

/// A path to type, or to choose with the button behind it. Heirs call retranslate() at the end of their construction.
class PathEdit : public QWidget
{
    Q_OBJECT

public:
    /// What the path is for, for assistive technology and as the title of the choice.
    void setPurpose(const QString &purpose);

protected:
    PathEdit(const QString &iconName, QWidget *parent);

    QString path() const; ///< As it is typed, with forward slashes.
    QLineEdit &field() const { return *m_field; }
    IconButton &button() const { return *m_button; }

    /// The button was pressed.
    virtual void browse() = 0;
    /// Words in the language of now.
    virtual void retranslate() = 0;

    void changeEvent(QEvent *event) override;

private:
    QLineEdit *m_field;
    IconButton *m_button;
};

} // namespace imago::ui
