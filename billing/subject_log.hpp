// SPDX-License-Identifier: Apache-2.0
// Notes about very many subjects, taken as they come and read back subject by subject. Memory stays
// the same however many there are: what is noted lies in a scratch, on shelves by the subject's
// hash, and is looked at one shelf at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/scratch.hpp"

namespace kazi::billing {

/// What was noted about a subject, which topic and name make. What topic, kind, text and amount
/// mean is the caller's business.
struct SubjectNote {
    std::uint8_t topic = 0;
    std::uint8_t kind = 0;
    std::string_view subject;
    std::string_view text = {};
    std::int64_t amount = 0;
};

class SubjectLog {
public:
    /// The scratch is this log's alone, and outlives it.
    explicit SubjectLog(Scratch& scratch) : scratch_(scratch), shelves_(shelf_count) {}

    void note(const SubjectNote& note);

    /// Hands over each subject once, with all its notes in the order in which they were taken; the
    /// subjects in no order of meaning, but in the same for the same notes. False: the scratch
    /// failed, and some were not handed over.
    using Tell = std::function<void(std::span<const SubjectNote> notes)>;
    [[nodiscard]] bool read(const Tell& tell);

private:
    static constexpr std::size_t shelf_count = 1024;
    static constexpr std::uint64_t no_block = ~std::uint64_t{0};

    /// A shelf is a stream of bytes: full blocks in the scratch, each of which begins with the
    /// number of the one before, and a rest in memory.
    struct Shelf {
        std::string rest;
        std::uint64_t newest = no_block;
    };

    void lay_aside(Shelf& shelf);
    [[nodiscard]] bool collect(const Shelf& shelf, std::string& bytes);

    Scratch& scratch_;
    std::vector<Shelf> shelves_;
    std::uint64_t blocks_ = 0;
    bool failed_ = false;
};

}  // namespace kazi::billing
