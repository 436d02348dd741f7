// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTranslator>

namespace imago::app {

/// Changes the language of the running program; every open widget is told by Qt.
class LanguageSwitch
{
public:
    /// "en", "zh_CN"; empty: the system's, or English where the studio does not speak it.
    void use(const QString &language);

private:
    QTranslator m_studio; ///< Our own texts.
    QTranslator m_qt;     ///< Qt's dialogs, where the system has them.
};

} // namespace imago::app
