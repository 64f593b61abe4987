// SPDX-License-Identifier: Apache-2.0
// Properties over random input: round trips, agreement with a naive reckoning, and that no parser
// throws or misjudges whatever comes.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>
#include <numeric>

#include "protocols/base64.hpp"
#include "protocols/dialect.hpp"
#include "protocols/form.hpp"
#include "protocols/gsm_text.hpp"
#include "protocols/json_fields.hpp"
#include "protocols/msisdn.hpp"
#include "protocols/ussd_input.hpp"

using namespace kazi::protocols;

namespace {

/// Characters of every cost, with their septets (0: not in the alphabet) and UTF-16 units.
struct Sample {
    std::string_view utf8;
    std::size_t septets;
    std::size_t units;
};
constexpr std::array<Sample, 9> samples = {{{"a", 1, 1},
                                            {"Ω", 1, 1},
                                            {"\n", 1, 1},
                                            {"€", 2, 1},
                                            {"{", 2, 1},
                                            {"~", 2, 1},
                                            {"a", 1, 1},
                                            {"ŋ", 0, 1},
                                            {"😀", 0, 2}}};

struct Picked {
    std::string text;
    std::vector<std::size_t> costs;
    bool gsm = true;
};

Picked pick(const std::vector<std::size_t>& indices, std::size_t variety) {
    Picked picked;
    for (const std::size_t index : indices) {
        picked.gsm = picked.gsm && samples.at(index % variety).septets > 0;
    }
    for (const std::size_t index : indices) {
        const Sample& sample = samples.at(index % variety);
        picked.text += sample.utf8;
        picked.costs.push_back(picked.gsm ? sample.septets : sample.units);
    }
    return picked;
}

/// One character after the other, a new segment whenever the next does not fit.
std::vector<std::size_t> naive_segments(const Picked& picked) {
    const std::size_t total = std::accumulate(picked.costs.begin(), picked.costs.end(), 0UL);
    if (total <= (picked.gsm ? 160U : 70U)) return {total};
    const std::size_t room = picked.gsm ? 153 : 67;
    std::vector<std::size_t> segments = {0};
    for (const std::size_t cost : picked.costs) {
        if (segments.back() + cost > room) segments.push_back(0);
        segments.back() += cost;
    }
    return segments;
}

/// Pieces that parsers stumble over, glued in random order between random bytes.
std::string nasty(const std::vector<std::pair<std::uint8_t, std::string>>& pieces) {
    static constexpr std::array<std::string_view, 20> words = {"from=",
                                                               "&text=",
                                                               "%2B254711000001",
                                                               "&id=x1",
                                                               "&to=40404",
                                                               "sessionId=s1",
                                                               "&phoneNumber=%2B254711000001",
                                                               "&serviceCode=*1%23",
                                                               "&status=Success",
                                                               "%",
                                                               "&",
                                                               "=",
                                                               "{\"from\":",
                                                               "\"254711000003\"",
                                                               ",\"id\":1",
                                                               "}",
                                                               "\\ud83d",
                                                               "[",
                                                               "\xE9",
                                                               "null"};
    std::string body;
    for (const auto& [word, bytes] : pieces) {
        body += words.at(word % words.size());
        if (word >= 200) body += bytes;
    }
    return body;
}

}  // namespace

TEST_CASE("a form round-trips whatever it carries") {
    CHECK(rc::check("form round trip", [](const std::map<std::string, std::string>& values) {
        RC_PRE(values.size() <= fields_max);
        std::string form;
        for (const auto& [name, value] : values)
            append_form_field(form, name, value);
        const auto fields = parse_form(form);
        RC_ASSERT(fields.has_value());
        RC_ASSERT(fields->all().size() == values.size());
        for (const auto& [name, value] : values) {
            const Field* field = fields->find(name);
            RC_ASSERT(field != nullptr);
            RC_ASSERT(field->value == value);
        }
    }));
}

TEST_CASE("base64 round-trips") {
    CHECK(rc::check("base64 round trip", [](const std::string& bytes) {
        RC_ASSERT(base64_decode(base64_encode(bytes)) == bytes);
    }));
}

TEST_CASE("segments agree with a naive reckoning") {
    CHECK(rc::check("segments", [] {
        const auto length = *rc::gen::inRange<std::size_t>(0, 700);
        const auto variety = *rc::gen::inRange<std::size_t>(1, samples.size() + 1);
        const auto indices = *rc::gen::container<std::vector<std::size_t>>(
            length, rc::gen::inRange<std::size_t>(0, samples.size()));
        const Picked picked = pick(indices, variety);
        const auto expected = naive_segments(picked);
        RC_ASSERT(segment_units(picked.text) == expected);
        RC_ASSERT(measure_sms(picked.text).segments == expected.size());
        RC_ASSERT(measure_sms(picked.text).units ==
                  std::accumulate(expected.begin(), expected.end(), 0UL));
    }));
}

TEST_CASE("a normalised number normalises to itself") {
    CHECK(rc::check("idempotent numbers", [](const std::string& text, std::uint64_t digits) {
        for (const std::string& candidate : {text, std::to_string(digits), "0" + text}) {
            const auto number = normalise_msisdn(candidate, "254");
            if (!number) continue;
            const auto again = normalise_msisdn(*number, "");
            RC_ASSERT(again.has_value());
            RC_ASSERT(*again == *number);
        }
    }));
}

TEST_CASE("the inputs of a settled turn, joined, are the accumulated text") {
    CHECK(rc::check("inputs", [](const std::vector<std::uint8_t>& keys) {
        static constexpr std::string_view alphabet = "12*";
        std::string text;
        for (const std::uint8_t key : keys)
            text += alphabet[key % alphabet.size()];
        for (std::size_t cut = 0; cut <= text.size(); ++cut) {
            UssdTurn turn;
            turn.accumulates = true;
            turn.accumulated = text;
            settle_accumulated(turn, text.substr(0, cut));
            std::string joined;
            for (const std::string& input : turn.inputs)
                joined += "*" + input;
            RC_ASSERT(joined == (text.empty() ? "" : "*" + text));
        }
    }));
}

TEST_CASE("no parser throws, and what is taken keeps its promises") {
    using Pieces = std::vector<std::pair<std::uint8_t, std::string>>;
    CHECK(rc::check("hostile bodies", [](const Pieces& pieces, bool json) {
        const std::string body = nasty(pieces);
        const std::array headers = {HeaderView{"Content-Type", json ? "application/json" : ""}};
        const Callback callback{"POST", "/hooks/r/sms", body, headers};
        RouteSettings settings;
        settings.country_code = "254";
        for (const Dialect& dialect : dialects()) {
            if (dialect.parse_sms != nullptr) {
                const auto sms = dialect.parse_sms(callback, settings, {});
                if (sms) RC_ASSERT(sms->from.starts_with('+') && !sms->message_id.empty());
                if (!sms) RC_ASSERT(!sms.error().error.empty() || sms.error().probe);
            }
            if (dialect.parse_dlr != nullptr) {
                const auto report = dialect.parse_dlr(callback, settings, {});
                if (report) RC_ASSERT(report->final || !is_final(report->status));
            }
            if (dialect.parse_ussd != nullptr) {
                const auto turn = dialect.parse_ussd(callback, settings, {});
                if (turn) RC_ASSERT(!turn->session_id.empty());
            }
            if (dialect.parse_send != nullptr) {
                RC_ASSERT(!dialect.parse_send({200, "", body, {}}, settings).empty());
            }
        }
        (void)parse_flat_json(body);
    }));
}
