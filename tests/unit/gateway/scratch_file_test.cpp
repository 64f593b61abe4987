// SPDX-License-Identifier: Apache-2.0
// The audit's scratch file: blocks come back by number, it leaves nothing behind, and a folder that
// is not there is told, not met half way.
#include "gateway/audit/scratch_file.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>

using namespace kazi;

namespace {

/// `TMPDIR` for as long as it lives.
class TemporaryFolder {
public:
    explicit TemporaryFolder(const std::string& folder) { ::setenv("TMPDIR", folder.c_str(), 1); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() { ::unsetenv("TMPDIR"); }
};

std::string block_of(char letter) {
    return std::string(billing::scratch_block_bytes, letter);
}

}  // namespace

TEST_CASE("scratch file: blocks come back by number, and no name is left behind") {
    const auto folder = std::filesystem::temp_directory_path() / "kazi-scratch-test";
    std::filesystem::create_directory(folder);
    const TemporaryFolder own(folder.string());
    gateway::audit::ScratchFile scratch;
    for (const char letter : {'a', 'b', 'c'})
        REQUIRE(scratch.append(block_of(letter)));
    CHECK(scratch.block(1) == block_of('b'));
    CHECK(scratch.block(0) == block_of('a'));
    CHECK_FALSE(scratch.block(3));
    CHECK(std::filesystem::is_empty(folder));
    std::filesystem::remove(folder);
}

TEST_CASE("scratch file: without a temporary folder there is no room") {
    const TemporaryFolder nowhere("/nonexistent/folder");
    gateway::audit::ScratchFile scratch;
    CHECK_FALSE(scratch.append(block_of('a')));
}
