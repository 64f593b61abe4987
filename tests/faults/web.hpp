// SPDX-License-Identifier: Apache-2.0
// HTTP as a test needs it: any status is an answer, and a request may be left under way.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kazi::tests {

/// Status 0: nothing came back.
struct WebReply {
    int status = 0;
    std::string body;
};

using FormFields = std::vector<std::pair<std::string_view, std::string>>;

/// One request that has left, on a connection of its own.
class Request {
public:
    static Request get(std::string url);
    static Request post_form(std::string url, const FormFields& fields);
    Request(Request&&) noexcept;
    ~Request();

    /// Waits for the reply.
    [[nodiscard]] WebReply reply();
    /// Does what can be done without waiting; true when the reply is there.
    [[nodiscard]] bool answered();

private:
    struct State;
    explicit Request(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace kazi::tests
