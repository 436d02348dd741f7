// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <optional>
#include <span>

class QComboBox;
class QLabel;

namespace imago::ui {

/// How large an export becomes: its longer side in pixels, from a list or typed, or as its source is; beside it stands
/// what that comes to.
class LongerSideEdit : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kLeast = 16;

    LongerSideEdit(std::span<const int> suggestions, int most, QWidget *parent = nullptr);

    /// Clamped to what is possible. Nothing: as the source.
    std::optional<int> value() const;
    void setValue(std::optional<int> side);

    /// The first entry, which leaves the source's size, and what the field is for.
    void setWords(const QString &asSource, const QString &toolTip, const QString &accessibleName);
    void setResult(const QString &text);

Q_SIGNALS:
    void changed();

private:
    int m_most;
    QComboBox *m_side;
    QLabel *m_result;
};

} // namespace imago::ui
