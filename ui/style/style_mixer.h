// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace imago::ui {

class IconButton;
class LabelledSlider;
class StyleSession;

/// The chosen styles, each with its share of the mix and a way out of it.
class StyleMixer : public QWidget
{
    Q_OBJECT

public:
    explicit StyleMixer(StyleSession &session, QWidget *parent = nullptr);

    int count() const { return static_cast<int>(m_rows.size()); }
    LabelledSlider &weight(int row) const { return *m_rows[static_cast<std::size_t>(row)].weight; }
    IconButton &sideButton(int row) const { return *m_rows[static_cast<std::size_t>(row)].side; }
    IconButton &removeButton(int row) const { return *m_rows[static_cast<std::size_t>(row)].remove; }

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QWidget *widget;
        QLabel *picture;
        LabelledSlider *weight;
        IconButton *side; ///< Inside or outside of the region; there only while there is one.
        IconButton *remove;
    };
    void addRow();
    void follow();

    StyleSession &m_session;
    QVBoxLayout *m_column;
    QLabel *m_hint;
    std::vector<Row> m_rows;
};

} // namespace imago::ui
