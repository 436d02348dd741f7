// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace imago::ui {

/// A number that looks like text until it is touched: click it, type, Enter. Escape takes the typing back.
class ValueField : public QLineEdit
{
    Q_OBJECT

public:
    explicit ValueField(QWidget *parent = nullptr);

    /// What it shows while nobody edits, and the bare number that editing starts with.
    void setShown(const QString &text, const QString &number);

    /// Opens it for editing; `typed` replaces the number where somebody began to type.
    void beginEdit(const QString &typed = {});

    QSize sizeHint() const override;

Q_SIGNALS:
    /// Enter, or leaving the field after a change.
    void entered(const QString &text);
    /// Up and Down: steps; Shift makes them fine.
    void stepped(int notches, bool fine);
    /// Editing ended, with or without a change.
    void left();

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void commit();

    QString m_shown;
    QString m_number;
};

} // namespace imago::ui
