// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/idempotency.hpp"

#include <algorithm>

#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"

namespace kazi::gateway::api {

namespace {

using records::Packer;
using records::Unpacker;

constexpr std::size_t key_bytes_max = 64;

// Stored: never renumber.
constexpr std::uint8_t answered_mark = 1;
constexpr std::uint8_t upload_mark = 2;

void pack(Packer& out, const Answered& answered) {
    out.byte(answered_mark);
    out.text(answered.fingerprint);
    out.number(static_cast<std::uint64_t>(answered.status));
    out.text(answered.body);
}

void pack(Packer& out, const UploadProgress& progress) {
    out.byte(upload_mark);
    out.text(progress.fingerprint);
    out.byte(progress.complete ? 1 : 0);
    out.number(progress.rows);
    out.number(progress.accepted);
    out.number(progress.rejected);
    out.number(progress.errors.size());
    for (const LineError& error : progress.errors) {
        out.number(error.line);
        out.text(error.field);
        out.text(error.detail);
    }
}

Answered unpack_answered(Unpacker& in) {
    Answered answered;
    answered.fingerprint = in.text();
    answered.status = static_cast<int>(in.number());
    answered.body = in.text();
    return answered;
}

UploadProgress unpack_upload(Unpacker& in) {
    UploadProgress progress;
    progress.fingerprint = in.text();
    progress.complete = in.byte() != 0;
    progress.rows = in.number();
    progress.accepted = in.number();
    progress.rejected = in.number();
    progress.errors.resize(in.count());
    for (LineError& error : progress.errors) {
        error.line = in.number();
        error.field = in.text();
        error.detail = in.text();
    }
    return progress;
}

}  // namespace

bool is_idempotency_key(std::string_view key) {
    if (key.empty() || key.size() > key_bytes_max) return false;
    return std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
}

std::string pack_remembered(const Remembered& remembered, std::uint32_t version) {
    Packer out;
    out.raw(records::version_bytes(version));
    std::visit([&](const auto& what) { pack(out, what); }, remembered);
    return out.take();
}

std::optional<StoredMemory> remembered_from(std::string_view bytes) {
    const auto version = records::version_of(bytes);
    if (!version) return std::nullopt;
    Unpacker in(bytes.substr(records::version_size));
    StoredMemory stored{.what = {}, .version = *version};
    const std::uint8_t mark = in.byte();
    if (mark == answered_mark) {
        stored.what = unpack_answered(in);
    } else if (mark == upload_mark) {
        stored.what = unpack_upload(in);
    } else {
        return std::nullopt;
    }
    if (!in.done()) return std::nullopt;
    return stored;
}

}  // namespace kazi::gateway::api
