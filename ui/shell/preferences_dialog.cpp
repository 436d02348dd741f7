// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferences_dialog.h"

#include "ui/text/units.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace imago::ui {

PreferencesDialog::PreferencesDialog(const Preferences &preferences, QWidget *parent)
    : QDialog(parent)
    , m_themeLabel(new QLabel(this))
    , m_theme(new QComboBox(this))
    , m_languageLabel(new QLabel(this))
    , m_language(new QComboBox(this))
    , m_sideLabel(new QLabel(this))
    , m_side(new QComboBox(this))
    , m_loadModel(new QCheckBox(this))
    , m_reopenLast(new QCheckBox(this))
    , m_nextStart(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Close, this))
{
    m_theme->addItem({}, static_cast<int>(Theme::Dark));
    m_theme->addItem({}, static_cast<int>(Theme::Light));
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(preferences.theme)));
    m_language->addItem({}, QString());
    for (const Language &language : kLanguages)
        m_language->addItem(QString::fromUtf8(language.name), QString::fromLatin1(language.code));
    m_language->setCurrentIndex(std::max(0, m_language->findData(preferences.language)));
    for (const int side : kPictureSides)
        m_side->addItem({}, side);
    m_side->setCurrentIndex(std::max(0, m_side->findData(preferences.pictureSide)));
    m_loadModel->setChecked(preferences.loadModel);
    m_reopenLast->setChecked(preferences.reopenLast);
    m_nextStart->setForegroundRole(QPalette::PlaceholderText);
    m_nextStart->setWordWrap(true);

    auto *form = new QFormLayout;
    form->setHorizontalSpacing(18);
    form->setVerticalSpacing(10);
    form->addRow(m_themeLabel, m_theme);
    form->addRow(m_languageLabel, m_language);
    form->addRow(m_sideLabel, m_side);
    form->addRow(m_reopenLast);
    form->addRow(m_loadModel);
    form->addRow(m_nextStart);
    m_themeLabel->setBuddy(m_theme);
    m_languageLabel->setBuddy(m_language);
    m_sideLabel->setBuddy(m_side);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 14);
    column->setSpacing(18);
    column->addLayout(form);
    column->addStretch();
    column->addWidget(m_buttons);

    const auto tell = [this] { Q_EMIT changed(this->preferences()); };
    for (QComboBox *box : {m_theme, m_language, m_side})
        connect(box, &QComboBox::activated, this, tell);
    connect(m_loadModel, &QCheckBox::toggled, this, tell);
    connect(m_reopenLast, &QCheckBox::toggled, this, tell);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    setMinimumWidth(440);
}

Preferences PreferencesDialog::preferences() const
{
    Preferences chosen;
    chosen.theme = static_cast<Theme>(m_theme->currentData().toInt());
    chosen.language = m_language->currentData().toString();
    chosen.pictureSide = m_side->currentData().toInt();
    chosen.loadModel = m_loadModel->isChecked();
    chosen.reopenLast = m_reopenLast->isChecked();
    return chosen;
}

void PreferencesDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void PreferencesDialog::retranslate()
{
    setWindowTitle(tr("Preferences"));
    m_themeLabel->setText(tr("&Theme"));
    m_theme->setItemText(0, tr("Dark"));
    m_theme->setItemText(1, tr("Light"));
    m_languageLabel->setText(tr("&Language"));
    m_language->setItemText(0, tr("As the system"));
    m_sideLabel->setText(tr("&Picture size of new faces"));
    for (int i = 0; i < m_side->count(); ++i)
        m_side->setItemText(i, pixelText(m_side->itemData(i).toInt(), m_side->itemData(i).toInt()));
    m_reopenLast->setText(tr("&Go on where I left off"));
    m_loadModel->setText(tr("Load the &neural model"));
    m_nextStart->setText(
        tr("The neural model reads portraits that are dropped in, and paints styles. While sliders move it draws the "
           "drafts only where its own quality report says that it is good enough for them; otherwise the renderer "
           "does. This choice takes effect at the next start."));
    m_buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
}

} // namespace imago::ui
