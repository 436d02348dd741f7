// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/latent/neural/slider_file.h"

#include "engine/core/find_by_name.h"
#include "engine/core/utf8.h"
#include "engine/files/json_fields.h"
#include "engine/files/package_edit.h"
#include "engine/latent/label_limits.h"
#include "engine/tensor/weights.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace imago::latent::neural {

using Json = nlohmann::ordered_json;

namespace {

constexpr files::JsonFormat kFormat{.name = "imago.sliders",
                                    .version = 1,
                                    .foreign = "sliders.json holds no sliders",
                                    .newer = "the sliders are of"};
constexpr const char *kListFile = "sliders.json";
constexpr const char *kTensorFile = "weights/sliders.safetensors";

Json asJson(const SliderSet &set)
{
    Json list = Json::array();
    for (const ExploreSlider &slider : set.sliders) {
        list.push_back({{"id", slider.id},
                        {"name", slider.name},
                        {"kind", name(slider.kind)},
                        {"low", slider.low},
                        {"high", slider.high},
                        {"effect", slider.effect},
                        {"leakage", slider.leakage}});
    }
    return {{"format", kFormat.name}, {"formatVersion", kFormat.version}, {"sliders", list}};
}

SliderKind kindOf(const std::string &text)
{
    return findByName(std::array{SliderKind::Factor, SliderKind::Attribute}, text).value_or(SliderKind::Component);
}

bool isSane(const ExploreSlider &s, std::size_t count)
{
    return isSliderName(s.id) && isSliderName(s.name) && std::isfinite(s.low) && std::isfinite(s.high) &&
           s.low < s.high && s.low >= -100.0 && s.high <= 100.0 && std::isfinite(s.effect) && s.effect >= 0.0 &&
           (s.leakage.empty() || s.leakage.size() == count) &&
           std::ranges::all_of(s.leakage, [](double v) { return std::isfinite(v); });
}

Result<std::vector<ExploreSlider>> slidersFrom(const std::string &text, const std::string &subject)
{
    Result<files::JsonDocument> document = files::JsonDocument::parse(text, kFormat, subject);
    if (!document)
        return tl::unexpected(std::move(document).error());
    files::JsonFields fields = document->fields();
    std::vector<ExploreSlider> sliders;
    for (files::JsonFields each : fields.objects("sliders"))
        sliders.push_back({each.get<std::string>("id"), each.get<std::string>("name"),
                           kindOf(each.get<std::string>("kind")), each.get<double>("low"), each.get<double>("high"),
                           each.get<double>("effect"), each.get<std::vector<double>>("leakage")});
    if (const Status read = document->check(); !read)
        return fail(read.error().code, "sliders.json: " + read.error().detail, subject);
    const auto isOne = [&](const ExploreSlider &slider) { return isSane(slider, sliders.size()); };
    if (sliders.size() > kMostSliders || !std::ranges::all_of(sliders, isOne))
        return fail(ErrorCode::FileDamaged, "sliders.json holds a slider that is none", subject);
    return sliders;
}

std::vector<std::uint8_t> bytesOf(const std::string &text)
{
    return {text.begin(), text.end()};
}

} // namespace

bool isSliderName(std::string_view text)
{
    return !text.empty() && text.size() <= kLongestSliderName && isUtf8(text);
}

Result<SliderSet> readSliders(const files::Package &package, int style)
{
    if (package.manifest().file(kListFile) == nullptr)
        return SliderSet{};
    const std::string subject = package.path().filename().string();
    const Result<std::string> text = package.readText(kListFile);
    if (!text)
        return tl::unexpected(text.error());
    Result<std::vector<ExploreSlider>> sliders = slidersFrom(*text, subject);
    if (!sliders)
        return tl::unexpected(sliders.error());
    const Result<files::SafeTensors> file = package.readTensors(kTensorFile);
    if (!file)
        return tl::unexpected(file.error());
    const auto count = static_cast<std::int64_t>(sliders->size());
    const Result<torch::Tensor> directions = tensor::readTensor(*file, "directions", {count, style});
    if (!directions)
        return tl::unexpected(directions.error());
    const Result<torch::Tensor> mean = tensor::readTensor(*file, "mean", {style});
    if (!mean)
        return tl::unexpected(mean.error());
    const Result<torch::Tensor> readout = tensor::readTensor(*file, "readout", {style, count});
    if (!readout)
        return tl::unexpected(readout.error());
    return SliderSet{*std::move(sliders), *directions, *mean, *readout};
}

Status writeSliders(const files::Package &package, const SliderSet &set)
{
    const std::size_t count = set.sliders.size();
    const auto isReadable = [count](const ExploreSlider &slider) { return isSane(slider, count); };
    if (count > kMostSliders || !std::ranges::all_of(set.sliders, isReadable))
        return fail(ErrorCode::BadInput,
                    "a package holds at most " + std::to_string(kMostSliders) + " sliders, each with a name of 1 to " +
                        std::to_string(kLongestSliderName) + " bytes and finite numbers",
                    package.path().filename().string());
    tensor::TensorBundle bundle;
    bundle.add("directions", set.directions, files::DType::F32);
    bundle.add("mean", set.mean, files::DType::F32);
    bundle.add("readout", set.readout, files::DType::F32);
    const Result<std::vector<std::uint8_t>> tensors = files::toSafeTensors(bundle.views());
    if (!tensors)
        return tl::unexpected(tensors.error());
    const std::vector<std::uint8_t> list = bytesOf(asJson(set).dump(2));
    const std::array<files::PackageFile, 2> changed{files::PackageFile{kListFile, list},
                                                    files::PackageFile{kTensorFile, *tensors}};
    files::Manifest manifest = package.manifest();
    manifest.others["sliders"] = kListFile;
    return files::rewritePackage(package, package.path(), std::move(manifest), changed);
}

Status renameSlider(const std::filesystem::path &path, const std::string &id, const std::string &name)
{
    const std::string subject = path.filename().string();
    if (!isSliderName(name))
        return fail(ErrorCode::BadInput,
                    "a slider's name has 1 to " + std::to_string(kLongestSliderName) + " bytes of UTF-8", asUtf8(name));
    const Result<files::Package> package = files::openPackage(path);
    if (!package)
        return tl::unexpected(package.error());
    if (package->manifest().file(kListFile) == nullptr)
        return fail(ErrorCode::BadInput, "this model has no sliders yet; imago discover finds them", subject);
    const Result<std::string> text = package->readText(kListFile);
    if (!text)
        return tl::unexpected(text.error());
    Result<std::vector<ExploreSlider>> sliders = slidersFrom(*text, subject);
    if (!sliders)
        return tl::unexpected(sliders.error());
    const auto found = std::ranges::find(*sliders, id, &ExploreSlider::id);
    if (found == sliders->end())
        return fail(ErrorCode::BadInput, "the model has no slider of this id", id);
    found->name = name;
    const std::vector<std::uint8_t> list = bytesOf(asJson({*std::move(sliders), {}, {}, {}}).dump(2));
    const std::array<files::PackageFile, 1> changed{files::PackageFile{kListFile, list}};
    return files::rewritePackage(*package, path, package->manifest(), changed);
}

} // namespace imago::latent::neural
