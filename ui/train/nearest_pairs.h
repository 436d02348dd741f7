// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <QWidget>

#include <vector>

namespace imago::ui {

/// A picture that a model drew beside the training picture that it resembles most.
struct NearestPair
{
    QImage drawn;
    QImage training;
    QString name; ///< The training picture's.
    double distance = 0; ///< In units of an unseen picture's distance to its nearest training picture.
    bool looksEqual = false;
};

/// The most suspicious pairs of a model's quality report, drawn pictures above, training pictures below; as many as
/// there is room for. Hidden while there are none.
class NearestPairs : public QWidget
{
    Q_OBJECT

public:
    explicit NearestPairs(QWidget *parent = nullptr);

    void setPairs(std::vector<NearestPair> pairs);
    const std::vector<NearestPair> &pairs() const { return m_pairs; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRect cellOf(std::size_t pair) const; ///< Both pictures.
    QString words(const NearestPair &pair) const;
    void retranslate();

    std::vector<NearestPair> m_pairs;
    QString m_heading;
};

} // namespace imago::ui
