// SPDX-License-Identifier: Apache-2.0
// Writes findings of one kind of callback down, and judges answers by what every kind shares.
#pragma once

#include <string>
#include <string_view>

#include "gateway/certify/connection.hpp"
#include "gateway/certify/finding.hpp"
#include "gateway/certify/manners.hpp"

namespace kazi::gateway::certify {

class Notes {
public:
    Notes(Findings& findings, std::string_view kind, const Connection& connection);

    void pass(std::string_view name, std::string reason);
    void fail(std::string_view name, std::string reason);
    void skip(std::string_view name, std::string reason);

    /// Passed when there is no complaint.
    void judge(std::string_view name, const std::string& complaint, const Heard& heard);

    /// What is wrong with the answer to an SMS, a report or an end event that should be taken.
    [[nodiscard]] std::string complaint_of_taken(const Heard& heard) const;
    /// What is wrong with the answer to nonsense: it should be refused for good, so that nobody
    /// sends it again.
    [[nodiscard]] std::string complaint_of_refused(const Heard& heard) const;
    [[nodiscard]] std::string complaint_of_status(const Heard& heard, int status) const;
    /// What is wrong with an answer that should be the same as before, byte for byte.
    [[nodiscard]] std::string complaint_of_repeat(const Heard& first, const Heard& again) const;

    [[nodiscard]] const Manners& manners() const { return manners_; }

private:
    void add(std::string_view name, Verdict verdict, std::string reason);

    Findings& findings_;
    std::string kind_;
    Manners manners_;
};

/// An answer in a few words: its status and the beginning of its body.
[[nodiscard]] std::string shown(const Heard& heard);

}  // namespace kazi::gateway::certify
