// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/session.h"
#include "ui/widgets/slider_group.h"

#include <QString>

#include <map>
#include <vector>

namespace imago::ui {

/// A foldable group of sliders bound to the session: what both kinds of section share.
class SliderSection : public SliderGroup
{
    Q_OBJECT

public:
    /// `key` is stable and not translated: settings remember folded sections by it.
    SliderSection(Session &session, QString key, QWidget *parent);

    const QString &key() const { return m_key; }

    /// Shows only rows whose words contain `needle`; the number of them. An empty needle shows all.
    int filter(const QString &needle);

    virtual void retranslate() = 0;
    /// Takes over what the recipe says.
    virtual void follow(RecipeParts changed) = 0;

protected:
    /// The rows' values all neutral: one undo step.
    virtual void resetAll() = 0;

    void setSearchWords(std::size_t row, const QString &words) { m_words[row] = words; }

    Session &session() const { return m_session; }

private:
    Session &m_session;
    QString m_key;
    std::map<std::size_t, QString> m_words; ///< By row.
};

/// One group of the attribute table.
class AttributeSection : public SliderSection
{
    Q_OBJECT

public:
    AttributeSection(Session &session, latent::Group group, QWidget *parent);

    /// The attribute that a row moves.
    std::size_t attributeOf(std::size_t row) const { return m_attributes[row]; }
    /// Rows of the effect matrix by attribute; empty: not measured. `readingR2`: as PortraitPanel's.
    void setEffects(const std::vector<std::vector<double>> &matrix, const std::vector<double> &readingR2);

    void retranslate() override;
    void follow(RecipeParts changed) override;

protected:
    void resetAll() override;

private:
    void showEffects();
    void showLocks();
    void showLinks();

    latent::Group m_group;
    std::vector<std::size_t> m_attributes;
    std::vector<std::vector<double>> m_effects;
    std::vector<double> m_readingR2;
};

/// Who it is: the first principal components of the head's shape.
class ShapeSection : public SliderSection
{
    Q_OBJECT

public:
    ShapeSection(Session &session, QWidget *parent);

    void retranslate() override;
    void follow(RecipeParts changed) override;

protected:
    void resetAll() override;
};

} // namespace imago::ui
