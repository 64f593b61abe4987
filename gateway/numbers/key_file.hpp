// SPDX-License-Identifier: Apache-2.0
// The keys that workers' numbers are sealed with, one for each, in a file that is not the store's.
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "gateway/world.hpp"

namespace kazi::gateway::numbers {

inline constexpr std::size_t data_key_size = 32;

/// Why the file can't be used, for the operator.
struct KeyFileFault {
    int code = 0;  ///< the system's; 0: the file holds something else
    std::string text;
};
template <class T>
using KeyFileResult = boost::system::result<T, KeyFileFault>;

struct TakenKey {
    std::uint32_t slot = 0;  ///< what it is found by
    std::string key;
};

/// Keys side by side in slots of `data_key_size` bytes; the first holds the file's name. The file
/// is opened, and made readable for its owner alone, when it is first needed. Several processes may
/// use it. Its calls wait for the disk: taking does once in some hundred times.
class KeyFile {
public:
    KeyFile(std::filesystem::path file, Entropy& entropy);
    ~KeyFile();
    KeyFile(const KeyFile&) = delete;
    KeyFile& operator=(const KeyFile&) = delete;

    /// What tells this file from all others: 32 hexadecimal digits.
    [[nodiscard]] KeyFileResult<std::string> name();
    /// A key that nobody was handed before. It is on disk when this returns.
    [[nodiscard]] KeyFileResult<TakenKey> take();
    /// Empty: it was destroyed, or the file never had it.
    [[nodiscard]] KeyFileResult<std::string> find(std::uint32_t slot);
    /// Overwrites the key; nothing is left of it on disk when this returns.
    [[nodiscard]] KeyFileResult<void> destroy(std::uint32_t slot);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    KeyFileResult<void> open();
    KeyFileResult<void> read_or_make_name();
    KeyFileResult<void> grow();
    std::string random_bytes(std::size_t count);
    [[nodiscard]] KeyFileFault fault(const char* what) const;

    std::filesystem::path path_;
    Entropy& entropy_;
    int file_ = -1;
    std::string name_;
    std::uint32_t next_slot_ = 0;
    std::uint32_t slots_end_ = 0;  ///< of those that are this process's to hand out
};

}  // namespace kazi::gateway::numbers
