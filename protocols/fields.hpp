// SPDX-License-Identifier: Apache-2.0
// The decoded fields of one callback, whatever it was written in: a form, a query, flat JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// More fields than this are refused, in a form as in JSON.
inline constexpr std::size_t fields_max = 200;

/// What a value was written as. A form knows text only; a JSON null counts as absent.
enum class FieldKind : std::uint8_t { text, number, truth, nested };

/// One field. `value` is raw decoded bytes: text, a number's digits as written, true/false, or the
/// JSON of what is nested.
struct Field {
    std::string_view name;
    std::string_view value;
    FieldKind kind = FieldKind::text;
};

/// Fields whose bytes live in one block, so that a USSD turn costs two allocations. Move only:
/// the views point into the block, which moves along.
class Fields {
public:
    /// Units: bytes. No more than `bytes_max` may be appended in all.
    explicit Fields(std::size_t bytes_max);
    Fields(Fields&&) = default;
    Fields& operator=(Fields&&) = default;
    Fields(const Fields&) = delete;
    Fields& operator=(const Fields&) = delete;
    ~Fields() = default;

    /// Appends to the piece being written; `take` ends the piece and gives it.
    void append(char byte);
    void append(std::string_view bytes);
    [[nodiscard]] std::string_view take();

    /// Adds a field made of taken pieces. Fails: too many, or the name came with another value.
    [[nodiscard]] std::optional<Refusal> add(Field field);

    /// The field of that name, or null.
    [[nodiscard]] const Field* find(std::string_view name) const;

    [[nodiscard]] const std::vector<Field>& all() const { return fields_; }

    /// Character set that the message declares, empty when it does not.
    std::string charset;

private:
    std::vector<char> block_;
    std::size_t taken_bytes_ = 0;
    std::vector<Field> fields_;
};

}  // namespace kazi::protocols
