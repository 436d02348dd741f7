// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/half.h"
#include "engine/files/safetensors.h"
#include "engine/files/save_file.h"
#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

#include <algorithm>
#include <cstring>

using namespace imago;
using namespace imago::files;

namespace {

const std::filesystem::path kReference =
    std::filesystem::path(IMAGO_SOURCE_DIR) / "tests/files/data/reference.safetensors";

template <typename T>
std::vector<std::uint8_t> bytesOf(std::initializer_list<T> values)
{
    std::vector<std::uint8_t> bytes(values.size() * sizeof(T));
    std::memcpy(bytes.data(), std::data(values), bytes.size());
    return bytes;
}

/// A file made of this header and so many bytes of data.
std::vector<std::uint8_t> fileOf(const std::string &header, std::size_t dataBytes)
{
    const std::uint64_t length = header.size();
    std::vector<std::uint8_t> file(8 + header.size() + dataBytes);
    std::memcpy(file.data(), &length, 8);
    std::copy(header.begin(), header.end(), file.begin() + 8);
    return file;
}

std::string tensor(const std::string &name, const std::string &dtype, const std::string &shape,
                   std::uint64_t begin, std::uint64_t end)
{
    return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" +
           std::to_string(begin) + "," + std::to_string(end) + "]}";
}

/// How a header with so much data is refused: from memory and from a file alike.
Error refused(const std::string &header, std::size_t dataBytes)
{
    INFO(header.substr(0, 300));
    const std::vector<std::uint8_t> file = fileOf(header, dataBytes);
    const Result<SafeTensors> parsed = SafeTensors::parse(file, "bad.safetensors");
    REQUIRE_FALSE(parsed.has_value());
    const test::TempDir folder;
    REQUIRE(saveFile(folder / "bad.safetensors", file));
    const Result<SafeTensors> opened = SafeTensors::open(folder / "bad.safetensors");
    REQUIRE_FALSE(opened.has_value());
    CHECK(describe(opened.error()) == describe(parsed.error()));
    CHECK(parsed.error().subject == "bad.safetensors");
    return parsed.error();
}

void checkDamaged(const std::string &header, std::size_t dataBytes, const std::string &detail)
{
    const Error error = refused(header, dataBytes);
    CHECK(error.code == ErrorCode::FileDamaged);
    INFO(error.detail);
    CHECK(error.detail.find(detail) != std::string::npos);
}

} // namespace

TEST_CASE("what the reference implementation wrote is read, and our writer makes the same bytes")
{
    const Result<SafeTensors> file = SafeTensors::open(kReference);
    REQUIRE(file);
    CHECK(file->metadata() == Metadata{{"format", "\u7b14"}});
    CHECK(file->tensors().size() == 8);
    CHECK(file->names().front() == "step");
    CHECK(file->find("missing") == nullptr);

    const TensorView *weight = file->find("decoder.weight");
    REQUIRE(weight != nullptr);
    CHECK(weight->dtype == DType::F32);
    CHECK(weight->shape == std::vector<std::int64_t>{2, 3});
    CHECK(weight->count() == 6);
    CHECK(toFloats(*weight) == std::vector<float>{-0.5F, -0.25F, 0.0F, 0.25F, 0.5F, 0.75F});
    CHECK(toFloats(*file->find("decoder.bias")) == std::vector<float>{0.0F, -1.5F, 65504.0F, 0x1p-24F});
    CHECK(toFloats(*file->find("gr\u00f6\u00dfe \"x\"")) ==
          std::vector<float>{1.0F, -2.5F, fromBfloat16(0x7F61)});
    CHECK(file->find("step")->shape.empty());
    CHECK(file->find("step")->count() == 1);
    CHECK(file->find("nothing")->bytes.empty());
    CHECK(toFloats(*file->find("bytes")).empty());

    const auto weightBytes = bytesOf<float>({-0.5F, -0.25F, 0.0F, 0.25F, 0.5F, 0.75F});
    const auto biasBytes = bytesOf<std::uint16_t>({0, 0xBE00, 0x7BFF, 1});
    const auto sizeBytes = bytesOf<std::uint16_t>({0x3F80, 0xC020, 0x7F61});
    const auto smallBytes = bytesOf<std::int8_t>({-128, 127});
    const auto byteBytes = bytesOf<std::uint8_t>({1, 2, 255});
    const auto wholeBytes = bytesOf<std::int32_t>({-1, INT32_MAX});
    const auto stepBytes = bytesOf<std::int64_t>({-(std::int64_t{1} << 40)});
    const std::vector<TensorView> tensors{{"nothing", DType::U8, {0, 4}, {}},
                                          {"bytes", DType::U8, {3}, byteBytes},
                                          {"decoder.bias", DType::F16, {4}, biasBytes},
                                          {"decoder.weight", DType::F32, {2, 3}, weightBytes},
                                          {"gr\u00f6\u00dfe \"x\"", DType::BF16, {3}, sizeBytes},
                                          {"small", DType::I8, {2, 1}, smallBytes},
                                          {"step", DType::I64, {}, stepBytes},
                                          {"whole", DType::I32, {1, 1, 2}, wholeBytes}};
    const test::TempDir folder;
    REQUIRE(writeSafeTensors(folder / "ours.safetensors", tensors, {{"format", "\u7b14"}}));
    CHECK(readBytes(folder / "ours.safetensors", 1 << 20).value() == readBytes(kReference, 1 << 20).value());
}

