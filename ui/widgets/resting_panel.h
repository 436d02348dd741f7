// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace imago::ui {

/// A panel of pictures that take a while to draw: others are asked for only while it is seen, and when no hand has
/// moved anything for a moment.
class RestingPanel : public QWidget
{
    Q_OBJECT

protected:
    explicit RestingPanel(QWidget *parent);

    /// Something that the pictures follow from has changed.
    void changed() { m_rest.start(); }
    /// At once, where the panel is seen.
    void refreshNow();

    virtual bool gestureActive() const = 0;
    /// Called only while the panel is seen.
    virtual void refresh() = 0;
    /// Words and icons, in the language and colours of now.
    virtual void retranslate() = 0;

    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QTimer m_rest; ///< Runs while changes still come.
};

} // namespace imago::ui
