// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/faces/hair.h"
#include "engine/faces/noise.h"
#include "engine/faces/ribbons.h"

namespace imago::faces {

namespace {

constexpr int kChunks = 16;

} // namespace

void growBeard(const FaceData &data, const Person &person, const HeadShape &head, const Pose &pose,
               HairDetail detail, Crew &crew, Ribbons &beard)
{
    constexpr std::size_t kPoints = 5;
    const float length = person.a[latent::BeardLength];
    std::vector<const Root *> sprouts;
    const std::size_t most =
        detail == HairDetail::Coarse ? data.beardRoots.size() * 6 / 10 : data.beardRoots.size();
    if (length > 0.01F) {
        for (std::size_t i = 0; i < most; ++i) {
            StrandNoise noise(data.beardRoots[i].noise);
            if (noise.uniform() < beardDensity(data.beardRoots[i].place) * 1.2F)
                sprouts.push_back(&data.beardRoots[i]);
        }
    }
    const std::size_t children = detail == HairDetail::Fine ? 3 : 1;
    const float width = (detail == HairDetail::Coarse   ? 0.027F
                         : detail == HairDetail::Medium ? 0.021F
                                                        : 0.014F) *
                        (0.35F + 0.65F * smooth(0.0F, 0.15F, length));
    resize(beard, sprouts.size() * children, kPoints);
    crew.run(kChunks, [&](int task) {
        const std::size_t from = sprouts.size() * toIndex(task) / kChunks;
        const std::size_t to = sprouts.size() * toIndex(task + 1) / kChunks;
        for (std::size_t i = from; i < to; ++i) {
            const Root &root = *sprouts[i];
            const V3 &c = root.place;
            const V3 normal = unit(atRoot(head.normals, root));
            const bool moustache = onUpperLip(c);
            const float density = beardDensity(c);
            const float share = headShare(c);
            for (std::size_t child = 0; child < children; ++child) {
                StrandNoise noise(hashed(root.noise + 0x2545F491U * static_cast<std::uint32_t>(child + 1)));
                const float grown =
                    0.04F * smooth(0.0F, 0.1F, length) +
                    0.50F * length * (moustache ? 0.28F : mix(0.35F, 1.0F, smooth(6.75F, 6.35F, c.y)));
                const float reach = grown * (0.7F + 0.6F * noise.uniform()) * (0.5F + 0.5F * density);
                const V3 lean{moustache ? std::copysign(0.9F, c.x) : c.x * 0.3F, -1, 0.15F};
                const V3 stray{noise.normal(), noise.normal(), noise.normal()};
                V3 direction = unit(normal * (moustache ? 0.65F : 0.40F) + lean + stray * 0.17F);
                const V3 shift =
                    V3{noise.normal(), noise.normal(), noise.normal()} * (child == 0 ? 0.0F : 0.012F);
                V3 x = atRoot(head.points, root) + shift - normal * 0.012F;
                std::array<V3, kPoints> way;
                for (V3 &point : way) {
                    point = pose.place(x, share);
                    x = x + direction * (reach / (kPoints - 1));
                    direction =
                        unit(direction + V3{noise.normal(), noise.normal() - 1.2F, noise.normal()} * 0.10F);
                }
                layRibbon(beard, i * children + child, way.data(), width, 0.3F * width);
                beard.strands[i * children + child] =
                    F4{noise.uniform(), 0.95F, smooth(1.0F, 0.55F, density), 0};
            }
        }
    });
}

} // namespace imago::faces
