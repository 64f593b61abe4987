// SPDX-License-Identifier: Apache-2.0
// What a batch must be before a store looks at it. Redis does not undo the first half of a commit
// when the second half fails, so a batch that could fail by its own making is never tried.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/store/batch.hpp"

namespace kazi::gateway::store {

/// The largest magnitude of a stored integer: beyond it the server's numbers are not exact.
inline constexpr std::int64_t integer_max = (std::int64_t{1} << 53) - 1;
/// The last byte of a string that AddByte and ByteAtLeast can name.
inline constexpr std::uint32_t byte_index_max = (1U << 24) - 1;

/// The last cell that AddCells can name.
inline constexpr std::uint16_t cell_index_max = 1023;

/// Why the batch can be applied by no store, or nothing. The rules:
///  - integers, and times, are below 2^53 in magnitude; byte indexes at most `byte_index_max`,
///    cells at most `cell_index_max`, and some cell changes where cells are added to;
///    an expiry is at least one second and for a whole key; stream ids are "digits-digits";
///  - a key holds one kind of value throughout (erasing a whole key, or asking whether it is
///    absent, fits any kind);
///  - what is added to is not also put or erased, nor added to in the other way;
///  - what is read back is a hash field.
[[nodiscard]] std::optional<std::string> why_malformed(const Batch& batch);

/// A stream id as the server writes it, or its first number alone. At most 19 digits each.
[[nodiscard]] bool is_stream_id(std::string_view text);

/// A stored integer: at most 17 characters, digits with or without a minus, in range.
/// Fails (nullopt) on anything else.
[[nodiscard]] std::optional<std::int64_t> stored_integer(std::string_view text);

}  // namespace kazi::gateway::store
