// SPDX-License-Identifier: Apache-2.0
// A delivery report that is flat: most dialects' are, and differ in nothing but names and words.
#pragma once

#include <span>
#include <string_view>

#include "protocols/field_reader.hpp"
#include "protocols/message.hpp"
#include "protocols/status_word.hpp"

namespace kazi::protocols {

/// The aggregator's names; empty: it tells no such thing.
struct ReportNames {
    std::string_view id;
    std::string_view status;
    std::string_view to = {};
    std::string_view error = {};
    std::string_view network = {};
};

/// Reads what the names say; `read` refuses a report without an id or a status.
[[nodiscard]] DeliveryReport read_report(FieldReader& read, const ReportNames& names,
                                         std::span<const StatusWord> words);

}  // namespace kazi::protocols
