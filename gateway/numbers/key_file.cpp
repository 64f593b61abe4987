// SPDX-License-Identifier: Apache-2.0
#include "gateway/numbers/key_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "billing/hex.hpp"

namespace kazi::gateway::numbers {

namespace {

constexpr std::string_view magic = "kazi number keys";
constexpr std::size_t name_size = data_key_size - magic.size();
// One fsync for so many first contacts; what a process has left of them when it ends stays unused.
constexpr std::uint32_t slots_a_block = 256;

off_t place_of(std::uint32_t slot) {
    return static_cast<off_t>(slot) * static_cast<off_t>(data_key_size);
}

bool write_all(int file, std::string_view bytes, off_t at) {
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
        at += written;
    }
    return true;
}

/// Shorter at the file's end; nothing when the disk fails.
std::optional<std::string> read_slot(int file, std::uint32_t slot) {
    std::string bytes(data_key_size, '\0');
    const ssize_t got = ::pread(file, bytes.data(), bytes.size(), place_of(slot));
    if (got < 0) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(got));
    return bytes;
}

std::optional<off_t> size_of(int file) {
    struct stat state {};
    if (::fstat(file, &state) != 0) return std::nullopt;
    return state.st_size;
}

bool sync_folder_of(const std::filesystem::path& path) {
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) return false;
    const bool synced = ::fsync(opened) == 0;
    ::close(opened);
    return synced;
}

/// What grows the file does so alone, whichever process it is in.
class Alone {
public:
    explicit Alone(int file) : file_(file), held_(::flock(file, LOCK_EX) == 0) {}
    ~Alone() {
        if (held_) ::flock(file_, LOCK_UN);
    }
    Alone(const Alone&) = delete;
    Alone& operator=(const Alone&) = delete;
    [[nodiscard]] bool held() const { return held_; }

private:
    int file_;
    bool held_;
};

}  // namespace

KeyFile::KeyFile(std::filesystem::path file, Entropy& entropy)
    : path_(std::move(file)), entropy_(entropy) {}

KeyFile::~KeyFile() {
    if (file_ >= 0) ::close(file_);
}

KeyFileResult<std::string> KeyFile::name() {
    if (const auto opened = open(); !opened) return opened.error();
    return name_;
}

KeyFileResult<TakenKey> KeyFile::take() {
    if (const auto opened = open(); !opened) return opened.error();
    if (next_slot_ == slots_end_) {
        if (const auto grown = grow(); !grown) return grown.error();
    }
    auto key = read_slot(file_, next_slot_);
    if (!key || key->size() != data_key_size) return fault("cannot be read");
    return TakenKey{next_slot_++, std::move(*key)};
}

KeyFileResult<std::string> KeyFile::find(std::uint32_t slot) {
    if (const auto opened = open(); !opened) return opened.error();
    auto key = slot == 0 ? std::string() : read_slot(file_, slot);
    if (!key) return fault("cannot be read");
    const bool there =
        key->size() == data_key_size && key->find_first_not_of('\0') != std::string::npos;
    return there ? std::move(*key) : std::string();
}

KeyFileResult<void> KeyFile::destroy(std::uint32_t slot) {
    if (const auto opened = open(); !opened) return opened.error();
    const auto size = size_of(file_);
    if (!size) return fault("cannot be looked at");
    if (slot == 0 || place_of(slot) >= *size) return {};
    const std::string nothing(data_key_size, '\0');
    const bool gone = write_all(file_, nothing, place_of(slot)) && ::fdatasync(file_) == 0;
    if (!gone) return fault("cannot be written");
    return {};
}

KeyFileResult<void> KeyFile::open() {
    if (file_ >= 0) return {};
    std::error_code failure;
    if (path_.has_parent_path()) std::filesystem::create_directories(path_.parent_path(), failure);
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file_ < 0) return fault("cannot be opened");
    auto named = read_or_make_name();
    if (!named) {
        ::close(file_);
        file_ = -1;
    }
    return named;
}

KeyFileResult<void> KeyFile::read_or_make_name() {
    const Alone alone(file_);
    const auto size = size_of(file_);
    if (!alone.held() || !size) return fault("cannot be locked");
    // A power cut while it was made leaves less than a name, and no key either.
    if (*size < place_of(1)) {
        const std::string header = std::string(magic) + random_bytes(name_size);
        const bool made = write_all(file_, header, 0) && ::fsync(file_) == 0;
        if (!made || !sync_folder_of(path_)) return fault("cannot be written");
    }
    const auto header = read_slot(file_, 0);
    if (!header) return fault("cannot be read");
    if (!header->starts_with(magic)) {
        errno = 0;
        return fault("is no file of number keys");
    }
    name_ = billing::to_hex(std::string_view(*header).substr(magic.size()));
    return {};
}

KeyFileResult<void> KeyFile::grow() {
    const Alone alone(file_);
    const auto size = size_of(file_);
    if (!alone.held() || !size) return fault("cannot be locked");
    // A block that a full disk cut short was never handed out: the next begins behind it.
    const auto first = static_cast<std::uint32_t>((*size + place_of(1) - 1) / place_of(1));
    const std::string keys = random_bytes(slots_a_block * data_key_size);
    const bool grown = write_all(file_, keys, place_of(first)) && ::fdatasync(file_) == 0;
    if (!grown) return fault("cannot be written");
    next_slot_ = first;
    slots_end_ = first + slots_a_block;
    return {};
}

std::string KeyFile::random_bytes(std::size_t count) {
    std::string bytes;
    bytes.reserve(count);
    while (bytes.size() < count) {
        const std::uint64_t drawn = entropy_.next();
        char eight[sizeof drawn];
        std::memcpy(eight, &drawn, sizeof drawn);
        bytes.append(eight, std::min(sizeof drawn, count - bytes.size()));
    }
    return bytes;
}

KeyFileFault KeyFile::fault(const char* what) const {
    const int code = errno;
    std::string text = "the number keys " + path_.string() + ": " + what;
    if (code != 0) text += ": " + std::system_category().message(code);
    return {code, std::move(text)};
}

}  // namespace kazi::gateway::numbers
