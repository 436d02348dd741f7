// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <optional>

class QLineEdit;

namespace imago::ui {

class IconButton;

/// A seed: the number that a face was drawn from. Type or paste one, roll a new one, copy it.
class SeedEdit : public QWidget
{
    Q_OBJECT

public:
    explicit SeedEdit(QWidget *parent = nullptr);

    /// None for a face that was drawn from no seed.
    std::optional<quint64> seed() const { return m_seed; }
    /// Emits nothing.
    void setSeed(std::optional<quint64> seed);

    /// A seed nobody has seen yet, short enough to be told to somebody: below 2^32.
    static quint64 freshSeed();

    /// The dice beside the field; where randomising has a button of its own, hide it.
    void setDiceVisible(bool visible);

    QLineEdit &field() const { return *m_field; }
    IconButton &diceButton() const { return *m_dice; }

Q_SIGNALS:
    void seedChosen(quint64 seed); ///< By the user.

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void commit();
    std::optional<quint64> typedSeed() const;

    QString shownSeed() const;

    std::optional<quint64> m_seed;
    QLineEdit *m_field;
    IconButton *m_dice;
    IconButton *m_copy;
};

} // namespace imago::ui
