// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/folder.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace kazi::tests {

namespace {

std::filesystem::path make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "kazi-faults-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for a test: " + name);
    return name;
}

}  // namespace

Folder::Folder() : path_(make_folder()) {}

Folder::~Folder() {
    std::error_code ignored;  // a folder left in the temporary directory harms nobody
    std::filesystem::remove_all(path_, ignored);
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_file(const std::filesystem::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out.flush()) throw std::runtime_error("can't write " + file.string());
}

}  // namespace kazi::tests
