// SPDX-License-Identifier: Apache-2.0
// Room outside of memory for what a long calculation has to look at again. This room does no I/O:
// whoever has files brings one, and what is small stays in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::billing {

/// Every block has this many bytes.
inline constexpr std::size_t scratch_block_bytes = 8192;

class Scratch {
public:
    Scratch() = default;
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    virtual ~Scratch() = default;

    /// Keeps a block of `scratch_block_bytes`. False: there is no room for it.
    [[nodiscard]] virtual bool append(std::string_view block) = 0;
    /// The block that was appended as number `nth`, from 0. Nothing: it can't be read back.
    [[nodiscard]] virtual std::optional<std::string> block(std::uint64_t nth) = 0;
};

/// For small calculations and tests.
class ScratchInMemory final : public Scratch {
public:
    [[nodiscard]] bool append(std::string_view block) override {
        blocks_.emplace_back(block);
        return true;
    }
    [[nodiscard]] std::optional<std::string> block(std::uint64_t nth) override {
        return nth < blocks_.size() ? std::optional(blocks_[nth]) : std::nullopt;
    }

private:
    std::vector<std::string> blocks_;
};

}  // namespace kazi::billing
