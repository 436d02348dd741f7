// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/style/style_card.h"

#include "engine/files/image_file.h"
#include "engine/files/package.h"
#include "engine/files/save_file.h"
#include "engine/style/style_card_json.h"
#include "engine/style/style_tensors.h"

#include <algorithm>
#include <system_error>

namespace imago::style {

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr const char *kStyleFile = "style.safetensors";
constexpr const char *kThumbnailFile = "thumbnail.png";
constexpr std::uint64_t kLargestCard = 16U << 20;

// Everything below names the card's file, not a part of it.
Error about(Error error, const std::string &subject)
{
    error.subject = subject;
    return error;
}

Result<files::Package> openCard(const std::filesystem::path &path, const std::string &subject)
{
    std::error_code unknown;
    const std::uintmax_t bytes = std::filesystem::file_size(path, unknown);
    if (!unknown && bytes > kLargestCard)
        return fail(ErrorCode::FileTooLarge, "a style card has at most 16 MB", subject);
    Result<files::Package> package = files::openPackage(path);
    if (!package && package.error().code == ErrorCode::NotAModel)
        return fail(ErrorCode::UnsupportedFormat, "this is not a style card", subject);
    return package;
}

Result<Image> readThumbnail(const Bytes &png)
{
    const std::string name = kThumbnailFile;
    const Result<Size> size = files::readImageSize(png, name);
    if (!size)
        return tl::unexpected(size.error());
    if (std::max(size->width, size->height) > kThumbnailSide)
        return fail(ErrorCode::FileTooLarge, "the thumbnail has more than 512 px", name);
    return files::readImage(png, name);
}

Result<StyleCard> readParts(const files::Package &package)
{
    Result<CardDescription> described = fromManifest(package.manifest());
    if (!described)
        return tl::unexpected(std::move(described).error());
    StyleCard card = std::move(described->card);
    const Result<files::SafeTensors> tensors = package.readTensors(kStyleFile);
    if (!tensors)
        return tl::unexpected(tensors.error());
    Result<Style> style = fromTensors(*tensors, described->withWeights, described->sides,
                                      described->detail);
    if (!style)
        return tl::unexpected(std::move(style).error());
    card.style = std::move(*style);
    if (package.manifest().file(kThumbnailFile) != nullptr) {
        const Result<Bytes> png = package.read(kThumbnailFile);
        Result<Image> thumbnail = png ? readThumbnail(*png) : tl::unexpected(png.error());
        if (!thumbnail)
            return tl::unexpected(std::move(thumbnail).error());
        card.thumbnail = std::move(*thumbnail);
    }
    return card;
}

} // namespace

const std::string &nameIn(const StyleCard &card, const std::string &language)
{
    const auto found = card.name.find(language);
    return found != card.name.end() ? found->second : card.name.at("en");
}

bool isStyleCard(const std::filesystem::path &path)
{
    return path.extension() == kStyleCardEnding;
}

Result<StyleCard> readStyleCard(const std::filesystem::path &path)
{
    const std::string subject = files::subjectOf(path);
    const Result<files::Package> package = openCard(path, subject);
    Result<StyleCard> card = package ? readParts(*package) : tl::unexpected(package.error());
    if (!card)
        return tl::unexpected(about(std::move(card).error(), subject));
    return card;
}

Status checkFits(const StyleCard &card, const std::string &networkHash)
{
    if (card.networkHash != networkHash)
        return fail(ErrorCode::Incompatible, "the style was learned for another network than the one that is here");
    return {};
}

Status writeStyleCard(const std::filesystem::path &path, const StyleCard &card)
{
    const std::string subject = files::subjectOf(path);
    if (!isStyleCard(path))
        return fail(ErrorCode::BadInput, "a style card's name ends in .imagostyle", subject);
    if (std::max(card.thumbnail.width(), card.thumbnail.height()) > kThumbnailSide)
        return fail(ErrorCode::BadInput, "the thumbnail has more than 512 px", subject);
    const Result<Bytes> tensors = toTensors(card.style);
    if (!tensors)
        return tl::unexpected(about(tensors.error(), subject));
    files::Manifest manifest = toManifest(card, kStyleFile, *tensors);
    std::vector<files::PackageFile> parts{{kStyleFile, *tensors}};
    // As whoever reads the card will see it; the file's own list is made when it is written.
    manifest.files.push_back({kStyleFile, 0, {}, files::Json::object()});
    if (const Result<CardDescription> readBack = fromManifest(manifest); !readBack)
        return fail(ErrorCode::BadInput, readBack.error().detail, subject);
    Bytes thumbnail;
    if (!card.thumbnail.empty()) {
        Result<Bytes> png =
            files::encodeImage(card.thumbnail.converted(PixelFormat::Rgba8), files::PictureFormat::Png);
        if (!png)
            return tl::unexpected(about(std::move(png).error(), subject));
        thumbnail = std::move(*png);
        parts.push_back({kThumbnailFile, thumbnail});
    }
    return files::writePackage(path, std::move(manifest), parts);
}

} // namespace imago::style
