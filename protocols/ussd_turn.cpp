// SPDX-License-Identifier: Apache-2.0
// One way to read a turn for all gateways; what differs between them stands in their shapes.
#include "protocols/ussd_turn.hpp"

#include <algorithm>

#include "protocols/field_reader.hpp"
#include "protocols/signature.hpp"
#include "protocols/ussd_input.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

bool is_turn(UssdEvent event) {
    return event == UssdEvent::begin || event == UssdEvent::input;
}

/// Digits and stars between the star before a service code and the hash behind it.
std::string_view core_of(std::string_view code) {
    code = trim(code);
    while (code.starts_with('*'))
        code.remove_prefix(1);
    while (code.ends_with('#'))
        code.remove_suffix(1);
    return code;
}

bool has_value(const FieldReader& read, std::string_view name) {
    return !read.raw(name).empty();
}

/// Reads one turn of one gateway.
class TurnReader {
public:
    TurnReader(const Fields& fields, const RouteSettings& settings, const UssdShape& shape,
               const CallbackContext& context)
        : read_(fields, settings, shape.names, shape.names_ignore_case),
          settings_(settings),
          shape_(shape),
          context_(context) {}

    Parsed<UssdTurn> read() {
        check_account();
        read_names();
        const std::optional<UssdEvent> told =
            shape_.events.empty() ? event_by_word() : event_by_rule();
        turn_.event = told.value_or(UssdEvent::input);
        if (is_turn(turn_.event)) {
            if (shape_.accumulates) {
                read_accumulated(told);
            } else {
                read_entry();
            }
        }
        return read_.finish(std::move(turn_));
    }

private:
    /// Some gateways name the account they serve; one of somebody else's is no callback of ours.
    void check_account() {
        if (settings_.username.empty() || !shape_.names.contains("account")) return;
        if (!equal_in_constant_time(read_.raw("account"), settings_.username)) {
            read_.refuse({403, "account: not this route's"});
        }
    }

    void read_names() {
        const bool number_takes_its_place =
            shape_.number_is_session && !has_value(read_, "session");
        turn_.session_id =
            number_takes_its_place ? std::string(read_.raw("from")) : read_.id("session");
        turn_.from = read_.subscriber("from");
        turn_.network = read_.network("network");
        turn_.sequence = read_.whole_number("seq");
        if (has_value(read_, "code")) {
            turn_.service_code = read_.word("code");
        } else if (!settings_.service_code.empty()) {
            turn_.service_code = settings_.service_code;
        } else if (shape_.events.empty()) {
            turn_.service_code = read_.word("code");  // ours always tells it
        }
    }

    /// Nothing when the accumulated text itself has to tell.
    std::optional<UssdEvent> event_by_word() {
        const std::string_view word = read_.raw("event");
        if (word.empty() && !shape_.accumulates) read_.refuse({400, "event: missing"});
        if (word.empty()) return std::nullopt;
        for (const UssdEvent event : {UssdEvent::begin, UssdEvent::input, UssdEvent::end,
                                      UssdEvent::timeout, UssdEvent::abort}) {
            if (equal_ignoring_case(to_string(event), word)) return event;
        }
        read_.refuse({200, "event: an unknown word"});
        return std::nullopt;
    }

    std::optional<UssdEvent> event_by_rule() {
        bool told = false;
        for (const UssdEventRule& rule : shape_.events) {
            if (holds(rule)) return rule.event;
            told |= rule.when == UssdEventRule::When::field && !wire(rule.field).empty();
        }
        if (shape_.accumulates) return std::nullopt;
        if (told) {
            read_.refuse({shape_.unknown_event_http, "event: an unknown word"});
        } else {
            read_.refuse({400, "event: missing"});
        }
        return std::nullopt;
    }

    [[nodiscard]] bool holds(const UssdEventRule& rule) const {
        if (rule.when == UssdEventRule::When::always) return true;
        if (rule.when == UssdEventRule::When::dialled) return dialled_behind().has_value();
        const std::string_view value = wire(rule.field);
        if (rule.negated && value.empty()) return false;
        const bool named = std::ranges::any_of(rule.values, [&](const std::string& pattern) {
            if (pattern == "*") return read_.has_wire(rule.field);
            if (!pattern.ends_with('*')) return equal_ignoring_case(pattern, value);
            return value.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
        });
        return named != rule.negated;
    }

    [[nodiscard]] std::string_view wire(std::string_view name) const {
        return read_.raw_wire(name);
    }

    /// The service code may be one that the gateway cuts short, so the route's own goes first.
    [[nodiscard]] std::optional<std::string_view> dialled_behind() const {
        const std::string_view input = read_.raw("input");
        auto behind = behind_code(input, settings_.service_code);
        return behind ? behind : behind_code(input, turn_.service_code);
    }

    /// The input is this turn's entry; on the first turn it is what was dialled.
    void read_entry() {
        if (turn_.event == UssdEvent::input) {
            turn_.input = read_.text("input").text;
            return;
        }
        if (!has_value(read_, "input")) return;
        const std::string text = read_.text("input").text;
        const auto behind = dialled_behind();
        const bool dialled = shape_.first_is_dialled || behind || text.starts_with('*');
        if (dialled && turn_.service_code.empty()) turn_.service_code = read_.word("input");
        turn_.input = dialled ? std::string(behind.value_or("")) : text;
        turn_.inputs = split_inputs(turn_.input);
    }

    void read_accumulated(std::optional<UssdEvent> told) {
        turn_.accumulates = true;
        if (told != UssdEvent::begin || read_.has("input")) {
            turn_.accumulated = without_code(read_.text("input").text);
        }
        if (context_.previous_text) {
            settle_accumulated(turn_, without_code(*context_.previous_text));
        } else if (told == UssdEvent::begin) {
            settle_accumulated(turn_, std::nullopt);
        } else {
            settle_without_memory(turn_);
        }
    }

    [[nodiscard]] std::string without_code(const std::string& text) const {
        if (!shape_.with_code) return text;
        for (const std::string& code : {settings_.service_code, turn_.service_code}) {
            if (const auto behind = behind_code(text, code)) return std::string(*behind);
        }
        return std::string(core_of(text));
    }

    FieldReader read_;
    const RouteSettings& settings_;
    const UssdShape& shape_;
    const CallbackContext& context_;
    UssdTurn turn_;
};

}  // namespace

std::optional<std::string_view> behind_code(std::string_view dialled, std::string_view code) {
    dialled = core_of(dialled);
    code = core_of(code);
    if (code.empty() || !dialled.starts_with(code)) return std::nullopt;
    dialled.remove_prefix(code.size());
    if (dialled.empty()) return dialled;
    if (!dialled.starts_with('*')) return std::nullopt;
    return dialled.substr(1);
}

Parsed<UssdTurn> read_ussd_turn(const Fields& fields, const RouteSettings& settings,
                                const UssdShape& shape, const CallbackContext& context) {
    return TurnReader(fields, settings, shape, context).read();
}

}  // namespace kazi::protocols
