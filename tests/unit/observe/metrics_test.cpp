// SPDX-License-Identifier: Apache-2.0
// Metrics: each handle counts what its name says, and the README's table is the truth.
#include <doctest/doctest.h>

#include <cctype>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "gateway/observe/metrics.hpp"

namespace kazi::gateway {
namespace {

struct Described {
    std::string type;
    std::set<std::string> labels;
    friend bool operator==(const Described&, const Described&) = default;
};

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The names of the labels in `{a="1",b="2"}`.
std::set<std::string> label_names(const std::string& sample) {
    std::set<std::string> names;
    std::string name;
    bool in_value = false;
    for (const char c : sample.substr(sample.find('{') + 1)) {
        if (c == '"') in_value = !in_value;
        if (in_value || c == '"' || c == ',') continue;
        if (c == '}') break;
        if (c == '=') {
            if (name != "le") names.insert(name);
            name.clear();
        } else {
            name += c;
        }
    }
    return names;
}

/// What the rendered text holds: every metric with its type and labels.
std::map<std::string, Described> rendered(const Metrics& metrics) {
    std::map<std::string, Described> found;
    std::istringstream lines(metrics.render());
    std::string current;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("# TYPE ")) {
            std::istringstream words(line.substr(7));
            std::string type;
            words >> current >> type;
            found[current].type = type;
        } else if (!line.starts_with("#") && contains(line, "{")) {
            found[current].labels.merge(label_names(line));
        }
    }
    return found;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" `");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" `") - first + 1);
}

std::set<std::string> split_words(const std::string& text) {
    std::set<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_') {
            word += c;
        } else if (!word.empty()) {
            words.insert(word);
            word.clear();
        }
    }
    return words;
}

/// The rows `| name | type | labels | meaning |` of the README.
std::map<std::string, Described> documented() {
    std::ifstream in(KAZI_SOURCE_DIR "/gateway/observe/README.md");
    REQUIRE(in);
    std::map<std::string, Described> found;
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("| `kazi_")) continue;
        std::istringstream cells(line.substr(1));
        std::string name;
        std::string type;
        std::string labels;
        std::getline(cells, name, '|');
        std::getline(cells, type, '|');
        std::getline(cells, labels, '|');
        found[trimmed(name)] = {trimmed(type), split_words(labels)};
    }
    return found;
}

}  // namespace

TEST_CASE("the README's table and the code name the same metrics") {
    Metrics metrics;
    metrics.route("at-ke");
    metrics.provider("at");
    metrics.http_refused("public", 413);
    metrics.income_gini("ke", "today");
    metrics.income_workers("ke", "today");
    const auto in_code = rendered(metrics);
    const auto in_readme = documented();
    for (const auto& [name, described] : in_code) {
        CAPTURE(name);
        REQUIRE(in_readme.contains(name));
        CHECK(in_readme.at(name).type == described.type);
        CHECK(in_readme.at(name).labels == described.labels);
    }
    for (const auto& [name, described] : in_readme) {
        CAPTURE(name);
        CHECK(in_code.contains(name));
    }
}

TEST_CASE("names follow the rule: counters end in _total") {
    Metrics metrics;
    metrics.route("at-ke");
    metrics.provider("at");
    metrics.income_gini("ke", "today");
    metrics.income_workers("ke", "today");
    for (const auto& [name, described] : rendered(metrics)) {
        CAPTURE(name);
        CHECK(name.starts_with("kazi_"));
        CHECK(name.ends_with("_total") == (described.type == "counter"));
    }
}

TEST_CASE("a handle counts under its own labels") {
    Metrics metrics;
    auto& route = metrics.route("at-ke");
    route.of(CallbackKind::ussd)[CallbackOutcome::duplicate].Increment();
    route.sms_sent[protocols::SendOutcome::in_doubt].Increment();
    route.sms_segments->Increment(3);
    route.delivery_reports[protocols::DeliveryStatus::failed].Increment();
    metrics.turns[Channel::ussd].Increment();
    metrics.commits[CommitOutcome::guard_failed].Increment();
    metrics.items_closed[CloseReason::stopped].Increment();
    metrics.store_up.Set(1);
    metrics.ussd_turn_seconds.Observe(0.004);
    auto& provider = metrics.provider("at");
    provider.payout_changes[billing::PayoutState::in_doubt].Increment();
    provider.callbacks[CallbackOutcome::refused].Increment();
    provider.quarantined->Increment();

    const auto text = metrics.render();
    for (const std::string sample :
         {"kazi_callbacks_total{kind=\"ussd\",outcome=\"duplicate\",route=\"at-ke\"} 1\n",
          "kazi_callbacks_total{kind=\"sms\",outcome=\"duplicate\",route=\"at-ke\"} 0\n",
          "kazi_callbacks_total{kind=\"payout\",outcome=\"refused\",route=\"at\"} 1\n",
          "kazi_sms_sent_total{outcome=\"in_doubt\",route=\"at-ke\"} 1\n",
          "kazi_sms_segments_total{route=\"at-ke\"} 3\n",
          "kazi_delivery_reports_total{route=\"at-ke\",status=\"failed\"} 1\n",
          "kazi_turns_total{channel=\"ussd\"} 1\n",
          "kazi_commits_total{outcome=\"guard_failed\"} 1\n",
          "kazi_items_closed_total{reason=\"stopped\"} 1\n", "kazi_store_up 1\n",
          "kazi_ussd_turn_seconds_bucket{le=\"0.005\"} 1\n",
          "kazi_ussd_turn_seconds_bucket{le=\"0.0025\"} 0\n",
          "kazi_payout_changes_total{provider=\"at\",state=\"in_doubt\"} 1\n",
          "kazi_quarantined_callbacks_total{provider=\"at\"} 1\n"}) {
        CAPTURE(sample);
        CHECK(contains(text, sample));
    }
}

TEST_CASE("asking for a route again gives the same counters") {
    Metrics metrics;
    CHECK(&metrics.route("a") == &metrics.route("a"));
    CHECK(&metrics.route("a") != &metrics.route("b"));
    CHECK(&metrics.provider("a") == &metrics.provider("a"));
}

}  // namespace kazi::gateway
