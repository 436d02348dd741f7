// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QToolButton;

namespace imago::ui {

class IconButton;

enum class NoticeKind { Information, Warning, Problem };

/// A sentence at an edge of the canvas that does not stop the work. Information goes by itself.
class Notice : public QFrame
{
    Q_OBJECT

public:
    /// Lies over `host` and follows its size.
    explicit Notice(QWidget &host);

    /// Qt::TopEdge (a canvas has its controls below) or Qt::BottomEdge.
    void setEdge(Qt::Edge edge);

    /// `details` go behind a button; empty: no button. A newer notice takes the place of an older one.
    void say(NoticeKind kind, const QString &sentence, const QString &details = {});

    /// As say(), with one button that does something about it.
    void ask(NoticeKind kind, const QString &sentence, const QString &button,
             const std::function<void()> &act);

    QString sentence() const;

    /// It is not so any more: hidden where it still says this.
    void withdraw(const QString &sentence);

    /// What was tried again went well: a problem that is shown is one no more.
    void hideProblem();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void retranslate();

    QWidget &m_host;
    QLabel *m_icon;
    QLabel *m_text;
    QToolButton *m_act;
    IconButton *m_close;
    QTimer m_timer;
    Qt::Edge m_edge = Qt::TopEdge;
    NoticeKind m_kind = NoticeKind::Information;
    std::function<void()> m_onAct;
};

} // namespace imago::ui
