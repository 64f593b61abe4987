// SPDX-License-Identifier: Apache-2.0
// A temporary folder that goes with its test.
#pragma once

#include <filesystem>
#include <string>

namespace kazi::tests {

class Folder {
public:
    /// Throws when there is no room for one.
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// The whole file, or nothing when it can't be read.
[[nodiscard]] std::string text_of(const std::filesystem::path& file);
/// Throws when it can't be written.
void write_file(const std::filesystem::path& file, const std::string& text);

}  // namespace kazi::tests
