// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace imago::ui {

class SectionHeader;

/// A titled part of a panel that folds away. Its header is a button: click, Space or Enter folds; Left closes
/// and Right opens.
class CollapsibleSection : public QWidget
{
    Q_OBJECT

public:
    explicit CollapsibleSection(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    QString title() const;

    /// Rows go here, from the top.
    QVBoxLayout &body() const { return *m_body; }
    /// Small buttons at the right end of the header.
    void addHeaderWidget(QWidget *widget);

    bool isCollapsed() const { return m_collapsed; }
    void setCollapsed(bool collapsed);

    /// A dot beside the title: something inside differs from neutral.
    void setMarked(bool marked);

    QWidget &header() const;

Q_SIGNALS:
    void collapsedChanged(bool collapsed);

private:
    SectionHeader *m_header;
    QHBoxLayout *m_headerRow;
    QWidget *m_content;
    QVBoxLayout *m_body;
    bool m_collapsed = false;
};

} // namespace imago::ui
