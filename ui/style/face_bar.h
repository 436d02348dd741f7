// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace imago::ui {

class IconButton;
class LabelledSlider;
class StyleSession;

/// How much the faces of the photo are protected, how many were found, and a look at where.
class FaceBar : public QWidget
{
    Q_OBJECT

public:
    enum class Search {
        None,    ///< Without a photo, or not yet.
        Done,
        Failed
    };

    explicit FaceBar(StyleSession &session, QWidget *parent = nullptr);

    /// What is known of the present photo. `reason`: why it failed.
    void setFaces(Search search, int count, const QString &reason = {});

    LabelledSlider &strength() const { return *m_strength; }
    IconButton &veilButton() const { return *m_veil; }
    QString hint() const;

Q_SIGNALS:
    void veilToggled(bool shown);

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    void retranslate();

    StyleSession &m_session;
    LabelledSlider *m_strength;
    IconButton *m_veil;
    QLabel *m_hint;
    Search m_search = Search::None;
    int m_count = 0;
    QString m_reason;
};

} // namespace imago::ui
