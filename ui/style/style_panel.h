// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/mask_tool.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace imago::ui {

class CollapsibleSection;
class DropZone;
class FaceBar;
class IconButton;
class LabelledSlider;
class QualityBar;
class RegionBar;
class SegmentedSwitch;
class StyleMixer;
class StyleSession;

/// What a picture that was brought is to be.
enum class StylePart { Photo, Painting, Clip };

/// Photo and painting, the mix of styles, how strongly and in which colours it is painted, and where.
///
/// It shows and asks; reading pictures belongs to whoever listens. Guarantees: each change goes through the
/// session, a drag as one step; the panel works without a model.
class StylePanel : public QWidget
{
    Q_OBJECT

public:
    explicit StylePanel(StyleSession &session, QWidget *parent = nullptr);

    /// Styles clips instead of a photo: the shown clip takes the photo's place, and what clips can't have is not asked.
    void setForClips(bool clips);
    /// While nothing can be painted: why.
    void setReason(const QString &reason);
    /// A style is being learned, so that no other is begun.
    void setLearning(bool learning);

    /// That of the photo is also that of the clip.
    DropZone &zone(StylePart part) const { return part == StylePart::Painting ? *m_painting : *m_photo; }
    StyleMixer &mixer() const { return *m_mixer; }
    RegionBar &region() const { return *m_region; }
    MaskTool &maskTool() { return m_tool; }
    LabelledSlider &strength() const { return *m_strength; }
    LabelledSlider &structure() const { return *m_structure; }
    FaceBar &faces() const { return *m_faces; }
    QualityBar &quality() const { return *m_quality; }
    LabelledSlider &stroke() const { return *m_stroke; }
    QPushButton &learnButton() const { return *m_learn; }
    SegmentedSwitch &colors() const { return *m_colors; }
    IconButton &swapButton() const { return *m_swap; }

Q_SIGNALS:
    void filesDropped(imago::ui::StylePart part, const QStringList &files);
    void pictureDropped(imago::ui::StylePart part, const QImage &picture);
    void chooseRequested(imago::ui::StylePart part);
    void learnRequested(); ///< The first painting that is worn.

protected:
    void changeEvent(QEvent *event) override;

private:
    void connectZone(DropZone *zone);
    StylePart partOf(const DropZone *zone) const;
    void follow();
    void retranslate();

    StyleSession &m_session;
    MaskTool m_tool;
    QString m_reason;
    DropZone *m_photo;
    DropZone *m_painting;
    IconButton *m_swap;
    QLabel *m_why;
    CollapsibleSection *m_mixSection;
    CollapsibleSection *m_lookSection;
    CollapsibleSection *m_regionSection;
    CollapsibleSection *m_qualitySection;
    StyleMixer *m_mixer;
    QPushButton *m_learn;
    bool m_learning = false;
    bool m_forClips = false;
    LabelledSlider *m_strength;
    LabelledSlider *m_structure;
    LabelledSlider *m_stroke;
    QLabel *m_colorsLabel;
    SegmentedSwitch *m_colors;
    FaceBar *m_faces;
    RegionBar *m_region;
    QualityBar *m_quality;
};

} // namespace imago::ui
