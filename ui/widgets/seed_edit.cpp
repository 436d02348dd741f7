// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/seed_edit.h"

#include "ui/widgets/icon_button.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRandomGenerator>

namespace imago::ui {

SeedEdit::SeedEdit(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_dice(new IconButton(QStringLiteral("roll"), this))
    , m_copy(new IconButton(QStringLiteral("edit-copy"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_field, 1);
    row->addWidget(m_dice);
    row->addWidget(m_copy);
    m_field->setMinimumWidth(m_field->fontMetrics().horizontalAdvance(QStringLiteral("4294967295")) + 14);
    m_field->installEventFilter(this);
    setFocusProxy(m_field);

    connect(m_field, &QLineEdit::editingFinished, this, &SeedEdit::commit);
    connect(m_dice, &QToolButton::clicked, this, [this] {
        setSeed(freshSeed());
        Q_EMIT seedChosen(*m_seed);
    });
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(shownSeed()); });
    setSeed(1);
    retranslate();
}

void SeedEdit::setSeed(std::optional<quint64> seed)
{
    m_seed = seed;
    m_field->setText(shownSeed());
    m_field->setCursorPosition(0);
    m_copy->setEnabled(seed.has_value());
}

QString SeedEdit::shownSeed() const
{
    return m_seed ? QString::number(*m_seed) : QString();
}

quint64 SeedEdit::freshSeed()
{
    return QRandomGenerator::global()->generate();
}

void SeedEdit::setDiceVisible(bool visible)
{
    m_dice->setVisible(visible);
}

std::optional<quint64> SeedEdit::typedSeed() const
{
    bool ok = false;
    const quint64 seed = m_field->text().trimmed().toULongLong(&ok);
    return ok ? std::optional(seed) : std::nullopt;
}

void SeedEdit::commit()
{
    const std::optional<quint64> typed = typedSeed();
    if (!typed || typed == m_seed) {
        setSeed(m_seed);
        return;
    }
    setSeed(typed);
    Q_EMIT seedChosen(*typed);
}

bool SeedEdit::eventFilter(QObject *watched, QEvent *event)
{
    // With nothing typed there is nothing of the field's to undo: the window's undo, then.
    if (watched == m_field && event->type() == QEvent::ShortcutOverride && m_field->text() == shownSeed()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    if (watched == m_field && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape &&
        m_field->text() != shownSeed()) {
        setSeed(m_seed);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SeedEdit::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SeedEdit::retranslate()
{
    //: The number that a random face is drawn from; not a plant's.
    m_field->setAccessibleName(tr("Seed"));
    //: In the seed's field, where a face was drawn from no seed; very short.
    m_field->setPlaceholderText(tr("none"));
    m_field->setToolTip(tr("The number that this face was drawn from. The same seed gives the same face."));
    m_dice->setWords(tr("Roll a new seed"));
    m_copy->setWords(tr("Copy the seed"));
}

} // namespace imago::ui