TEST_CASE("a reference file cut anywhere, or longer than it should be, is damaged")
{
    const std::vector<std::uint8_t> whole = readBytes(kReference, 1 << 20).value();
    const test::TempDir folder;
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const std::vector<std::uint8_t> cut(whole.begin(),
                                            whole.begin() + static_cast<std::ptrdiff_t>(length));
        const Result<SafeTensors> parsed = SafeTensors::parse(cut, "cut");
        REQUIRE_FALSE(parsed.has_value());
        REQUIRE(parsed.error().code == ErrorCode::FileDamaged);
    }
    std::vector<std::uint8_t> longer = whole;
    longer.push_back(0);
    CHECK(SafeTensors::parse(longer, "long").error().code == ErrorCode::FileDamaged);
}

TEST_CASE("the empty file of tensors is read and written")
{
    const std::vector<std::uint8_t> bytes = toSafeTensors({}).value();
    CHECK(bytes.size() == 16);
    CHECK(SafeTensors::parse(bytes, "empty").value().tensors().empty());
}

TEST_CASE("moving an opened file keeps its views")
{
    SafeTensors file = SafeTensors::open(kReference).value();
    const SafeTensors moved = std::move(file);
    CHECK(toFloats(*moved.find("decoder.weight")).back() == 0.75F);
}

