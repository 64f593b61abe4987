// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/scratch_file.hpp"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace kazi::gateway::audit {

namespace {

off_t place_of(std::uint64_t nth) {
    return static_cast<off_t>(nth * billing::scratch_block_bytes);
}

}  // namespace

ScratchFile::~ScratchFile() {
    if (file_ >= 0) ::close(file_);
}

// Made under a name and unlinked at once: not every file system has files without one.
bool ScratchFile::open() {
    if (file_ >= 0) return true;
    std::error_code trouble;
    const auto folder = std::filesystem::temp_directory_path(trouble);
    if (trouble) return false;
    std::string name = (folder / "kazi-audit-XXXXXX").string();
    file_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (file_ >= 0) ::unlink(name.c_str());
    return file_ >= 0;
}

bool ScratchFile::append(std::string_view block) {
    if (!open()) return false;
    const ssize_t written = ::pwrite(file_, block.data(), block.size(), place_of(blocks_));
    if (written != static_cast<ssize_t>(block.size())) return false;
    ++blocks_;
    return true;
}

std::optional<std::string> ScratchFile::block(std::uint64_t nth) {
    std::string bytes(billing::scratch_block_bytes, '\0');
    const ssize_t read = ::pread(file_, bytes.data(), bytes.size(), place_of(nth));
    if (read != static_cast<ssize_t>(bytes.size())) return std::nullopt;
    return bytes;
}

}  // namespace kazi::gateway::audit
