// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/capture.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include "billing/redact.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/packed.hpp"

namespace kazi::gateway::payer {

namespace {

constexpr std::uint8_t format = 1;
constexpr std::string_view blanked = "***";
/// Shorter ones would blank words that only look like them.
constexpr std::size_t secret_size_min = 4;

/// Options whose values are nobody's business, by what their names hold.
constexpr std::array<std::string_view, 5> secret_words{"secret", "pin", "password", "credential",
                                                       "key"};

bool is_secret(const billing::ProviderOption& option) {
    return std::any_of(secret_words.begin(), secret_words.end(), [&](std::string_view word) {
        return option.name.find(word) != std::string::npos;
    });
}

void blank_out(std::string& text, std::string_view secret) {
    if (secret.size() < secret_size_min) return;
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at))
        text.replace(at, secret.size(), blanked);
}

void blank_secrets(std::string& text, const billing::ProviderSettings& account) {
    for (const std::string& secret : {account.api_key, account.callback_secret, account.token})
        blank_out(text, secret);
    for (const std::string& token : account.path_tokens)
        blank_out(text, token);
    for (const billing::ProviderOption& option : account.options)
        if (is_secret(option)) blank_out(text, option.value);
}

bool is_kind(std::uint8_t byte) {
    return byte >= static_cast<std::uint8_t>(Capture::Kind::payment) &&
           byte <= static_cast<std::uint8_t>(Capture::Kind::callback);
}

}  // namespace

std::string_view to_string(Capture::Kind kind) {
    switch (kind) {
        case Capture::Kind::payment:
            return "payment";
        case Capture::Kind::query:
            return "query";
        case Capture::Kind::confirmation:
            return "confirmation";
        case Capture::Kind::callback:
            return "callback";
    }
    return "?";
}

std::string kept_text(std::string_view text, const Unsaid& unsaid) {
    std::string kept = billing::without_persons(billing::without_credentials(text));
    if (unsaid.msisdn) kept = billing::without_number(kept, *unsaid.msisdn);
    blank_secrets(kept, unsaid.account);
    if (kept.size() > captured_text_max) kept.resize(captured_text_max);
    return kept;
}

std::string kept_request(const billing::ProviderRequest& request, const Unsaid& unsaid) {
    std::string text = request.method + " " + request.url;
    if (!request.body.empty()) text.append(1, '\n').append(request.body);
    return kept_text(text, unsaid);
}

bool keep_outcome(Capture& capture, const http::HttpOutcome& outcome, const Unsaid& unsaid) {
    if (std::holds_alternative<http::NotSent>(outcome)) return false;
    const auto* answered = std::get_if<http::Answered>(&outcome);
    if (answered == nullptr) return true;
    capture.http = answered->reply.status;
    capture.reply = kept_text(answered->reply.body, unsaid);
    return true;
}

store::Write capture_write(std::int64_t day, const Capture& capture) {
    return store::Append{keys::captures(day), pack_capture(capture), captures_a_day_max};
}

std::string pack_capture(const Capture& capture) {
    records::Packer out(capture.request.size() + capture.reply.size() + 64);
    out.byte(format);
    out.byte(static_cast<std::uint8_t>(capture.kind));
    out.text(capture.payout);
    out.number(static_cast<std::uint64_t>(capture.attempt));
    out.signed_number(capture.at);
    out.text(capture.request);
    out.number(static_cast<std::uint64_t>(capture.http));
    out.text(capture.reply);
    return out.take();
}

std::optional<Capture> capture_from(std::string_view bytes) {
    records::Unpacker in(bytes);
    if (in.byte() != format) return std::nullopt;
    const std::uint8_t kind = in.byte();
    if (!is_kind(kind)) return std::nullopt;
    Capture capture;
    capture.kind = static_cast<Capture::Kind>(kind);
    capture.payout = in.text();
    capture.attempt = static_cast<int>(in.number());
    capture.at = in.signed_number();
    capture.request = in.text();
    capture.http = static_cast<int>(in.number());
    capture.reply = in.text();
    if (!in.done()) return std::nullopt;
    return capture;
}

}  // namespace kazi::gateway::payer
