// SPDX-License-Identifier: Apache-2.0
// Reads fields into telecom values by the rules all dialects share, so that a dialect says only
// which field is what.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "protocols/charset.hpp"
#include "protocols/dialect.hpp"
#include "protocols/fields.hpp"

namespace kazi::protocols {

/// Units: characters after decoding. A longer text is refused.
inline constexpr std::size_t text_characters_max = 4096;
/// Units: characters. Ids and other short words; longer is refused.
inline constexpr std::size_t word_characters_max = 128;

/// True for what may be an id: 1 to 128 printable ASCII characters without blanks.
[[nodiscard]] bool is_usable_id(std::string_view text);

/// A report's reason code: 1 to 64 printable ASCII characters that stand for an error. Empty for a
/// message that is well, and for "0", "None" and the like.
[[nodiscard]] std::optional<std::string> usable_reason(std::string_view reason,
                                                       DeliveryStatus status);

/// Remembers the first refusal instead of returning each; `finish` gives it or the value. Names
/// are ours where the route renames fields. Both references must outlive the reader.
class FieldReader {
public:
    FieldReader(const Fields& fields, const RouteSettings& settings);
    /// For names that a gateway's shape lists, ours → theirs: a name of ours that it lacks has no
    /// field, and an empty list means our own names. Where letter case does not count, a name that
    /// came twice with different values is refused. `names` must outlive the reader.
    FieldReader(const Fields& fields, const RouteSettings& settings,
                const std::map<std::string, std::string>& names, bool ignore_case);

    [[nodiscard]] bool has(std::string_view name) const;

    /// An id: 1 to 128 printable ASCII characters without blanks. Required.
    [[nodiscard]] std::string id(std::string_view name);
    /// A subscriber in E.164. Required.
    [[nodiscard]] std::string subscriber(std::string_view name);
    /// The same where an unusable number is left out instead.
    [[nodiscard]] std::optional<std::string> usable_subscriber(std::string_view name) const;
    /// Where a message was sent to, as dialled. Required.
    [[nodiscard]] std::string destination(std::string_view name);
    /// People's text, which may be empty. The field is required.
    [[nodiscard]] DecodedText text(std::string_view name);
    /// The same by another character set than the message declares.
    [[nodiscard]] DecodedText text(std::string_view name, std::string_view charset);
    /// A short printable text such as a service code, without blanks around it. Required.
    [[nodiscard]] std::string word(std::string_view name);
    /// A network's digits, or its name in lower case. Empty when absent or unusable.
    [[nodiscard]] std::optional<std::string> network(std::string_view name) const;
    /// A report's reason code, if it is a usable one.
    [[nodiscard]] std::optional<std::string> reason(std::string_view name,
                                                    DeliveryStatus status) const;
    /// A number of digits only; empty when absent or anything else.
    [[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view name) const;
    /// The value as it is, without blanks around it; an empty view when absent or nested.
    [[nodiscard]] std::string_view raw(std::string_view name) const;

    /// The same by the gateway's own name, whatever it is renamed to.
    [[nodiscard]] std::string_view raw_wire(std::string_view name) const;
    [[nodiscard]] bool has_wire(std::string_view name) const;

    /// Records a refusal, unless there is one already.
    void refuse(Refusal refusal);

    template <class T>
    [[nodiscard]] Parsed<T> finish(T value) {
        if (refusal_) return *std::move(refusal_);
        return value;
    }

private:
    [[nodiscard]] const Field* find(std::string_view name) const;
    [[nodiscard]] const Field* require(std::string_view name);
    void refuse(std::string_view name, std::string_view why);

    [[nodiscard]] const Field* find_wire(std::string_view wire) const;
    void refuse_ambiguous();

    const Fields& fields_;
    const RouteSettings& settings_;
    const std::map<std::string, std::string>* names_ = nullptr;
    bool ignore_case_ = false;
    std::optional<Refusal> refusal_;
};

}  // namespace kazi::protocols