TEST_CASE("every rule of the header has its refusal")
{
    const std::string good = tensor("a", "F32", "[2]", 0, 8);
    REQUIRE(SafeTensors::parse(fileOf("{" + good + "}", 8), "good").has_value());
    REQUIRE(SafeTensors::parse(fileOf("{" + good + "}   ", 8), "good").has_value());

    SECTION("JSON")
    {
        checkDamaged("", 0, "begin with {");
        checkDamaged(" {}", 0, "begin with {");
        checkDamaged("[]", 0, "begin with {");
        checkDamaged("{", 0, "broken at line 1, column 2");
        checkDamaged("{} x", 0, "broken at line 1, column 4");
        checkDamaged("{\"\xff\":1}", 0, "UTF-8");
        checkDamaged("{\"a\":" + std::string(100'000, '['), 0, "deeply");
        checkDamaged("{" + good + "," + good + "}", 8, "twice");
        checkDamaged("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8,
                     "twice");
    }
    SECTION("entries")
    {
        checkDamaged("{\"a\":1}", 0, "missing");
        checkDamaged("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "missing");
        checkDamaged("{\"a\":{\"dtype\":1,\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "dtype must");
        checkDamaged("{" + tensor("a", "F32", "2", 0, 8) + "}", 8, "list");
        checkDamaged("{" + tensor("a", "F32", "[-2]", 0, 8) + "}", 8, "whole number");
        checkDamaged("{" + tensor("a", "F32", "[2.0]", 0, 8) + "}", 8, "whole number");
        checkDamaged("{" + tensor("a", "F32", "[\"2\"]", 0, 8) + "}", 8, "whole number");
        checkDamaged("{" + tensor("a", "F32", "[18446744073709551615]", 0, 8) + "}", 8, "whole number");
        checkDamaged("{" + tensor("a", "F32", "[4611686018427387904,4]", 0, 0) + "}", 0, "too large");
        checkDamaged("{" + tensor("a", "F32", "[4294967296,4294967296]", 0, 0) + "}", 0, "too large");
        checkDamaged("{" + tensor("a", "U8", "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", 0, 1) + "}", 1,
                     "at most 16");
        checkDamaged("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", 8,
                     "two whole numbers");
        checkDamaged("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}", 8,
                     "two whole numbers");
        CHECK(refused("{" + tensor("a", "C64", "[1]", 0, 8) + "}", 8).code == ErrorCode::UnsupportedFormat);
    }
    SECTION("offsets")
    {
        checkDamaged("{" + tensor("a", "F32", "[2]", 8, 0) + "}", 8, "do not fit");
        checkDamaged("{" + tensor("a", "F32", "[2]", 0, 4) + "}", 4, "do not fit");
        checkDamaged("{" + tensor("a", "F32", "[2]", 4, 12) + "}", 12, "hole");
        checkDamaged("{" + good + "," + tensor("b", "U8", "[2]", 7, 9) + "}", 9, "overlaps");
        checkDamaged("{" + good + "," + tensor("b", "U8", "[1]", 9, 10) + "}", 10, "hole");
        checkDamaged("{" + good + "}", 7, "take 8 bytes, the file holds 7");
        checkDamaged("{" + good + "}", 9, "take 8 bytes, the file holds 9");
        checkDamaged("{" + good + "," + tensor("b", "U8", "[0]", 4, 4) + "}", 8, "overlaps");
    }
    SECTION("metadata")
    {
        checkDamaged("{\"__metadata__\":[]}", 0, "__metadata__");
        checkDamaged("{\"__metadata__\":{\"a\":1}}", 0, "texts only");
    }
}

TEST_CASE("a header longer than the file, or than 16 MB, is refused before it is read")
{
    std::vector<std::uint8_t> file = fileOf("{}", 0);
    file[0] = 3;
    CHECK(SafeTensors::parse(file, "x").error().detail.find("longer than the file") != std::string::npos);
    std::fill_n(file.begin(), 8, std::uint8_t{0xFF});
    CHECK(SafeTensors::parse(file, "x").error().code == ErrorCode::FileDamaged);

    const test::TempDir folder;
    REQUIRE(saveFile(folder / "x", fileOf("{}", 0)));
    std::filesystem::resize_file(folder / "x", 20U << 20);
    CHECK(SafeTensors::open(folder / "x").error().code == ErrorCode::FileDamaged);
    std::vector<std::uint8_t> large = fileOf("{}", 0);
    const std::uint64_t length = (16U << 20) + 1;
    std::memcpy(large.data(), &length, 8);
    REQUIRE(saveFile(folder / "x", large));
    std::filesystem::resize_file(folder / "x", 20U << 20);
    CHECK(SafeTensors::open(folder / "x").error().code == ErrorCode::FileTooLarge);
}

TEST_CASE("a huge foreign file is refused by its header alone")
{
    const test::TempDir folder;
    REQUIRE(saveFile(folder / "sparse", fileOf("{" + tensor("a", "F32", "[2]", 0, 8) + "}", 0)));
    std::filesystem::resize_file(folder / "sparse", std::uintmax_t{1} << 40); // a terabyte of hole
    CHECK(SafeTensors::open(folder / "sparse").error().code == ErrorCode::FileDamaged);
}

TEST_CASE("too many tensors are refused")
{
    std::string header = "{";
    for (int i = 0; i <= 65536; ++i)
        header += tensor("t" + std::to_string(i), "U8", "[0]", 0, 0) + ",";
    header.back() = '}';
    CHECK(SafeTensors::parse(fileOf(header, 0), "many").error().code == ErrorCode::FileTooLarge);
}

TEST_CASE("the writer of tensors refuses what the reader would")
{
    const std::vector<std::uint8_t> eight(8);
    const auto refusedCode = [](std::vector<TensorView> tensors, const Metadata &metadata = {}) {
        return toSafeTensors(tensors, metadata).error().code;
    };
    CHECK(refusedCode({{"a", DType::F32, {2}, eight}, {"a", DType::F32, {2}, eight}}) == ErrorCode::BadInput);
    CHECK(refusedCode({{"__metadata__", DType::F32, {2}, eight}}) == ErrorCode::BadInput);
    CHECK(refusedCode({{"a", DType::F32, {3}, eight}}) == ErrorCode::BadInput);
    CHECK(refusedCode({{"a", DType::F32, {-2, -1}, eight}}) == ErrorCode::BadInput);
    CHECK(refusedCode({{"\xff", DType::F32, {2}, eight}}) == ErrorCode::BadInput);
    CHECK(refusedCode({}, {{"a", "\xff"}}) == ErrorCode::BadInput);
}

TEST_CASE("opening says what is wrong with a path")
{
    const test::TempDir folder;
    CHECK(SafeTensors::open(folder / "missing").error().code == ErrorCode::FileMissing);
    CHECK(SafeTensors::open(folder.path()).error().code == ErrorCode::FileUnreadable);
    REQUIRE(saveFile(folder / "empty", std::string()));
    CHECK(SafeTensors::open(folder / "empty").error().code == ErrorCode::FileDamaged);
}
