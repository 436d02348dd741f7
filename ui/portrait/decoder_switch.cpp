// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portrait/decoder_switch.h"

#include "ui/session/session.h"
#include "ui/widgets/segmented_switch.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>

namespace imago::ui {

DecoderSwitch::DecoderSwitch(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_segments(new SegmentedSwitch(2, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_segments);
    connect(m_segments, &SegmentedSwitch::chosen, this, [this](int index) {
        const auto decoder = index == 0 ? latent::Decoder::Final : latent::Decoder::Neural;
        const auto text = [decoder] {
            return decoder == latent::Decoder::Final ? tr("Show the final picture") : tr("Show the neural picture");
        };
        m_session.change(text, [decoder](latent::Recipe &recipe) { recipe.decoder = decoder; });
    });
    connect(&session, &Session::recipeChanged, this, &DecoderSwitch::follow);
    retranslate();
    follow();
}

void DecoderSwitch::setNeuralAvailable(bool available, const QString &reason)
{
    m_reason = available ? QString() : reason;
    m_segments->segment(1).setEnabled(available);
    retranslate();
}

void DecoderSwitch::follow()
{
    m_segments->setCurrent(m_session.recipe().decoder == latent::Decoder::Final ? 0 : 1);
}

void DecoderSwitch::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void DecoderSwitch::retranslate()
{
    //: The picture that is drawn crisply at any size, as opposed to the network's own.
    m_segments->setWords(
        {tr("Final"), tr("Neural")},
        {tr("The crisp picture, drawn at any size. While you drag, drafts of it are drawn."),
         m_reason.isEmpty() ? tr("What the network itself draws, at its own size, all the time.")
                            : m_reason});
}

} // namespace imago::ui
