// SPDX-License-Identifier: Apache-2.0
// Stamps the embedded library with a hash of its own text.
#include "gateway/store/function_library.hpp"

#include <cstdint>
#include <string_view>

#include "embedded/commit_lua.hpp"

namespace kazi::gateway::store {

namespace {

constexpr std::string_view version_mark = "_VERSION";

/// FNV-1a: tells texts apart, protects against nobody.
std::string content_version(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char letter : text) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 16777619U;
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string version;
    for (int shift = 28; shift >= 0; shift -= 4)
        version.push_back(digits[(hash >> shift) & 0xF]);
    return version;
}

std::string stamped(std::string_view text, const std::string& version) {
    std::string result(text);
    for (auto at = result.find(version_mark); at != std::string::npos;
         at = result.find(version_mark, at)) {
        result.replace(at, version_mark.size(), "_" + version);
    }
    return result;
}

FunctionLibrary make_library() {
    const auto version = content_version(commit_lua);
    return {.name = "kazi_" + version,
            .text = stamped(commit_lua, version),
            .commit = "kazi_commit_" + version,
            .load = "kazi_load_" + version,
            .claim = "kazi_claim_" + version};
}

}  // namespace

const FunctionLibrary& function_library() {
    static const FunctionLibrary library = make_library();
    return library;
}

}  // namespace kazi::gateway::store
