// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace imago::ui {

/// A place to drop a picture on, or to press: an empty state that says what to do. It can show the picture that
/// it holds instead, with its name below.
class DropZone : public QWidget
{
    Q_OBJECT

public:
    explicit DropZone(QWidget *parent = nullptr);

    /// The line under the icon, and a fainter one below it.
    void setWords(const QString &invitation, const QString &hint);
    void setIconName(const QString &name);
    /// A null picture shows the invitation again.
    void setPicture(const QImage &picture, const QString &name);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    /// More than the hint where the words need it: why there is no model is a long sentence.
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void fileDropped(const QString &path);          ///< The first of them.
    void filesDropped(const QStringList &paths);    ///< All of them; folders too.
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
    void paintInvitation(QPainter &painter) const;
    void paintHeldPicture(QPainter &painter) const;

    QString m_invitation;
    QString m_hint;
    QString m_icon = QStringLiteral("edit-image-face-add");
    QImage m_picture;
    QString m_name;
    bool m_dragOver = false;
};

} // namespace imago::ui
