// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"
#include "engine/core/image.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imago::dataset {

/// What the data set itself says a picture is for. IDX pairs and folders called "train" and "test" do.
enum class Part : std::uint8_t { Any, Training, HeldOut };

/// Where the labels of a data set come from.
enum class LabelSource { None, Folders, Table, Sidecars, Idx };

/// "none", "folders", "table", "sidecars", "idx"
std::string_view name(LabelSource source) noexcept;

struct DatasetOptions
{
    /// A table of labels, .csv or .json (docs/formats.md has its columns and keys). Empty: labels.csv, labels.json or
    /// dataset.json on top of the folder, else a .json beside each picture, else the sub-folders.
    std::filesystem::path labels = {};
    /// False: what classes and numbers there are is passed over. Parts stay.
    bool useLabels = true;
    /// Told now and then how many pictures were found so far.
    std::function<void(std::size_t)> found = {};
};

/// What opening the data set passed over: labels and pictures that do not find each other, folders that can't be read.
struct PassedOver
{
    std::size_t rowsWithoutPicture = 0;
    std::size_t picturesWithoutRow = 0; ///< Also those that lie beside the folders of classes.
    std::vector<std::string> firstRows; ///< Up to 20 file names of rows without a picture.
    std::vector<std::string> firstPictures;
    std::vector<std::string> columns; ///< Of labels: neither class nor number, without a name, or the same everywhere.
    std::vector<std::string> columnReasons; ///< Of each.
    std::vector<std::string> folders; ///< Without permission, up to 20.
};

/// The pictures of a folder or of IDX files with what is known of each; reads no pixel until asked.
///
/// A million pictures take about a hundred megabytes, mostly their names. Cheap to copy, never changes.
/// Threads: any, several at a time.
class Dataset
{
public:
    struct Content;
    explicit Dataset(std::shared_ptr<const Content> content);

    /// The folder or file that was opened.
    const std::filesystem::path &path() const noexcept;
    /// Pictures; never 0.
    std::size_t size() const noexcept;
    /// The path inside the folder with '/', or "train-images-idx3-ubyte#17".
    std::string name(std::size_t item) const;
    /// The picture's file; empty for one inside an IDX file.
    std::filesystem::path file(std::size_t item) const;

    const std::vector<std::string> &classNames() const noexcept;
    /// -1: none.
    int classIndex(std::size_t item) const noexcept;
    const std::vector<std::string> &attributeNames() const noexcept;
    /// attributeNames().size() numbers; quiet NaN where one is not known.
    std::span<const float> attributes(std::size_t item) const noexcept;
    Part part(std::size_t item) const noexcept;

    /// A tdmrep.json on top of the folder (or in .well-known) reserves the right to mine this picture.
    bool isReserved(std::size_t item) const;

    LabelSource labelSource() const noexcept;
    const PassedOver &passedOver() const noexcept;

    /// Changes with the names, sizes and times of the files and with the labels. Of the same folder, copied elsewhere,
    /// it is another; PictureSamples::fingerprint() is not.
    std::uint64_t fingerprint() const noexcept;

    /// The picture's file as it is; nothing for one inside an IDX file. Errors: as files::readBytes.
    Result<std::vector<std::uint8_t>> readBytes(std::size_t item) const;
    /// The picture. Errors: as files::readImage.
    Result<Image> read(std::size_t item) const;

private:
    std::shared_ptr<const Content> m_content;
};

/// Opens a folder of pictures (with all its sub-folders; hidden ones and links to folders are passed over), a folder
/// with IDX files, or one IDX file of pictures, plain or gzipped, whose labels lie beside it. The order is that of the
/// names, byte by byte.
///
/// Folders in which train::isRunFolder() finds a training are passed over, unless they are what was asked for.
///
/// Sub-folders are classes where all pictures, but for one or a tenth of them, lie in one of at least two; folders
/// called train, test, val or the like above them are parts. Names of classes and attributes are as labelNames() makes
/// them.
/// Errors: FileMissing; FileUnreadable for a folder without permission; BadInput for a folder without a picture, labels
/// of which none names a picture, or a table of labels for IDX files; FileDamaged for IDX files and labels that break
/// their format; FileTooLarge above 50 million pictures, or IDX files above 4 GB.
Result<Dataset> openDataset(const std::filesystem::path &path, const DatasetOptions &options = {});

} // namespace imago::dataset
