// SPDX-License-Identifier: Apache-2.0
// SMS out as Africa's Talking sells it: which recipients are taken, what they cost, how it says so.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/rng.hpp"
#include "tests/simulator/telco/form.hpp"
#include "tests/simulator/telco/settings.hpp"

namespace kazi::simulator::telco {

/// A message on its way to a phone.
struct Outgoing {
    std::string message_id;
    std::string number;
    std::string text;
    std::size_t segments = 1;
    bool will_fail = false;
};

struct SmsAnswer {
    int status = 201;
    std::string content_type = "application/json";
    std::string body;
    std::vector<Outgoing> taken = {};
    std::int64_t cost_micro = 0;
};

class SmsDesk {
public:
    explicit SmsDesk(const Settings& settings);

    /// One POST to the messaging address; `api_key` is that header.
    [[nodiscard]] SmsAnswer send(std::string_view api_key, const Form& form);

    /// From now on this number refuses what we send, as if blocked at the operator.
    void block(const std::string& number) { blocked_.insert(number); }

    /// A fresh message id, for either direction.
    [[nodiscard]] std::string next_id();

private:
    [[nodiscard]] int code_for(const std::string& number) const;

    const Settings& settings_;
    Rng rng_;
    std::set<std::string, std::less<>> blocked_;
};

}  // namespace kazi::simulator::telco
