// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/long_sms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"

namespace kazi::gateway::hooks {

namespace {

bool comes_before(const LongSmsPart& part, int index) {
    return part.index < index;
}

bool contradicts(const LongSms& before, const protocols::SmsPart& part, std::uint64_t message) {
    if (before.total != part.total) return true;
    return std::ranges::any_of(before.parts, [&](const LongSmsPart& each) {
        return each.index == part.index && each.message != message;
    });
}

}  // namespace

std::string LongSms::text() const {
    std::string all;
    for (const LongSmsPart& part : parts)
        all += part.text;
    return all;
}

std::string LongSms::message_id() const {
    std::string id = "parts";
    for (const LongSmsPart& part : parts)
        id += fmt::format(":{:x}", part.message);
    return id;
}

bool is_part(const protocols::InboundSms& sms) {
    return sms.part && sms.part->total > 1;
}

std::string long_sms_name(const protocols::InboundSms& sms) {
    return fmt::format("{} {} {}", sms.from, sms.to, sms.part->ref);
}

LongSms with_part(LongSms before, const protocols::SmsPart& part, std::uint64_t message,
                  std::string text) {
    if (contradicts(before, part, message)) before = {before.version, part.total, {}};
    auto& parts = before.parts;
    const auto at = std::lower_bound(parts.begin(), parts.end(), part.index, comes_before);
    if (at != parts.end() && at->index == part.index) return before;
    parts.insert(at, {part.index, message, std::move(text)});
    return before;
}

std::string pack_long_sms(const LongSms& sms, std::uint32_t version) {
    records::Packer out;
    out.raw(records::version_bytes(version));
    out.number(static_cast<std::uint64_t>(sms.total));
    out.number(sms.parts.size());
    for (const LongSmsPart& part : sms.parts) {
        out.number(static_cast<std::uint64_t>(part.index));
        out.number(part.message);
        out.text(part.text);
    }
    return out.take();
}

std::optional<LongSms> long_sms_from(std::string_view bytes) {
    const auto version = records::version_of(bytes);
    if (!version) return std::nullopt;
    records::Unpacker in(bytes.substr(records::version_size));
    LongSms sms{*version, static_cast<int>(in.number()), {}};
    sms.parts.resize(in.count());
    for (LongSmsPart& part : sms.parts) {
        part.index = static_cast<int>(in.number());
        part.message = in.number();
        part.text = in.text();
    }
    if (!in.done()) return std::nullopt;
    return sms;
}

}  // namespace kazi::gateway::hooks
