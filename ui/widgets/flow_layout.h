// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace imago::ui {

/// Its widgets side by side, as words in lines: as many as fit, then the next line.
class FlowLayout : public QLayout
{
public:
    explicit FlowLayout(QWidget *parent, int between);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override;
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange({0, 0, width, 0}, false); }
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool place) const; ///< The height that it takes.

    int m_between;
    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace imago::ui
