// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/files/sha256.h"

#include <array>
#include <new>
#include <openssl/evp.h>

namespace imago::files {

struct Sha256::State
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256()
    : m_state(std::make_unique<State>())
{
    if (m_state->context == nullptr || EVP_DigestInit_ex(m_state->context, EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc(); // the only way for it to fail
}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::uint8_t> bytes)
{
    EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size());
}

std::string Sha256::finish()
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::array<std::uint8_t, 32> sum{};
    EVP_DigestFinal_ex(m_state->context, sum.data(), nullptr);
    std::string text;
    text.reserve(64);
    for (const std::uint8_t byte : sum) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

std::string sha256(std::span<const std::uint8_t> bytes)
{
    Sha256 sum;
    sum.add(bytes);
    return sum.finish();
}

} // namespace imago::files
