// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/review_record.hpp"

#include <fmt/format.h>

#include <charconv>

#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"
#include "gateway/records/worker_name.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::records {

namespace {

template <class T>
bool read_whole(std::string_view text, T& number) {
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end;
}

}  // namespace

std::string pack_review(const Review& review) {
    Packer out;
    out.raw(raw(review.worker));
    out.text(review.value);
    out.number(static_cast<std::uint64_t>(review.pay_micro));
    out.number(static_cast<std::uint64_t>(review.fee_micro));
    out.number(static_cast<std::uint64_t>(review.accepts_at));
    out.byte(static_cast<std::uint8_t>(review.reason));
    out.text(review.right);
    out.number(static_cast<std::uint64_t>(review.deposit_micro));
    out.number(review.judges);
    out.number(review.risk_permille);
    if (review.bonus_micro != 0) out.amount(review.bonus_micro);
    return version_bytes(static_cast<std::uint32_t>(review.state)) + out.take();
}

std::optional<Review> review_from(std::string_view bytes) {
    const auto version = version_of(bytes);
    if (!version || *version < 1 || *version > 4) return std::nullopt;
    Unpacker in(bytes.substr(version_size));
    Review review;
    review.state = static_cast<ReviewState>(*version);
    const auto worker = worker_id_from(in.raw(review.worker.bytes.size()));
    if (!worker) return std::nullopt;
    review.worker = *worker;
    review.value = in.text();
    review.pay_micro = static_cast<std::int64_t>(in.number());
    review.fee_micro = static_cast<std::int64_t>(in.number());
    review.accepts_at = static_cast<std::int64_t>(in.number());
    review.reason = static_cast<taskflow::RejectReason>(in.byte());
    review.right = in.text();
    review.deposit_micro = static_cast<std::int64_t>(in.number());
    review.judges = static_cast<std::uint32_t>(in.number());
    review.risk_permille = static_cast<std::uint16_t>(in.number());
    if (!in.done()) review.bonus_micro = in.amount();
    if (!in.done()) return std::nullopt;
    return review;
}

std::string to_string(const AnswerName& name) {
    return fmt::format("{}-{}", name.index, worker_name_text(name.answer));
}

std::optional<AnswerName> answer_name_from(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    AnswerName name;
    if (!read_whole(text.substr(0, dash), name.index)) return std::nullopt;
    const auto worker = worker_name_from(text.substr(dash + 1));
    if (!worker) return std::nullopt;
    name.answer = *worker;
    return name;
}

std::string to_string(const ReviewName& name) {
    return fmt::format("{} {}", name.campaign, to_string(name.answer));
}

std::optional<ReviewName> review_name_from(std::string_view text) {
    const auto blank = text.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    ReviewName name;
    if (!read_whole(text.substr(0, blank), name.campaign)) return std::nullopt;
    const auto answer = answer_name_from(text.substr(blank + 1));
    if (!answer) return std::nullopt;
    name.answer = *answer;
    return name;
}

}  // namespace kazi::gateway::records
