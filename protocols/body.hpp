// SPDX-License-Identifier: Apache-2.0
// From a callback to its fields: method, size, content type, then form, query or JSON.
#pragma once

#include "protocols/fields.hpp"
#include "protocols/message.hpp"
#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// Units: bytes. Larger bodies are refused with 413.
inline constexpr std::size_t body_bytes_max = 256 * 1024;

/// What a dialect's hook takes.
struct Accepts {
    bool form = false;
    bool json = false;
    bool query = false;  ///< GET, fields in the query
    bool xml = false;
};

/// The character set that the content type declares, or empty.
[[nodiscard]] std::string_view charset_of(const Callback& callback);

/// The content type without parameters, as it is written.
[[nodiscard]] std::string_view media_type_of(const Callback& callback);

/// True when the request's content type says JSON, or says nothing and the body looks like it.
[[nodiscard]] bool is_json(const Callback& callback);

/// Reads the fields of a POST's body, or of a GET's query. Fails with 405 for another method, 413
/// for a body too large, 415 for another content type, 400 for a body that can't be read.
[[nodiscard]] Parsed<Fields> read_fields(const Callback& callback, Accepts accepts);

}  // namespace kazi::protocols
