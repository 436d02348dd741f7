// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/neural/picture_trainer.h"

#include "engine/core/random.h"
#include "engine/files/resample.h"
#include "engine/tensor/bridge.h"
#include "engine/train/neural/gan_trainer.h"
#include "engine/train/neural/held_out_looks.h"
#include "engine/train/neural/portrait_start.h"
#include "engine/train/neural/vae_trainer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

namespace imago::train::neural {

using latent::neural::DecoderForm;
using latent::neural::PictureLabels;
using latent::neural::PictureShape;
using torch::Tensor;

namespace {

constexpr int kPreviewColumns = 12;
constexpr int kPreviewRows = 6;
constexpr double kPackagePreviewSide = 256.0; // pixels
constexpr std::uint64_t kPreviewStream = 0x70726576ULL;

constexpr std::uint64_t kSettlingStream = 0x73657474ULL;
constexpr int kSettlingBatches = 16;
constexpr std::int64_t kSettlingBatch = 64;

constexpr std::uint64_t kLookStream = 0x6C6F6F6BULL;
constexpr int kLookedAt = 48;
constexpr double kAlike = 0.35; // variety against the real pictures', below which a person sees repetition
constexpr double kYoung = 0.1;  // share of the steps in which pictures may still be alike
constexpr int kPatience = 3;    // looks in a row

// Mean distance between two pictures, small, of one class where there are classes (N x classes): root mean square over
// their pixels. 0 where no two are of one class.
double spreadOf(const Tensor &pictures, const Tensor &classes)
{
    const Tensor small = torch::adaptive_avg_pool2d(pictures.clamp(-1.0, 1.0), {8, 8}).flatten(1);
    Tensor pairs = torch::ones({small.size(0), small.size(0)}, small.options());
    if (classes.defined())
        pairs = classes.matmul(classes.t());
    pairs.fill_diagonal_(0.0);
    const Tensor distance = torch::cdist(small, small) / std::sqrt(static_cast<double>(small.size(1)));
    return ((distance * pairs).sum() / pairs.sum().clamp_min(1.0)).item<double>();
}

const char *remedyForCollapse(const ModelPlan &plan)
{
    if (plan.kind == ModelKind::Vae)
        return "start anew with --kl a quarter as large";
    return plan.gan.modeSeeking > 0.0 ? "start anew with --mode-seeking twice as large, or --kind vae"
                                      : "start anew with --mode-seeking 0.2, or --kind vae";
}

void place(Image &sheet, const Image &picture, int x, int y)
{
    for (int row = 0; row < picture.height(); ++row)
        std::memcpy(sheet.row(y + row) + 4 * x, picture.row(row), picture.bytesPerRow());
}

// As tensor::toImage wants it: opaque where the model knows no transparency.
Tensor withAlpha(const Tensor &picture)
{
    if (picture.size(1) == 4)
        return picture;
    return torch::cat({picture, torch::ones_like(picture.narrow(1, 0, 1))}, 1);
}

} // namespace

PictureShape shapeOf(const ModelPlan &plan)
{
    PictureShape shape;
    shape.size = plan.set.size;
    shape.alpha = plan.set.alpha;
    shape.grey = plan.set.grey;
    shape.classes = static_cast<int>(plan.set.classes.size());
    shape.attributes = static_cast<int>(plan.set.attributes.size());
    shape.latent = plan.latent;
    shape.form = plan.deconvolution ? DecoderForm::Deconvolution : DecoderForm::Pyramid;
    shape.style = plan.deconvolution ? shape.latent + shape.classes + shape.attributes : plan.style;
    shape.subPixels = plan.subPixels;
    shape.channels = plan.channels;
    shape.encoderChannels = plan.encoderChannels;
    return shape;
}

std::unique_ptr<PictureTrainer> newPictureTrainer(const ModelPlan &plan, const PictureSource &pictures,
                                                  const latent::neural::PictureLabelsInfo &labels,
                                                  const FeatureTrunk *trunk, torch::Device device)
{
    if (plan.kind == ModelKind::Gan)
        return std::make_unique<GanTrainer>(plan, pictures, labels, trunk, device);
    return std::make_unique<VaeTrainer>(plan, pictures, labels, trunk, device);
}

PictureTrainer::PictureTrainer(const ModelPlan &plan, const PictureSource &pictures,
                               const latent::neural::PictureLabelsInfo &labels, const FeatureTrunk *trunk,
                               torch::Device device)
    : Trainer(plan.seed, plan.steps, device, plan.precision)
    , m_plan(plan)
    , m_pictures(pictures)
    , m_labels(labels)
    , m_trunk(trunk)
    , m_decoder(latent::neural::newPictureDecoder(shapeOf(plan)))
    , m_decoderParameters(own("decoder", *m_decoder))
{
    keep("poorLooks", m_poorLooks, Since::Later);
}

StepFacts PictureTrainer::facts(std::int64_t step) const
{
    return {std::max(m_plan.set.size.width, m_plan.set.size.height), m_plan.batch, learningRate(m_plan, step)};
}

Result<PictureBatch> PictureTrainer::batch(at::Generator &noise) const
{
    Result<PictureBatch> result = pictureBatch(m_pictures, share(batchAt(m_plan, done())), m_labels, device());
    if (result && m_plan.augmentation.colour)
        result->picture = withOtherColours(result->picture, noise).contiguous(torch::MemoryFormat::ChannelsLast);
    return result;
}

Result<PictureBatch> PictureTrainer::heldOut(std::size_t count, std::size_t first, std::size_t many) const
{
    std::vector<DrawnPicture> unseen;
    for (std::size_t i = first; i < first + many; ++i)
        unseen.push_back({m_plan.set.training + i * m_plan.set.heldOut / count, false});
    return pictureBatch(m_pictures, unseen, m_labels, device());
}

Tensor PictureTrainer::latents(std::int64_t count, at::Generator &noise) const
{
    return torch::randn({count, m_plan.latent}, noise).to(device());
}

Tensor PictureTrainer::sampledClasses(std::int64_t count) const
{
    const auto classes = static_cast<std::int64_t>(m_plan.set.classes.size());
    if (classes == 0)
        return {};
    return torch::eye(classes).repeat({(count + classes - 1) / classes, 1}).narrow(0, 0, count).to(device());
}

PictureTrainer::AveragedDecoder::AveragedDecoder(PictureTrainer &owner)
    : m_decoder(owner.m_decoder)
    , m_average(owner.m_decoderParameters)
{
    if (m_decoder->shape.form == DecoderForm::Deconvolution) {
        const torch::NoGradGuard noGrad;
        m_decoder->settle(owner.usualStyles());
    }
    m_decoder->eval();
}

PictureTrainer::AveragedDecoder::~AveragedDecoder()
{
    m_decoder->train();
}

std::vector<Tensor> PictureTrainer::usualStyles()
{
    at::Generator noise = at::detail::createCPUGenerator(mixSeed(m_plan.seed, kSettlingStream));
    const latent::neural::LatentSpread drawnFrom = spread();
    std::vector<Tensor> styles;
    for (int i = 0; i < kSettlingBatches; ++i) {
        PictureLabels usual;
        if (!m_labels.classShares.empty()) {
            const Tensor drawn = torch::multinomial(torch::tensor(m_labels.classShares), kSettlingBatch, true, noise);
            usual.classes = torch::eye(static_cast<std::int64_t>(m_labels.classShares.size()))
                                .index_select(0, drawn)
                                .to(device());
        }
        usual.attributes = randomAttributes(kSettlingBatch, m_plan.set.attributes.size(), noise, device());
        styles.push_back(m_decoder->style(drawnFrom.of(latents(kSettlingBatch, noise)), usual));
    }
    return styles;
}

// As many at once as a step has: what watches over a training must not need more memory than its steps.
Tensor PictureTrainer::samples(std::int64_t count, std::uint64_t stream)
{
    const torch::InferenceMode inference;
    const AveragedDecoder average(*this);
    at::Generator noise = at::detail::createCPUGenerator(mixSeed(m_plan.seed, stream));
    const Tensor z = spread().of(latents(count, noise));
    const PictureLabels labels{sampledClasses(count),
                               randomAttributes(count, m_plan.set.attributes.size(), noise, device())};
    std::vector<Tensor> drawn;
    for (std::int64_t first = 0; first < count; first += m_plan.batch) {
        const std::int64_t many = std::min<std::int64_t>(m_plan.batch, count - first);
        drawn.push_back(m_decoder(z.narrow(0, first, many), labels.rows(first, many)));
    }
    return torch::cat(drawn);
}

Result<Image> PictureTrainer::preview()
{
    const auto classes = static_cast<int>(m_plan.set.classes.size());
    const int columns = classes > 1 && classes <= 2 * kPreviewColumns ? classes : kPreviewColumns;
    return sampleSheet(columns, kPreviewRows);
}

Image PictureTrainer::sampleSheet(int columns, int rows)
{
    const Tensor drawn = withAlpha(samples(columns * rows, kPreviewStream));
    const Size size = m_plan.set.size;
    Image sheet({size.width * columns, size.height * rows});
    for (int i = 0; i < columns * rows; ++i)
        place(sheet, tensor::toImage(drawn[i]), i % columns * size.width, i / columns * size.height);
    return sheet;
}

Result<Health> PictureTrainer::health()
{
    if (m_realSpread <= 0.0) {
        std::vector<DrawnPicture> some;
        Random random(mixSeed(m_plan.seed, kLookStream));
        for (int i = 0; i < kLookedAt; ++i)
            some.push_back({random.below(m_plan.set.training), false});
        const Result<PictureBatch> real = pictureBatch(m_pictures, some, m_labels, device());
        if (!real)
            return tl::unexpected(real.error());
        m_realSpread = spreadOf(real->picture, real->labels.classes);
    }
    const double diversity =
        spreadOf(samples(kLookedAt, kLookStream), sampledClasses(kLookedAt)) / std::max(m_realSpread, 1e-9);
    Health result;
    result.measures.emplace_back("diversity", diversity);
    const bool early = static_cast<double>(done()) < kYoung * static_cast<double>(total());
    if (inARow(m_poorLooks, diversity < kAlike && !early) >= kPatience) {
        result.warning =
            RunMessage{"collapse",
                       "the drawn pictures " + std::string(m_plan.set.classes.empty() ? "" : "of a class ") +
                           "have become alike: their variety is " +
                           std::to_string(static_cast<int>(100.0 * diversity)) + " % of the real ones'",
                       remedyForCollapse(m_plan)};
    }
    return result;
}

Status PictureTrainer::adopt(const files::Package &package)
{
    if (auto *pyramid = dynamic_cast<latent::neural::PicturePyramidImpl *>(m_decoder.get());
        pyramid != nullptr && arePortraits(package.manifest())) {
        if (!shape().subPixels)
            return fail(ErrorCode::Incompatible, "models of up to 512 pixels go on from the portraits",
                        package.path().string());
        Status started = startFromPortraits(*pyramid, package);
        startAverages();
        return started;
    }
    Result<latent::neural::PictureModel> model = latent::neural::readPictureModel(package);
    if (!model)
        return tl::unexpected(model.error());
    const torch::NoGradGuard noGrad;
    // What fits is taken over: other pictures may have other labels, and so another first layer.
    const auto take = [](torch::nn::Module &to, const torch::nn::Module &from) {
        const auto source = from.named_parameters();
        bool any = false;
        for (const auto &each : to.named_parameters()) {
            const Tensor *found = source.find(each.key());
            if (found == nullptr || found->sizes() != each.value().sizes())
                continue;
            Tensor(each.value()).copy_(*found);
            any = true;
        }
        return any;
    };
    bool taken = take(*m_decoder, *model->decoder);
    if (latent::neural::PictureEncoder *own = encoder(); own != nullptr && !model->encoder.is_empty())
        taken = take(**own, *model->encoder) || taken;
    if (!taken)
        return fail(ErrorCode::Incompatible, "nothing of this model fits the one to be trained",
                    package.path().string());
    startAverages();
    return {};
}

// Two by two, small enough for lists of models.
Image PictureTrainer::packagePreview()
{
    const Image sheet = sampleSheet(2, 2);
    const double shrunk = std::min(1.0, kPackagePreviewSide / static_cast<double>(std::max(sheet.width(), sheet.height())));
    return files::resample(sheet, {std::max(1, static_cast<int>(std::lround(shrunk * sheet.width()))),
                                   std::max(1, static_cast<int>(std::lround(shrunk * sheet.height())))});
}

Status PictureTrainer::writePackage(const std::filesystem::path &folder, const std::string &trainingJson)
{
    latent::neural::PictureModel model;
    model.title = m_plan.title;
    model.kind = name(m_plan.kind);
    model.labels = m_labels;
    model.spread = spread();
    model.preview = packagePreview();
    const AveragedDecoder decoderAverage(*this);
    model.decoder = m_decoder;
    if (encoder() == nullptr)
        return latent::neural::writePictureModel(folder, model, trainingJson);
    const FlatParameters::AverageScope encoderAverage(*encoderParameters());
    model.encoder = *encoder();
    return latent::neural::writePictureModel(folder, model, trainingJson);
}

} // namespace imago::train::neural
