// SPDX-License-Identifier: Apache-2.0
// SHA-256 over a list of texts, as they come.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace kazi::gateway::api {

/// Each text counts with its length, so that "ab","c" differs from "a","bc".
class Fingerprint {
public:
    Fingerprint();
    ~Fingerprint();
    Fingerprint(Fingerprint&&) noexcept;
    Fingerprint& operator=(Fingerprint&&) noexcept;

    void add(std::string_view text);
    /// 32 raw bytes over what was added so far; more may be added afterwards.
    [[nodiscard]] std::string digest() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// SHA-256 of one text, as 64 lower-case hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view text);

}  // namespace kazi::gateway::api
