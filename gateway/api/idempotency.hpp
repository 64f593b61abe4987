// SPDX-License-Identifier: Apache-2.0
// What is remembered of a POST, so that the same request again has the same answer and no second
// effect. It is written in the commit of the effect itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocols/message.hpp"

namespace kazi::gateway::api {

/// How long a key is remembered.
inline constexpr std::uint32_t idempotency_kept_s = 24 * 60 * 60;

/// 1 to 64 printable ASCII characters.
[[nodiscard]] bool is_idempotency_key(std::string_view key);

/// What is wrong with one line of an upload.
struct LineError {
    std::uint64_t line = 0;  ///< from 1, the header of a CSV included
    std::string field;       ///< empty: the line as a whole
    std::string detail;

    friend bool operator==(const LineError&, const LineError&) = default;
};

/// A request that was answered.
struct Answered {
    std::string fingerprint;
    int status = 200;
    std::string body;

    friend bool operator==(const Answered&, const Answered&) = default;
};

/// An upload of items, as far as it was applied. A repeated upload goes on behind `rows`.
struct UploadProgress {
    std::string fingerprint;  ///< of the request up to its last row that was applied
    bool complete = false;
    std::uint64_t rows = 0;
    std::uint64_t accepted = 0;
    std::uint64_t rejected = 0;
    std::vector<LineError> errors;  ///< the first ones

    friend bool operator==(const UploadProgress&, const UploadProgress&) = default;
};

using Remembered = std::variant<Answered, UploadProgress>;

/// The stored form begins with `version`, which a commit's guard compares.
[[nodiscard]] std::string pack_remembered(const Remembered& remembered, std::uint32_t version);

struct StoredMemory {
    Remembered what;
    std::uint32_t version = 0;
};
/// Fails (nullopt) on bytes that `pack_remembered` did not write.
[[nodiscard]] std::optional<StoredMemory> remembered_from(std::string_view bytes);

}  // namespace kazi::gateway::api
