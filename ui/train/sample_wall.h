// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/train/run_folder.h"

#include <QCache>
#include <QImage>
#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QSlider;

namespace imago::ui {

class IconButton;

/// What the model drew after each stretch of training, from the same places of its space: walk through its history
/// and watch it learn. It shows the newest until somebody goes back.
///
/// Pictures are asked for and come later; it never reads a file. Threads: the GUI thread.
class SampleWall : public QWidget
{
    Q_OBJECT

public:
    explicit SampleWall(QWidget *parent = nullptr);

    /// Those of another training begin with the newest again.
    void setPreviews(const QString &run, std::vector<train::RunPreview> previews);
    /// What pictureWanted() asked for; a null image: it is gone.
    void setPicture(const QString &file, const QImage &picture);
    void setEmptyText(const QString &text);

    qint64 step() const; ///< Of the picture in sight; -1 where there is none.
    const QImage &picture() const { return m_picture; }
    QSlider &scrubber() const { return *m_scrubber; }
    void play();

Q_SIGNALS:
    void pictureWanted(const QString &file);
    void stepChanged(qint64 step);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(int index);
    void advance();
    void paintPicture();
    void retranslate();

    QWidget *m_view;
    QSlider *m_scrubber;
    IconButton *m_play;
    QLabel *m_words;
    QTimer m_timer;
    QString m_run;
    QString m_emptyText;
    std::vector<train::RunPreview> m_previews;
    QCache<QString, QImage> m_pictures;
    QString m_wanted;
    QImage m_picture;
    bool m_newest = true; ///< Follow what comes.
};

} // namespace imago::ui
