// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace imago::ui {

/// A place to drop a picture on, or to press: an empty state that says what to do.
class DropZone : public QWidget
{
    Q_OBJECT

public:
    explicit DropZone(QWidget *parent = nullptr);

    /// The line under the icon, and a fainter one below it.
    void setWords(const QString &invitation, const QString &hint);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void fileDropped(const QString &path);
    void pictureDropped(const QImage &picture); ///< Pixels without a file, from a browser or another program.
    void pressed();                             ///< Clicked, or Enter: open a file dialog.

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString m_invitation;
    QString m_hint;
    bool m_dragOver = false;
};

} // namespace imago::ui
