// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace imago::ui {

/// A sentence that stays as long as it is true, with a coloured edge and at most one button.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Warning, Problem };

    explicit MessageBar(Kind kind, QWidget *parent = nullptr);

    /// An empty sentence hides it; an empty button has none. `help` is the button's.
    void say(const QString &sentence, const QString &button = {}, const QString &help = {});
    QString sentence() const;

Q_SIGNALS:
    void pressed();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void recolour();

    Kind m_kind;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace imago::ui
