// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace imago::ui {

class SegmentedSwitch;
class Session;

/// Which decoder draws the picture: the crisp final one, or the network alone.
class DecoderSwitch : public QWidget
{
    Q_OBJECT

public:
    explicit DecoderSwitch(Session &session, QWidget *parent = nullptr);

    /// Without a model there is nothing to switch to; `reason` becomes the tooltip.
    void setNeuralAvailable(bool available, const QString &reason = {});

    SegmentedSwitch &segments() const { return *m_segments; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    void retranslate();

    Session &m_session;
    SegmentedSwitch *m_segments;
    QString m_reason;
};

} // namespace imago::ui
