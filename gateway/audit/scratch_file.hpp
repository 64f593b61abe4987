// SPDX-License-Identifier: Apache-2.0
// A long audit's notes in a file of the system's temporary folder (`TMPDIR`), which has no name and
// goes with the process. Some 90 bytes for each answer of the journal.
#pragma once

#include <string>

#include "billing/scratch.hpp"

namespace kazi::gateway::audit {

/// The file is made with the first block: short books need none.
class ScratchFile final : public billing::Scratch {
public:
    ScratchFile() = default;
    ~ScratchFile() override;

    [[nodiscard]] bool append(std::string_view block) override;
    [[nodiscard]] std::optional<std::string> block(std::uint64_t nth) override;

private:
    [[nodiscard]] bool open();

    int file_ = -1;
    std::uint64_t blocks_ = 0;
};

}  // namespace kazi::gateway::audit
