// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/style/brush_mask.h"
#include "engine/style/style_card.h"
#include "engine/style/stylise.h"
#include "ui/session/source_clip.h"
#include "ui/session/source_picture.h"

#include <QImage>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace imago::ui {

/// Where a style comes from, and how it looks to people: a painting, or a card that was learned from one.
struct StyleSource
{
    std::uint64_t id = 0;
    QImage thumbnail;
    SourcePtr painting;                           ///< Null for a card.
    std::shared_ptr<const style::StyleCard> card; ///< Null for a painting.
    QString cardFile;

    /// A card's in the language that the studio speaks.
    QString name() const;
    /// Where it can be read again; empty: nowhere.
    QString file() const { return card ? cardFile : painting->file; }
    /// Whether the slower tiers can aim at it.
    bool canBeRefined() const { return !card || card->style.canBeRefined(); }
};
using StyleSourcePtr = std::shared_ptr<const StyleSource>;

StyleSourcePtr styleOfPainting(const SourcePtr &painting);
StyleSourcePtr styleOfCard(style::StyleCard card, const QString &file);

struct ChosenStyle
{
    StyleSourcePtr source;
    double weight = 1.0;  ///< 0 to 1; only the proportions count.
    bool outside = false; ///< Worn where the region is not. Without a region it is as the others.

    bool operator==(const ChosenStyle &other) const
    {
        return weight == other.weight && outside == other.outside && source->id == other.source->id;
    }
};

/// All that a styled picture follows from: the one value of the rooms of style and of video, which share styles and
/// look. Equal states give equal pictures.
struct StyleState
{
    static constexpr std::size_t kMostStyles = 8;
    static constexpr double kLeastStroke = 0.25;
    static constexpr double kMostStroke = 4.0;
    /// In a picture with this longer side the networks' own strokes have the size 1.
    static constexpr int kStrokeSide = 1024;

    SourcePtr photo; ///< Null: none yet.
    std::vector<ChosenStyle> styles;
    double strength = 1.0;
    double stroke = 1.0; ///< Size of strokes, for pictures of any size: 2 is twice as bold.
    style::ColorKeeping colors = style::ColorKeeping::None;
    style::BrushMask mask; ///< Of the photo; none: everywhere.
    style::Tier tier = style::Tier::Instant;
    double structure = 0.5; ///< At 0 the painting's brush wins, at 1 the photo's shapes.
    std::uint64_t seed = 1; ///< Of the slower tiers.
    double faceProtection = 0.0; ///< As StyleOrder::protectionStrength, of the photo's faces.
    VideoState video;

    bool isStyled() const { return photo != nullptr && !styles.empty(); }
    /// Whether all that is worn can be refined.
    bool canBeRefined() const;
    bool operator==(const StyleState &other) const;
};

/// Names the styled photo: equal ones have equal hashes in one run of the program.
std::uint64_t hash(const StyleState &state);
/// Names how the clip that is shown looks.
std::uint64_t clipHash(const StyleState &state);

} // namespace imago::ui
